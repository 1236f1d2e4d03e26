"""Applying, as a group sees it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fund.accounts.roles import Role
from fund.notifications.models import Letter
from grants.applications import actions
from grants.applications.models import Application
from grants.funding.models import Round
from grants.organisations.states import MemberRole
from tests.factories import (
    make_application,
    make_draft,
    make_organisation,
    make_round,
    make_user,
    make_ward,
)
from tests.visiting import client_of, page

pytestmark = pytest.mark.django_db


def section(application: Application, name: str, query: str = "") -> str:
    return f"/my/applications/{application.reference}/section/{name}/{query}"


def fields_of(html: str) -> dict[str, str]:
    """What a browser would post back untouched: hidden and text inputs and text areas."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and not re.search(r'type="(radio|checkbox|file)"', tag):
            found[name.group(1)] = value.group(1) if value else ""
    for name_, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', html, re.S):
        found[name_] = text.strip()
    return found


def test_viewer_is_told_whom_to_ask_and_not_to_add_the_group_again() -> None:
    lead, viewer = make_user(), make_user()
    group, round_ = make_organisation(lead), make_round(slug="big-ideas")
    group.memberships.create(user=viewer, role="viewer")
    row = make_application(round_, group)
    html = page(client_of(viewer).get("/my/apply/big-ideas/"))
    assert f"You may read what {group.name} applies for, but not write it." in html
    assert "First tell us about your group" not in html
    address = f"/my/applications/{row.reference}/"
    assert "Add someone" not in page(client_of(viewer).get(address))
    assert "Add someone" in page(client_of(lead).get(address))


def test_round_that_is_not_open_asks_nobody_to_add_a_group_twice() -> None:
    row, now = make_draft(), timezone.now()
    planned = make_round(opens_at=now + timedelta(days=5), closes_at=None)
    address = f"/my/apply/{planned.slug}/"
    assert "your group is here already" in page(client_of(row.started_by).get(address))
    assert "You can add your group now" in page(client_of(make_user()).get(address))


def test_whole_way_from_the_round_to_the_receipt() -> None:
    ward, lead = make_ward(), make_user()
    group, round_ = make_organisation(lead), make_round(slug="big-ideas")
    client = client_of(lead)
    assert group.name in page(client.get("/my/apply/big-ideas/"))
    response = client.post("/my/apply/big-ideas/", {"group": group.slug}, follow=True)
    assert "Not started" in page(response)
    row = Application.objects.get()
    idea = {"title": "Beds for all", "summary": "A garden.", "what-will-you-do": "Dig.",
            "dates_starts": "2027-01-01", "dates_ends": "2027-12-31"}  # fmt: skip
    response = client.post(section(row, "your-idea"), idea)
    assert response["Location"] == section(row, "where-it-helps")
    where = {"areas_0_area": ward.code, "areas_0_percent": "100"}
    response = client.post(section(row, "where-it-helps"), where)
    assert response["Location"] == section(row, "money-and-milestones")
    money = {"amount": "£1,500", "milestones_0_title": "Dug", "milestones_0_due": "2027-05-01",
             "milestones_0_amount": "1500"}  # fmt: skip
    response = client.post(section(row, "money-and-milestones"), money, follow=True)
    assert page(response).count(">Done<") == 3
    check = f"/my/applications/{row.reference}/check/"
    assert "Beds for all" in page(client.get(check))
    assert "Tick the box" in page(client.post(check, {}))
    response = client.post(check, {"agreed": "on"}, follow=True)
    assert "We have your application" in page(response)
    assert row.reference in page(response)
    assert "Dig." in page(response)
    assert Letter.objects.filter(kind="applications/receipt", to_user=lead).count() == 1
    assert client.post(check, {"agreed": "on"}).status_code == 302
    assert row.submissions.count() == 1
    assert round_.applications.get().state == "submitted"


def test_wrong_words_stay_in_the_box_and_are_kept() -> None:
    row = make_draft()
    html = page(client_of(row.started_by).post(section(row, "money-and-milestones"), {"amount": "75000"}))
    assert "<title>Error: " in html
    assert "Enter an amount between £100 and £2,000" in html
    assert 'value="75000"' in html
    assert row.response.answers.get(question="amount").value == "75000"


def test_missing_answers_do_not_stop_anybody_from_going_on() -> None:
    row = make_draft(ready=False)
    response = client_of(row.started_by).post(section(row, "your-idea"), {"title": "Only a title"})
    assert response["Location"] == section(row, "where-it-helps")


