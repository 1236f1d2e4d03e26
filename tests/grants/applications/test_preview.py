"""Trying a round's form before anybody applies."""

import pytest
from django.test import Client

from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from grants.applications.models import Application
from grants.forms.models import Answer, FormVersion
from tests.factories import make_round, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Client:
    sync_roles()
    client = Client()
    client.force_login(make_user(Role.FUND_MANAGER, is_staff=True))
    return client


def test_whole_form_is_shown_tried_and_never_saved(manager: Client) -> None:
    round_ = make_round()
    address = f"/staff/rounds/{round_.slug}/preview/"
    html = manager.get(address).content.decode()
    assert all(
        words in html for words in ("What is your idea called?", "Where it helps", "What are the steps?")
    )
    assert "Error:" not in html
    html = manager.post(address, {"title": "Trying it", "amount": "75000"}).content.decode()
    assert 'value="Trying it"' in html
    assert "Enter an amount between £100 and £2,000" in html
    html = manager.post(address, {"milestones_0_title": "One", "add": "milestones"}).content.decode()
    assert 'name="milestones_1_title"' in html
    assert (Application.objects.count(), Answer.objects.count(), FormVersion.objects.count()) == (0, 0, 0)


def test_preview_says_what_to_look_at(manager: Client) -> None:
    round_ = make_round()
    rule = {
        "join": "all",
        "conditions": [("condition", {"question": "Yes?", "test": "is", "value": "Maybe"})],
    }
    round_.form.questions[0].value["questions"].extend(
        [
            ("yes_no", {"label": "Yes?", "hint": "", "required": True}),
            ("yes_no", {"label": "And now?", "hint": "", "required": True, "show_if": rule}),
        ]
    )
    round_.form.save()
    html = manager.get(f"/staff/rounds/{round_.slug}/preview/").content.decode()
    assert "“And now?” is never asked" in html
    assert (
        f"/staff/rounds/{round_.slug}/preview/"
        in manager.get(f"/admin/rounds/edit/{round_.pk}/").content.decode()
    )


def test_form_that_cannot_work_says_why(manager: Client) -> None:
    round_ = make_round()
    round_.form.questions = [("section", {"title": "Empty", "intro": "", "questions": []})]
    round_.form.save()
    html = manager.get(f"/staff/rounds/{round_.slug}/preview/").content.decode()
    assert "The form needs these built-in questions" in html
