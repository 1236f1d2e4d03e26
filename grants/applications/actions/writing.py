"""Starting an application, and keeping what is typed into it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from fund.accounts.models import User
from fund.audit.actions import lock, next_reference
from fund.common.errors import Refused
from grants.applications import rules
from grants.applications.actions._life import note
from grants.applications.actions.attaching import take_files
from grants.applications.actions.keeping import Saved, keep, settle, touch
from grants.applications.answers import Section, Work, read_work
from grants.applications.built_in import copies
from grants.applications.models import UNFROZEN, Application, FitCheck
from grants.applications.states import ApplicationState
from grants.forms.models import Answer, Response
from grants.forms.typed import gather, is_posted, is_typed
from grants.funding.actions import form_of
from grants.funding.models import Round
from grants.organisations.models import Organisation


@transaction.atomic
def start_application(
    round_: Round, organisation: Organisation, *, by: User, checked: dict[str, Any] | None = None
) -> Application:
    """A new draft, with the answers `checked` before it was started (see `facts_to_carry`).

    Raises Refused when the round or the group does not allow one.
    """
    organisation = lock(organisation)
    if not rules.writes_for(by, organisation):
        raise Refused(f"Only leads and editors of {organisation} can apply for it.")
    if sentence := rules.why_not_start(round_, organisation):
        raise Refused(sentence)
    application = Application.objects.create(
        reference=next_reference(round_.prefix),
        round=round_,
        organisation=organisation,
        response=Response.objects.create(form_version=form_of(round_)),
        started_by=by,
    )
    if checked:
        _carry(application, checked, by=by)
    note("application_started", application, by=by)
    return application


def _carry(application: Application, checked: dict[str, Any], *, by: User) -> None:
    """Keep the check with the application; the amount is the first answer, which nobody types twice."""
    facts = {name: checked[name] for name in ("rows", "fits", "answered_at")}
    FitCheck.objects.create(application=application, **facts)
    if checked["amount"]:
        Answer.objects.create(
            response=application.response, question="amount", value=checked["amount"], saved_by=by
        )


@transaction.atomic
def save_section(
    application: Application, section_id: str, data: Mapping[str, Any], files: Any, *, by: User
) -> Saved:
    """Keep everything typed in one section, good or not yet good. `data` and `files` are as posted.

    A question that is not in `data` is left alone, and so is one that is hidden. An answer that somebody
    else has changed since the person saw it (`seen_<question>` tells) is not written over: it comes back
    as a clash. `settle` says what its writer chose of two texts for one question: `both:title`.
    """
    work = open_for_writing(application, by)
    section = work.open_section(section_id)
    if section is None:
        raise Refused("That part of the form can't be changed.")
    saved = Saved()
    typed = {
        question["id"]: gather(question, data)
        for question in section["questions"]
        if is_typed(question) and is_posted(question, data)
    }
    shown = work.shown_with(typed)
    typed = {name: value for name, value in typed.items() if name in shown}
    settled = _settle(work, section, typed, str(data.get("settle") or ""))
    seen = {name: str(data.get(f"seen_{name}", "")) for name in typed}
    keep(work, typed, seen, saved, by, settled)
    if files:
        take_files(work, section, files, saved, by)
    if saved.changed:
        copy_and_touch(work)
        note("application_saved", work.application, by=by, section=section["title"])
    return saved


@transaction.atomic
def save_answers(application: Application, answers: Mapping[str, Any], *, by: User) -> Saved:
    """Keep `answers` by question id, each in its question's own shape, whatever stood there before."""
    work = open_for_writing(application, by)
    saved = Saved()
    shown = work.shown_with(answers)
    kept = {name: value for name, value in answers.items() if work.is_open(name) and name in shown}
    keep(work, kept, {}, saved, by)
    if saved.changed:
        copy_and_touch(work)
        note("application_saved", work.application, by=by, section="the form")
    return saved


def open_for_writing(application: Application, by: User) -> Work:
    """The answers, with the application locked until the transaction ends."""
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("round", "organisation", "response__form_version")
        .defer(*UNFROZEN)
        .get(pk=application.pk)
    )
    if row.state not in rules.KEEPS:
        raise Refused("This application has been sent, so it can't be changed now.")
    if not rules.writes_in(by, row):
        raise Refused(f"Only leads and editors of {row.organisation} can change this.")
    return read_work(row)


def _settle(work: Work, section: Section, typed: dict[str, Any], chosen: str) -> str:
    """Put in `typed` what was chosen of two texts that stood beside each other. The question it was for."""
    choice, _, name = chosen.partition(":")
    question = next((each for each in section["questions"] if each["id"] == name), None)
    if question and name in typed and name in work.rows:
        typed[name] = settle(choice, question, work.rows[name].value, typed[name])
    return name


def copy_and_touch(work: Work) -> None:
    """Keep the copied columns in step while the application is a draft; later they say what was sent.

    Who was writing just before the close has a little longer.
    """
    columns = copies(work.typed) if work.application.state != ApplicationState.RETURNED else {}
    touch(work.application, **columns, **rules.grace_for(work.application))
