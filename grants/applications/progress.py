"""How far an application has come, in the words its group reads."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from fund.audit.models import Event
from fund.common.dates import format_date, format_deadline, format_time
from grants.applications import rules
from grants.applications.drafts import ApplicationDraft
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.forms.changes import describe_changes
from grants.forms.definition import Question, Section
from grants.forms.section_form import Problem

STEPS = ["Started", "Draft", "Sent", "Checked", "Panel", "Decision"]
_NOW = {
    ApplicationState.SUBMITTED: 3,
    ApplicationState.ELIGIBLE: 4,
    ApplicationState.UNDER_ASSESSMENT: 5,
    ApplicationState.DECIDED: 6,
}
# How many of the steps to come are behind it.
_LEFT = {
    ApplicationState.DRAFT: 0,
    ApplicationState.RETURNED: 0,
    ApplicationState.SUBMITTED: 1,
    ApplicationState.ELIGIBLE: 2,
    ApplicationState.UNDER_ASSESSMENT: 2,
}
# What the group may read of its own history. Events of later stages on the same case are not for it.
_TOLD = {
    "application_started": "Started",
    "application_intake_started": "We took it down for you",
    "application_confirmation_asked": "We asked you to confirm it",
    "application_confirmed": "Your group confirmed it",
    "application_intake_abandoned": "Given up",
    "application_form_followed": "The form changed",
    "application_submitted": "Sent",
    "application_returned": "We asked you a question",
    "application_eligible": "We checked it",
    "application_under_assessment": "With the panel",
    "application_decided": "Decided",
    "application_ineligible": "We could not take it further",
    "application_withdrawn": "Withdrawn",
    "application_expired": "The round closed before it was sent",
    "application_extended": "You were given longer",
}


@dataclass(frozen=True)
class Task:
    """One line of the task list."""

    title: str
    address: str
    says: str
    tone: str
    done: bool


@dataclass(frozen=True)
class Step:
    title: str
    says: str
    place: str


def step_now(application: Application) -> int:
    return _NOW.get(ApplicationState(application.state), 2)


def tasks_of(draft: ApplicationDraft) -> list[Task]:
    """Each open section with its true state, and the check at the end."""
    asked = {question.id for question in _as_sent(draft)}
    tasks = [_task(draft, section, asked) for section in draft.open_sections()]
    ready = all(task.done for task in tasks)
    check = reverse("applications:check", args=[draft.application.reference])
    says, tone = ("Ready", "good") if ready else ("Not ready yet", "plain")
    return [*tasks, Task("Check and send", check, says, tone, ready)]


def _task(draft: ApplicationDraft, section: Section, asked: set[str]) -> Task:
    address = reverse("applications:section", args=[draft.application.reference, section.id])
    if not any(question.type.is_asked and not question.hidden for question in section.questions):
        return Task(section.title, address, "To read", "plain", True)
    if not draft.is_started(section):
        return Task(section.title, address, "Not started", "plain", not _problems(draft, section))
    problems = _problems(draft, section)
    wrong = sum(not problem.missing for problem in problems)
    if wrong:
        says = f"{wrong} thing{'' if wrong == 1 else 's'} to fix"
        return Task(section.title, f"{address}?fix=1", says, "bad", False)
    if problems:
        return Task(section.title, address, "In progress", "warn", False)
    if asked.intersection(question.id for question in section.questions):
        return Task(section.title, address, "We asked you", "warn", True)
    return Task(section.title, address, "Done", "good", True)


def to_fix(draft: ApplicationDraft) -> list[dict[str, str]]:
    """Every problem of the whole application with the address of the very field."""
    return [
        {
            "text": problem.text,
            "section": section.title,
            "address": reverse("applications:section", args=[draft.application.reference, section.id])
            + f"?fix=1#{problem.target}",
        }
        for section, problem in draft.problems()
    ]


def unchanged(draft: ApplicationDraft) -> list[str]:
    """The questions that an officer named and the group has not touched since: easily sent back as it was."""
    return [question.label for question in _as_sent(draft)]


def _as_sent(draft: ApplicationDraft) -> list[Question]:
    if draft.asked is None:
        return []
    last = draft.application.submissions.first()
    sent = {(each["question"], each["token"]) for each in last.documents} if last else set()
    given = {(each["question"], each["token"]) for each in draft.documents()}
    moved = {question for question, _token in sent ^ given}
    moved |= {name for name, row in draft.rows.items() if row.saved_at > draft.asked.asked_at}
    return [each for each in draft.form if each.id in draft.asked.questions and each.id not in moved]


def format_grace(application: Application) -> str:
    """What who is writing at the close must know: before it, and in the minutes after it."""
    closes, now = rules.closes_for(application), timezone.now()
    if closes is None or application.state != ApplicationState.DRAFT:
        return ""
    if rules.is_just_before(closes, now):
        return (
            f"If you are still writing at {format_time(closes)}, you have {settings.GRACE_MINUTES} minutes more "
            "to finish and send it."
        )
    if application.grace_until and closes <= now < application.grace_until:
        until = format_time(application.grace_until)
        return f"The round has closed. You were writing then, so you have until {until} to send it."
    return ""


def _problems(draft: ApplicationDraft, section: Section) -> list[Problem]:
    return draft.form_for(section).problems()


def timeline_of(application: Application) -> list[Step]:
    """What has happened so far, oldest first, and what comes, with the days that were promised."""
    events = Event.objects.filter(case_reference=application.reference, verb__in=_TOLD).order_by("pk")
    done = [Step(_TOLD[event.verb], format_deadline(event.at), "done") for event in events]
    return [*done, *_to_come(application)]


def _to_come(application: Application) -> list[Step]:
    """The steps that are left, the first of them under way. None once it has ended."""
    ends, hear = rules.shown_close(application), application.round.decision_on
    asked = application.state == ApplicationState.RETURNED
    steps = [
        ("You answer, and send it again", "")
        if asked
        else ("You send it", f"By {format_deadline(ends)}" if ends else ""),
        ("We check it", ""),
        ("The panel reads it", ""),
        ("You hear from us", f"By {format_date(hear)}" if hear else ""),
    ]
    at = _LEFT.get(ApplicationState(application.state))
    if at is None:
        return []
    return [Step(title, says, "" if number else "now") for number, (title, says) in enumerate(steps[at:])]


def form_news(application: Application) -> list[str]:
    """What has changed in the form since the group started its draft, in sentences."""
    if application.state != ApplicationState.DRAFT or application.form_version.number == 1:
        return []
    moves = Event.objects.filter(case_reference=application.reference, verb="application_form_followed")
    first = moves.order_by("pk").first()
    if first is None:
        return []
    before = application.round.form.versions.get(number=first.data["before"])
    return describe_changes(before.definition, application.form_version.definition)
