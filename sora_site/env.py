"""Settings from the environment, with a clear message when one cannot be read."""

import json
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").lower()
    if value in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        return value in ("1", "true", "yes", "on") if value else default
    raise ImproperlyConfigured(f"{name}={value!r}: write 1 or 0")


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "")
    if not value.lstrip("-").isdigit() and value:
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number")
    return int(value) if value else default


def names(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def options(name: str) -> dict:
    """A JSON object: `{"num_inference_steps": 8}`."""
    try:
        value = json.loads(os.environ.get(name) or "{}")
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: not JSON: {error}") from error
    if not isinstance(value, dict):
        raise ImproperlyConfigured(f"{name}={value!r}: write a JSON object")
    return value


def database(url: str) -> dict:
    """`postgres://user:password@host:port/name` or `sqlite:///path` as Django's settings."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"DATABASE_URL: {parts.scheme!r} is not sqlite or postgres")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: str) -> dict:
    Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # IMMEDIATE takes the write lock at BEGIN: a read that turns into a write can then
    # wait its turn, where the default would answer "database is locked" at once.
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        # Threads of the live test server need a file; a memory database is one connection's.
        "TEST": {"NAME": f"{path}.test"},
    }
