"""What the screens say of the close, and what is allowed, agree to the second; in any night of the year."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from fund.accounts.roles import Role
from grants.applications import actions
from grants.applications.models import Application
from tests.factories import make_user
from tests.grants.applications.test_expiring import LONDON, MINUTE, SECOND, at, draft_of
from tests.grants.applications.test_views import client_of, page, section

__all__ = ["at"]
pytestmark = pytest.mark.django_db
TWICE = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
CLOSES = [
    (datetime(2027, 3, 28, 0, 59, tzinfo=LONDON), "Sunday 28 March at 12:59am"),
    (datetime(2027, 3, 28, 2, 0, tzinfo=LONDON), "Sunday 28 March at 2am"),
    (TWICE, "Sunday 25 October at 1:30am (before the clocks go back)"),
    (TWICE.replace(fold=1), "Sunday 25 October at 1:30am (after the clocks go back)"),
    (datetime(2026, 12, 4, 17, 0, tzinfo=LONDON), "Friday 4 December at 5pm"),
]
each_close = pytest.mark.parametrize(("closes", "said"), CLOSES, ids=[said for _closes, said in CLOSES])


def may_send(client: Client, row: Application) -> bool:
    """Whether the page has the button; the words beside it never say the other thing."""
    html = page(client.get(f"/my/applications/{row.reference}/check/"))
    button = "Send the application" in html
    assert ("has closed, so it can't be sent" in html.replace("&#x27;", "'")) is not button
    return button


def press_send(client: Client, row: Application) -> bool:
    response = client.post(f"/my/applications/{row.reference}/check/", {"agreed": "on"})
    return response.status_code == 302


@each_close
def test_button_goes_in_the_second_in_which_sending_ends(closes: datetime, said: str, at: Any) -> None:
    early, late, real = draft_of(closes), draft_of(closes), closes.astimezone(UTC)
    at(real - 3 * SECOND)
    clients = [client_of(row.started_by) for row in (early, late)]
    assert said in page(clients[0].get(f"/my/applications/{early.reference}/"))
    assert "Less than a minute left" in page(clients[0].get(section(early, "your-idea")))
    at(real - SECOND)
    assert (may_send(clients[0], early), press_send(clients[0], early)) == (True, True)
    at(real)
    assert (may_send(clients[1], late), press_send(clients[1], late)) == (False, False)
    html = page(clients[1].get(f"/my/applications/{late.reference}/"))
    assert 0 < html.index("<h2>Closed</h2>") < html.index("What to fill in")


@each_close
def test_grace_that_is_shown_is_the_grace_that_is_given(closes: datetime, said: str, at: Any) -> None:
    early, late, real = draft_of(closes), draft_of(closes), closes.astimezone(UTC)
    at(real - MINUTE)
    clients = [client_of(row.started_by) for row in (early, late)]
    for client, row in zip(clients, (early, late), strict=True):
        client.post(section(row, "your-idea") + "save/", {"summary": "Now", "seen_summary": "1."})
    ends = real + 15 * MINUTE
    at(ends - SECOND)
    assert (may_send(clients[0], early), press_send(clients[0], early)) == (True, True)
    at(ends)
    assert (may_send(clients[1], late), press_send(clients[1], late)) == (False, False)
    assert actions.expire_drafts() == 1


@pytest.mark.parametrize(
    "typed", ["2026-10-25T01:30", "2027-03-28T01:30"], ids=["comes twice", "never comes"]
)
def test_time_that_comes_twice_or_never_is_asked_again_in_plain_words(typed: str, at: Any) -> None:
    row = draft_of(datetime(2026, 10, 1, 17, 0, tzinfo=LONDON))
    at(datetime(2026, 9, 20, tzinfo=UTC))

    officer = client_of(make_user(Role.GRANTS_OFFICER))
    html = page(
        officer.post(f"/staff/applications/{row.reference}/extend/", {"until": typed, "reason": "Flood"})
    )
    assert "The clocks change then" in html
    assert Application.objects.get(pk=row.pk).extended_until is None
