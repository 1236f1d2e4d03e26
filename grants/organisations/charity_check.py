"""What the register of charities says of a group, and what does not fit, in plain words. It stops nobody."""

from dataclasses import dataclass, field
from datetime import date

from fund.common.dates import format_date
from grants.organisations.matching import name_key
from grants.organisations.models import Charity, Organisation
from grants.organisations.states import CharityStatus


@dataclass(frozen=True)
class Standing:
    """The register's row, if it has one, and sentences about what somebody should look at."""

    charity: Charity | None = None
    remarks: list[str] = field(default_factory=list)


def standing_of(organisation: Organisation, *, today: date) -> Standing:
    """Empty for groups without a charity number, and while no register is loaded."""
    number = organisation.charity_number
    if not number:
        return Standing()
    charity = Charity.objects.numbered(number).first()
    if charity:
        return Standing(charity, list(_remarks(organisation, charity, today)))
    if not Charity.objects.exists():
        return Standing()
    return Standing(remarks=[f"No charity in the register has the number {number}. Check it."])


def _remarks(organisation: Organisation, charity: Charity, today: date) -> list[str]:
    found = []
    if charity.status == CharityStatus.REMOVED:
        when = f" on {format_date(charity.removed_on)}" if charity.removed_on else ""
        found.append(f"The Charity Commission removed this charity from its register{when}.")
    if name_key(charity.name) != name_key(organisation.name):
        found.append(
            f"The register calls this charity “{charity.name}”, and the group calls itself “{organisation}”."
        )
    if charity.status == CharityStatus.REGISTERED and (late := _late(charity, today)):
        found.append(late)
    return found


def _late(charity: Charity, today: date) -> str:
    if "overdue" in charity.reporting.lower():
        return "The register says that this charity is late with its return or its accounts."
    due = charity.accounts_due_on
    if due and due < today:
        return f"By the dates in the register, its next accounts were due by {format_date(due)}."
    return ""
