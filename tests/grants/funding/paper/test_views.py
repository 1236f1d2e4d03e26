"""All questions can be read, and printed, before anybody starts."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from grants.funding.actions import freeze_form
from grants.funding.paper import pdf
from tests.factories import add_question, make_criterion, make_round, make_ward
from tests.visiting import page

pytestmark = pytest.mark.django_db


def test_every_question_is_on_the_page_with_what_it_asks(client: Client) -> None:
    round_ = make_round(least=Decimal(100), most=Decimal(2000))
    version = freeze_form(round_)
    text = page(client.get(f"/funding-questions/{round_.slug}/"))
    for question in version.definition:
        assert question.label in text
    for words in ("What kind of group is it?", "Up to 250 words.", "Pounds: £100 to £2,000.", "Done by"):
        assert words in text
    assert f'href="/funding-questions/{round_.slug}.pdf"' in text


def test_questions_of_a_planned_round_are_said_not_to_be_final(client: Client) -> None:
    now = timezone.now()
    round_ = make_round(opens_at=now + timedelta(days=5), closes_at=None)
    text = page(client.get(f"/funding-questions/{round_.slug}/"))
    assert "A question may still change before it does." in text
    assert round_.form.versions.count() == 0


def test_open_round_shows_what_was_frozen_not_what_was_changed_since(client: Client) -> None:
    round_ = make_round()
    freeze_form(round_)
    round_.form.questions[0].value["questions"][0].value["label"] = "A newer question"
    round_.form.save()
    assert "A newer question" not in page(client.get(f"/funding-questions/{round_.slug}/"))


def test_questions_that_are_not_ready_are_said_to_be_so(client: Client) -> None:
    round_ = make_round()
    round_.form.questions = []
    round_.form.save()
    assert "Not ready yet" in page(client.get(f"/funding-questions/{round_.slug}/"))
    assert client.get(f"/funding-questions/{round_.slug}.pdf").status_code == 404


def test_paper_is_a_tagged_pdf_in_our_language(client: Client) -> None:
    round_ = make_round(name="Small sums")
    make_criterion(round_, name="Need", guidance="Who needs it?")
    round_.eligible_areas.add(make_ward(name="Lock Ward"))
    freeze_form(round_)
    response = client.get(f"/funding-questions/{round_.slug}.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-1.7")
    for sign in (b"<pdfuaid:part>1</pdfuaid:part>", b"/StructTreeRoot", b"/Lang(en-GB)", b"Small sums"):
        assert sign in response.content


@pytest.mark.parametrize(
    "words",
    ['#panic("in")', '"); #panic("in")', "= heading $x^2$ `code` @label <label> \\ *", "*bold",
     "#import \"x\"", "\u202eright to left",
     "emoji 🎉 and ﷽", "a" * 180, "https://example.org // comment /* more"],
)  # fmt: skip
def test_words_of_editors_are_data_and_never_source(client: Client, words: str) -> None:
    round_ = make_round(name=words[:140], summary=words)
    round_.form.questions[0].value["questions"][0].value["label"] = words
    round_.form.questions[0].value["questions"][0].value["hint"] = words
    round_.form.save()
    make_criterion(round_, name=words[:100], guidance=words)
    response = client.get(f"/funding-questions/{round_.slug}.pdf")
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF")


def test_paper_is_made_once_for_a_form(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    made: list[bytes] = []
    typeset = pdf.typeset

    def count(*args: Any, **kwargs: Any) -> bytes:
        made.append(typeset(*args, **kwargs))
        return made[-1]

    monkeypatch.setattr(pdf, "typeset", count)
    round_ = make_round()
    freeze_form(round_)
    address = f"/funding-questions/{round_.slug}.pdf"
    assert client.get(address).content == client.get(address).content
    assert len(made) == 1
    round_.form.questions[0].value["questions"][0].value["label"] = "Changed"
    round_.form.save()
    freeze_form(round_)
    client.get(address)
    assert len(made) == 2


def test_pages_keep_to_their_queries(client: Client, django_assert_num_queries: Any) -> None:
    round_ = make_round()
    freeze_form(round_)
    with django_assert_num_queries(4):
        client.get(f"/funding-questions/{round_.slug}/")


def test_paper_says_how_to_send_it_and_asks_who_speaks(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """The page offers to take the paper, so the paper has a place for who sent it, and says where it goes."""
    settings.CONTACT_EMAIL = "help@fund.example"
    round_ = make_round()
    add_question(round_, "file", {"label": "Accounts", "most": 2})
    freeze_form(round_)
    given: list[dict[str, Any]] = []

    def listening(source: Path, data: str) -> bytes:
        given.append(json.loads(data))
        return b"%PDF"

    monkeypatch.setattr(pdf, "typeset", listening)
    client.get(f"/funding-questions/{round_.slug}.pdf")
    assert given[0]["contact"] == "help@fund.example"
    asked = [each for section in given[0]["sections"] for each in section["questions"]]
    assert {each["label"]: each["answer"]["files"] for each in asked if each["answer"]["files"]} == {
        "Accounts": 2
    }
    assert "If you send it on paper" in pdf.TEMPLATE.read_text()
