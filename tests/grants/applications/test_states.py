"""Whatever is tried in whatever order, an application stays in one of its states and loses no record."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.common.errors import Refused
from grants.applications import actions
from grants.applications.models import Application
from grants.applications.states import MOVES, PUBLIC_WORDS, ApplicationState
from tests.factories import make_draft, make_user, make_ward

pytestmark = pytest.mark.django_db
Act = Callable[[Application, User, User], Any]
ACTS: dict[str, Act] = {
    "save": lambda row, lead, officer: actions.save_answers(row, {"title": "Changed"}, by=lead),
    "send": lambda row, lead, officer: actions.submit_application(row, by=lead),
    "withdraw": lambda row, lead, officer: actions.withdraw_application(row, by=lead),
    "check": lambda row, lead, officer: actions.pass_check(row, by=officer),
    "return": lambda row, lead, officer: actions.return_application(row, message="Why?", by=officer),
    "ineligible": lambda row, lead, officer: actions.find_ineligible(row, reason="No.", by=officer),
    "panel": lambda row, lead, officer: actions.pass_to_panel(row, by=officer),
    "decide": lambda row, lead, officer: actions.mark_decided(row, by=officer),
    "extend": lambda row, lead, officer: actions.extend_deadline(
        row, until=timezone.now() + timedelta(days=60), reason="A flood.", by=officer
    ),
    "expire": lambda row, lead, officer: actions.expire_drafts(timezone.now() + timedelta(days=30)),
}


def test_every_state_has_its_moves_and_its_plain_words() -> None:
    assert set(MOVES) == set(PUBLIC_WORDS) == set(ApplicationState)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=12))
def test_every_sequence_of_acts_keeps_to_the_table(names: list[str]) -> None:
    row, officer = make_draft(ward=make_ward()), make_user(Role.GRANTS_OFFICER)
    lead, sent = row.started_by, 0
    for name in names:
        before = Application.objects.get(pk=row.pk).state
        try:
            ACTS[name](Application.objects.get(pk=row.pk), lead, officer)
        except Refused:
            assert Application.objects.get(pk=row.pk).state == before
            continue
        after = Application.objects.get(pk=row.pk).state
        assert after == before or after in MOVES[before]
        sent += name == "send" and after != before
        assert row.submissions.count() == sent
        assert row.returns.filter(answered_at=None).count() == (after == ApplicationState.RETURNED)
    assert all(actions.is_as_sent(submission) for submission in row.submissions.all())
