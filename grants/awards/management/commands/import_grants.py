"""`manage.py import_grants FILE`: past grants from 360Giving JSON, CSV or XLSX."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from fund.common.commands import SHOWN, FileCommand, track
from fund.common.errors import Refused, RowsRefused
from fund.common.money import format_money
from grants.awards.past_grants.loading import Loaded, find_fund, load_grants
from grants.awards.past_grants.planning import Plan, make_plan
from grants.awards.past_grants.reading import open_grants


class Command(FileCommand):
    help = "Load past grants from a 360Giving file (JSON, CSV or XLSX). Loading a file twice adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--fund", metavar="NAME", help="put all of it into this fund, here already or new"
        )
        parser.add_argument("--skip-bad", action="store_true", help="load the rest when some can't be used")

    def load(self, file: Path, **options: Any) -> str:
        fund_name = (options["fund"] or "").strip() or None
        funder_needed = fund_name is None or find_fund(fund_name) is None
        grants = open_grants(file)
        plan = make_plan(grants, funder_needed=funder_needed, track=track)
        for sentence in plan.notices:
            self.notice(sentence)
        self._refuse_bad(plan, options["skip_bad"])
        loaded = load_grants(grants, plan, fund_name=fund_name, by=None, track=track)
        return "\n".join(_report(plan, loaded))

    def _refuse_bad(self, plan: Plan, skip_bad: bool) -> None:
        if not plan.total:
            raise Refused("The file has no grants in it.")
        if not plan.bad:
            return
        if not skip_bad:
            raise RowsRefused(f"{plan.bad:,} of {plan.total:,} grants can't be used.", plan.wrong)
        self.list_rows(plan.wrong)
        if plan.bad == plan.total:
            raise Refused("None of the grants can be used.")


def _report(plan: Plan, loaded: Loaded) -> list[str]:
    lines = [f"{_grants(loaded.count)} loaded, {format_money(loaded.amount)} in all."]
    for round_ in sorted(loaded.rounds, key=lambda round_: round_.pk):
        lines.append(f"  {round_.fund}: {round_} ({round_.prefix})")
    if plan.same:
        left = "it is" if plan.same == 1 else "they are"
        lines.append(f"{_grants(plan.same)} here already, and left as {left}.")
    if plan.changed:
        lines.append(
            f"{_grants(len(plan.changed))} here already, but the file says otherwise. None was changed:"
        )
        lines += [f"  {sentence}" for sentence in plan.changed[:SHOWN]]
        if len(plan.changed) > SHOWN:
            lines.append(f"  … and {len(plan.changed) - SHOWN:,} more.")
    if plan.bad:
        lines.append(f"{_grants(plan.bad)} left out, which can't be used.")
    return lines


def _grants(count: int) -> str:
    return f"{count:,} past {'grant' if count == 1 else 'grants'}"
