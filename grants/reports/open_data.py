"""Every grant in the 360Giving Data Standard 1.4, as JSON.

No person, address, telephone number or bank account is read here at all. Amounts come from the ledger, so
that they add up to what the reports show.
"""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import DecimalField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from fund.common.money import PENNY, ZERO
from grants.awards.models import Award
from grants.ledger.models import CommitmentShare, LedgerEntry
from grants.ledger.states import Account
from grants.places.models import AreaKind
from grants.reports.exports import licence, number

_BATCH = 500
# What of a place as given may be shown again, in the standard's words and types.
_PLACE_WORDS = ("id", "name", "countryCode", "geoCode", "geoCodeType", "description")
_PLACE_NUMBERS = ("latitude", "longitude")
_OPEN_CALL: dict[bool | None, str | None] = {True: "Yes", False: "No", None: None}


def published() -> QuerySet[Award]:
    """Every grant but those let go before they began, with what the ledger holds for each."""
    rows = Award.objects.public().with_facts().prefetch_related("commitment__shares__area")
    return rows.annotate(
        promised=_total(Account.PROMISED),
        paid=_total(Account.PAID),
        entered_at=Subquery(_entries().order_by("-at").values("at")[:1]),
    ).order_by("-awarded_on", "-pk")


def _entries() -> QuerySet[LedgerEntry]:
    return LedgerEntry.objects.filter(commitment=OuterRef("commitment"))


def _total(account: Account) -> Coalesce:
    entries = _entries().filter(account=account).order_by()
    total = entries.values("commitment").annotate(total=Sum("amount")).values("total")
    return Coalesce(Subquery(total), ZERO, output_field=DecimalField(max_digits=14, decimal_places=2))


def grants() -> Iterator[dict[str, Any]]:
    """The grants, one by one, in bounded memory."""
    for award in published().iterator(chunk_size=_BATCH):
        yield describe(award)


def package_lines() -> Iterator[str]:
    """The whole package as JSON, grant by grant, for a response that streams."""
    name, address = licence()
    head = {
        "version": "1.4",
        "title": f"{settings.FUND_NAME}: every grant",
        "publisher": {"name": settings.FUND_NAME, "website": settings.PUBLIC_URL},
        "license": address,
        "license_name": name,
        "modified": timezone.now().isoformat(timespec="seconds"),
        "downloadURL": settings.PUBLIC_URL + reverse("reports:grants_json"),
        "accessURL": settings.PUBLIC_URL + reverse("reports:open_data"),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "grants": ['
    for count, grant in enumerate(grants()):
        yield ("\n" if count == 0 else ",\n") + json.dumps(grant, ensure_ascii=False)
    yield "\n]}\n"


def describe(award: Award) -> dict[str, Any]:
    """One grant as the standard has it; what is unknown is left out."""
    round_ = award.round
    found = {
        "id": award.identifier,
        "title": award.title,
        "description": award.description or award.title,
        "currency": award.currency,
        "amountAppliedFor": number(_asked(award)),
        "amountAwarded": number(_pounds(award, "promised")),
        "amountDisbursed": number(_pounds(award, "paid")),
        "awardDate": award.awarded_on.isoformat(),
        "url": settings.PUBLIC_URL + reverse("reports:grant", args=[award.reference]),
        "plannedDates": _dates(award),
        "recipientOrganization": [_recipient(award)],
        "beneficiaryLocation": _places(award),
        "fundingOrganization": [{"id": round_.fund.funder_identifier, "name": round_.fund.funder_name}],
        "grantProgramme": [{"code": round_.slug, "title": round_.name}],
        "fromOpenCall": _OPEN_CALL[award.from_open_call],
        "dateModified": _modified(award),
        "dataSource": settings.PUBLIC_URL + reverse("reports:open_data"),
    }
    return {key: value for key, value in found.items() if value not in (None, [], "")}


def _pounds(award: Award, name: str) -> Decimal:
    return Decimal(getattr(award, name)).quantize(PENNY)


def _asked(award: Award) -> Decimal | None:
    if award.amount_asked is not None:
        return award.amount_asked
    return award.decision.application.amount if award.decision else None


def _dates(award: Award) -> list[dict[str, Any]]:
    dates = {
        "startDate": _iso(award.starts_on),
        "endDate": _iso(award.ends_on),
        "duration": award.months,
    }
    known = {key: value for key, value in dates.items() if value is not None}
    return [known] if known else []


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _recipient(award: Award) -> dict[str, Any]:
    """The group: its names and numbers in public registers, and nothing else."""
    organisation = award.organisation
    found = {
        "id": organisation.identifier,
        "name": organisation.name,
        "charityNumber": organisation.charity_number,
        "companyNumber": organisation.company_number,
        "url": organisation.website,
    }
    return {key: value for key, value in found.items() if value}


def _places(award: Award) -> list[dict[str, Any]]:
    """The places of a past grant as its own file gave them; else the areas with their shares."""
    given = [_place_given(place) for place in award.places_as_given]
    if any(given):
        return [place for place in given if place]
    return [_place(share) for share in award.commitment.shares.all()]


def _place_given(place: Any) -> dict[str, Any]:
    if isinstance(place, str):
        return {"name": place} if place else {}
    if not isinstance(place, dict):
        return {}
    words = {key: str(place[key]) for key in _PLACE_WORDS if place.get(key)}
    numbers = {
        key: place[key]
        for key in _PLACE_NUMBERS
        if isinstance(place.get(key), int | float) and not isinstance(place[key], bool)
    }
    return words | numbers


def _place(share: CommitmentShare) -> dict[str, Any]:
    area = share.area
    found = {"name": area.name, "description": f"{share.percent.normalize():f}% of the grant"}
    if area.kind != AreaKind.ELSEWHERE:
        found["countryCode"] = "GB"
    if area.kind == AreaKind.WARD:
        found |= {"id": area.code, "geoCode": area.code, "geoCodeType": "WD"}
    return found


def _modified(award: Award) -> str:
    entered = getattr(award, "entered_at", None)
    latest = max(award.changed_at, entered) if entered else award.changed_at
    return latest.astimezone(timezone.get_current_timezone()).isoformat(timespec="seconds")
