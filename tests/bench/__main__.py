"""`python -m tests.bench [SIZE…]`: how quick the screens are, at 1,000 and at 10,000 applications.

DATABASE_URL names a PostgreSQL server on which databases may be made; `make bench` starts one.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.bench.measuring import WARM_UPS, Measured, measure, measure_sending
from tests.bench.screens import SCREENS, SEND
from tests.serving import serving

SIZES = (1_000, 10_000)
SETTINGS = "tests.bench.settings"
SEED_LIMIT = 1200


def main(sizes: list[int]) -> int:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.exit("The bench needs PostgreSQL: run `make bench`, or set DATABASE_URL.")
    found = {size: _measure_at(size, url) for size in sizes}
    same = _print_table(found)
    passed = same and all(row.passes for rows in found.values() for row in rows)
    sys.stdout.write(f"\n{'All targets are reached.' if passed else 'Some targets are missed.'}\n")
    return 0 if passed else 1


def _measure_at(size: int, url: str) -> list[Measured]:
    with _database(url, f"bench_{size}") as database:
        env = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": SETTINGS}
        env["MODE"] = "demonstration"
        say(f"Seeding {size:,} applications…")
        for command in (["migrate"], ["createcachetable"], ["seed_demo", "--applications", str(size)]):
            _run([sys.executable, "manage.py", *command, "--verbosity=0"], env)
        facts = json.loads(
            _run([sys.executable, "-m", "tests.bench.prepare", str(SEND.times + WARM_UPS)], env)
        )
        with serving(env) as server:
            say("Measuring…")
            return _measure_all(facts, server.port)


def _measure_all(facts: dict[str, dict[str, str]], port: int) -> list[Measured]:
    cookies = {"": "", **facts["cookies"]}
    found = [
        measure(screen, screen.path.format(**facts["places"]), port=port, cookie=cookies[screen.who])
        for screen in SCREENS
    ]
    paths = [f"/my/applications/{reference}/check/" for reference in facts["drafts"]]
    return [*found, measure_sending(SEND, paths, port=port, cookie=cookies[SEND.who])]


def _print_table(found: dict[int, list[Measured]]) -> bool:
    """The table. False where a screen's queries grow with the applications."""
    say("")
    heads = ("screen", "applications", "median ms", "p95 ms", "queries", "bytes", "packed", "target", "")
    lines: list[tuple[str, ...]] = [heads]
    same = True
    for rows in zip(*found.values(), strict=True):
        counts = {row.queries for row in rows}
        same = same and len(counts) == 1
        for size, row in zip(found, rows, strict=True):
            lines.append(_line(size, row, grows=len(counts) > 1))
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        cells = [line[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(line[1:-1], widths[1:-1], strict=True)]
        say("  ".join([*cells, line[-1]]))
    return same


def _line(size: int, row: Measured, *, grows: bool) -> tuple[str, ...]:
    target = " ".join(
        word
        for word in (
            f"≤{row.screen.most_ms} ms" if row.screen.most_ms else "",
            f"≤{row.screen.most_queries} queries" if row.screen.most_queries else "",
        )
        if word
    )
    verdict = "queries grow" if grows else ("" if not target else "reached" if row.passes else "MISSED")
    return (row.screen.name, f"{size:,}", f"{row.median:.1f}", f"{row.p95:.1f}", str(row.queries),
            f"{row.size:,}", f"{row.packed:,}", target, verdict)  # fmt: skip


@contextmanager
def _database(url: str, name: str) -> Iterator[str]:
    """A new database on the server of `url`, dropped afterwards."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(drop)


def _run(command: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=SEED_LIMIT, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command[1:])} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or list(SIZES)))
