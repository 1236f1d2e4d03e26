"""From a grant in the standard's shape to the facts that are kept, or to what is wrong with it, in words."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.utils import timezone

from fund.common.errors import Refused
from fund.common.money import ZERO, format_money
from grants.awards.past_grants import values
from grants.awards.past_grants.facts import GrantFacts, Wrong
from grants.awards.past_grants.reading import Raw
from grants.organisations.recipients import Recipient

Value = TypeVar("Value")
Default = TypeVar("Default")
INDIVIDUAL = "An individual"
_PLACE_WORDS = ("id", "name", "countryCode", "description", "geoCode", "geoCodeType")
_PLACE_NUMBERS = ("latitude", "longitude")


class _Reader:
    """Reads one grant, keeping a sentence for each field that is wrong."""

    def __init__(self, grant: Mapping[str, Any]) -> None:
        self.grant = grant
        self.wrong: list[str] = []

    def say(self, field: str, sentence: str) -> None:
        self.wrong.append(f"{field}: {sentence}")

    def read(self, field: str, read: Callable[[Any], Value], value: Any, default: Default) -> Value | Default:
        try:
            return read(value)
        except Refused as refused:
            self.say(field, refused.sentence)
            return default

    def needed(self, field: str, value: Any, longest: int) -> str:
        text = self.read(field, lambda found: values.short_text(found, longest), value, "-")
        if not text:
            self.say(field, "it is missing.")
        return text

    def items(self, name: str, field: str) -> list[Mapping[str, Any]]:
        """The objects of a list; a single object stands for a list of one."""
        found = self.grant.get(name)
        if isinstance(found, dict):
            found = [found]
        if found is None or found == "":
            return []
        if not isinstance(found, list) or not all(isinstance(item, dict | None) for item in found):
            self.say(field, "it isn't a list of the kind that the standard wants.")
            return []
        return [item for item in found if item and any(part not in (None, "") for part in item.values())]

    def first(self, name: str, field: str) -> Mapping[str, Any]:
        return next(iter(self.items(name, field)), {})


def read_grant(raw: Raw, *, funder_needed: bool = True) -> GrantFacts:
    """The facts of one grant. Raises Wrong with a sentence for each field that can't be used."""
    if not isinstance(raw.grant, dict):
        raise Wrong([f"{raw.where}: it isn't a grant."])
    reader = _Reader(raw.grant)
    grant = raw.grant
    amount = reader.read("amount awarded", values.pounds_over_nothing, grant.get("amountAwarded"), Decimal(1))
    starts_on, ends_on, months = _dates(reader)
    recipient, wards = _recipient(reader)
    is_person = bool(grant.get("recipientIndividual"))
    facts = GrantFacts(
        number=raw.number,
        where=raw.where,
        identifier=reader.needed("identifier", grant.get("id"), 200),
        title=_without_name(reader, reader.needed("title", grant.get("title"), 300), is_person),
        description=_without_name(
            reader, reader.read("description", values.text_of, grant.get("description"), ""), is_person
        ),
        amount=amount,
        asked=reader.read("amount applied for", values.pounds, grant.get("amountAppliedFor"), None),
        disbursed=_disbursed(reader, amount),
        awarded_on=_award_date(reader),
        starts_on=starts_on,
        ends_on=ends_on,
        months=months,
        from_open_call=_yes_or_no(reader),
        to_person=is_person,
        recipient=recipient,
        recipient_wards=wards,
        places=tuple(
            _place(reader, place, is_person)
            for place in reader.items("beneficiaryLocation", "beneficiary location")
        ),
        funder=_funder(reader, funder_needed),
        programme=_programme(reader),
    )
    _check_currency(reader)
    _refuse_what_is_wrong(reader, facts)
    return facts


def _refuse_what_is_wrong(reader: _Reader, facts: GrantFacts) -> None:
    if reader.wrong:
        named = f" ({facts.identifier})" if facts.identifier not in ("", "-") else ""
        raise Wrong([f"{facts.where}{named}, {sentence}" for sentence in reader.wrong])


def _check_currency(reader: _Reader) -> None:
    currency = reader.read("currency", values.text_of, reader.grant.get("currency"), "GBP")
    if not currency:
        reader.say("currency", "it is missing.")
    elif currency.upper() != "GBP":
        reader.say("currency", f"it is in “{currency[:20]}”. Only grants in pounds (GBP) can be loaded.")


def _award_date(reader: _Reader) -> date:
    today = timezone.localdate()
    value = reader.grant.get("awardDate")
    found = reader.read("award date", lambda given: values.day(given, whole=True), value, today)
    if found is None:
        reader.say("award date", "it is missing.")
    elif found > today:
        reader.say("award date", "it is in the future.")
    return found or today


