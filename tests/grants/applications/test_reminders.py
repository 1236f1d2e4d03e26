"""Reminders: seven days, two days and three hours before the close, each once, and none to who has sent."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from fund.notifications.models import Letter
from grants.applications import actions
from grants.applications.models import Application, Reminder
from tests.factories import make_draft, make_round

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def closes() -> datetime:
    return timezone.now() + 9 * DAY


@pytest.fixture
def row(closes: datetime) -> Application:
    made = make_draft(make_round(closes_at=closes))
    Application.objects.filter(pk=made.pk).update(started_at=closes - 20 * DAY)
    return Application.objects.get(pk=made.pk)


def letters() -> int:
    return Letter.objects.filter(kind="applications/reminder").count()


def test_each_reminder_goes_once_at_its_time(row: Application, closes: datetime) -> None:
    assert actions.send_reminders(closes - 7 * DAY - HOUR) == 0
    for before in (7 * DAY, 2 * DAY, 3 * HOUR):
        assert actions.send_reminders(closes - before) == 1
        assert actions.send_reminders(closes - before + timedelta(minutes=1)) == 0
    assert letters() == 3
    assert sorted(Reminder.objects.values_list("kind", flat=True)) == ["days", "hours", "week"]
    assert actions.send_reminders(closes) == 0


def test_who_has_sent_or_withdrawn_is_left_alone(row: Application, closes: datetime) -> None:
    actions.submit_application(row, by=row.started_by)
    assert actions.send_reminders(closes - 2 * DAY) == 0
    actions.withdraw_application(row, by=row.started_by)
    assert actions.send_reminders(closes - 3 * HOUR) == 0


def test_reminder_that_is_too_late_is_left_out(row: Application, closes: datetime) -> None:
    assert actions.send_reminders(closes - 5 * DAY) == 0
    assert actions.send_reminders(closes - HOUR) == 0


def test_who_started_after_the_moment_is_not_reminded_of_it(row: Application, closes: datetime) -> None:
    Application.objects.filter(pk=row.pk).update(started_at=closes - 7 * DAY + HOUR)
    assert actions.send_reminders(closes - 7 * DAY + 2 * HOUR) == 0
    assert actions.send_reminders(closes - 2 * DAY) == 1


def test_group_with_longer_is_reminded_of_its_own_close(row: Application, closes: datetime) -> None:
    later = closes + 3 * DAY
    Application.objects.filter(pk=row.pk).update(extended_until=later, extension_reason="Flood")
    assert actions.send_reminders(closes - 2 * DAY) == 0
    assert actions.send_reminders(later - 2 * DAY) == 1
