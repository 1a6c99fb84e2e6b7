"""Writes docs/commands.md from the command line's own help; a test compares it with the file."""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from dragoman.cli import main

TARGET = Path(__file__).parent.parent / "docs" / "commands.md"


def list_commands(group: click.Group, prefix: str = "dragoman") -> list[tuple[str, click.Command]]:
    """Every command with its full name, groups before what they hold."""
    found: list[tuple[str, click.Command]] = []
    for name, command in sorted(group.commands.items()):
        found.append((f"{prefix} {name}", command))
        if isinstance(command, click.Group):
            found += list_commands(command, f"{prefix} {name}")
    return found


def write_commands() -> str:
    """The page: a section a command, with its words and options; in our own form, not click's."""
    parts = ["# Commands", "Made by `scripts/write_commands.py` from the commands themselves; do not edit."]
    for name, command in list_commands(main):
        arguments = [
            str(item.metavar or item.name).upper() for item in command.params if isinstance(item, click.Argument)
        ]
        options = [item for item in command.params if isinstance(item, click.Option)]
        parts.append(f"## {' '.join([name, *arguments])}")
        parts.append(inspect.cleandoc(command.help or "").replace("\b\n", "").replace("Example: ", "    "))
        if options:
            parts.append("\n".join(describe_option(item) for item in options))
    return "\n\n".join(parts) + "\n"


def describe_option(option: click.Option) -> str:
    """One option in one line: its names, what it takes, what it does, what holds without it."""
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    choices = f" ({', '.join(option.type.choices)})" if isinstance(option.type, click.Choice) else ""
    held = f" Without it: {option.default}." if option.show_default and isinstance(option.default, (str, int)) else ""
    return f"- {names}{choices}: {option.help or ''}{held}".rstrip(": ")


if __name__ == "__main__":
    TARGET.write_text(write_commands(), encoding="utf-8")
