"""The database, and the cache that all processes share."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

from fund.common.environment import required, whole_number

_SQLITE: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
    # REPLACE deletes too: without this the triggers of add-only tables would not see it.
    "PRAGMA recursive_triggers=ON;",
}
_POSTGRES = "postgres://name:password@host:5432/database"
# With Django's own 300, whoever makes many entries would have the counts of others thrown out.
MOST_ENTRIES = 20_000


def database(env: Env, folder: Path | None) -> dict[str, Any]:
    """The database that DATABASE_URL names; for a demonstration, else a file in its `folder`.

    Production, which has none, must name it: it would begin with an empty one.
    """
    default = f"sqlite:///{folder / 'demonstration.sqlite3'}" if folder else None
    try:
        found: dict[str, Any] = env.db_url_config(required(env, "DATABASE_URL", default).strip())
    except ValueError:
        raise ImproperlyConfigured(f"DATABASE_URL can't be read. It must be like {_POSTGRES}.") from None
    kind = found.get("ENGINE")
    if kind == "django.db.backends.sqlite3":
        return {**found, "NAME": _file(str(found["NAME"])), "OPTIONS": dict(_SQLITE)}
    if kind == "django.db.backends.postgresql":
        if not found["NAME"]:
            raise ImproperlyConfigured(f"DATABASE_URL names no database. It must be like {_POSTGRES}.")
        return {**found, "CONN_MAX_AGE": whole_number(env, "CONN_MAX_AGE", 60), "CONN_HEALTH_CHECKS": True}
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgres://.")


def _file(name: str) -> str:
    """The file of an SQLite database, which all processes share: so none in memory."""
    path = Path(name)
    if name in ("", ":memory:") or path.is_dir():
        raise ImproperlyConfigured(
            "DATABASE_URL names no file. It must be like sqlite:////folder/file.sqlite3."
        )
    if not path.parent.is_dir():
        raise ImproperlyConfigured(
            f"DATABASE_URL names a file in {path.parent}, and there is no such folder."
        )
    return name


def shared_cache(env: Env) -> dict[str, Any]:
    """Redis where REDIS_URL names one, or else a table of the database."""
    if address := env.str("REDIS_URL", ""):
        if not address.startswith(("redis://", "rediss://", "unix://")):
            raise ImproperlyConfigured("REDIS_URL must begin with redis:// or rediss://.")
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}
    return {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        "OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES},
    }
