"""What the parts of the demonstration share: chance that is always the same, days, people and places."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from fund.accounts.models import User
from fund.common.dates import LONDON
from grants.funding.models import Fund, Round
from grants.organisations.models import Organisation
from grants.places.models import Area

SEED = 2013


@dataclass
class Demo:
    """`today` is the day on which everything is seen. `people` are by the name before their @."""

    today: date
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    people: dict[str, User] = field(default_factory=dict)
    wards: list[Area] = field(default_factory=list)
    funds: dict[str, Fund] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    groups: list[Organisation] = field(default_factory=list)

    def at(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment `days` from today, in London."""
        return datetime.combine(self.today + timedelta(days=days), time(hour, minute), LONDON)

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def ward(self) -> Area:
        """A ward by chance: the more people and the more deprived, the likelier."""
        weights = [float((ward.population or 1) * (ward.deprivation or 1)) for ward in self.wards]
        return self.chance.choices(self.wards, weights)[0]
