"""Commands that load a file: all of it or nothing, and every failure in a sentence."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from tqdm import tqdm

from fund.common.errors import Refused, RowsRefused
from fund.common.health import unusable

Thing = TypeVar("Thing")
SHOWN = 20


class Stopped(CommandError):
    """Why a command went no further. It is printed as a sentence and the exit code is 1."""


class FileCommand(BaseCommand):
    """Loads one file in one transaction. Subclasses write `load`, which returns what to say at the end."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file to read")
        parser.add_argument(
            "--dry-run", action="store_true", help="read and check all of it, but keep nothing"
        )

    def load(self, file: Path, **options: Any) -> str:
        raise NotImplementedError

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            readable(file)
            with transaction.atomic():
                report = self.load(file, **options)
                transaction.set_rollback(dry_run)
        except RowsRefused as refused:
            self.list_rows(refused.rows)
            raise Stopped(f"{refused.sentence} Nothing was loaded.") from None
        except Refused as refused:
            raise Stopped(f"{refused.sentence} Nothing was loaded.") from None
        except DatabaseError as error:
            if sentence := unusable(error):
                raise Stopped(f"{sentence}. Nothing was loaded.") from None
            reason = str(error).strip().split("\n")[0]
            raise Stopped(f"The database refused a row of this file: {reason}. Nothing was loaded.") from None
        except KeyboardInterrupt:
            raise Stopped("You stopped it. Nothing was loaded.") from None
        self.stdout.write(report)
        if dry_run:
            self.stdout.write("This was a dry run: nothing was kept.")

    def list_rows(self, rows: list[str]) -> None:
        for row in rows[:SHOWN]:
            self.stderr.write(row)
        if len(rows) > SHOWN:
            self.stderr.write(f"… and {len(rows) - SHOWN:,} more.")

    def notice(self, sentence: str) -> None:
        self.stderr.write(f"Note: {sentence}")


def readable(file: Path) -> None:
    """Refuses a file that can't be opened."""
    if file.is_dir():
        raise Refused(f"{file} is a folder. Name a file.")
    try:
        with file.open("rb"):
            return
    except FileNotFoundError:
        raise Refused(f"There is no file {file}.") from None
    except OSError as error:
        raise Refused(f"{file} can't be read: {error.strerror}.") from None


def track(things: Iterable[Thing], label: str, total: int | None = None) -> Iterator[Thing]:
    """The same things, with a progress bar on stderr when somebody is there to see it."""
    return iter(tqdm(things, desc=label, total=total or None, unit_scale=True, file=sys.stderr, disable=None))
