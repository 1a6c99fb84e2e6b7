"""What is known beforehand: states and bodies, their names in every script, formats of dialogue."""

from dragoman.register.sides import Register, SideName, load_register

__all__ = ["Register", "SideName", "load_register"]
