"""An officer types an application in for a group; nothing counts before the group has confirmed it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.common.errors import Refused
from fund.notifications.models import Letter
from grants.applications import actions
from grants.applications.models import Application, Intake, Reminder
from grants.desk.letters import letters_for
from grants.funding.models import FundLimit, Round
from grants.organisations.models import Membership, Organisation
from tests.factories import (
    good_answers,
    make_conflict,
    make_organisation,
    make_round,
    make_user,
    make_ward,
)
from tests.grants.applications.test_recordings import client_of

pytestmark = pytest.mark.django_db


def make_officer() -> User:
    return make_user(Role.GRANTS_OFFICER)


def leaderless(**fields: Any) -> Organisation:
    group = make_organisation(make_user(), **fields)
    group.memberships.all().delete()
    return group


def take(officer: User, *, ready: bool = True, round_: Round | None = None, **facts: Any) -> Intake:
    """An application that `officer` took by phone from Jean, whose group nobody leads here yet."""
    group = facts.pop("group", None) or leaderless()
    told = {"channel": "phone", "received_at": timezone.now(), "name": "Jean Holt",
            "email": "jean@example.org", "phone": "01942 404404", **facts}  # fmt: skip
    row = actions.start_intake(round_ or make_round(), group, by=officer, **told)
    if ready:
        actions.save_answers(row, good_answers(make_ward()), by=officer)
    return Intake.objects.get(application=row)


def link_in(letter: Letter) -> str:
    start = letter.body_text.index("/my/applications/confirm/")
    return letter.body_text[start:].split()[0]


def test_by_phone_from_the_desk_to_the_group_sending_it_itself() -> None:
    officer = make_officer()
    desk = client_of(officer)
    round_ = make_round()
    twin = leaderless(name="Canal Street Gardeners")
    page = desk.get(f"/staff/rounds/{round_.slug}/intake/?name=Canal+Street+Gardners").content.decode()
    assert f"/staff/rounds/{round_.slug}/intake/{twin.slug}/" in page
    part = desk.get(f"/staff/rounds/{round_.slug}/intake/?name=canal").content.decode()
    assert f"/staff/rounds/{round_.slug}/intake/{twin.slug}/" in part
    told = {"channel": "phone", "received_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
            "name": "Jean Holt", "email": "Jean@Example.org", "phone": ""}  # fmt: skip
    assert desk.post(f"/staff/rounds/{round_.slug}/intake/{twin.slug}/", told).status_code == 302
    row = Application.objects.get()
    own = f"/my/applications/{row.reference}/"
    assert "You are filling this in for Canal Street Gardeners" in desk.get(own).content.decode()
    section = desk.post(f"{own}section/your-idea/", {"title": "Beds", "seen_title": "", "later": "1"})
    assert section.status_code == 302
    saved = desk.post(f"{own}section/your-idea/save/", {"title": "Beds!", "seen_title": "1."})
    assert saved.json()["says"].startswith("Saved at")
    actions.save_answers(row, good_answers(make_ward()), by=officer)
    with pytest.raises(Refused):
        actions.submit_application(row, by=officer)
    asked = desk.post(f"/staff/intake/{row.reference}/", {"act": "ask"}, follow=True).content.decode()
    assert "They get the answers by e-mail" in asked
    letter = Letter.objects.get(kind="applications/confirm")
    assert letter.to_email == "jean@example.org"
    assert "We will dig beds, plant them and eat together." in letter.body_text
    jean = Client()
    assert "Your name" in jean.get(link_in(letter)).content.decode()
    opened = jean.post(link_in(letter), {"name": "Jean Holt"}, follow=True).content.decode()
    assert "typed this in for you" in opened
    assert Membership.objects.get(organisation=twin).user.email == "jean@example.org"
    sent = jean.post(f"{own}check/", {"agreed": "on"}, follow=True).content.decode()
    assert f"{officer} typed it in (by phone, from Jean Holt). They sent it themselves." in sent
    row.refresh_from_db()
    assert (row.state, row.confirmed_at is not None) == ("submitted", True)
    submission = row.submissions.get()
    assert actions.is_as_sent(submission)
    assert submission.intake["typed_by"] == str(officer)
    case = client_of(make_officer()).get(f"/staff/applications/{row.reference}/").content.decode()
    assert "Typed in for the group" in case
    assert desk.get(own).status_code == 404
    own_case = f"/staff/applications/{row.reference}/"
    assert f"{own_case}check/" not in desk.get(own_case).content.decode()
    assert "another officer checks it" in desk.post(f"{own_case}check/", follow=True).content.decode()
    with pytest.raises(Refused, match="another officer"):
        actions.find_ineligible(row, reason="Too small.", by=officer)
    with pytest.raises(Refused, match="another officer"):
        actions.pass_check(row, by=officer)
    actions.pass_check(row, by=make_officer())


def test_nobody_else_opens_the_link() -> None:
    officer = make_officer()
    row = take(officer)
    actions.request_confirmation(row, by=officer)
    link = link_in(Letter.objects.get(kind="applications/confirm"))
    assert "no-store" in Client().get(link)["Cache-Control"]
    assert client_of(make_user()).get(link).status_code == 404
    assert Client().get("/my/applications/confirm/made-up/").status_code == 404
    make_user(email="jean@example.org")
    assert "/accounts/login/" in Client().get(link)["Location"]
    Intake.objects.update(asked_until=timezone.now() - timedelta(minutes=1))
    assert Client().get(link).status_code == 404
    assert not Membership.objects.filter(organisation=row.application.organisation).exists()


def test_link_lives_as_long_as_the_application_can_be_sent() -> None:
    officer = make_officer()
    row = take(officer)
    closes = timezone.now() + timedelta(days=60)
    Round.objects.update(closes_at=closes)
    row.application.round.refresh_from_db()
    actions.request_confirmation(row, by=officer)
    row.refresh_from_db()
    assert row.asked_until == closes


def test_link_in_the_letter_opens_nothing_once_it_was_given_up() -> None:
    officer = make_officer()
    row = take(officer)
    actions.request_confirmation(row, by=officer)
    link = link_in(Letter.objects.get(kind="applications/confirm"))
    actions.abandon_intake(row, reason="That was the address of somebody else.", by=officer)
    assert Client().get(link).status_code == 404
    assert Client().post(link, {"name": "Somebody else"}).status_code == 404
    assert not User.objects.filter(email="jean@example.org").exists()
    with pytest.raises(Refused, match="no longer works"):
        actions.open_from_letter(row, by=make_user(email="jean@example.org"))
    assert not row.application.organisation.memberships.exists()


def test_letter_with_the_link_is_read_by_nobody_here(settings: Any) -> None:
    settings.DEMONSTRATION = False
    officer = make_officer()
    row = take(officer)
    actions.request_confirmation(row, by=officer)
    assert actions.remind_contacts(timezone.now() + timedelta(days=3, hours=1)) == 1
    for letter in Letter.objects.filter(to_email="jean@example.org"):
        assert letter.is_private
        assert letter not in Letter.objects.readable()
        assert letter not in letters_for(officer, demonstration=False)


def test_officer_limited_to_another_fund_types_no_more() -> None:
    officer, colleague = make_officer(), make_officer()
    row = take(officer)
    own = f"/my/applications/{row.application.reference}/"
    assert client_of(officer).get(own).status_code == 200
    FundLimit.objects.create(user=officer, fund=make_round().fund)
    assert client_of(officer).get(own).status_code == 404
    with pytest.raises(Refused):
        actions.save_answers(row.application, {"title": "Other beds"}, by=officer)
    FundLimit.objects.create(user=officer, fund=row.application.round.fund)
    assert client_of(officer).get(own).status_code == 200
    assert client_of(colleague).get(own).status_code == 404


def test_officer_speaks_for_no_group() -> None:
    officer = make_officer()
    with pytest.raises(Refused, match="your own address"):
        take(officer, email=officer.email.upper())


def test_without_email_a_second_officer_vouches_and_the_record_holds_for_these_answers_only() -> None:
    officer, second = make_officer(), make_officer()
    row = take(officer, email="")
    record: dict[str, Any] = {"method": "signed", "confirmed_on": timezone.localdate(), "by": officer}
    with pytest.raises(Refused, match="no e-mail"):
        actions.request_confirmation(row, by=officer)
    with pytest.raises(Refused, match="Add a scan"):
        actions.record_confirmation(row, **record)
    paper = SimpleUploadedFile("signed.txt", b"Signed, Jean")
    desk = client_of(officer)
    address = f"/staff/intake/{row.application.reference}/"
    desk.post(address, {"act": "scan", "upload": paper, "signed": "on"})
    scan = row.scans.get()
    assert client_of(second).get(f"{address}files/{scan.file.token}/").status_code == 200
    actions.record_confirmation(row, **record)
    with pytest.raises(Refused, match="Another officer"):
        actions.verify_confirmation(row, by=officer)
    actions.save_answers(row.application, {"title": "Other beds"}, by=officer)
    with pytest.raises(Refused, match="An answer has changed"):
        actions.verify_confirmation(row, by=second)
    actions.record_confirmation(row, **record)
    vouched = client_of(second).post(address, {"act": "vouch"}, follow=True).content.decode()
    assert "It is sent, and counts from now on." in vouched
    row.refresh_from_db()
    submission = row.application.submissions.get()
    assert (row.application.state, row.confirmed_by) == ("submitted", second)
    assert submission.intake["vouched_by"] == str(second)
    assert (submission.group or {})["contacts"][0] == {
        "name": "Jean Holt", "email": "", "part": "Speaks for the group",
    }  # fmt: skip


def test_database_refuses_what_was_never_confirmed() -> None:
    row = take(make_officer())
    for wrong in (
        lambda: Application.objects.update(state="submitted", submitted_at=timezone.now()),
        lambda: Intake.objects.update(method="signed"),
        lambda: Intake.objects.update(confirmed_at=timezone.now(), confirmed_by=row.typed_by, method="own"),
        lambda: Intake.objects.update(contact_email="", contact_phone=""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_paper_that_came_before_the_close_is_in_time() -> None:
    now = timezone.now()
    round_ = make_round(opens_at=now - timedelta(days=20), closes_at=now - timedelta(days=1))
    officer = make_officer()
    told: dict[str, Any] = {"channel": "paper", "received_at": now - timedelta(days=2), "round_": round_}
    with pytest.raises(Refused, match="until when"):
        take(officer, **told)
    with pytest.raises(Refused, match="has closed"):
        take(officer, **{**told, "channel": "phone", "until": now + timedelta(days=7)})
    with pytest.raises(Refused, match="has closed"):
        take(officer, **{**told, "received_at": now - timedelta(hours=1), "until": now + timedelta(days=7)})
    row = take(officer, **told, until=now + timedelta(days=7)).application
    assert row.extension_reason.startswith("It came on paper on")
    assert row.extended_until == now + timedelta(days=7)


def test_who_takes_and_for_whom() -> None:
    officer = make_officer()
    own = make_organisation(officer)
    with pytest.raises(Refused, match="your own group"):
        take(officer, group=own)
    led = make_organisation(make_user(email="lead@example.org"))
    with pytest.raises(Refused, match="has a lead here"):
        take(officer, group=led)
    row = take(officer, group=led, email="lead@example.org")
    other = make_officer()
    assert client_of(other).get(f"/my/applications/{row.application.reference}/").status_code == 404
    actions.take_over_intake(row, by=other)
    assert client_of(other).get(f"/my/applications/{row.application.reference}/").status_code == 200
    assert client_of(officer).get(f"/my/applications/{row.application.reference}/").status_code == 404
    make_conflict(row.application, other)
    assert client_of(other).get(f"/my/applications/{row.application.reference}/").status_code == 404
    assert client_of(other).get(f"/staff/intake/{row.application.reference}/").status_code == 404
    with pytest.raises(Refused):
        actions.request_confirmation(row, by=other)


def test_group_added_for_others_has_no_lead_and_shows_twins_first() -> None:
    officer = make_officer()
    round_ = make_round()
    leaderless(name="Canal Street Gardeners")
    facts = {"name": "Canal Street Gardeners", "legal_form": "group", "postcode": "WN7 1AB"}
    address = f"/staff/rounds/{round_.slug}/intake/new-group/"
    assert "It may be here already" in client_of(officer).post(address, facts).content.decode()
    response = client_of(officer).post(address, {**facts, "another": "1"})
    assert response["Location"] == f"/staff/rounds/{round_.slug}/intake/canal-street-gardeners/"
    assert not Organisation.objects.get(slug="canal-street-gardeners").memberships.exists()


def test_contact_is_reminded_and_given_up_ends_it() -> None:
    officer = make_officer()
    row = take(officer)
    actions.request_confirmation(row, by=officer)
    later = timezone.now() + timedelta(days=3, hours=1)
    assert [actions.remind_contacts(later), actions.remind_contacts(later)] == [1, 0]
    assert Letter.objects.get(kind="applications/confirm_reminder").to_email == "jean@example.org"
    assert Reminder.objects.get().kind == "confirm3"
    actions.abandon_intake(row, reason="They found other money.", by=officer)
    row.application.refresh_from_db()
    assert row.application.state == "withdrawn"
    assert not Intake.objects.waiting().exists()
    assert "It is not confirmed" not in client_of(officer).get("/staff/intake/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_whatever_the_rows(rows: int, django_assert_num_queries: Any) -> None:
    officer, round_ = make_officer(), make_round()
    for number in range(rows):
        take(officer, ready=False, round_=round_, email=f"jean{number}@example.org")
    client = client_of(officer)
    client.get("/staff/intake/")
    with django_assert_num_queries(6):
        page = client.get("/staff/intake/")
    assert page.content.decode().count("The answers, or the asking") == rows


def test_act_that_nobody_knows_writes_to_nobody() -> None:
    officer = make_officer()
    row = take(officer)
    actions.save_answers(row.application, good_answers(make_ward()), by=officer)
    desk, address = client_of(officer), f"/staff/intake/{row.application.reference}/"
    assert desk.post(address, {"act": "made-up"}).status_code == 404
    assert desk.post(address).status_code == 404
    assert not Letter.objects.filter(kind="applications/confirm").exists()
