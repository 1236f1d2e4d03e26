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
# With Django's own 300, whoever makes many entries would have the counts of others thrown out.
MOST_ENTRIES = 20_000


def database(env: Env, folder: Path | None) -> dict[str, Any]:
    """The database that DATABASE_URL names; for a demonstration, else a file in its `folder`.

    Production, which has none, must name it: it would begin with an empty one.
    """
    default = f"sqlite:///{folder / 'demonstration.sqlite3'}" if folder else None
    found: dict[str, Any] = env.db_url_config(required(env, "DATABASE_URL", default))
    kind = found.get("ENGINE")
    if kind == "django.db.backends.sqlite3":
        return {**found, "OPTIONS": dict(_SQLITE)}
    if kind == "django.db.backends.postgresql":
        return {**found, "CONN_MAX_AGE": whole_number(env, "CONN_MAX_AGE", 60), "CONN_HEALTH_CHECKS": True}
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgres://.")


def shared_cache(env: Env) -> dict[str, Any]:
    """Redis where REDIS_URL names one, or else a table of the database."""
    if address := env.str("REDIS_URL", ""):
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}
    return {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        "OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES},
    }
