"""Starting an application, and keeping what is typed into it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.sequences import next_reference
from grants.applications import rules
from grants.applications.actions._common import record_for_application, touch
from grants.applications.built_in import copies
from grants.applications.drafts import ApplicationDraft, load_draft
from grants.applications.models import UNFROZEN, Application, EligibilityCheck
from grants.applications.states import ApplicationState
from grants.forms.actions import WriteResult, write_answers
from grants.forms.actions.answers import choose_value, posted_values
from grants.forms.actions.files import write_files
from grants.forms.definition import Section
from grants.forms.models import EarlierAnswer, Response
from grants.funding.actions import form_of
from grants.funding.models import Round
from grants.organisations.models import Organisation


@transaction.atomic
def start_application(
    round_: Round, organisation: Organisation, *, by: User, checked: dict[str, Any] | None = None
) -> Application:
    """Start a draft, with the answers `checked` before it was started (see `facts_to_carry`).

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
    record_for_application("application_started", application, by=by)
    return application


def _carry(application: Application, checked: dict[str, Any], *, by: User) -> None:
    """Keep the check with the application; the amount is the first answer, which nobody types twice."""
    facts = {name: checked[name] for name in ("rows", "fits", "answered_at")}
    EligibilityCheck.objects.create(application=application, **facts)
    if checked["amount"]:
        write_answers(application.response_id, {}, {"amount": checked["amount"]}, by=by)


@transaction.atomic
def save_section(
    application: Application, section_id: str, data: Mapping[str, Any], files: Any, *, by: User
) -> WriteResult:
    """Keep everything typed in one section, good or not yet good. `data` and `files` are as posted.

    A question that is not in `data` is left alone, and so is one that is hidden. An answer that somebody
    else has changed since the person saw it (`seen_<question>` tells) is not written over: it comes back
    as an edit conflict. `settle` says what its writer chose of two values for one question: `both:title`.
    """
    draft = open_for_writing(application, by)
    section = draft.open_section(section_id)
    if section is None:
        raise Refused("That part of the form can't be changed.")
    typed = posted_values(section.questions, data)
    shown = draft.shown_with(typed)
    typed = {name: value for name, value in typed.items() if name in shown}
    chosen = _choose(draft, section, typed, str(data.get("settle") or ""))
    seen = {name: str(data.get(f"seen_{name}", "")) for name in typed}
    result = write_to_draft(draft, typed, by=by, seen=seen, chosen=chosen)
    if files:
        write_files(draft, section, files, result, by=by)
    if result.changed:
        copy_and_touch(draft)
        record_for_application("application_saved", draft.application, by=by, section=section.title)
    return result


@transaction.atomic
def save_answers(application: Application, answers: Mapping[str, Any], *, by: User) -> WriteResult:
    """Keep `answers` by question id, each in its question's own shape, whatever stood there before."""
    draft = open_for_writing(application, by)
    shown = draft.shown_with(answers)
    kept = {name: value for name, value in answers.items() if draft.is_open(name) and name in shown}
    result = write_to_draft(draft, kept, by=by)
    if result.changed:
        copy_and_touch(draft)
        record_for_application("application_saved", draft.application, by=by, section="the form")
    return result


@transaction.atomic
def restore_answer(application: Application, earlier: EarlierAnswer, *, by: User) -> None:
    """Put an earlier answer back. The one that stood until now becomes an earlier one in its turn."""
    draft = open_for_writing(application, by)
    if not draft.is_open(earlier.question):
        raise Refused("That part of the form can't be changed.")
    result = write_to_draft(draft, {earlier.question: earlier.value}, by=by, chosen=earlier.question)
    if result.changed:
        copy_and_touch(draft)
        record_for_application("application_restored", draft.application, by=by)


def open_for_writing(application: Application, by: User) -> ApplicationDraft:
    """Return the answers, with the application locked until the transaction ends."""
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
    return load_draft(row)


def write_to_draft(
    draft: ApplicationDraft,
    values: Mapping[str, Any],
    *,
    by: User,
    seen: Mapping[str, str] | None = None,
    chosen: str = "",
) -> WriteResult:
    """Write values of a draft that is locked, and keep the draft in step."""
    result = write_answers(draft.application.response_id, draft.rows, values, by=by, seen=seen, chosen=chosen)
    draft.typed = {question: row.value for question, row in draft.rows.items()}
    return result


def _choose(draft: ApplicationDraft, section: Section, typed: dict[str, Any], choice: str) -> str:
    """Put in `typed` what was chosen of two values that stood beside each other. The question it was for."""
    chosen, _, name = choice.partition(":")
    question = next((each for each in section.questions if each.id == name), None)
    if question and name in typed and name in draft.rows:
        typed[name] = choose_value(chosen, question, draft.rows[name].value, typed[name])
    return name


def copy_and_touch(draft: ApplicationDraft) -> None:
    """Keep the copied columns in step while the application is a draft; later they say what was submitted.

    Who was writing just before the close has a little longer.
    """
    columns = copies(draft.typed) if draft.application.state != ApplicationState.RETURNED else {}
    touch(draft.application, **columns, **rules.grace_for(draft.application))
