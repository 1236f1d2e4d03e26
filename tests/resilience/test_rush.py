"""Twenty groups send in one second, to two workers. `make bench ARGS=rush` does it with five hundred."""

import pytest
from django.db import connection

from fund.notifications.models import Letter
from grants.applications.models import Submission
from tests.bench.rushing import Group, rush
from tests.browsing import session_of
from tests.factories import make_draft, make_round
from tests.serving import serving

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
GROUPS = 20


def test_everybody_who_sends_in_the_last_second_is_in_with_one_receipt(server_env: dict[str, str]) -> None:
    round_ = make_round()
    drafts = [make_draft(round_) for _number in range(GROUPS)]
    groups = [Group(row.reference, session_of(row.started_by)) for row in drafts]
    with serving(server_env, workers=2) as server:
        found = rush(server.port, groups, seconds=1)
    assert [sent.is_in for sent in found] == [True] * GROUPS
    assert Submission.objects.count() == GROUPS
    case_references = Letter.objects.filter(kind="applications/receipt").values_list(
        "case_reference", flat=True
    )
    assert sorted(case_references) == sorted(row.reference for row in drafts)
