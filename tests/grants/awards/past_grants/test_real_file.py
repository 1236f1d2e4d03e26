from decimal import Decimal

import pytest
from django.core.management import call_command

from fund.audit.models import Event
from fund.demo.wigan import load_wigan
from grants.awards.models import Award
from grants.awards.states import AwardState
from grants.funding.models import Allocation, Fund, Round
from grants.ledger.models import EntryShare, LedgerEntry
from grants.organisations.models import Organisation
from grants.places.models import Area
from tests.grants.awards.past_grants.grants import load
from tests.shared_data import shared

pytestmark = pytest.mark.django_db
REAL = ("360giving", "real", "trafford_council_voluntary_sector_grants")
TOTAL = Decimal("1291436.54")


def real(ending: str) -> tuple[str, ...]:
    return (*REAL[:-1], f"{REAL[-1]}.{ending}")


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_every_real_grant_is_in_the_ledger_to_the_penny(ending: str) -> None:
    load_wigan()
    load(shared(*real(ending)))
    assert Award.objects.count() == 555
    assert sum(LedgerEntry.objects.promised().values_list("amount", flat=True)) == TOTAL
    assert sum(EntryShare.objects.values_list("amount", flat=True)) == TOTAL
    assert set(EntryShare.objects.values_list("area", flat=True)) == {Area.objects.elsewhere().pk}
    assert LedgerEntry.objects.paid().count() == 0
    call_command("check_books")


def test_real_funds_rounds_and_groups_are_made() -> None:
    load(shared(*real("json")))
    fund = Fund.objects.get()
    assert (fund.funder_identifier, fund.funder_name, fund.total) == (
        "GB-LAE-TRF",
        "Trafford Metropolitan Borough Council",
        TOTAL,
    )
    assert list(Round.objects.order_by("prefix").values_list("prefix", "name")) == [
        ("ING", "Inclusive Neighbourhood Grants"),
        ("VSG", "Voluntary Sector Grants"),
    ]
    assert sum(Allocation.objects.values_list("amount", flat=True)) == TOTAL
    assert Round.objects.filter(decided_at=None).count() == 0
    assert Organisation.objects.count() > 250
    award = Award.objects.get(identifier="360G-traffordmbc-VSG1342")
    assert (award.state, award.months, award.decision, award.amount) == (
        AwardState.COMPLETED,
        12,
        None,
        Decimal("2266.00"),
    )
    assert award.places_as_given == [
        {"name": "Trafford", "countryCode": "GB", "geoCode": "E08000009", "geoCodeType": "MD"}
    ]


def test_the_same_grants_in_another_form_add_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    load(shared(*real("json")))
    events = Event.objects.count()
    load(shared(*real("csv")))
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "0 past grants loaded, £0 in all.",
        "555 past grants here already, and left as they are.",
    ]
    assert (Award.objects.count(), Event.objects.count()) == (555, events)


def test_a_dry_run_of_the_real_file_keeps_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    load(shared(*real("csv")), "--dry-run")
    assert "555 past grants loaded, £1,291,436.54 in all." in capsys.readouterr().out
    assert Award.objects.count() == Fund.objects.count() == Organisation.objects.count() == 0
