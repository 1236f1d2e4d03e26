"""A database of the bench's own on the server of DATABASE_URL, filled with the demonstration."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

SETTINGS = "tests.bench.settings"
SEED_LIMIT = 1200
Environment = dict[str, str]


@contextmanager
def seeded(url: str, name: str, applications: int) -> Iterator[Environment]:
    """The environment of a server on a new database with so many applications; it is dropped afterwards."""
    with _database(url, name) as database:
        env = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": SETTINGS}
        env["MODE"] = "demonstration"
        for command in (
            ["migrate"],
            ["createcachetable"],
            ["seed_demo", "--applications", str(applications)],
        ):
            run([sys.executable, "manage.py", *command, "--verbosity=0"], env)
        yield env


@contextmanager
def _database(url: str, name: str) -> Iterator[str]:
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(drop)


def run(command: list[str], env: Environment) -> str:
    """What the command says. Ends everything, saying why, where it fails."""
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=SEED_LIMIT, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command[1:])} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
