"""Open data that the standard's own schema passes, with every grant and no private field."""

import csv
import json
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from fund.common.money import ZERO
from grants.awards.states import AwardState
from grants.ledger.actions import release_promise
from grants.ledger.models import LedgerEntry
from grants.organisations.models import BankAccount
from tests.factories import (
    make_award,
    make_organisation,
    make_past_award,
    make_round,
    make_user,
    make_ward,
)
from tests.shared_data import shared

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    """The standard's package schema. It names its dialect in a way of its own, so we name it for it."""
    package = json.loads(shared("360giving", "schema", "360-giving-package-schema.json").read_text())
    grant = json.loads(shared("360giving", "schema", "360-giving-schema.json").read_text())
    resource: Any = DRAFT202012.create_resource(grant)
    address = package["properties"]["grants"]["items"]["$ref"]
    registry: Any = Registry().with_resources([(address, resource), (grant["$id"], resource)])
    checker = Draft202012Validator.FORMAT_CHECKER
    assert "date-time" in checker.checkers
    return Draft202012Validator(package, registry=registry, format_checker=checker)


def _package(client: Client) -> dict[str, Any]:
    response = client.get("/open-data/360giving.json")
    assert response.status_code == 200
    found: dict[str, Any] = json.loads(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    return found


def _some_grants() -> None:
    ward, other = make_ward(code="E05014989", name="Abram"), make_ward(code="E05015000", name="Ince")
    make_award(amount=1000)
    make_past_award(
        None,
        (ward, 60),
        (other, 40),
        amount=Decimal("2266.55"),
        paid=Decimal("1000.10"),
        amount_asked=Decimal(3000),
        months=12,
        starts_on=date(2018, 5, 1),
        ends_on=date(2019, 4, 30),
        organisation=make_organisation(charity_number="1109047", website="https://group.example/"),
    )
    place = {
        "name": "Trafford",
        "countryCode": "GB",
        "geoCode": "E08000009",
        "geoCodeType": "MD",
        "latitude": None,
    }
    make_past_award(
        identifier="360G-traffordmbc-VSG1342",
        places_as_given=[place],
        from_open_call=None,
        description="Choir",
    )


def test_package_passes_the_standards_schema(client: Client, schema: Draft202012Validator) -> None:
    _some_grants()
    package = _package(client)
    assert len(package["grants"]) == 3
    assert [f"{list(error.path)}: {error.message}" for error in schema.iter_errors(package)] == []


def test_schema_would_refuse_a_wrong_package(client: Client, schema: Draft202012Validator) -> None:
    """The check itself checks: a day that is none, and an amount in words."""
    _some_grants()
    package = _package(client)
    package["grants"][0]["awardDate"] = "31/12/2018"
    assert not schema.is_valid(package)


def test_every_grant_is_there_but_those_that_lapsed(client: Client) -> None:
    for state in AwardState.values:
        if state in (AwardState.OFFERED, AwardState.COMPLETED, AwardState.ENDED_EARLY, AwardState.LAPSED):
            make_past_award(state=state, reason="Why.", identifier=f"360G-fund-{state}")
    found = {grant["id"] for grant in _package(client)["grants"]}
    assert found == {"360G-fund-offered", "360G-fund-completed", "360G-fund-ended_early"}


def test_past_grant_keeps_its_identifier_and_its_places(client: Client) -> None:
    _some_grants()
    grant = next(grant for grant in _package(client)["grants"] if grant["id"] == "360G-traffordmbc-VSG1342")
    assert grant["beneficiaryLocation"] == [
        {"name": "Trafford", "countryCode": "GB", "geoCode": "E08000009", "geoCodeType": "MD"}
    ]
    assert "fromOpenCall" not in grant


def test_wards_have_codes_and_shares(client: Client) -> None:
    _some_grants()
    grant = next(grant for grant in _package(client)["grants"] if grant.get("amountAppliedFor") == 3000)
    assert grant["beneficiaryLocation"] == [
        {"name": "Abram", "description": "60% of the grant", "countryCode": "GB",
         "id": "E05014989", "geoCode": "E05014989", "geoCodeType": "WD"},
        {"name": "Ince", "description": "40% of the grant", "countryCode": "GB",
         "id": "E05015000", "geoCode": "E05015000", "geoCodeType": "WD"},
    ]  # fmt: skip
    assert (grant["amountAwarded"], grant["amountDisbursed"]) == (2266.55, 1000.1)
    assert grant["plannedDates"] == [{"startDate": "2018-05-01", "endDate": "2019-04-30", "duration": 12}]


def test_amounts_add_up_to_the_ledger(client: Client) -> None:
    _some_grants()
    ended = make_past_award(amount=900, paid=300, state=AwardState.ENDED_EARLY, reason="The hall was sold.")
    release_promise(ended.commitment, Decimal(600), on=date(2019, 1, 1), by=None)
    grants = _package(client)["grants"]
    awarded = sum((Decimal(str(grant["amountAwarded"])) for grant in grants), ZERO)
    paid = sum((Decimal(str(grant["amountDisbursed"])) for grant in grants), ZERO)
    assert awarded == LedgerEntry.objects.promised().total()
    assert paid == LedgerEntry.objects.paid().total()


def test_nothing_private_is_published(client: Client) -> None:
    lead = make_user(full_name="Zebedee Quagga", email="zebedee@quagga.example", phone="01942 555019")
    group = make_organisation(lead, address="17 Secret Street", town="Hiddenham", postcode="WN71AB")
    BankAccount.objects.create(
        organisation=group, account_name="Quagga Purse", secret="s3cr3t", ending="4321", given_by=lead
    )
    award = make_award(lead=lead, organisation=group)
    texts = [json.dumps(_package(client))]
    for address in ("/open-data/360giving.csv", f"/where-the-money-goes/grants/{award.reference}/", "/"):
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        texts.append(content.decode())
    secrets = (
        "Quagga",
        "zebedee",
        "555019",
        "Secret Street",
        "Hiddenham",
        "WN7",
        "s3cr3t",
        "4321",
        "quarrel",
    )
    found = [(secret, index) for index, text in enumerate(texts) for secret in secrets if secret in text]
    assert found == []


def test_table_says_the_same_as_json(client: Client) -> None:
    _some_grants()
    grants = _package(client)["grants"]
    response = client.get("/open-data/360giving.csv")
    rows = list(csv.DictReader(StringIO(b"".join(response).decode())))
    assert [row["Identifier"] for row in rows] == [grant["id"] for grant in grants]
    assert [Decimal(row["Amount Awarded"]) for row in rows] == [
        Decimal(str(grant["amountAwarded"])) for grant in grants
    ]
    two = next(row for row in rows if row["Amount Applied For"] == "3000.00")
    assert [two[f"Beneficiary Location:{i}:Geographic Code"] for i in (0, 1)] == ["E05014989", "E05015000"]
    book = openpyxl.load_workbook(BytesIO(b"".join(client.get("/open-data/360giving.xlsx"))))
    assert [cell.value for cell in list(book.active.columns)[0]][1:] == [grant["id"] for grant in grants]


def test_package_costs_the_same_whatever_it_holds(client: Client, django_assert_num_queries: Any) -> None:
    round_ = make_round(allocation=1_000_000)
    make_past_award(round_)
    with django_assert_num_queries(3):
        _package(client)
    make_past_award(round_)
    make_past_award(round_)
    with django_assert_num_queries(3):
        _package(client)


def test_licence_is_named(client: Client, settings: Any) -> None:
    settings.OPEN_DATA_LICENCE = "CC-BY-4.0"
    assert _package(client)["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "Creative Commons Attribution 4.0" in client.get("/open-data/").content.decode()
