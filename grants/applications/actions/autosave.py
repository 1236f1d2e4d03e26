"""Keeping one answer while it is typed: the most frequent write of all, so in as few queries as it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from fund.accounts.models import User
from fund.common.errors import Refused
from grants.applications import rules
from grants.applications.actions._common import touch
from grants.applications.built_in import COPIED, copies
from grants.applications.models import UNFROZEN, WRITERS, Application, ApplicationQuerySet
from grants.applications.states import ApplicationState
from grants.forms.actions import EditConflict, write_answers
from grants.forms.definition import Question
from grants.forms.drafts import token_of
from grants.forms.models import Answer
from grants.organisations.models import Membership

PARTS = ("round", "response__form_version")


@dataclass(frozen=True)
class Kept:
    """What came of keeping one answer. `token` says which words stand now, for the next save."""

    application: Application
    question: Question
    token: str
    value: Any
    edit_conflict: EditConflict | None = None


def keep_answer(reference: str, question_id: str, data: Mapping[str, Any], *, by: User) -> Kept:
    """Keep one answer as posted, good or not yet good; `seen_<question>` says which words were read.

    Raises Application.DoesNotExist where this person may not write. What somebody else has changed
    meanwhile is not written over: it comes back as an edit conflict, and these words are set aside.
    """
    try:
        return _keep_answer(reference, question_id, data, by)
    except IntegrityError:
        # A colleague gave the first answer at this very moment; now there is one to compare with.
        return _keep_answer(reference, question_id, data, by)


@transaction.atomic
def _keep_answer(reference: str, question_id: str, data: Mapping[str, Any], by: User) -> Kept:
    row, application = _lock(reference, question_id, by)
    question = _open_question(application, question_id)
    value = question.type.parse(question, data)
    rows = {question_id: row} if row is not None else {}
    seen = {question_id: str(data.get(f"seen_{question_id}") or "0.")}
    result = write_answers(application.response_id, rows, {question_id: value}, by=by, seen=seen)
    token = token_of(rows.get(question_id))
    if result.changed:
        touch(application, **_copied(application, question_id, value), **rules.grace_for(application))
    return Kept(application, question, token, value, next(iter(result.edit_conflicts), None))


def _lock(reference: str, question: str, by: User) -> tuple[Answer | None, Application]:
    """The answer and its application, locked until the transaction ends; one query where there is an answer.

    Nearly everybody writes for a group of their own, so the longer question, whether an officer types this
    in for a group, is asked of the rest alone. Few tables in one query, since planning them takes longest.
    """
    own = Membership.objects.filter(
        organisation=OuterRef("response__application__organisation"), user=by, role__in=WRITERS
    )
    row = _answers(question).filter(Exists(own), response__application__reference=reference).first()
    if row is not None:
        return row, row.response.application
    named = Application.objects.filter(reference=reference)
    try:
        return None, _locked(named.of_writer(by))
    except Application.DoesNotExist:
        typed = named.typed_for_others_by(by)
        row = _answers(question).filter(response__application__in=typed).first()
        return (row, row.response.application) if row is not None else (None, _locked(typed))


def _answers(question: str) -> QuerySet[Answer]:
    """The application is locked first, as in every other act, so that no two wait for each other."""
    rows = Answer.objects.select_for_update(of=("response__application", "self")).filter(question=question)
    parts = ("response__form_version", "response__application__round")
    return rows.select_related(*parts).defer(*(f"response__application__{name}" for name in UNFROZEN))


def _locked(mine: ApplicationQuerySet) -> Application:
    return mine.select_for_update(of=("self",)).select_related(*PARTS).defer(*UNFROZEN).get()


def _open_question(application: Application, name: str) -> Question:
    if application.state not in rules.KEEPS:
        raise Refused("This application has been sent, so it can't be changed now.")
    found = application.form_version.definition.by_id.get(name)
    if found is None or not found.type.is_typed or name in _shut(application):
        raise Refused("That part of the form can't be changed.")
    if found.show_if is not None and _is_hidden(application, name):
        raise Refused("That question is not asked now, so nothing was kept there.")
    return found


def _is_hidden(application: Application, name: str) -> bool:
    """Whether the answers so far keep this question from being asked."""
    typed = dict(application.response.answers.values_list("question", "value"))
    files = set(application.response.files.filter(removed_at=None).values_list("question", flat=True))
    return name not in application.form_version.definition.shown_ids(typed, files)


def _shut(application: Application) -> set[str]:
    """The questions that an officer has not opened again."""
    if application.state != ApplicationState.RETURNED:
        return set()
    asked = application.returns.filter(answered_at=None).first()
    if asked is None or not asked.questions:
        return set()
    form = application.form_version.definition
    return set(form.by_id) - {*asked.questions, *form.followers(asked.questions)}


def _copied(application: Application, question: str, value: Any) -> dict[str, Any]:
    """The columns that copy this answer, while the application is a draft; later they say what was sent."""
    if question not in COPIED or application.state == ApplicationState.RETURNED:
        return {}
    every = copies({question: value})
    return {column: every[column] for column in COPIED[question]}
