"""`python -m tests.bench rush`: 500 groups send in the last minute before a round closes."""

import json
import os
import statistics
import sys
import time

import psycopg

from tests.bench.databases import Environment, run, say, seeded
from tests.bench.rushing import Group, Sent, rush
from tests.serving import serving

GROUPS, SECONDS, MOST_MS = 500, 57, 1000
BACKGROUND = 1_000
STEPS = ("check page", "send", "receipt page")


def main(url: str) -> int:
    say(f"Seeding {BACKGROUND:,} applications and {GROUPS} drafts…")
    with seeded(url, "bench_rush", BACKGROUND) as env:
        drafts = json.loads(run([sys.executable, "-m", "tests.bench.prepare_rush", str(GROUPS)], env))
        groups = [Group(*pair) for pair in drafts]
        with serving(env) as server:
            say("The last minute…")
            _close_in_a_minute(env)
            before, start = server.work_seconds(), time.monotonic()
            found = rush(server.port, groups, seconds=SECONDS)
            work, took = server.work_seconds() - before, time.monotonic() - start
        say(f"\nIt took {took:.0f} seconds, of which the workers' processors {work:.0f}.")
        return _tell(found, _kept(env))


def _close_in_a_minute(env: Environment) -> None:
    with psycopg.connect(env["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(
            "UPDATE funding_round SET closes_at = now() + interval '60 seconds' WHERE slug = 'last-minute'"
        )


def _kept(env: Environment) -> tuple[int, int, int]:
    """Submissions in the round, receipts, and groups with exactly one receipt."""
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        row = connection.execute(
            """
            SELECT (SELECT count(*) FROM applications_submission s
                    JOIN applications_application a ON a.id = s.application_id AND a.state = 'submitted'
                    JOIN funding_round r ON r.id = a.round_id AND r.slug = 'last-minute'),
                   coalesce(sum(letters), 0), count(*) FILTER (WHERE letters = 1)
            FROM (SELECT case_reference, count(*) AS letters FROM notifications_letter
                  WHERE kind = 'applications/receipt' AND case_reference LIKE 'LM-%' GROUP BY case_reference) AS each
            """
        ).fetchone()
    assert row
    return row[0], int(row[1]), row[2]


def _tell(found: list[Sent], kept: tuple[int, int, int]) -> int:
    say("\nstep           p50 ms   p95 ms   max ms")
    slow = 0.0
    for number, step in enumerate(STEPS):
        times = sorted(sent.ms[number] for sent in found)
        p95 = times[round(len(times) * 0.95) - 1]
        slow = max(slow, p95)
        say(f"{step:<13}{statistics.median(times):>8.0f}{p95:>9.0f}{times[-1]:>9.0f}")
    errors = sum(status == 0 or status >= 500 for sent in found for status in sent.statuses)
    inside, whole = sum(sent.is_in for sent in found), kept == (GROUPS, GROUPS, GROUPS)
    say(f"\n{inside} of {GROUPS} groups were told that they are in; {errors} errors of the server.")
    say(f"Submissions {kept[0]}, receipts {kept[1]}, groups with exactly one receipt {kept[2]}.")
    say(f"Load average at the end: {', '.join(f'{load:.1f}' for load in os.getloadavg())}.")
    passed = whole and inside == GROUPS and not errors and slow <= MOST_MS
    say(f"{'All of them are in, each p95 under a second.' if passed else 'That is not what was promised.'}")
    return 0 if passed else 1
