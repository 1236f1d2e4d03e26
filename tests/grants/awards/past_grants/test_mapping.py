from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.awards.past_grants.facts import GrantFacts, Wrong
from grants.awards.past_grants.mapping import read_grant
from grants.awards.past_grants.reading import Raw
from tests.grants.awards.past_grants.grants import grant


def facts(**changes: Any) -> GrantFacts:
    return read_grant(Raw(1, "Row 7", grant(**changes)))


def wrong(**changes: Any) -> list[str]:
    with pytest.raises(Wrong) as found:
        facts(**changes)
    return [sentence.removeprefix("Row 7 (360G-madeup-1), ") for sentence in found.value.sentences]


@pytest.mark.parametrize(
    ("value", "pounds"),
    [
        (1000, "1000"),
        ("1,000.5", "1000.50"),
        ("£ 1 000", "1000"),
        (Decimal("0.01"), "0.01"),
        ("1000.10", "1000.1"),
    ],
)
def test_amounts_are_read_as_people_write_them(value: Any, pounds: str) -> None:
    assert facts(amountAwarded=value).amount == Decimal(pounds)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("lots", "“lots” isn't an amount of money."),
        ("NaN", "“NaN” isn't an amount of money."),
        (0, "it is £0. A grant has an amount."),
        (-5, "it is less than nothing. Grants that were taken back can't be loaded."),
        ("10.005", "“10.005” isn't in whole pence."),
        ("1e30", "it is too large."),
        ("10.000,00", "“10.000,00” isn't an amount of money."),
        ("10,50", "“10,50” isn't an amount of money."),
        ("1_000", "“1_000” isn't an amount of money."),
        ("٣", "“٣” isn't an amount of money."),
        ([5], "it holds a list where a single value belongs."),
        ("", "it is missing."),
    ],
)
def test_wrong_amounts_are_said_in_words(value: Any, sentence: str) -> None:
    assert wrong(amountAwarded=value) == [f"amount awarded: {sentence}"]


def test_names_and_titles_are_one_line_that_nothing_turns_round() -> None:
    found = facts(title="A\n garden\u202egpj.exe\x85")
    assert found.title == "A gardengpj.exe"


@pytest.mark.parametrize(
    "text", ["2014-07-24", "24/07/2014", "24-07-2014", "2014-07-24T00:00:00Z", "2014-7-24"]
)
def test_award_dates_are_read(text: str) -> None:
    assert facts(awardDate=text).awarded_on == date(2014, 7, 24)


@pytest.mark.parametrize(
    "text", ["2014", "2014-07", "31/02/2014", "07/24/2014", "soon", "0014-07-24", "2014-13-01"]
)
def test_other_award_dates_are_refused(text: str) -> None:
    (sentence,) = wrong(awardDate=text)
    assert sentence.startswith(f"award date: “{text}” isn't a ")


def test_an_award_is_not_in_the_future() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert wrong(awardDate=tomorrow.isoformat()) == ["award date: it is in the future."]


def test_planned_dates_may_be_months_or_years() -> None:
    found = facts(plannedDates=[{"startDate": "2014-07", "endDate": "2015", "duration": "11.5"}])
    assert (found.starts_on, found.ends_on, found.months) == (date(2014, 7, 1), date(2015, 12, 31), 12)


def test_planned_dates_in_the_wrong_order_are_refused() -> None:
    planned = [{"startDate": "2016-01-01", "endDate": "2015-01-01"}]
    assert wrong(plannedDates=planned) == ["end date: it is before the start date."]


def test_other_currencies_are_refused() -> None:
    assert wrong(currency="EUR") == ["currency: it is in “EUR”. Only grants in pounds (GBP) can be loaded."]


def test_everything_wrong_is_said_at_once() -> None:
    sentences = wrong(title="", awardDate=None, fundingOrganization=None, recipientOrganization=[{"id": "x"}])
    assert sentences == [
        "recipient org name: it is missing.",
        "title: it is missing.",
        "award date: it is missing.",
        "funding org: it is missing.",
    ]


def test_more_paid_than_awarded_is_refused() -> None:
    assert wrong(amountDisbursed=1000.01) == ["amount disbursed: £1,000.01 is more than the £1,000 awarded."]


def test_a_grant_to_both_an_organisation_and_a_person_is_refused() -> None:
    (sentence,) = wrong(recipientIndividual={"id": "p", "name": "Pat Made-Up"})
    assert sentence.startswith("recipient: it names both")


def test_nothing_of_a_person_is_kept() -> None:
    found = facts(
        recipientOrganization=None,
        recipientIndividual={"id": "person-77", "name": "Pat Made-Up"},
        title="Grant to Pat Made-Up",
        description="PAT MADE-UP will paint",
        beneficiaryLocation=[{"name": "Ince", "latitude": 53.5, "longitude": -2.6, "geoCode": "E05015000"}],
    )
    assert (found.title, found.description) == ("Grant to an individual", "an individual will paint")
    assert found.to_person
    assert "made-up" not in repr(found.recipient).lower()
    assert "person-77" not in repr(found)
    assert found.places == ({"name": "Ince", "geoCode": "E05015000"},)


def test_numbers_of_registers_are_tidied() -> None:
    recipient = facts(
        recipientOrganization=[
            {"id": "GB-CHC-1109047", "name": "Shed", "companyNumber": "1234567", "postalCode": "wn2 2aw"}
        ]
    ).recipient
    assert (recipient.charity_number, recipient.company_number, recipient.postcode) == (
        "1109047",
        "01234567",
        "WN22AW",
    )


@pytest.mark.parametrize("raw", [None, 5, "words", [], ["id"]])
def test_what_is_not_a_grant_is_refused(raw: Any) -> None:
    with pytest.raises(Wrong, match="Row 7: it isn't a grant."):
        read_grant(Raw(1, "Row 7", raw))


@pytest.mark.parametrize("value", ["text", 5, ["text"], [[1]], [None, "x"]])
@pytest.mark.parametrize(
    "name", ["plannedDates", "beneficiaryLocation", "grantProgramme", "fundingOrganization"]
)
def test_lists_of_the_wrong_kind_are_refused(name: str, value: Any) -> None:
    sentences = wrong(**{name: value})
    assert len(sentences) == 1
    assert "isn't a list of the kind" in sentences[0]


def test_letters_that_no_database_takes_are_dropped() -> None:
    assert facts(title="A\0 gar\ud800den\x07").title == "A garden"


SCALARS = st.none() | st.booleans() | st.integers() | st.decimals() | st.text(max_size=12)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "geoCode", "location", "startDate", "duration", "code"]), inner
        )
    ),
    max_leaves=6,
)
FIELDS = [
    *grant(),
    "plannedDates",
    "beneficiaryLocation",
    "recipientIndividual",
    "amountDisbursed",
    "fromOpenCall",
]


@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=4))
@settings(deadline=None, max_examples=300)
def test_whatever_a_grant_holds_it_is_read_or_refused_in_words(changes: dict[str, Any]) -> None:
    sentences: list[str] = []
    found = None
    try:
        found = read_grant(Raw(1, "Row 2", {**grant(), **changes}))
    except Wrong as wrong:
        sentences = wrong.sentences
    assert bool(found) != bool(sentences)
    assert all(sentence.startswith("Row 2") for sentence in sentences)