def test_rows_are_added_and_removed_without_script() -> None:
    row, ward = make_draft(ready=False), make_ward()
    client = client_of(row.started_by)
    data = {"areas_0_area": ward.code, "areas_0_percent": "60", "add": "areas"}
    html = page(client.post(section(row, "where-it-helps"), data))
    assert 'name="areas_1_area"' in html
    assert "Together: 60% of 100%" in html
    assert "Error:" not in html
    # The page comes back at the rows, not at its top.
    assert html.count('formaction="#question-areas"') == 3
    data = {**data, "areas_1_area": ward.code, "areas_1_percent": "40", "remove": "areas_0"}
    data.pop("add")
    client.post(section(row, "where-it-helps"), data)
    assert row.response.answers.get(question="areas").value == [{"area": ward.code, "percent": "40"}]


def test_two_people_see_each_others_words() -> None:
    row = make_draft()
    friend = make_user(full_name="Tom Ashurst")
    row.organisation.memberships.create(user=friend, role=MemberRole.EDITOR)
    mine, toms = client_of(row.started_by), client_of(friend)
    seen = fields_of(mine.get(section(row, "your-idea")).content.decode())
    toms.post(section(row, "your-idea"), {**seen, "title": "Tom's title"})
    html = page(mine.post(section(row, "your-idea"), {**seen, "title": "My title", "summary": "My summary"}))
    assert "Tom Ashurst changed this at" in html
    assert "Tom&#x27;s title" in html
    assert 'value="My title"' in html
    assert row.response.answers.get(question="title").value == "Tom's title"
    assert row.response.answers.get(question="summary").value == "My summary"
    again = {**fields_of(html), "title": "Our title"}
    mine.post(section(row, "your-idea"), again)
    assert row.response.answers.get(question="title").value == "Our title"


def test_late_words_are_kept_and_said_to_be_late() -> None:
    row = make_draft()
    Round.objects.filter(pk=row.round_id).update(closes_at=timezone.now() - timedelta(seconds=1))
    client = client_of(row.started_by)
    html = page(client.post(section(row, "your-idea"), {"title": "A moment late"}))
    assert "This round closed on" in html
    assert row.response.answers.get(question="title").value == "A moment late"
    html = page(client.post(f"/my/applications/{row.reference}/check/", {"agreed": "on"}))
    assert "so it can" in html
    assert row.submissions.count() == 0


def test_file_is_uploaded_listed_refused_and_removed() -> None:
    round_ = make_round()
    question = {"label": "Your accounts", "hint": "", "required": True, "most": 2}
    round_.form.questions[0].value["questions"].append(("file", question))
    round_.form.save()
    row = make_draft(round_)
    client = client_of(row.started_by)
    good = SimpleUploadedFile("accounts.txt", b"Plain words about money.")
    bad = SimpleUploadedFile("accounts.pdf", b"MZ\x90\x00 not a document at all")
    html = page(client.post(section(row, "your-idea"), {"your-accounts": [good, bad], "upload": "1"}))
    assert "accounts.txt" in html
    assert "<title>Error: " in html
    file = row.response.files.get().file
    assert client.get(f"/my/applications/{row.reference}/files/{file.token}/").status_code == 200
    html = page(client.post(section(row, "your-idea"), {"remove_file": str(file.token)}))
    assert "is removed" in html
    assert not row.response.files.filter(removed_at=None).exists()


def test_only_the_asked_question_is_shown_again() -> None:
    row, officer = make_draft(), make_user()
    actions.submit_application(row, by=row.started_by)
    actions.return_application(row, message="Which street?", questions=["title"], by=officer)
    where = page(client_of(row.started_by).get(f"/my/applications/{row.reference}/"))
    assert "You answer, and send it again</strong>" in where
    assert ("Copy answers" in where, "Download what you sent as a PDF" in where) == (False, True)
    client = client_of(row.started_by)
    html = page(client.get(f"/my/applications/{row.reference}/"))
    assert "Which street?" in html
    assert "Money and milestones" not in html
    html = page(client.get(section(row, "your-idea")))
    assert 'name="title"' in html
    assert 'name="summary"' not in html
    assert client.get(section(row, "where-it-helps")).status_code == 302


def test_viewer_reads_but_does_not_write() -> None:
    row, viewer = make_draft(), make_user()
    row.organisation.memberships.create(user=viewer, role=MemberRole.VIEWER)
    client = client_of(viewer)
    assert "Read what was written" in page(client.get(f"/my/applications/{row.reference}/"))
    assert client.post(section(row, "your-idea"), {"title": "No"}).status_code == 403
    assert client.get(f"/my/applications/{row.reference}/withdraw/").status_code == 403


