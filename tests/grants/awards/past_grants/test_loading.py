from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from fund.audit.models import Event
from fund.demo.wigan import load_wigan
from grants.awards.models import Award
from grants.awards.states import AwardState
from grants.funding.models import Allocation, Fund, Round
from grants.ledger.models import Commitment, EntryShare, LedgerEntry
from grants.organisations.models import Organisation
from tests.factories import make_fund, make_organisation
from tests.grants.awards.past_grants.grants import grant, load, put, put_text

pytestmark = pytest.mark.django_db
Printed = pytest.CaptureFixture[str]
HEADINGS = (
    "Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Org:0:Identifier,"
    "recipientOrganization/0/name,Funding Org:Identifier,Funding Org:Name,"
    "Beneficiary Location:0:Geographic Code,Beneficiary Location:1:Geographic Code\n"
)
ROW = '360G-a-1,Shed,GBP,"1,000.01",2016-05-01,360G-a-org-1,Men in Sheds,GB-LAE-MUP,Made-up Council,{},{}\n'


def test_a_grant_is_an_award_a_commitment_and_an_entry(tmp_path: Path) -> None:
    load(put(tmp_path, grant()))
    award = Award.objects.get()
    assert (award.reference, award.identifier, award.decision) == ("GDN-0001", "360G-madeup-1", None)
    assert award.commitment.reference == "GDN-0001"
    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.amount, entry.on) == ("offer", Decimal("1000.00"), date(2016, 5, 1))
    assert sorted(Event.objects.values_list("verb", flat=True)) == [
        "money_set_aside",
        "organisation_entered",
        "past_fund_entered",
        "past_fund_grown",
        "past_grant_entered",
        "past_grant_taken_over",
        "past_grants_imported",
        "past_round_entered",
    ]
    assert (
        "loaded 1 past grants of £1,000 from grants.json"
        in Event.objects.get(verb="past_grants_imported").sentence
    )


def test_a_round_lasts_from_the_first_award_to_the_day_after_the_last(tmp_path: Path) -> None:
    load(put(tmp_path, grant(1, awardDate="2016-05-01"), grant(2, awardDate="2016-12-24")))
    round_ = Round.objects.get()
    assert round_.opens_at == datetime(2016, 4, 30, 23, tzinfo=UTC)
    assert round_.closes_at == datetime(2016, 12, 25, tzinfo=UTC)
    assert round_.state == "decided"


def test_what_was_paid_is_paid(tmp_path: Path) -> None:
    load(put(tmp_path, grant(1, amountDisbursed=400.5), grant(2, amountDisbursed=0)))
    assert [entry.amount for entry in LedgerEntry.objects.paid()] == [Decimal("400.50")]


def test_a_grant_that_still_runs_is_live(tmp_path: Path) -> None:
    today = timezone.localdate()
    running = {"awardDate": str(today - timedelta(days=40)), "plannedDates": [{"duration": 12}]}
    ending = {"plannedDates": [{"startDate": "2016-06-01", "endDate": str(today + timedelta(days=1))}]}
    load(put(tmp_path, grant(1), grant(2, **running), grant(3, **ending)))
    assert list(Award.objects.order_by("identifier").values_list("state", flat=True)) == [
        AwardState.COMPLETED,
        AwardState.ACTIVE,
        AwardState.ACTIVE,
    ]


def test_entries_are_split_over_the_places_to_the_penny(tmp_path: Path) -> None:
    load_wigan()
    load(put_text(tmp_path, HEADINGS + ROW.format("E05015000", "E05014998")))
    shares = EntryShare.objects.order_by("pk").values_list("area__name", "amount")
    assert list(shares) == [("Ince", Decimal("500.01")), ("Hindley", Decimal("500.00"))]
    call_command("check_books")


