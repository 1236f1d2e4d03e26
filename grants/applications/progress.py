"""How far an application has come, in the words its group reads."""

from dataclasses import dataclass

from django.urls import reverse

from fund.audit.models import Event
from fund.common.moments import say_deadline
from grants.applications.answers import Section, Work
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.programmes.form_builder import Problem
from grants.programmes.typed import is_asked

STEPS = ["Started", "Draft", "Sent", "Checked", "Panel", "Decision"]
_NOW = {
    ApplicationState.SENT: 3,
    ApplicationState.CHECKED: 4,
    ApplicationState.WITH_PANEL: 5,
    ApplicationState.DECIDED: 6,
}
# What the group may read of its own history. Other rooms' events on the same trail are not for it.
_TOLD = {
    "application_started": "Started",
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
    tasks = [_task(work, section) for section in work.open_sections()]
    ready = all(task.done for task in tasks)
    check = reverse("applications:check", args=[work.application.reference])
    says, tone = ("Ready", "good") if ready else ("Not ready yet", "plain")
    return [*tasks, Task("Check and send", check, says, tone, ready)]


def _task(work: Work, section: Section) -> Task:
    address = reverse("applications:section", args=[work.application.reference, section["id"]])
    if not any(map(is_asked, section["questions"])):
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
    return Task(section["title"], address, "Done", "good", True)


def _problems(work: Work, section: Section) -> list[Problem]:
    return work.form_of(section).problems()


def timeline_of(application: Application) -> list[Step]:
    """What has happened so far, oldest first."""
    events = Event.objects.filter(trail=application.reference, verb__in=_TOLD).order_by("pk")
    return [Step(_TOLD[event.verb], say_deadline(event.at), "done") for event in events]