def test_withdrawing_asks_first() -> None:
    row = make_draft()
    client = client_of(row.started_by)
    assert "Withdraw it" in page(client.get(f"/my/applications/{row.reference}/withdraw/"))
    assert "You withdrew it" in page(client.post(f"/my/applications/{row.reference}/withdraw/", follow=True))


def test_publishers_words_are_text() -> None:
    round_ = make_round()
    round_.form.questions[0].value["questions"][0].value["label"] = "<script>alert(1)</script>"
    round_.form.questions[0].value["questions"][0].value["hint"] = "<b>bold</b>"
    round_.form.save()
    row = make_draft(round_, ready=False)
    html = page(client_of(row.started_by).get(section(row, "your-idea")))
    assert "<script>alert" not in html
    assert "<b>bold" not in html


def test_form_page_and_send_keep_to_their_queries() -> None:
    row = make_draft()
    client = client_of(row.started_by)

    def count_of(act: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as found:
            act()
        return len([query for query in found if "SAVEPOINT" not in query["sql"]])

    for name in ("your-idea", "where-it-helps", "money-and-milestones"):
        assert count_of(lambda: client.get(section(row, name))) <= 12  # noqa: B023
    sending = f"/my/applications/{row.reference}/check/"
    assert count_of(lambda: client.post(sending, {"agreed": "on"})) <= 25
    assert row.submissions.count() == 1


def test_autosave_keeps_one_answer_and_tells_the_next_save() -> None:
    row = make_draft()
    client = client_of(row.started_by)
    seen = fields_of(client.get(section(row, "your-idea")).content.decode())
    part = {"title": "As I type", "seen_title": seen["seen_title"]}
    answer = client.post(section(row, "your-idea") + "save/", part).json()
    assert answer["says"].startswith("Saved at")
    kept = row.response.answers.get(question="title")
    assert (kept.value, kept.version) == ("As I type", 2)
    assert row.response.answers.get(question="summary").value == "A shared garden for two streets."
    html = page(client.post(section(row, "your-idea"), {**seen, "title": "Stale"}))
    assert "changed this at" in html
    later = {**seen, **answer["seen"], "title": "As I typed"}
    assert client.post(section(row, "your-idea"), later).status_code == 302


@pytest.mark.parametrize("typed", ["sNaN", "1e9999999", "1e999999", "-1", "٥٠", "9" * 60, "50%%%"])
def test_number_that_makes_no_sense_is_kept_and_breaks_no_page(typed: str) -> None:
    lead = make_user()
    draft = make_draft(organisation=make_organisation(lead), by=lead)
    client = client_of(lead)
    areas = {"areas_0_area": make_ward().code, "areas_0_percent": typed}
    assert typed in page(client.post(section(draft, "where-it-helps"), areas))
    money = {"amount": typed, "milestones_0_title": "Dig", "milestones_0_amount": typed}
    assert typed in page(client.post(section(draft, "money-and-milestones"), money))
    for address in (section(draft, "where-it-helps"), section(draft, "money-and-milestones")):
        assert typed in page(client.get(address))
    page(client.get(f"/my/applications/{draft.reference}/check/"))


def test_check_repeats_our_question_and_names_the_answers_that_are_as_they_were() -> None:
    application, officer = make_draft(), make_user()
    actions.submit_application(application, by=application.started_by)
    actions.return_application(application, message="Which street?", questions=["title"], by=officer)
    client, address = client_of(application.started_by), f"/my/applications/{application.reference}/check/"
    before = client.get(address)
    assert (before.context["asked"].message, before.context["as_sent"]) == (
        "Which street?",
        ["What is your idea called?"],
    )
    assert "These still say what they said when you sent them" in page(before)
    tasks = f"/my/applications/{application.reference}/"
    assert [task.says for task in client.get(tasks).context["tasks"]] == ["We asked you", "Ready"]
    actions.save_answers(application, {"title": "Growing in Elm Street"}, by=application.started_by)
    after = page(client.get(address))
    assert "Which street?" in after
    assert "These still say" not in after
    assert [task.says for task in client.get(tasks).context["tasks"]] == ["Done", "Ready"]
    actions.submit_application(application, by=application.started_by)
    again = client_of(make_user(Role.GRANTS_OFFICER)).get(
        f"/staff/applications/{application.reference}/check/"
    )
    assert f"{officer} asked on" in page(again)
    assert "Which street?" in page(again)