def test_sheets_that_add_places_to_grants(tmp_path: Path) -> None:
    load_wigan()
    book = Workbook()
    book.active.title = "About this file"
    grants = book.create_sheet("grants")
    grants.append([part.strip() for part in HEADINGS.split(",")][:9])
    grants.append(["360G-a-1", "Shed", "GBP", 1000.01, datetime(2016, 5, 1), "o1", "Shed", "GB-F", "Funder"])  # noqa: DTZ001
    places = book.create_sheet("Beneficiary Location")
    places.append(["Identifier", "Beneficiary Location:Name", "Beneficiary Location:Geographic Code"])
    places.append(["360G-a-1", "Ince", "E05015000"])
    places.append(["360G-a-1", "Hindley", "E05014998"])
    book.save(tmp_path / "grants.xlsx")
    load(tmp_path / "grants.xlsx")
    award = Award.objects.get()
    assert (award.amount, award.awarded_on) == (Decimal("1000.01"), date(2016, 5, 1))
    assert [share.area.name for share in award.commitment.shares.all()] == ["Ince", "Hindley"]


def test_loading_more_grows_fund_and_round(tmp_path: Path) -> None:
    load(put(tmp_path, grant(1)))
    load(
        put(
            tmp_path,
            grant(1),
            grant(2, awardDate="2017-01-01", amountAwarded=50),
            grant(3, grantProgramme=None),
        )
    )
    fund = Fund.objects.get()
    assert (fund.total, fund.ends_on) == (Decimal(2050), date(2017, 1, 1))
    assert list(Allocation.objects.order_by("pk").values_list("round__name", "amount")) == [
        ("Gardens", Decimal(1050)),
        ("Grants", Decimal(1000)),
    ]
    assert Award.objects.count() == 3
    call_command("check_books")


def test_changed_rows_are_reported_and_left_alone(tmp_path: Path, capsys: Printed) -> None:
    load(put(tmp_path, grant(1), grant(2)))
    load(put(tmp_path, grant(1, amountAwarded=1200, title="Other"), grant(2)))
    out = capsys.readouterr().out
    assert "Grant 1 (360G-madeup-1) is here already with another amount" in out
    assert "(£1,000 here, £1,200 in the file), title." in out
    assert "1 past grant here already, and left as it is." in out
    assert set(Award.objects.values_list("amount", flat=True)) == {Decimal(1000)}


def test_one_bad_grant_stops_all_unless_it_may_be_skipped(tmp_path: Path, capsys: Printed) -> None:
    path = put(tmp_path, grant(1), grant(2, currency="EUR"))
    with pytest.raises(CommandError, match="1 of 2 grants can't be used. Nothing was loaded."):
        load(path)
    assert Award.objects.count() == 0
    load(path, "--skip-bad")
    assert "Grant 2 (360G-madeup-2), currency: it is in “EUR”." in capsys.readouterr().err
    assert [award.identifier for award in Award.objects.all()] == ["360G-madeup-1"]


def test_groups_are_found_by_identifier_charity_or_company_number(tmp_path: Path) -> None:
    ours = make_organisation(name="Ours", identifier="GB-CHC-1109047", charity_number="1109047")
    theirs = make_organisation(name="ConflictingAnswer", company_number="01234567")
    load(
        put(
            tmp_path,
            grant(1, recipientOrganization=[{"id": "GB-CHC-1109047", "name": "OURS"}]),
            grant(2, recipientOrganization=[{"id": "x-1", "name": "Ours!", "charityNumber": "1109047"}]),
            grant(
                3,
                recipientOrganization=[{"id": "x-2", "name": "ConflictingAnswer", "companyNumber": 1234567}],
            ),
            grant(4, recipientOrganization=[{"name": "Without a number"}]),
            grant(5, recipientOrganization=[{"name": "Without a number"}]),
        )
    )
    found = Commitment.objects.order_by("pk").values_list("organisation", flat=True)
    assert list(found)[:3] == [ours.pk, ours.pk, theirs.pk]
    assert Organisation.objects.count() == 3
    ours.refresh_from_db()
    assert ours.name == "Ours"


def test_people_stand_together_as_one_nameless_recipient(tmp_path: Path) -> None:
    person = {"id": "p-1", "name": "Pat Made-Up"}
    path = put(
        tmp_path,
        grant(1, recipientOrganization=None, recipientIndividual=person),
        grant(2, recipientOrganization=None, recipientIndividual={"id": "p-2", "name": "Sam Made-Up"}),
    )
    load(path)
    assert Organisation.objects.get().name == "An individual"
    load(path)
    assert Award.objects.count() == 2


