"""The open data as one flat table, for CSV and XLSX, under the headings of the standard's spreadsheet."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max

from fund.common.money import PENNY
from fund.common.spreadsheets import Cell
from grants.awards.models import Award
from grants.ledger.models import CommitmentShare
from grants.reports.open_data import grants

# Heading in the standard's spreadsheet, then where it stands in the grant.
_COLUMNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Identifier", ("id",)),
    ("Title", ("title",)),
    ("Description", ("description",)),
    ("Currency", ("currency",)),
    ("Amount Applied For", ("amountAppliedFor",)),
    ("Amount Awarded", ("amountAwarded",)),
    ("Amount Disbursed", ("amountDisbursed",)),
    ("Award Date", ("awardDate",)),
    ("URL", ("url",)),
    ("Planned Dates:Start Date", ("plannedDates", "startDate")),
    ("Planned Dates:End Date", ("plannedDates", "endDate")),
    ("Planned Dates:Duration (months)", ("plannedDates", "duration")),
    ("Recipient Org:Identifier", ("recipientOrganization", "id")),
    ("Recipient Org:Name", ("recipientOrganization", "name")),
    ("Recipient Org:Charity Number", ("recipientOrganization", "charityNumber")),
    ("Recipient Org:Company Number", ("recipientOrganization", "companyNumber")),
    ("Recipient Org:Web Address", ("recipientOrganization", "url")),
    ("Funding Org:Identifier", ("fundingOrganization", "id")),
    ("Funding Org:Name", ("fundingOrganization", "name")),
    ("Grant Programme:Code", ("grantProgramme", "code")),
    ("Grant Programme:Title", ("grantProgramme", "title")),
    ("From An Open Call?", ("fromOpenCall",)),
    ("Last Modified", ("dateModified",)),
    ("Data Source", ("dataSource",)),
)
_PLACE_COLUMNS = (
    ("Name", "name"),
    ("Country Code", "countryCode"),
    ("Geographic Code", "geoCode"),
    ("Geographic Code Type", "geoCodeType"),
    ("Description", "description"),
)


def read_table() -> tuple[list[str], Iterator[list[Cell]]]:
    """The headings, with as many places as any grant names, and a row for each grant."""
    most = _most_places()
    places = [f"Beneficiary Location:{i}:{title}" for i in range(most) for title, _key in _PLACE_COLUMNS]
    return [title for title, _path in _COLUMNS] + places, _rows(most)


def _rows(most: int) -> Iterator[list[Cell]]:
    for grant in grants():
        places = [*grant.get("beneficiaryLocation", []), *({} for _i in range(most))][:most]
        yield [_at(grant, path) for _title, path in _COLUMNS] + [
            place.get(key) for place in places for _title, key in _PLACE_COLUMNS
        ]


def _at(grant: dict[str, Any], path: tuple[str, ...]) -> Cell:
    value = grant.get(path[0])
    if len(path) > 1:
        value = value[0].get(path[1]) if value else None
    return (
        Decimal(str(value)).quantize(PENNY) if path[0].startswith("amount") and value is not None else value
    )


def _most_places() -> int:
    """The most places that any grant names."""
    shares = CommitmentShare.objects.order_by().values("commitment").annotate(n=Count("pk"))
    given = Award.objects.public().exclude(places_as_given=[]).values_list("places_as_given", flat=True)
    most = shares.aggregate(most=Max("n"))["most"] or 0
    return max([most, 1, *(len(places) for places in given.iterator())])
