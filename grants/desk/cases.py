"""The case list: which applications, in which order, and what each of them waits for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from fund.accounts.models import User
from fund.common.money import ZERO
from grants.applications.models import Application, ApplicationQuerySet, ApplicationShare, Return
from grants.applications.states import ApplicationState
from grants.assessment.models import Assessment, Decision
from grants.assessment.states import AssessmentState, DecisionState
from grants.awards.models import Award
from grants.awards.states import AwardState

REFERENCE = re.compile(r"^[A-Za-z0-9]{1,6}-\d{0,8}$")
MOST_WORDS = 6
S = ApplicationState

ORDERS: dict[str, tuple[str, ...]] = {
    "-sent": ("-submitted_at", "-pk"),
    "sent": ("submitted_at", "pk"),
    "reference": ("reference",),
    "-reference": ("-reference",),
    "-asked": ("-amount", "-pk"),
    "asked": ("amount", "pk"),
    "group": ("organisation__name", "pk"),
    "-group": ("-organisation__name", "-pk"),
}
FIRST_ORDER = "-sent"
# A case on the list was sent and its amount copied: neither is empty, so that an index can serve.
FILLED = ("submitted_at", "amount")
UNDECIDED = (S.SUBMITTED, S.RETURNED, S.ELIGIBLE, S.UNDER_ASSESSMENT)

WAITING: dict[str, str] = {
    "check": "A check",
    "answered": "A check of the group's answer",
    "group": "The group's answer",
    "panel": "Going to the panel",
    "assignment": "Assignment",
    "scores": "Scores",
    "late": "Scores that are late",
    "decision": "A decision",
    "release": "Release",
    "acceptance": "The group's acceptance",
}


@dataclass(frozen=True)
class Totals:
    """How many, and pounds asked for."""

    count: int
    asked: Decimal


def cases_of(user: User, chosen: Mapping[str, Any], *, today: date) -> ApplicationQuerySet:
    """The applications that this person may see and the filters leave."""
    rows = Application.objects.for_staff(user).filter(submitted_at__isnull=False, amount__isnull=False)
    if chosen.get("q"):
        rows = matching(rows, chosen["q"])
    if not chosen.get("round"):
        rows = rows.filter(round__is_test=bool(chosen.get("test")))
    else:
        rows = rows.filter(round_id=chosen["round"])
    if chosen.get("state"):
        rows = rows.filter(state=chosen["state"])
    if chosen.get("area"):
        is_intake = ApplicationShare.objects.filter(application=OuterRef("pk"))
        rows = rows.filter(Exists(is_intake.filter(Q(area=chosen["area"]) | Q(area__parent=chosen["area"]))))
    if chosen.get("waiting"):
        rows = rows.filter(_waits_for(today)[chosen["waiting"]])
    return rows


def matching(rows: ApplicationQuerySet, text: str) -> ApplicationQuerySet:
    """Rows whose reference begins with `text`, or that hold all of its words."""
    if REFERENCE.match(text):
        return rows.filter(reference__istartswith=text)
    for word in text.split()[:MOST_WORDS]:
        # One list of keys from two searches, each by an index of its own, rather than a join of both.
        said = Application.objects.filter(Q(title__icontains=word) | Q(summary__icontains=word))
        named = Application.objects.filter(organisation__name__icontains=word)
        found = said.order_by().values("pk").union(named.order_by().values("pk"))
        rows = rows.filter(pk__in=found)
    return rows


def waiting_counts(user: User, *, today: date) -> dict[str, int]:
    """How many undecided cases of this person wait for each thing of `WAITING`, in one query."""
    undecided = cases_of(user, {}, today=today).filter(state__in=UNDECIDED)
    waits = {name: Count("pk", filter=condition) for name, condition in _waits_for(today).items()}
    return undecided.order_by().aggregate(**waits)


def totals_of(rows: ApplicationQuerySet) -> Totals:
    found = rows.order_by().aggregate(count=Count("pk"), asked=Sum("amount"))
    return Totals(count=found["count"], asked=found["asked"] or ZERO)


def with_list_facts(rows: ApplicationQuerySet) -> QuerySet[Application]:
    """Everything that a row of the list shows, in two queries whatever the rows."""
    assessments = Assessment.objects.filter(application=OuterRef("pk")).exclude(state=AssessmentState.RECUSED)
    asked = Return.objects.filter(application=OuterRef("pk"), answered_at=None).values("asked_at")
    answered = Return.objects.filter(application=OuterRef("pk"), answered_at__isnull=False)
    places = [f"{area}__{name}" for area in ("area", "area__parent") for name in ("name", "short_name")]
    shares = ApplicationShare.objects.select_related("area__parent").only("application", "percent", *places)
    return (
        rows.select_related("organisation", "round", "decision__award")
        .prefetch_related(Prefetch("shares", queryset=shares))
        .defer("summary", "decision__record", "decision__reasons", "decision__award__places_as_given")
        .defer("round__eligibility_questions", "round__testers", "round__summary")
        .annotate(
            question_asked_at=Subquery(asked[:1]),
            question_answered=Exists(answered),
            scores_wanted=_count(assessments),
            assessment_submitted=_count(assessments.filter(state=AssessmentState.SUBMITTED)),
        )
    )


def waiting_on(case: Any, now: datetime) -> str:
    """What this row waits for, in the words of the list. `case` comes from `with_list_facts`."""
    match case.state:
        case S.SUBMITTED:
            return "The group has answered: check" if case.question_answered else "A check"
        case S.RETURNED:
            return f"The group, {_days(case.question_asked_at, now)}"
        case S.ELIGIBLE:
            return "Going to the panel"
        case S.UNDER_ASSESSMENT:
            return _waiting_on_panel(case)
        case S.DECIDED:
            return _waiting_on_award(case)
    return ""


def places_of(case: Application) -> str:
    """`Leigh 60%, Hindley 40%`: neighbourhoods with their shares, the largest first."""
    parts: dict[str, Decimal] = {}
    for share in case.shares.all():
        name = (share.area.parent or share.area).map_name
        parts[name] = parts.get(name, Decimal()) + share.percent
    if len(parts) == 1:
        return next(iter(parts))
    largest = sorted(parts.items(), key=lambda part: -part[1])
    return "; ".join(f"{name} {percent.normalize():f}%" for name, percent in largest)


def _waiting_on_panel(case: Any) -> str:
    decision = getattr(case, "decision", None)
    if decision is not None:
        return "Release" if decision.state == DecisionState.AGREED else "The panel to agree"
    if not case.scores_wanted:
        return "Assignment"
    if case.assessment_submitted < case.scores_wanted:
        return f"{case.assessment_submitted} of {case.scores_wanted} scores"
    return "A decision"


def _waiting_on_award(case: Any) -> str:
    award = getattr(getattr(case, "decision", None), "award", None)
    return "The group to accept" if award is not None and award.state == AwardState.OFFERED else ""


def _days(since: datetime | None, now: datetime) -> str:
    days = (now - since).days if since else 0
    return {0: "today", 1: "1 day"}.get(days, f"{days} days")


def _count(rows: QuerySet[Assessment]) -> Coalesce:
    counted = rows.order_by().values("application").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _waits_for(today: date) -> dict[str, Q]:
    """The condition of each kind of waiting; `WAITING` has their words."""
    living = Assessment.objects.filter(application=OuterRef("pk")).exclude(state=AssessmentState.RECUSED)
    unsent = Exists(living.exclude(state=AssessmentState.SUBMITTED))
    decided = Exists(Decision.objects.filter(application=OuterRef("pk")))
    answered = Exists(Return.objects.filter(application=OuterRef("pk"), answered_at__isnull=False))
    offered = Exists(Award.objects.filter(decision__application=OuterRef("pk"), state=AwardState.OFFERED))
    under_assessment = Q(state=S.UNDER_ASSESSMENT) & ~Q(decided)
    return {
        "check": Q(state=S.SUBMITTED) & ~Q(answered),
        "answered": Q(state=S.SUBMITTED) & Q(answered),
        "group": Q(state=S.RETURNED),
        "panel": Q(state=S.ELIGIBLE),
        "assignment": under_assessment & ~Q(Exists(living)),
        "scores": under_assessment & Q(unsent),
        "late": under_assessment & Q(unsent) & Q(round__scores_due_on__lt=today),
        "decision": under_assessment & ~Q(unsent) & Q(Exists(living)),
        "release": Q(state=S.UNDER_ASSESSMENT) & Q(decided),
        "acceptance": Q(state=S.DECIDED) & Q(offered),
    }
