"""`manage.py import_charities FILE`: the register of charities, from its public extract."""

from pathlib import Path
from typing import Any

from fund.common.commands import FileCommand, track
from grants.organisations.actions.charities import load_charities
from grants.organisations.charity_files import open_register


class Command(FileCommand):
    help = "Load the Charity Commission's public extract (publicextract.charity, JSON or text)."

    def load(self, file: Path, **options: Any) -> str:
        register = open_register(file)
        for sentence in register.notices:
            self.notice(sentence)
        loaded = load_charities(track(register.rows(), "Charities", register.about))
        charities = "charity" if loaded.total == 1 else "charities"
        return (
            f"{loaded.total:,} {charities} read: {loaded.added:,} new, {loaded.changed:,} changed, "
            f"{loaded.same:,} as they were."
        )
