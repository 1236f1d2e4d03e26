"""A test round: tried as an applicant would, counted nowhere, and cleared away again."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from cms.models import RoundPage
from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.common.errors import Refused
from fund.files.models import StoredFile, Upload
from fund.files.uploading import add_piece, arrive
from grants.applications.actions import (
    begin_file,
    clear_test_round,
    index_answer_text,
    pass_to_panel,
    save_answers,
    save_section,
    send_reminders,
    start_application,
    start_test,
    submit_application,
)
from grants.applications.casework.similar import likenesses_of
from grants.applications.models import Application, EqualityAnswer, Submission, TextBand
from grants.assessment.actions import make_panel
from grants.desk.cases import cases_of
from grants.desk.searching import search
from grants.desk.today import today_for
from grants.funding.actions import set_aside
from grants.funding.models import Round
from grants.ledger.actions import commit
from grants.organisations.actions import give_bank_account
from grants.organisations.models import Organisation
from grants.places.models import Area
from grants.reports.asked import read_asked
from grants.reports.cube import Scope
from grants.reports.figures import read_figures
from tests.factories import (
    add_question,
    good_answers,
    make_draft,
    make_organisation,
    make_round,
    make_round_page,
    make_user,
    make_ward,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tester() -> User:
    return make_user(Role.GRANTS_OFFICER, email="tester@example.org")


@pytest.fixture
def round_() -> Round:
    return make_round(is_test=True, allocation=None, name="Try it", slug="try-it")


def sent_test(round_: Round, by: User, ward: Area | None = None) -> Application:
    application = start_test(round_, by=by)
    save_answers(application, good_answers(ward or make_ward()), by=by)
    application.refresh_from_db()
    submit_application(application, by=by)
    application.refresh_from_db()
    return application


def test_staff_try_it_as_an_applicant_would(tester: User, round_: Round, client: Client) -> None:
    client.force_login(tester)
    assert (
        "Start a test application"
        in client.get(reverse("applications:apply", args=["try-it"])).content.decode()
    )
    response = client.post(reverse("applications:start_test", args=["try-it"]))
    application = Application.objects.get()
    assert response["Location"] == reverse("applications:application", args=[application.reference])
    assert application.organisation.is_test
    save_answers(application, good_answers(make_ward()), by=tester)
    for name in ("application", "check", "draft"):
        html = client.get(reverse(f"applications:{name}", args=[application.reference])).content.decode()
        assert "<strong>Test.</strong>" in html, name
    client.post(reverse("applications:check", args=[application.reference]), {"agree": "on", "declare": "on"})
    application.refresh_from_db()
    assert "Test" in client.get("/my/").content.decode()


def test_only_staff_of_the_fund_and_who_it_names_may_open_it(round_: Round) -> None:
    Round.objects.filter(pk=round_.pk).update(testers="\nfriend@example.org\n")
    friend, stranger, almost = (
        make_user(email=email) for email in ("friend@example.org", "other@example.org", "end@example.org")
    )
    staff = make_user(Role.PUBLISHER)
    found = [
        Round.objects.open_to(user).filter(is_test=True).count() for user in (friend, staff, stranger, almost)
    ]
    assert found == [1, 1, 0, 0]
    for name in ("funding:eligibility_check", "funding:questions", "funding:questions_pdf"):
        assert Client().get(reverse(name, args=["try-it"])).status_code == 404
    with pytest.raises(Refused, match="Only a test round"):
        start_test(round_, by=stranger)


def test_auditor_reads_a_test_round_and_starts_nothing(round_: Round, client: Client) -> None:
    auditor = make_user(Role.AUDITOR)
    client.force_login(auditor)
    html = client.get(reverse("applications:apply", args=["try-it"])).content.decode()
    assert "Start a test application" not in html
    client.post(reverse("applications:start_test", args=["try-it"]))
    with pytest.raises(Refused, match="Auditors read"):
        start_test(round_, by=auditor)
    assert (Application.objects.count(), Organisation.objects.count()) == (0, 0)


def test_real_groups_and_test_groups_do_not_mix(tester: User, round_: Round) -> None:
    with pytest.raises(Refused, match="Only test groups apply to it"):
        start_application(round_, make_organisation(tester), by=tester)
    group = start_test(round_, by=tester).organisation
    with pytest.raises(Refused, match="A test group applies to test rounds only"):
        start_application(make_round(), group, by=tester)
    with pytest.raises(Refused, match="A test group has no bank account"):
        give_bank_account(group, account_name="T", sort_code="200000", account_number="12345678", by=tester)


def test_it_counts_in_no_list_sum_or_figure(tester: User, round_: Round) -> None:
    ward = make_ward()
    reader, today = make_user(Role.FUND_MANAGER, Role.FINANCE_OFFICER), timezone.localdate()
    before = (
        read_figures(),
        read_asked(reader, Scope()),
        today_for(reader, today=today, demonstration=False),
    )
    application = sent_test(round_, tester, ward)
    index_answer_text()
    after = (read_figures(), read_asked(reader, Scope()), today_for(reader, today=today, demonstration=False))
    assert after == before
    assert list(cases_of(reader, {}, today=today)) == []
    assert list(cases_of(reader, {"test": "1"}, today=today)) == [application]
    assert list(cases_of(reader, {"round": round_.pk}, today=today)) == [application]
    found = search(reader, "Growing")
    assert (found.applications, search(reader, "Test group").groups) == ([], [])
    assert not TextBand.objects.exists()
    assert Organisation.objects.counting().filter(pk=application.organisation_id).count() == 0


def test_it_has_no_public_page(round_: Round, client: Client) -> None:
    page = make_round_page(make_round())
    RoundPage.objects.filter(pk=page.pk).update(round=round_)
    assert client.get(page.url).status_code == 404
    assert list(RoundPage.objects.live().with_rounds()) == []
    for address in ("/", "/funding/", "/where-the-money-goes/", "/open-data/", "/workshops/"):
        assert "Try it" not in client.get(address).content.decode(), address


def test_it_reminds_nobody(tester: User, round_: Round) -> None:
    start_test(round_, by=tester)
    Application.objects.update(started_at=timezone.now() - timedelta(days=30))
    closes = round_.closes_at
    assert closes is not None
    assert send_reminders(closes - timedelta(days=2)) == 0


def test_its_equality_answers_are_in_no_total(round_: Round, client: Client) -> None:
    EqualityAnswer.objects.create(round=round_, month=date(2026, 11, 1), answers={})
    client.force_login(make_user(Role.FUND_MANAGER))
    assert "Try it" not in client.get(reverse("applications:equality_rounds")).content.decode()
    assert client.get(reverse("applications:equality_totals", args=["try-it"])).status_code == 404


def test_no_likely_repeat_is_found_in_it(tester: User, round_: Round) -> None:
    sent_test(round_, tester)
    real = make_draft(organisation=make_organisation(tester), by=tester)
    submit_application(real, by=tester)
    index_answer_text()
    assert likenesses_of(real, make_user(Role.FUND_MANAGER)) == []


def test_no_money_and_no_decision_come_from_it(tester: User, round_: Round) -> None:
    application, ward = sent_test(round_, tester), make_ward()
    with pytest.raises(Refused, match="A test round holds no money"):
        set_aside(round_, Decimal(10), by=tester)
    shares = [(ward, Decimal(100))]
    with pytest.raises(Refused, match="nothing can be promised from it"):
        commit(reference="X-1", round=round_, organisation=application.organisation, shares=shares, by=tester)
    with pytest.raises(Refused, match="A test round has no panel"):
        make_panel(round_, name="Panel", by=tester)
    officer = make_user(Role.GRANTS_OFFICER)
    Application.objects.update(state="eligible", checked_by=officer, checked_at=timezone.now())
    application.refresh_from_db()
    with pytest.raises(Refused):
        pass_to_panel(application, by=officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        Round.objects.filter(pk=round_.pk).update(decided_at=timezone.now())


def test_clearing_deletes_all_that_was_tried_and_nothing_else(
    tester: User, round_: Round, django_capture_on_commit_callbacks: Any
) -> None:
    add_question(round_, "file", {"label": "A file", "hint": "", "required": False, "most": 1})
    application = start_test(round_, by=tester)
    files: MultiValueDict[str, Any] = MultiValueDict(
        {"a-file": [SimpleUploadedFile("plan.txt", b"Our plan.")]}
    )
    save_section(application, "your-idea", {}, files, by=tester)
    save_answers(application, good_answers(make_ward()), by=tester)
    application.refresh_from_db()
    submit_application(application, by=tester)
    stored = StoredFile.objects.get()
    real = make_draft(by=make_user())
    submit_application(real, by=real.started_by)
    with django_capture_on_commit_callbacks(execute=True):
        assert clear_test_round(round_, by=tester) == 1
    assert (list(Application.objects.all()), StoredFile.objects.count()) == ([real], 0)
    assert not stored.content.storage.exists(stored.content.name)
    with pytest.raises(Refused, match="Only a test round can be cleared"):
        clear_test_round(real.round, by=tester)


def test_clearing_leaves_no_upload_waiting_for_ever(tester: User, round_: Round) -> None:
    add_question(round_, "file", {"label": "A file", "hint": "", "required": False, "most": 3})
    application = start_test(round_, by=tester)
    for name in ("one.txt", "two.txt"):
        upload = begin_file(application, "a-file", name=name, size=7, sha256="", by=tester)
        add_piece(upload, 0, name.encode())
    arrive(Upload.objects.get(name="one.txt"))
    assert clear_test_round(round_, by=tester) == 1
    assert (Upload.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_clearing_never_deletes_what_a_real_group_wrote(tester: User) -> None:
    """Not even where somebody made a test of a round that groups write in."""
    real = make_draft(by=make_user())
    Round.objects.filter(pk=real.round_id).update(is_test=True)
    assert clear_test_round(real.round, by=tester) == 0
    assert Application.objects.get() == real


def test_database_lets_only_test_submissions_go(tester: User, round_: Round) -> None:
    sent_test(round_, tester)
    real = make_draft(by=make_user())
    submit_application(real, by=real.started_by)
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.filter(application=real).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.update(is_test=True)
    Submission.objects.filter(is_test=True).delete()
    assert [row.application for row in Submission.objects.all()] == [real]


def test_manager_confirms_before_it_is_cleared(tester: User, round_: Round, client: Client) -> None:
    sent_test(round_, tester)
    client.force_login(make_user(Role.FUND_MANAGER))
    address = reverse("applications:clear_test", args=["try-it"])
    assert "The 1 test application of this round" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert not Application.objects.exists()
    assert client.get(reverse("applications:clear_test", args=[make_round().slug])).status_code == 404
