"""`python -m tests.bench [SIZE…]`: how quick the screens are, at 1,000 and at 10,000 applications.

`python -m tests.bench rush`: whether 500 groups get in who send in the last minute.

DATABASE_URL names a PostgreSQL server on which databases may be made; `make bench` starts one.
"""

import json
import os
import sys

from tests.bench import rush
from tests.bench.databases import run, say, seeded
from tests.bench.measuring import WARM_UPS, Measured, measure, measure_autosave, measure_sending
from tests.bench.screens import AUTOSAVE, SCREENS, SEND
from tests.serving import serving

SIZES = (1_000, 10_000)


def main(words: list[str]) -> int:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.exit("The bench needs PostgreSQL: run `make bench`, or set DATABASE_URL.")
    if words == ["rush"]:
        return rush.main(url)
    sizes = [int(word) for word in words] or list(SIZES)
    found = {size: _measure_at(size, url) for size in sizes}
    same = _print_table(found)
    passed = same and all(row.passes for rows in found.values() for row in rows)
    sys.stdout.write(f"\n{'All targets are reached.' if passed else 'Some targets are missed.'}\n")
    return 0 if passed else 1


def _measure_at(size: int, url: str) -> list[Measured]:
    say(f"Seeding {size:,} applications…")
    with seeded(url, f"bench_{size}", size) as env:
        command = [sys.executable, "-m", "tests.bench.prepare", str(SEND.times + WARM_UPS)]
        facts = json.loads(run(command, env))
        with serving(env) as server:
            say("Measuring…")
            return _measure_all(facts, server.port)


def _measure_all(facts: dict[str, dict[str, str]], port: int) -> list[Measured]:
    cookies = {"": "", **facts["cookies"]}
    found = [
        measure(screen, screen.path.format(**facts["places"]), port=port, cookie=cookies[screen.who])
        for screen in SCREENS
    ]
    autosave = measure_autosave(
        AUTOSAVE, facts["places"]["autosave"], port=port, cookie=cookies[AUTOSAVE.who]
    )
    paths = [f"/my/applications/{reference}/check/" for reference in facts["drafts"]]
    return [*found, autosave, measure_sending(SEND, paths, port=port, cookie=cookies[SEND.who])]


def _print_table(found: dict[int, list[Measured]]) -> bool:
    """The table. False where a screen's queries grow with the applications."""
    say(f"\nLoad average: {', '.join(f'{load:.1f}' for load in os.getloadavg())}.\n")
    heads = ("screen", "applications", "median ms", "p95 ms", "work ms", "queries", "bytes", "packed",
             "whole", "target", "")  # fmt: skip
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
            f"≤{row.screen.most_kb} kB" if row.screen.most_kb else "",
        )
        if word
    )
    verdict = "queries grow" if grows else ("" if not target else "reached" if row.passes else "MISSED")
    return (row.screen.name, f"{size:,}", f"{row.median:.1f}", f"{row.p95:.1f}", f"{row.work:.1f}",
            str(row.queries), f"{row.size:,}", f"{row.packed:,}", f"{row.whole:,}", target,
            verdict)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
