"""What is known of a group, each fact with when it was last confirmed: for its own page, forms and staff."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from fund.common.dates import LONDON, format_date
from fund.common.money import format_money
from grants.organisations.models import Document, Organisation
from grants.organisations.states import FactName, IncomeBand

OLD = timedelta(days=365)
SOON = timedelta(days=30)
# The columns behind each fact.
COLUMNS: dict[str, tuple[str, ...]] = {
    FactName.NAME: ("name",),
    FactName.LEGAL_FORM: ("legal_form",),
    FactName.CHARITY_NUMBER: ("charity_number",),
    FactName.COMPANY_NUMBER: ("company_number",),
    FactName.ADDRESS: ("address", "town", "postcode"),
    FactName.WEBSITE: ("website",),
    FactName.PURPOSES: ("purposes",),
    FactName.INCOME: ("income_band", "annual_income"),
}


@dataclass(frozen=True)
class Fact:
    """One thing that is known. `key` is a FactName, or a document's token. Days are London days."""

    key: str
    title: str
    value: str
    confirmed_at: datetime | None = None
    confirmed_by: str = ""
    expires_on: date | None = None

    @property
    def flag(self) -> str:
        """What is amiss, in words: expired, about to, or not confirmed for a year. Empty if nothing is."""
        today = timezone.localdate(timezone=LONDON)
        if self.expires_on and self.expires_on < today:
            return f"Expired on {format_date(self.expires_on)}"
        if self.confirmed_at is None:
            return "Not confirmed yet"
        if timezone.now() - self.confirmed_at > OLD:
            return "Not confirmed for over a year"
        if self.expires_on and self.expires_on <= today + SOON:
            return f"Expires on {format_date(self.expires_on)}"
        return ""

    @property
    def wants_confirming(self) -> bool:
        """Whether saying that it is still right would mend what is amiss; an end that comes is not mended."""
        return self.flag.startswith("Not confirmed")

    @property
    def tone(self) -> str:
        return "bad" if self.flag.startswith("Expired") else "warn"


def facts(organisation: Organisation) -> list[Fact]:
    """Every fact that the group has given. One query, and one for the ward if it was not fetched."""
    known = {row.fact: row for row in organisation.confirmations.select_related("confirmed_by")}
    found = []
    for name in FactName:
        if value := _value(organisation, name):
            row = known.get(name)
            at, by = (row.confirmed_at, str(row.confirmed_by)) if row else (None, "")
            found.append(Fact(name.value, name.label, value, at, by))
    return found


def documents(organisation: Organisation) -> list[Fact]:
    """The documents that the group has now, with the name of the file as value. One query."""
    return [fact_of(row) for row in organisation.documents.current()]


def fact_of(row: Document) -> Fact:
    by = str(row.confirmed_by)
    return Fact(str(row.file.token), str(row), row.file.name, row.confirmed_at, by, row.expires_on)


def _value(organisation: Organisation, name: FactName) -> str:
    if name == FactName.LEGAL_FORM:
        return organisation.get_legal_form_display()
    if name == FactName.ADDRESS:
        ward = f"Ward: {organisation.ward}" if organisation.ward else ""
        lines = (organisation.address, organisation.town, organisation.written_postcode, ward)
        return "\n".join(line for line in lines if line)
    if name == FactName.INCOME:
        return income_of(organisation)
    return str(getattr(organisation, COLUMNS[name][0]))


def income_of(organisation: Organisation) -> str:
    if organisation.annual_income is not None:
        return format_money(organisation.annual_income)
    return str(IncomeBand(organisation.income_band).label) if organisation.income_band else ""
