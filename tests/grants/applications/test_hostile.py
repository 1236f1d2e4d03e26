"""What nobody types by accident: a clear error, and nothing kept that should not be."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fund.common.errors import Refused
from grants.applications import actions
from grants.applications.drafts import load_draft
from grants.applications.models import Application
from grants.forms.models import Answer, EarlierAnswer, PendingPost
from tests.factories import make_draft, make_round, make_user
from tests.factories.questions import add_question, rule_on
from tests.grants.applications.test_views import client_of, page, section

pytestmark = pytest.mark.django_db
TURNED = "Growing\u202egnihtemos"
SAVE, BOX = "save/", "what-will-you-do"


@pytest.fixture
def row() -> Application:
    return make_draft()


@pytest.fixture
def client(row: Application) -> Client:
    client = client_of(row.started_by)
    client.raise_request_exception = False
    return client


def stands(row: Application) -> dict[str, Any]:
    return dict(Answer.objects.filter(response=row.response).values_list("question", "value"))


@pytest.mark.parametrize("path", ["", SAVE], ids=["button", "script"])
def test_ten_megabytes_of_text_are_refused_in_words(row: Application, client: Client, path: str) -> None:
    before = stands(row)
    data = {BOX: "x" * 10_000_000, f"seen_{BOX}": load_draft(row).token(BOX)}
    accept = {"": "text/html", SAVE: "*/*"}[path]
    response = client.post(section(row, "your-idea") + path, data, headers={"accept": accept})
    assert response.status_code == 413
    words = response.json()["says"] if path else page_of(response)
    assert "too much to keep at once" in words
    assert "Nothing of it was saved" in words
    assert (stands(row), EarlierAnswer.objects.count()) == (before, 0)


def page_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_ten_megabytes_from_nobody_are_not_held(row: Application) -> None:
    client = Client(raise_request_exception=False)
    assert client.post(section(row, "your-idea"), {BOX: "x" * 10_000_000}).status_code == 413
    assert not PendingPost.objects.exists()


def test_text_that_is_too_long_to_keep_comes_back_whole(row: Application, client: Client) -> None:
    before, long = stands(row), "y" * 100_001
    html = page(client.post(section(row, "your-idea"), {BOX: long, "title": "Other"}))
    assert "too long to keep. Use 100,000 characters or fewer" in html
    assert long in html
    assert stands(row) == before


def test_thousands_of_fields_are_refused_in_words(row: Application, client: Client) -> None:
    before = stands(row)
    data = {f"field-{number}": "x" for number in range(2000)}
    response = client.post(section(row, "your-idea"), data, headers={"accept": "text/html"})
    assert response.status_code == 413
    assert "too much to keep at once" in page_of(response)
    assert stands(row) == before


@pytest.mark.parametrize("token", ["-1.x", "99999999999999999999.x", "one", ".", "1e9.x", "\u0661.x", " "])
@pytest.mark.parametrize("path", ["", SAVE], ids=["button", "script"])
def test_forged_version_is_a_clash_and_writes_over_nobody(
    row: Application, client: Client, token: str, path: str
) -> None:
    response = client.post(section(row, "your-idea") + path, {"title": "Forged", "seen_title": token})
    assert response.status_code == 200
    assert stands(row)["title"] == "Growing together"
    assert EarlierAnswer.objects.get().value == "Forged"


def test_version_of_another_answer_is_no_version_of_this_one(row: Application, client: Client) -> None:
    client.post(
        section(row, "your-idea") + SAVE, {"title": "Two", "seen_title": load_draft(row).token("title")}
    )
    token = load_draft(row).token("title")
    response = client.post(section(row, "your-idea") + SAVE, {"summary": "Forged", "seen_summary": token})
    assert response.json()["conflict"]
    assert stands(row)["summary"] == "A shared garden for two streets."


def test_print_of_another_answer_claims_no_change(row: Application, client: Client) -> None:
    """A print says which words were seen; that of other words keeps what is typed, or sets it aside."""
    token = load_draft(row).token("summary")
    client.post(section(row, "your-idea") + SAVE, {"title": "Mine", "seen_title": token})
    kept = {stands(row)["title"], *EarlierAnswer.objects.values_list("value", flat=True)}
    assert kept == {"Mine", "Growing together"}


@pytest.mark.parametrize("path", ["", SAVE], ids=["button", "script"])
def test_answer_to_a_hidden_question_is_not_kept(path: str) -> None:
    round_ = make_round()
    add_question(round_, "yes_no", {"label": "Children?", "hint": "", "required": True})
    hidden = {"label": "Who keeps them safe?", "hint": "", "required": True, "limit": 100}
    add_question(round_, "short_text", {**hidden, "show_if": rule_on("Children?")})
    row = make_draft(round_)
    client = client_of(row.started_by)
    data = {"who-keeps-them-safe": "Forged", "seen_who-keeps-them-safe": "0."}
    response = client.post(section(row, "your-idea") + path, {**data, **({} if path else {"children": "no"})})
    assert response.status_code in ((409,) if path else (200, 302))
    assert "who-keeps-them-safe" not in stands(row)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", json.dumps({"title": "Forged", "seen_title": "1."})),
        ("application/json", "[" * 100_000 + "]" * 100_000),
        ("text/plain", "title=Forged&seen_title=1."),
        ("application/xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
        ("multipart/form-data; boundary=never", "there is none"),
        ("multipart/form-data", "no boundary at all"),
        ("application/x-www-form-urlencoded; charset=no-such-charset", "title=Forged&seen_title=9."),
    ],
    ids=["json", "deep json", "plain", "xml", "cut short", "no boundary", "no charset"],
)
@pytest.mark.parametrize("path", ["", SAVE], ids=["button", "script"])
def test_body_of_another_kind_changes_nothing(
    row: Application, client: Client, content_type: str, body: str, path: str
) -> None:
    before = stands(row)
    response = client.generic("POST", section(row, "your-idea") + path, body.encode(), content_type)
    assert response.status_code < 500
    assert stands(row) == before


def test_deep_nest_where_words_belong_is_only_words(row: Application, client: Client) -> None:
    nest = '{"a":' * 5000 + "1" + "}" * 5000
    for name in ("title", "areas_0_area", "areas_0_percent", "milestones_0_amount", "dates_starts"):
        question = name.partition("_")[0]
        data = {name: nest, f"seen_{question}": load_draft(row).token(question)}
        place = "areas-and-money" if question in ("areas", "milestones") else "your-idea"
        assert client.post(section(row, place) + SAVE, data).status_code == 200
        assert client.get(f"/my/applications/{row.reference}/check/").status_code == 200
    with pytest.raises(actions.NotReady):
        actions.submit_application(row, by=row.started_by)


@pytest.mark.parametrize(
    "name", ["no-such-question", "__class__", "title__icontains", "x" * 300, "title; DROP TABLE", "\u202e"]
)
def test_unknown_question_is_refused_and_kept_nowhere(row: Application, client: Client, name: str) -> None:
    before = stands(row)
    response = client.post(section(row, "your-idea") + SAVE, {name: "x", f"seen_{name}": "0."})
    assert response.status_code == 409
    assert client.post(section(row, "your-idea"), {name: "x"}).status_code in (200, 302)
    assert stands(row) == before


def test_zero_bytes_are_left_out_wherever_they_stand(row: Application, client: Client) -> None:
    token = load_draft(row).token(BOX)
    data = {f"{BOX}\0": "ignored", BOX: "Di\0g", f"seen_{BOX}": token}
    assert client.post(section(row, "your-idea"), data).status_code in (200, 302)
    assert "\0" not in json.dumps(stands(row))
    milestones = {"milestones_0_title": "Be\0ds", "seen_milestones": "0."}
    assert client.post(section(row, "areas-and-money") + SAVE, milestones).status_code in (200, 409)
    assert "\\u0000" not in json.dumps(stands(row))


def test_lone_halves_of_characters_break_nothing(row: Application, client: Client) -> None:
    body = b"title=%ED%A0%80half&seen_title=" + load_draft(row).token("title").encode()
    response = client.post(
        section(row, "your-idea") + SAVE, body, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 200
    assert client.get(section(row, "your-idea")).status_code == 200


@pytest.mark.parametrize("question", ["title"])
def test_words_that_turn_their_line_round_are_not_sent(
    row: Application, client: Client, question: str
) -> None:
    data = {question: TURNED, f"seen_{question}": load_draft(row).token(question)}
    html = page(client.post(section(row, "your-idea"), data))
    assert "a character that can&#x27;t be seen" in html or "a character that can't be seen" in html
    with pytest.raises(Refused):
        actions.submit_application(row, by=row.started_by)


def test_turned_title_of_a_step_is_not_sent(row: Application, client: Client) -> None:
    data = {"milestones_0_title": TURNED, "milestones_0_due": "2027-04-01", "milestones_0_amount": "1000",
            "seen_milestones": load_draft(row).token("milestones")}  # fmt: skip
    client.post(section(row, "areas-and-money") + SAVE, data)
    assert stands(row)["milestones"][0]["title"] == TURNED
    with pytest.raises(Refused):
        actions.submit_application(row, by=row.started_by)


def with_file() -> tuple[Application, Client, str]:
    round_ = make_round()
    add_question(round_, "file", {"label": "Your accounts", "hint": "", "required": True, "most": 2})
    row = make_draft(round_)
    client = client_of(row.started_by)
    upload = SimpleUploadedFile("accounts\u202etxt.exe.txt", b"Plain words about money.")
    client.post(section(row, "your-idea"), {"your-accounts": upload, "upload": "1"})
    return row, client, str(row.response.files.get().file.token)


def test_file_of_others_is_neither_read_nor_removed_nor_taken() -> None:
    theirs, _client, token = with_file()
    mine, client, _own = with_file()
    assert client.get(f"/my/applications/{theirs.reference}/files/{token}/").status_code == 404
    assert client.get(f"/my/applications/{mine.reference}/files/{token}/").status_code == 404
    client.post(section(mine, "your-idea"), {"remove_file": token})
    client.post(section(theirs, "your-idea"), {"remove_file": token})
    assert theirs.response.files.get().removed_at is None
    client.post(section(mine, "your-idea"), {"your-accounts": token, "upload": "1"})
    assert mine.response.files.count() == 1
    assert stands(mine).get("your-accounts") is None
    for forged in ("", "x", "0", "../../etc/passwd", "00000000-0000-0000-0000-000000000000"):
        assert client.post(section(mine, "your-idea"), {"remove_file": forged}).status_code in (200, 302)
    assert mine.response.files.get().removed_at is None


def test_name_of_a_file_does_not_turn_round() -> None:
    row, client, _token = with_file()
    assert row.response.files.get().file.name == "accountstxt.exe.txt"
    assert "\u202e" not in page(client.get(section(row, "your-idea")))


def test_turned_names_of_people_and_groups_are_refused() -> None:
    user = make_user()
    client = client_of(user)
    html = client.post("/my/groups/new/", {"name": TURNED, "legal_form": "unincorporated"}).content.decode()
    assert "a character that can&#x27;t be seen" in html
