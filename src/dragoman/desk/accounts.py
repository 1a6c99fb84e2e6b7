"""Who may use a desk that others can reach: accounts, sessions and API tokens in a small SQLite file of the desk's own.

Passwords are kept as argon2id hashes, sessions and tokens as SHA-256 hashes of what the browser holds: who reads the
file cannot log in.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error

from dragoman.errors import UsageError

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
SESSION_SECONDS = 12 * 3600  # a working day
MIN_PASSWORD = 12  # characters
MAX_PASSWORD = 200
TRIES, TRY_SECONDS = 5, 300  # wrong passwords of one name or address before it must wait, and how long they count
NAME = re.compile(r"[\w.@-]{2,60}")
TABLES = """
CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, password TEXT NOT NULL, role TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (hash TEXT PRIMARY KEY, name TEXT NOT NULL, until REAL NOT NULL);
CREATE TABLE IF NOT EXISTS tokens (hash TEXT PRIMARY KEY, name TEXT NOT NULL, label TEXT NOT NULL, made REAL NOT NULL);
CREATE TABLE IF NOT EXISTS log (at REAL NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL, what TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class User:
    """Who asks; `role` says what they may do: each role may do all that those before it may."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether this role is `role` or above it."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Accounts:
    """The accounts of one desk; may be used from several threads."""

    def __init__(self, path: str | Path, clock: Callable[[], float] = time.time) -> None:
        self._connection = sqlite3.connect(str(path), check_same_thread=False, isolation_level=None)
        self._lock = threading.Lock()
        self._clock = clock
        self._hasher = PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_urlsafe(16))  # checked for unknown names: the same time
        self._failures: dict[str, list[float]] = {}
        with self._lock:
            self._connection.executescript(TABLES)

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    @contextmanager
    def _rows(self, statement: str, *values: object) -> Iterator[list[tuple[str, ...]]]:
        with self._lock:
            yield self._connection.execute(statement, values).fetchall()

    def _do(self, statement: str, *values: object) -> int:
        with self._lock:
            return self._connection.execute(statement, values).rowcount

    # -- accounts

    def add(self, name: str, password: str, role: Role = "reader") -> User:
        """Makes an account, or gives it a new password and role.

        Raises: UsageError: a name or role that is none, a password too short or too long.
        """
        if not NAME.fullmatch(name):
            raise UsageError(f"{name!r} is no name of an account; give 2 to 60 letters, digits or . @ _ -")
        if role not in ROLES:
            raise UsageError(f"{role!r} is no role; give one of {', '.join(ROLES)}")
        if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
            raise UsageError(f"the password has {len(password)} characters; give {MIN_PASSWORD} to {MAX_PASSWORD}")
        self._do("INSERT OR REPLACE INTO accounts VALUES (?, ?, ?)", name, self._hasher.hash(password), role)
        self._do("DELETE FROM sessions WHERE name = ?", name)
        return User(name, role)

    def remove(self, name: str) -> None:
        """Removes an account with its sessions and tokens."""
        for table in ("accounts", "sessions", "tokens"):
            self._do(f"DELETE FROM {table} WHERE name = ?", name)

    def users(self) -> list[User]:
        """Everyone, by name."""
        with self._rows("SELECT name, role FROM accounts ORDER BY name") as rows:
            return [User(name, role) for name, role in rows]  # type: ignore[arg-type]

    def find(self, name: str) -> User | None:
        """The account of a name; None if there is none."""
        with self._rows("SELECT name, role FROM accounts WHERE name = ?", name) as rows:
            return User(*rows[0]) if rows else None  # type: ignore[arg-type]

    # -- sessions

    def log_in(self, name: str, password: str, address: str) -> str | None:
        """A new session's key for the cookie; None for a wrong name or password.

        Raises: TooMany: too many wrong ones for this name or from this address; the time to wait is in it.
        """
        self._refuse_many(f"name {name}", f"address {address}")
        with self._rows("SELECT password FROM accounts WHERE name = ?", name) as rows:
            kept = rows[0][0] if rows else self._nobody
        try:
            right = self._hasher.verify(kept, password[:MAX_PASSWORD]) and bool(rows)
        except Argon2Error:
            right = False
        if not right:
            for key in (f"name {name}", f"address {address}"):
                self._failures.setdefault(key, []).append(self._clock())
            self.note(name[:60], address, "refused")
            return None
        self._failures.pop(f"name {name}", None)
        self.note(name, address, "logged in")
        return self._keep("INSERT INTO sessions VALUES (?, ?, ?)", name, self._clock() + SESSION_SECONDS)

    def _refuse_many(self, *keys: str) -> None:
        now = self._clock()
        for key in keys:
            recent = [at for at in self._failures.get(key, ()) if now - at < TRY_SECONDS]
            if recent:
                self._failures[key] = recent
            else:
                self._failures.pop(key, None)
            if len(recent) >= TRIES:
                raise TooMany(int(TRY_SECONDS - (now - recent[0])) + 1)

    def _keep(self, statement: str, *values: object) -> str:
        key = secrets.token_urlsafe(32)
        self._do(statement, find_hash(key), *values)
        return key

    def user_of_session(self, key: str) -> User | None:
        """Whose session a cookie holds; None for an unknown or ended one."""
        statement = (
            "SELECT a.name, a.role FROM sessions s JOIN accounts a ON a.name = s.name WHERE s.hash = ? AND s.until > ?"
        )
        with self._rows(statement, find_hash(key), self._clock()) as rows:
            return User(*rows[0]) if rows else None  # type: ignore[arg-type]

    def log_out(self, key: str) -> None:
        """Ends a session."""
        self._do("DELETE FROM sessions WHERE hash = ? OR until < ?", find_hash(key), self._clock())

    # -- tokens

    def make_token(self, name: str, label: str) -> str:
        """A token for the API with the rights of an account; shown once, kept as a hash.

        Raises: UsageError: there is no such account.
        """
        if self.find(name) is None:
            raise UsageError(f"there is no account {name!r}; make it first")
        return self._keep("INSERT INTO tokens VALUES (?, ?, ?, ?)", name, label[:80], self._clock())

    def user_of_token(self, token: str) -> User | None:
        """Whose token it is; None for an unknown one."""
        statement = "SELECT a.name, a.role FROM tokens t JOIN accounts a ON a.name = t.name WHERE t.hash = ?"
        with self._rows(statement, find_hash(token)) as rows:
            return User(*rows[0]) if rows else None  # type: ignore[arg-type]

    def drop_tokens(self, name: str) -> int:
        """Ends all tokens of an account; how many there were."""
        return self._do("DELETE FROM tokens WHERE name = ?", name)

    # -- log

    def note(self, name: str, address: str, what: str) -> None:
        """Writes down who did what from where."""
        self._do("INSERT INTO log VALUES (?, ?, ?, ?)", self._clock(), name, address, what)

    def log(self, limit: int = 100) -> list[tuple[float, str, str, str]]:
        """The latest entries: when, who, from where, what."""
        with self._rows("SELECT at, name, address, what FROM log ORDER BY rowid DESC LIMIT ?", limit) as rows:
            return [(float(at), name, address, what) for at, name, address, what in rows]


class TooMany(Exception):
    """Too many wrong passwords; `seconds` until the next may be tried."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many wrong passwords; wait {seconds} seconds")
        self.seconds = seconds


def find_hash(key: str) -> str:
    """What is kept of a session's key or a token: it is random, so a plain hash suffices."""
    return hashlib.sha256(key.encode()).hexdigest()
