"""How the system is, for whoever watches over it."""

from datetime import timedelta

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fund.common.health import MigrationCheck, database_answers, health_facts
from fund.notifications.models import Letter

LATE = timedelta(minutes=15)
_migrations = MigrationCheck()


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Nothing else is asked, so that a slow database does not get it restarted."""
    return JsonResponse({"state": "live"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """The system can do its work: 503 where it can't.

    Late letters and dead processes are told, and take no web server off the net.
    """
    if not database_answers():
        return JsonResponse({"state": "not ready", "database": "does not answer"}, status=503)
    left = _migrations.left()
    if left:
        told = {"state": "not ready", "database": "answers", "migrations_to_apply": left}
        return JsonResponse(told, status=503)
    told = {"state": "ready", "database": "answers", "migrations_to_apply": 0}
    return JsonResponse({**told, **health_facts()})


def letters_health() -> dict[str, object]:
    """Return whether letters go out in time."""
    age = letters_wait_for()
    letters = "late" if age > LATE else "in time"
    return {"oldest_letter_seconds": int(age.total_seconds()), "letters": letters}


def letters_wait_for() -> timedelta:
    """How long the oldest letter that is due has waited."""
    now = timezone.now()
    oldest = Letter.objects.due(now).order_by("due_at").values_list("due_at", flat=True).first()
    return now - oldest if oldest else timedelta()
