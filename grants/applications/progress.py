"""How far an application has come, in the words its group reads."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from fund.audit.models import Event
from fund.common.moments import say_date, say_deadline, say_time
from grants.applications import rules
from grants.applications.answers import Question, Section, Work
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.forms.changes import say_changes
from grants.forms.form_builder import Problem
from grants.forms.typed import is_asked

STEPS = ["Started", "Draft", "Sent", "Checked", "Panel", "Decision"]
_NOW = {
    ApplicationState.SENT: 3,
    ApplicationState.CHECKED: 4,
    ApplicationState.WITH_PANEL: 5,
    ApplicationState.DECIDED: 6,
}
# How many of the steps to come are behind it.
_LEFT = {
    ApplicationState.DRAFT: 0,
    ApplicationState.RETURNED: 0,
    ApplicationState.SENT: 1,
    ApplicationState.CHECKED: 2,
    ApplicationState.WITH_PANEL: 2,
}
# What the group may read of its own history. Other rooms' events on the same trail are not for it.
_TOLD = {
    "application_started": "Started",
    "application_taken": "We took it down for you",
    "application_confirmation_asked": "We asked you to confirm it",
    "application_confirmed": "Your group confirmed it",
    "application_given_up": "Given up",
    "application_form_followed": "The form changed",
    "application_sent": "Sent",
    "application_returned": "We asked you a question",
    "application_checked": "We checked it",
    "application_to_panel": "With the panel",
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


def tasks_of(work: Work) -> list[Task]:
    """Each open section with its true state, and the check at the end."""
    asked = {question["id"] for question in _as_sent(work)}
    tasks = [_task(work, section, asked) for section in work.open_sections()]
    ready = all(task.done for task in tasks)
    check = reverse("applications:check", args=[work.application.reference])
    says, tone = ("Ready", "good") if ready else ("Not ready yet", "plain")
    return [*tasks, Task("Check and send", check, says, tone, ready)]


def _task(work: Work, section: Section, asked: set[str]) -> Task:
    address = reverse("applications:section", args=[work.application.reference, section["id"]])
    if not any(is_asked(question) and not question["hidden"] for question in section["questions"]):
        return Task(section["title"], address, "To read", "plain", True)
    if not work.is_started(section):
        return Task(section["title"], address, "Not started", "plain", not _problems(work, section))
    problems = _problems(work, section)
    wrong = sum(not problem.missing for problem in problems)
    if wrong:
        says = f"{wrong} thing{'' if wrong == 1 else 's'} to fix"
        return Task(section["title"], f"{address}?fix=1", says, "bad", False)
    if problems:
        return Task(section["title"], address, "In progress", "warn", False)
    if asked.intersection(question["id"] for question in section["questions"]):
        return Task(section["title"], address, "We asked you", "warn", True)
    return Task(section["title"], address, "Done", "good", True)


def to_fix(work: Work) -> list[dict[str, str]]:
    """Every problem of the whole application with the address of the very field."""
    return [
        {
            "text": problem.text,
            "section": section["title"],
            "address": reverse("applications:section", args=[work.application.reference, section["id"]])
            + f"?fix=1#{problem.target}",
        }
        for section, problem in work.problems()
    ]


def unchanged(work: Work) -> list[str]:
    """The questions that an officer named and the group has not touched since: easily sent back as it was."""
    return [str(question["label"]) for question in _as_sent(work)]


def _as_sent(work: Work) -> list[Question]:
    if work.asked is None:
        return []
    last = work.application.submissions.first()
    sent = {(each["question"], each["token"]) for each in last.documents} if last else set()
    given = {(each["question"], each["token"]) for each in work.documents()}
    moved = {question for question, _token in sent ^ given}
    moved |= {name for name, row in work.rows.items() if row.saved_at > work.asked.asked_at}
    questions = [question for section in work.sections for question in section["questions"]]
    return [each for each in questions if each["id"] in work.asked.questions and each["id"] not in moved]


def say_grace(application: Application) -> str:
    """What who is writing at the close must know: before it, and in the minutes after it."""
    closes, now = rules.closes_for(application), timezone.now()
    if closes is None or application.state != ApplicationState.DRAFT:
        return ""
    if rules.is_just_before(closes, now):
        return (
            f"If you are still writing at {say_time(closes)}, you have {settings.GRACE_MINUTES} minutes more "
            "to finish and send it."
        )
    if application.grace_until and closes <= now < application.grace_until:
        until = say_time(application.grace_until)
        return f"The round has closed. You were writing then, so you have until {until} to send it."
    return ""


def _problems(work: Work, section: Section) -> list[Problem]:
    return work.form_of(section).problems()


def timeline_of(application: Application) -> list[Step]:
    """What has happened so far, oldest first, and what comes, with the days that were promised."""
    events = Event.objects.filter(trail=application.reference, verb__in=_TOLD).order_by("pk")
    done = [Step(_TOLD[event.verb], say_deadline(event.at), "done") for event in events]
    return [*done, *_to_come(application)]


def _to_come(application: Application) -> list[Step]:
    """The steps that are left, the first of them under way. None once it has ended."""
    ends, hear = rules.shown_close(application), application.round.decision_on
    asked = application.state == ApplicationState.RETURNED
    steps = [
        ("You answer, and send it again", "")
        if asked
        else ("You send it", f"By {say_deadline(ends)}" if ends else ""),
        ("We check it", ""),
        ("The panel reads it", ""),
        ("You hear from us", f"By {say_date(hear)}" if hear else ""),
    ]
    at = _LEFT.get(ApplicationState(application.state))
    if at is None:
        return []
    return [Step(title, says, "" if number else "now") for number, (title, says) in enumerate(steps[at:])]


def form_news(application: Application) -> list[str]:
    """What has changed in the form since the group started its draft, in sentences."""
    if application.state != ApplicationState.DRAFT or application.form_version.number == 1:
        return []
    moves = Event.objects.filter(trail=application.reference, verb="application_form_followed")
    first = moves.order_by("pk").first()
    if first is None:
        return []
    before = application.round.form.versions.get(number=first.data["before"])
    return say_changes(before.sections, application.form_version.sections)
