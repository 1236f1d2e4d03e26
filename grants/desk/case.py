"""One case: everything that staff may know about an application, on one screen."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from fund.accounts.models import User
from fund.audit.models import Event
from grants.applications import rules as application_rules
from grants.applications.models import Application, Submission
from grants.assessment.models import Assessment, Decision
from grants.assessment.states import AssessmentState
from grants.forms.models import AnswerFile
from grants.payments.models import Payment

HISTORY = 100


@dataclass(frozen=True)
class Act:
    """Something the viewer may do here: the name of its address, and its words."""

    name: str
    words: str
    main: bool = False


ACTS: list[tuple[Callable[[User, Application], bool], str, str]] = [
    (application_rules.can_check, "applications:case_check", "Check it"),
    (application_rules.can_pass_to_panel, "applications:case_to_panel", "Pass it to the panel"),
    (application_rules.can_return, "applications:case_return", "Ask the group a question"),
    (application_rules.can_find_ineligible, "applications:case_ineligible", "It can't go further"),
]

ENDINGS = ("applications:case_ineligible",)


def find_cases(user: User) -> QuerySet[Application]:
    """Cases that this person may open, each with what its facts need."""
    return Application.objects.for_staff(user).select_related(
        "organisation__ward__parent",
        "round__fund",
        "response__form_version",
        "started_by",
        "checked_by",
        "decision__award",
    )


def acts_of(case: Application, user: User) -> list[Act]:
    """What this person may do now. The first is what usually comes next, unless it would end the case."""
    possible = [(name, words) for may, name, words in ACTS if may(user, case)]
    return [
        Act(name, words, main=number == 0 and name not in ENDINGS)
        for number, (name, words) in enumerate(possible)
    ]


def submissions_of(case: Application) -> list[Submission]:
    return list(case.submissions.select_related("submitted_by", "form_version").order_by("-number"))


def chosen_version(submissions: list[Submission], wanted: str) -> Submission | None:
    """The submission with the number `wanted`, or else the newest."""
    return next((row for row in submissions if str(row.number) == wanted), next(iter(submissions), None))


def documents_of(case: Application, version: Submission | None) -> list[AnswerFile]:
    """The files of one submission. What a group has added or taken away since is not sent yet."""
    sent = [document["token"] for document in version.documents] if version else []
    return list(case.response.files.filter(file__token__in=sent).select_related("file"))


def assessments_of(case: Application, user: User) -> list[Assessment]:
    """All assessments with their scores, unless this person has one of their own still to send."""
    rows = list(
        case.assessments.exclude(state=AssessmentState.RECUSED)
        .select_related("user")
        .prefetch_related("scores__criterion")
    )
    owes = any(row.user_id == user.pk and row.state != AssessmentState.SUBMITTED for row in rows)
    return [row for row in rows if row.user_id == user.pk] if owes else rows


def decision_of(case: Application) -> Decision | None:
    found: Decision | None = getattr(case, "decision", None)
    return found


def payments_of(case: Application, user: User) -> list[Payment]:
    rows = Payment.objects.for_staff(user).filter(award__decision__application=case)
    return list(rows.select_related("milestone").order_by("pk"))


def history_of(case: Application) -> list[Event]:
    return list(Event.objects.for_case(case.reference)[:HISTORY])
