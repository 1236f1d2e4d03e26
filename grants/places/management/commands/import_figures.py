"""`manage.py import_figures FILE.csv`: population and deprivation of the wards that are here."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from fund.common.commands import FileCommand, readable
from fund.common.errors import Refused
from grants.places.actions import load_figures
from grants.places.figures import by_ward, read_figures
from grants.places.models import Area


class Command(FileCommand):
    help = "Load the population and deprivation of wards, from wards or from the small areas within them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--lookup", type=Path, help="CSV of small areas (LSOA), their wards and people")
        parser.add_argument("--vintage", type=int, help="year of the wards, if not those in use today")

    def load(self, file: Path, **options: Any) -> str:
        if options["lookup"]:
            readable(options["lookup"])
        lines, in_parts = read_figures(file, options["lookup"], self.notice)
        wards = Area.objects.wards()
        vintage = options["vintage"]
        known = list(wards.filter(vintage=vintage) if vintage else wards.current().order_by("vintage"))
        if not known:
            raise Refused("There are no wards yet. Load them first, with import_areas.")
        figures = by_ward(lines, known, in_parts=in_parts)
        tally = load_figures(figures, by=None)
        missing = len(known) - len(figures)
        ending = f" {missing} of our wards aren't in the file." if missing else ""
        return f"Wards: {tally.changed} changed, {tally.same} the same as before.{ending}"