def test_a_named_fund_takes_all_of_it(tmp_path: Path) -> None:
    fund = make_fund(name="Community Investment Fund", total=Decimal(1500))
    load(put(tmp_path, grant(1, fundingOrganization=None)), fund="community investment fund")
    assert Round.objects.get().fund == fund
    with pytest.raises(CommandError, match="These grants would be £500 too much. Nothing was loaded."):
        load(put(tmp_path, grant(2)), fund="Community Investment Fund")
    assert Award.objects.count() == 1


def test_a_named_fund_that_is_not_here_is_made_and_grows(tmp_path: Path) -> None:
    load(put(tmp_path, grant(1)), fund="Old grants")
    load(put(tmp_path, grant(2)), fund="Old grants")
    fund = Fund.objects.get()
    assert (fund.name, fund.slug, fund.total) == ("Old grants", "old-grants", Decimal(2000))


def test_a_named_fund_is_not_made_for_several_funders(tmp_path: Path) -> None:
    other = grant(2, fundingOrganization=[{"id": "GB-X", "name": "Other"}])
    with pytest.raises(CommandError, match="doesn't name one funder"):
        load(put(tmp_path, grant(1), other), fund="Old grants")


def test_each_funder_has_a_fund_of_its_own(tmp_path: Path) -> None:
    other = grant(2, fundingOrganization=[{"id": "GB-X", "name": "Other"}])
    load(put(tmp_path, grant(1), other))
    assert sorted(Fund.objects.values_list("name", "total")) == [
        ("Past grants of Made-up Council", Decimal(1000)),
        ("Past grants of Other", Decimal(1000)),
    ]
    assert sorted(Round.objects.values_list("prefix", flat=True)) == ["GDN", "GDN2"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"{", "This isn't proper JSON"),
        (b'{"grants": []}', "The file has no grants in it."),
        (HEADINGS.encode(), "The file has no grants in it."),
        (b"PK\x03\x04rubbish", "isn't a spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\0", "isn't a text file"),
        (b"\xff\xd8\xff\xe0\x81\x8d\x90", "letters can't be read"),
    ],
)
def test_files_of_the_wrong_kind_end_in_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "grants"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        load(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_in_other_encodings_is_read(tmp_path: Path, encoding: str) -> None:
    path = put(tmp_path, grant(1))
    path.write_bytes(path.read_text().encode(encoding))
    load(path)
    assert Award.objects.count() == 1


def test_a_hundred_grants_cost_few_queries(tmp_path: Path, django_assert_max_num_queries: object) -> None:
    path = put(tmp_path, *(grant(number) for number in range(100)))
    with django_assert_max_num_queries(90):  # type: ignore[operator]
        load(path)
    assert Award.objects.count() == 100


@pytest.mark.parametrize(
    ("code", "title", "prefix"),
    [
        ("VSG", "Voluntary Sector Grants", "VSG"),
        ("2016/17", "Gardens", "201617"),
        ("community-gardens-of-2016", "Community Gardens", "CG"),
        ("", "Beds, benches & sheds", "BBS"),
        ("", "", "G"),
    ],
)
def test_references_begin_with_the_letters_of_the_programme(
    tmp_path: Path, code: str, title: str, prefix: str
) -> None:
    load(put(tmp_path, grant(1, grantProgramme=[{"code": code, "title": title}])))
    assert Award.objects.get().reference == f"{prefix}-0001"


def test_what_is_published_can_be_loaded_again(tmp_path: Path, client: Client) -> None:
    """Our own open data is a file like any other."""
    load(put(tmp_path, grant(1), grant(2, amountDisbursed=10.5, beneficiaryLocation=[{"name": "Ince"}])))
    published = client.get("/open-data/360giving.json").getvalue()
    path = tmp_path / "published.json"
    path.write_bytes(published)
    load(path, "--dry-run")
    assert Award.objects.count() == 2
