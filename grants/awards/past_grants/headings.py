"""The headings of spreadsheets of grants, in all their usual forms, as paths into a grant.

`Recipient Org:Identifier`, `Recipient Org:0:Identifier` and `recipientOrganization/0/id` are one column.
"""

import re
from typing import Any

Path = tuple[str | int, ...]

_TOP = {
    "id": "identifier",
    "title": "title",
    "description": "description",
    "currency": "currency",
    "amountAppliedFor": "amount applied for",
    "amountAwarded": "amount awarded",
    "amountDisbursed": "amount disbursed",
    "awardDate": "award date",
    "plannedDates": "planned dates",
    "recipientIndividual": "recipient ind|recipient individual",
    "recipientOrganization": "recipient org|recipient organisation",
    "beneficiaryLocation": "beneficiary location",
    "fundingOrganization": "funding org|funding organisation",
    "grantProgramme": "grant programme",
    "fromOpenCall": "from an open call",
}
_ORGANISATION = {
    "id": "identifier",
    "name": "name",
    "charityNumber": "charity number",
    "companyNumber": "company number",
    "streetAddress": "street address",
    "addressLocality": "city",
    "addressRegion": "county",
    "postalCode": "postal code|postcode",
    "description": "description",
    "url": "web address",
    "location": "location",
}
_LOCATION = {
    "id": "identifier",
    "name": "name",
    "countryCode": "country code",
    "latitude": "latitude",
    "longitude": "longitude",
    "description": "description",
    "geoCode": "geographic code",
    "geoCodeType": "geographic code type",
}
_INSIDE = {
    "plannedDates": {"startDate": "start date", "endDate": "end date", "duration": "duration months"},
    "recipientIndividual": {"id": "identifier", "name": "name"},
    "recipientOrganization": _ORGANISATION,
    "fundingOrganization": _ORGANISATION,
    "beneficiaryLocation": _LOCATION,
    "location": _LOCATION,
    "grantProgramme": {"code": "code", "title": "title"},
}
_SINGLE = ("recipientIndividual",)


def _bare(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", words.lower())


def _table(names: dict[str, str]) -> dict[str, str]:
    return {_bare(word): name for name, titles in names.items() for word in (name, *titles.split("|"))}


_TABLES = {name: _table(names) for name, names in {"": _TOP, **_INSIDE}.items()}


def path_of(heading: str) -> Path | None:
    """Where in a grant the column belongs; None for a column that isn't read.

    A column that names a whole list, such as `Planned Dates`, puts its text in the list's place, so that
    reading the grant can say what is wrong.
    """
    within = ""
    path: list[str | int] = []
    parts = [part for part in re.split(r"[:/.\[\]]+", heading) if part.strip()]
    for part in parts:
        if part.strip().isdigit():
            if not within or within in _SINGLE or isinstance(path[-1], int):
                return None
            path.append(int(part))
            continue
        name = _TABLES[within].get(_bare(part)) if within in _TABLES else None
        if name is None:
            return None
        if within and within not in _SINGLE and not isinstance(path[-1], int):
            path.append(0)
        path.append(name)
        within = name
    return tuple(path) if path and isinstance(path[-1], str) else None


def put(grant: dict[str, Any], path: Path, value: str) -> None:
    """Put `value` at `path`, making the lists and objects on the way."""
    place: Any = grant
    for step, following in zip(path, path[1:], strict=False):
        empty: Any = [] if isinstance(following, int) else {}
        place = place.setdefault(step, empty) if isinstance(step, str) else _item(place, step)
        if not isinstance(place, list | dict):
            return
    if isinstance(place, dict):
        place[str(path[-1])] = value


def _item(items: list[Any], number: int) -> Any:
    while len(items) <= min(number, 200):
        items.append({})
    return items[min(number, 200)]
