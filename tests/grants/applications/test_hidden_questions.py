"""Questions that answers bring up and hide: seen when asked, never sent or shown when not."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from grants.applications import actions
from grants.applications.display import render_draft, render_submission
from grants.applications.drafts import load_draft
from grants.applications.models import Application
from tests.factories import make_draft, make_round, make_user

pytestmark = pytest.mark.django_db


def rule(question: str, value: str) -> dict[str, Any]:
    condition = {"question": question, "test": "is", "value": value}
    return {"join": "all", "conditions": [("condition", condition)]}


def start() -> tuple[Client, Application]:
    """Do you own it? If not: who does, and their letter."""
    round_ = make_round()
    no = rule("Do you own it?", "No")
    round_.form.questions[0].value["questions"].extend(
        [
            ("yes_no", {"label": "Do you own it?", "hint": "", "required": True}),
            ("short_text", {"label": "Who does?", "hint": "", "required": True, "limit": 50, "show_if": no}),
            ("file", {"label": "Their letter", "hint": "", "required": True, "most": 1, "show_if": no}),
        ]
    )
    late = {"label": "When did you ask them?", "hint": "", "required": True, "show_if": no}
    round_.form.questions.append(("section", {"title": "Owner", "intro": "", "questions": [("date", late)]}))
    round_.form.save()
    row = make_draft(round_)
    client = Client()
    client.force_login(row.started_by)
    return client, row


def address(row: Application, name: str = "your-idea") -> str:
    return f"/my/applications/{row.reference}/section/{name}/"


def labels(sections: Any) -> list[str]:
    return [answer.label for section in sections for answer in section.answers]


def test_needed_question_appears_after_saving_without_script() -> None:
    client, row = start()
    html = client.get(address(row)).content.decode()
    assert html.count(" hidden>") == 2
    assert "(optional)" not in html
    assert client.get(address(row, "owner")).status_code == 302
    html = client.post(address(row), {"do-you-own-it": "no"}).content.decode()
    assert "2 more questions" in html
    assert html.count(" hidden>") == 0
    assert "Error:" not in html
    response = client.post(address(row), {"do-you-own-it": "no", "who-does": "The trust"})
    assert response.status_code == 302
    assert client.get(address(row, "owner")).status_code == 200


def test_answer_to_a_hidden_question_is_not_kept() -> None:
    client, row = start()
    client.post(address(row), {"do-you-own-it": "yes", "who-does": "<forged>",
                               "their-letter": SimpleUploadedFile("a.txt", b"A letter.")})  # fmt: skip
    assert not row.response.answers.filter(question="who-does").exists()
    assert not row.response.files.exists()
    saved = client.post(address(row) + "save/", {"who-does": "forged again", "seen_who-does": "0."})
    assert saved.status_code == 409
    assert not row.response.answers.filter(question="who-does").exists()


def test_both_are_kept_when_one_post_brings_the_other_up() -> None:
    client, row = start()
    client.post(address(row), {"who-does": "The trust", "do-you-own-it": "no"})
    assert row.response.answers.get(question="who-does").value == "The trust"


def test_hidden_answers_stay_in_the_draft_and_are_never_sent_or_shown() -> None:
    client, row = start()
    client.post(address(row), {"do-you-own-it": "no", "who-does": "The secret trust",
                               "their-letter": SimpleUploadedFile("letter.txt", b"A letter.")})  # fmt: skip
    client.post(address(row), {"do-you-own-it": "yes", "who-does": "Changed while hidden"})
    assert row.response.answers.get(question="who-does").value == "The secret trust"
    submission = actions.submit_application(row, by=row.started_by)
    assert "who-does" not in submission.answers
    assert submission.documents == []
    for sections in (render_submission(submission), render_draft(load_draft(row))):
        assert "Who does?" not in labels(sections)
        assert "Their letter" not in labels(sections)
    assert "Owner" not in [section.title for section in render_submission(submission)]


def test_needed_answers_are_asked_only_where_they_are_shown() -> None:
    client, row = start()
    client.post(address(row), {"do-you-own-it": "no"})
    problems = [problem.question for _, problem in load_draft(row).problems()]
    assert problems == ["who-does", "their-letter", "when-did-you-ask-them"]
    client.post(address(row), {"do-you-own-it": "yes"})
    assert list(load_draft(row).problems()) == []


def test_question_brought_up_by_an_asked_one_may_be_answered() -> None:
    client, row = start()
    client.post(address(row), {"do-you-own-it": "yes"})
    actions.submit_application(row, by=row.started_by)
    actions.return_application(row, message="Really?", questions=["do-you-own-it"], by=make_user())
    html = client.post(address(row), {"do-you-own-it": "no"}).content.decode()
    assert 'name="who-does"' in html
    assert 'name="title"' not in html
    client.post(address(row), {"do-you-own-it": "no", "who-does": "The trust", "title": "Not open"})
    kept = dict(row.response.answers.values_list("question", "value"))
    assert (kept["who-does"], kept["title"]) == ("The trust", "Growing together")


def test_page_of_sixty_questions_with_rules_keeps_to_its_queries(django_assert_max_num_queries: Any) -> None:
    round_ = make_round()
    questions = round_.form.questions[0].value["questions"]
    questions.append(("yes_no", {"label": "More?", "hint": "", "required": True}))
    for number in range(56):
        own = {"label": f"Number {number}", "hint": "", "required": False, "show_if": rule("More?", "Yes")}
        questions.append(("short_text", {**own, "limit": 50}) if number % 10 else ("postcode", own))
    round_.form.save()
    row = make_draft(round_)
    client = Client()
    client.force_login(row.started_by)
    client.post(address(row), {"more": "yes", "number-0": "WN7 1AB", "number-10": "WN7 1AC"})
    with django_assert_max_num_queries(12):
        html = client.get(address(row)).content.decode()
    assert html.count(" hidden>") == 0