def _dates(reader: _Reader) -> tuple[date | None, date | None, int | None]:
    planned = reader.first("plannedDates", "planned dates")
    starts_on = reader.read("start date", values.day, planned.get("startDate"), None)
    ends_on = reader.read(
        "end date", lambda value: values.day(value, last=True), planned.get("endDate"), None
    )
    if starts_on and ends_on and ends_on < starts_on:
        reader.say("end date", "it is before the start date.")
    return starts_on, ends_on, reader.read("duration", values.whole_months, planned.get("duration"), None)


def _disbursed(reader: _Reader, amount: Decimal) -> Decimal:
    disbursed = (
        reader.read("amount disbursed", values.pounds, reader.grant.get("amountDisbursed"), None) or ZERO
    )
    if disbursed > amount and not any(wrong.startswith("amount awarded") for wrong in reader.wrong):
        paid, awarded = format_money(disbursed), format_money(amount)
        reader.say("amount disbursed", f"{paid} is more than the {awarded} awarded.")
    return disbursed


def _yes_or_no(reader: _Reader) -> bool | None:
    answer = reader.read("from an open call", values.text_of, reader.grant.get("fromOpenCall"), "").lower()
    return {"yes": True, "true": True, "no": False, "false": False}.get(answer)


def _recipient(reader: _Reader) -> tuple[Recipient, tuple[str, ...]]:
    """The group and the wards that its own locations name. A person's name and number are never kept."""
    organisation = reader.first("recipientOrganization", "recipient org")
    person = reader.grant.get("recipientIndividual")
    if organisation and person:
        reader.say(
            "recipient", "it names both an organisation and an individual. Only one can have had the grant."
        )
    if person:
        return Recipient("", INDIVIDUAL), ()
    if not organisation:
        if not any(wrong.startswith("recipient org:") for wrong in reader.wrong):
            reader.say("recipient org", "it is missing.")
        return Recipient("", "-"), ()
    identifier = reader.read("recipient org identifier", _identifier, organisation.get("id"), "")
    recipient = Recipient(
        identifier=identifier,
        name=reader.needed("recipient org name", organisation.get("name"), 200),
        charity_number=reader.read(
            "charity number",
            lambda v: values.charity_number(v, identifier),
            organisation.get("charityNumber"),
            "",
        ),
        company_number=reader.read(
            "company number",
            lambda v: values.company_number(v, identifier),
            organisation.get("companyNumber"),
            "",
        ),
        address=reader.read("street address", values.text_of, organisation.get("streetAddress"), "")[:200],
        town=reader.read("city", values.text_of, organisation.get("addressLocality"), "")[:80],
        postcode=reader.read("postal code", values.postcode, organisation.get("postalCode"), ""),
        website=reader.read("web address", values.web_address, organisation.get("url"), ""),
    )
    return recipient, _codes(organisation.get("location"))


def _identifier(value: Any) -> str:
    return values.short_text(value, 150)


def _codes(locations: Any) -> tuple[str, ...]:
    found = locations if isinstance(locations, list) else [locations]
    codes = [str(place.get("geoCode") or "").strip().upper() for place in found if isinstance(place, dict)]
    return tuple(code for code in codes if code)


def _without_name(reader: _Reader, text: str, is_person: bool) -> str:
    """What was written about a person, without the person's name."""
    person = reader.grant.get("recipientIndividual")
    name = str(person.get("name") or "").strip() if isinstance(person, dict) else ""
    if not is_person or len(name) < 2:
        return text
    return re.sub(re.escape(name), "an individual", text, flags=re.IGNORECASE)


def _place(reader: _Reader, given: Mapping[str, Any], is_person: bool) -> dict[str, Any]:
    """A place as it is given; of a person's, not the very point on the map."""
    words = {
        key: reader.read("beneficiary location", values.text_of, given.get(key), "") for key in _PLACE_WORDS
    }
    points = {} if is_person else {key: values.degrees(given.get(key)) for key in _PLACE_NUMBERS}
    return {key: value for key, value in {**words, **points}.items() if value not in ("", None)}


def _funder(reader: _Reader, needed: bool) -> tuple[str, str]:
    funder = reader.first("fundingOrganization", "funding org")
    if not funder and not needed:
        return "", ""
    if not funder:
        if not any(wrong.startswith("funding org:") for wrong in reader.wrong):
            reader.say("funding org", "it is missing.")
        return "-", "-"
    name = reader.needed("funding org name", funder.get("name"), 200)
    return reader.needed("funding org identifier", funder.get("id"), 100), name


def _programme(reader: _Reader) -> tuple[str, str]:
    """The code and the title of the programme; either may be empty."""
    programme = reader.first("grantProgramme", "grant programme")
    code = reader.read("grant programme code", lambda v: values.short_text(v, 80), programme.get("code"), "")
    title = reader.read(
        "grant programme title", lambda v: values.short_text(v, 150), programme.get("title"), ""
    )
    return code, title
