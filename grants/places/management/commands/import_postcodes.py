"""`manage.py import_postcodes FILE.csv`: postcodes with their wards, in bounded memory."""

from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from fund.common.commands import SHOWN, FileCommand, track
from fund.common.errors import Refused, RowsRefused
from grants.places.actions import PostcodeLoad
from grants.places.postcode_files import PostcodeFile, PostcodeRow


class Command(FileCommand):
    help = "Load postcodes from the ONS Postcode Directory, NSPL, Code-Point Open, or a table like them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--district", help="keep only postcodes of this district, such as E08000010")
        parser.add_argument("--only-areas", action="store_true", help="keep only postcodes in our wards")

    def load(self, file: Path, **options: Any) -> str:
        postcodes = PostcodeFile(file)
        for sentence in postcodes.notices:
            self.notice(sentence)
        if options["district"] and postcodes.district is None:
            raise Refused("The file doesn't say which district its postcodes are in.")
        loading = PostcodeLoad()
        if options["only_areas"] and not loading.areas:
            raise Refused("There are no wards yet. Load them first, with import_areas.")
        rows = track(postcodes.rows(), "Postcodes", postcodes.sheet.lines)
        wanted = (
            row
            for row in rows
            if (not options["district"] or row.district == options["district"])
            and (not options["only_areas"] or row.ward_code in loading.areas)
        )
        _load(wanted, postcodes, loading)
        if postcodes.wrong:
            raise RowsRefused("The file has rows that can't be read.", postcodes.wrong)
        tally = loading.finish(by=None)
        if not tally.new + tally.changed + tally.same:
            raise Refused("No postcode of this file is wanted.")
        in_wards = sum(loading.loaded_by_area.values())
        return f"Postcodes: {tally}. Of those written, {in_wards:,} are in our wards."


def _load(rows: Iterator[PostcodeRow], postcodes: PostcodeFile, loading: PostcodeLoad) -> None:
    """Batch by batch; once something is wrong nothing is written, and too much wrong ends the reading."""
    while batch := list(islice(rows, loading.BATCH)):
        if not postcodes.wrong:
            loading.add(batch)
        if len(postcodes.wrong) > 5 * SHOWN:
            return
