"""Every type of question, from the form to the receipt, the case screen and the panel."""

from typing import Any

import pytest
from django.test import Client

from fund.accounts.roles import Role
from grants.applications import actions
from grants.applications.display import render_submission
from grants.applications.models import Application
from grants.places.models import Postcode
from tests.factories import make_draft, make_round, make_user, make_ward

pytestmark = pytest.mark.django_db

MORE: list[tuple[str, dict[str, Any]]] = [
    ("guidance", {"label": "Before you go on", "text": "Ask a friend to read it."}),
    ("date_range", {"label": "When is it shut?", "hint": "", "required": False}),
    ("email", {"label": "E-mail", "hint": "", "required": True}),
    ("phone", {"label": "Phone", "hint": "", "required": True}),
    ("postcode", {"label": "Postcode of the hall", "hint": "", "required": True}),
    ("address", {"label": "Address for post", "hint": "", "required": True}),
    ("budget", {"label": "Budget", "hint": "", "required": True}),
    ("outcomes", {"label": "What will change?", "hint": "", "required": True, "measures": ""}),
    ("declaration", {"label": "We keep children safe", "hint": ""}),
]
TYPED = {
    "when-is-it-shut_starts": "2027-08-01", "when-is-it-shut_ends": "2027-08-14",
    "e-mail": "hello@example.org", "phone": "01942 404404", "postcode-of-the-hall": "wn7 1ab",
    "address-for-post_line1": "1 High Street", "address-for-post_town": "Leigh",
    "address-for-post_postcode": "WN71AB",
    "budget_0_item": "Spades", "budget_0_cost": "1,500", "budget_0_ours": "1000",
    "budget_0_elsewhere": "500", "budget_1_item": "", "what-will-change_0_measure": "People who come",
    "what-will-change_0_target": "40", "we-keep-children-safe": "on",
}  # fmt: skip


def start() -> tuple[Client, Application]:
    ward = make_ward(name="Leigh South")
    Postcode.objects.create(key="WN71AB", area=ward)
    round_ = make_round()
    round_.form.questions[0].value["questions"].extend(MORE)
    round_.form.save()
    row = make_draft(round_, ward=ward)
    client = Client()
    client.force_login(row.started_by)
    return client, row


def section_of(row: Application) -> str:
    return f"/my/applications/{row.reference}/section/your-idea/"


def test_every_type_is_typed_judged_sent_and_read_back() -> None:
    client, row = start()
    typed = {**TYPED, "title": "Beds", "summary": "Beds.", "what-will-you-do": "Dig.",
             "dates_starts": "2027-01-01", "dates_ends": "2027-12-31"}  # fmt: skip
    response = client.post(section_of(row), typed)
    assert response.status_code == 302, response.content.decode()
    html = client.get(section_of(row)).content.decode()
    assert "Ask a friend to read it." in html
    assert "In Leigh South ward" in html
    assert "Together: £1,500. From this fund: £1,000 of the £1,000 you ask for." in html
    assert "checked" in html
    check = client.get(f"/my/applications/{row.reference}/check/").content.decode()
    for sum_of_money in ("£1,500", "£1,000", "£500"):
        assert f'<td class="number">{sum_of_money}</td>' in check
    submission = actions.submit_application(row, by=row.started_by)
    assert submission.answers["postcode-of-the-hall"] == {"postcode": "WN7 1AB", "ward": "Leigh South"}
    assert submission.answers["address-for-post"]["ward"] == "Leigh South"
    read = {
        answer.id: answer.lines for section in render_submission(submission) for answer in section.answers
    }
    assert "before-you-go-on" not in read
    assert read["when-is-it-shut"] == ["1 August 2027 to 14 August 2027"]
    assert read["postcode-of-the-hall"] == ["WN7 1AB, in Leigh South ward"]
    assert read["address-for-post"] == ["1 High Street\nLeigh\nWN7 1AB\nIn Leigh South ward"]
    assert read["budget"] == [
        "Item · Cost · From this fund · From elsewhere",
        "Spades · £1,500 · £1,000 · £500",
    ]
    assert read["what-will-change"] == ["Measure · Number", "People who come · 40"]
    assert read["we-keep-children-safe"] == ["Agreed"]
    client.force_login(make_user(Role.GRANTS_OFFICER))
    for address in (f"/staff/applications/{row.reference}/", f"/staff/applications/{row.reference}/return/"):
        html = client.get(address).content.decode()
        assert "We keep children safe" in html
        assert "Before you go on" not in html


def test_unfinished_answers_are_kept_and_named() -> None:
    client, row = start()
    client.post(section_of(row), {"budget_0_item": "Spades", "budget_0_cost": "lots", "add": "budget"})
    kept: Any = row.response.answers.get(question="budget").value
    assert kept[0]["cost"] == "lots"
    html = client.get(f"/my/applications/{row.reference}/check/").content.decode()
    assert "Enter an amount in pounds" in html
    assert "Tick “We keep children safe” to go on" in html


def test_section_of_guidance_alone_needs_nothing() -> None:
    round_ = make_round()
    section = {"title": "Read me", "intro": "", "questions": [MORE[0]]}
    round_.form.questions.append(("section", section))
    round_.form.save()
    row = make_draft(round_)
    client = Client()
    client.force_login(row.started_by)
    html = client.get(f"/my/applications/{row.reference}/").content.decode()
    assert "To read" in html
    assert client.get(f"/my/applications/{row.reference}/section/read-me/").status_code == 200
    actions.submit_application(row, by=row.started_by)
