"""Freezing a form, setting money aside, and putting a round away."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.money import ZERO, format_money
from grants.forms import actions as forms
from grants.forms.freezing import freeze_questions
from grants.forms.models import FormVersion, QuestionSet
from grants.forms.questions import NEEDED
from grants.funding import rules, verbs  # noqa: F401
from grants.funding.allocations import lock_pots, pots_from
from grants.funding.models import Allocation, Criterion, Fund, Round
from grants.funding.promised import too_little
from grants.funding.question_sets import rounds_using
from grants.funding.scored import is_scored
from grants.funding.states import RoundState
from grants.places.models import Area


@transaction.atomic
def freeze_form(round_: Round, *, by: User | None = None) -> FormVersion:
    """Freeze the form of the round. A new version is made only if something has changed since the last.

    Raises Refused when a built-in question that later stages need is missing.
    """
    row = lock(round_)
    version, is_new = forms.freeze_form(row.form, needed=NEEDED)
    if is_new:
        record("form_frozen", row, by=by, number=version.number)
    round_.form.current_version = version
    return version


def pending_changes(round_: Round) -> list[str]:
    """What publishing would change for people who fill the form in, in sentences; none where nothing would.

    Raises Refused when the questions can't be frozen as they stand.
    """
    return forms.pending_changes(round_.form, needed=NEEDED)


@transaction.atomic
def publish_form(round_: Round, *, by: User) -> FormVersion:
    """Let the changed questions of an open round count from now on. Drafts follow when next opened."""
    row = lock(round_)
    if row.state != RoundState.OPEN or row.form_version is None:
        raise Refused("A new version can be published while a round is open. Before that, save the round.")
    changes = pending_changes(row)
    if not changes:
        raise Refused("Nothing has changed since the form was last published.")
    version = freeze_form(round_, by=by)
    record("form_published", row, by=by, number=version.number, changes=changes)
    return version


@transaction.atomic
def save_question_set(form: Any, *, by: User) -> QuestionSet:
    """Save a set as the admin's `form` has it. Planned forms follow; open ones once they are published.

    Raises Refused when a form that it stands in would no longer work.
    """
    form.instance.changed_at = timezone.now()
    question_set: QuestionSet = form.save()
    for round_ in rounds_using(question_set):
        try:
            freeze_questions(round_.form.questions, [], needed=NEEDED)
        except Refused as refused:
            words = f"This would break the form of “{round_}”. {refused.sentence}"
            raise Refused(words, field="questions") from refused
    record("question_set_saved", question_set, by=by)
    return question_set


def form_of(round_: Round) -> FormVersion:
    """The form to start an application with: the frozen one, frozen now if the sweep has not come by."""
    return round_.form_version or freeze_form(round_)


def lock_fund(fund: Fund) -> Fund:
    """Hold the fund, so that two people cannot set aside the same money at the same moment."""
    return Fund.objects.select_for_update().get(pk=fund.pk)


def allocated_in(fund: Fund, *, but: Iterable[int] = ()) -> Decimal:
    """Pounds set aside in `fund`, less the allocations named by `but`."""
    rows = Allocation.objects.filter(fund=fund).exclude(pk__in=list(but))
    return rows.aggregate(sum=Sum("amount"))["sum"] or ZERO


@transaction.atomic
def set_aside(
    round_: Round, amount: Decimal, *, by: User | None, neighbourhood: Area | None = None
) -> Allocation:
    """Set `amount` pounds of the round's fund aside for it, in place of what was set aside there before."""
    if round_.is_test:
        raise Refused("A test round holds no money.", field="amount")
    fund = lock_fund(round_.fund)
    existing = Allocation.objects.filter(round=round_, area=neighbourhood).first()
    others = allocated_in(fund, but=[existing.pk] if existing else [])
    if sentence := rules.too_much(fund, others + amount):
        raise Refused(sentence, field="amount")
    row = existing or Allocation(fund=fund, round=round_, area=neighbourhood)
    row.amount = amount
    kept = Allocation.objects.filter(round=round_).exclude(pk=row.pk)
    _refuse_too_little(round_, [*kept, row])
    row.save()
    where = str(neighbourhood) if neighbourhood else "anywhere"
    record("money_set_aside", round_, by=by, amount=format_money(amount).removeprefix("£"), where=where)
    return row


@transaction.atomic
def save_fund(form: Any, *, by: User) -> Fund:
    """Save a fund as the admin's `form` has it. Its total never falls below what is set aside."""
    if form.instance.pk:
        lock_fund(form.instance)
        if sentence := rules.too_much(form.instance, allocated_in(form.instance)):
            raise Refused(sentence, field="total")
    fund: Fund = form.save()
    record("fund_saved", fund, by=by)
    return fund


@transaction.atomic
def save_round(form: Any, *, by: User) -> Round:
    """Save a round with its allocations and criteria as the admin's `form` has them.

    Raises Refused when the allocations of its fund would exceed the fund, whoever else saves meanwhile,
    and when criteria would change that assessors have scored by.
    """
    fund = lock_fund(form.cleaned_data["fund"])
    _refuse_wrong_criteria(form)
    rows = _kept(form.formsets["allocations"])
    places = [row.cleaned_data["area"] for row in rows]
    if len(set(places)) < len(places):
        raise Refused("Set money aside once for each neighbourhood, and once for anywhere.")
    for row in rows:
        row.instance.fund = fund
    if rows and form.cleaned_data["is_test"]:
        raise Refused("A test round holds no money. Take its money out.")
    own = Allocation.objects.filter(round=form.instance.pk).values_list("pk", flat=True)
    together = sum((row.cleaned_data["amount"] for row in rows), ZERO)
    if sentence := rules.too_much(fund, allocated_in(fund, but=own) + together):
        raise Refused(sentence)
    if form.instance.pk:
        _refuse_too_little(form.instance, [row.instance for row in rows])
    round_: Round = form.save()
    record("round_saved", round_, by=by)
    return round_


def _refuse_too_little(round_: Round, allocations: Iterable[Allocation]) -> None:
    """Raises Refused where `allocations`, in place of the round's own, would not hold what it promised."""
    lock_pots(round_)
    if sentence := too_little(round_, pots_from(allocations)):
        raise Refused(sentence, field="amount")


def _refuse_wrong_criteria(form: Any) -> None:
    """Raises Refused where two criteria share a name, or the rubric would change that has been scored by."""
    rows = _kept(form.formsets["criteria"])
    names = [row.cleaned_data["name"] for row in rows]
    if len(set(names)) < len(names):
        raise Refused("Give each criterion a name of its own.")
    if not form.instance.pk or not is_scored(form.instance):
        return
    if _rubric(row.instance for row in rows) != _rubric(Criterion.objects.filter(round=form.instance.pk)):
        raise Refused(
            "Assessors have begun to score. The criteria, their weights and the number of their scores stay."
        )


def _rubric(criteria: Iterable[Criterion]) -> set[tuple[int | None, int, int, bool]]:
    """What a score is reckoned from; how it is worded may still be put better."""
    return {(row.pk, row.weight, row.top, row.may_not_apply) for row in criteria}


def _kept(formset: Any) -> list[Any]:
    """The rows of the admin's form that are filled in and stay."""
    return [row for row in formset.forms if row.cleaned_data and not row.cleaned_data.get("DELETE")]


@transaction.atomic
def archive_round(round_: Round, *, by: User) -> None:
    """Put a round away that nothing more will happen to. Twice is once."""
    row = lock(round_)
    if row.archived_at:
        return
    if row.state not in (RoundState.CLOSED, RoundState.DECIDED):
        raise Refused("A round can be archived once it has closed.")
    round_.archived_at = row.archived_at = timezone.now()
    row.save(update_fields=["archived_at"])
    record("round_archived", row, by=by)


@transaction.atomic
def bring_back_round(round_: Round, *, by: User) -> None:
    """Take a round out of the archive, to where its dates have it. Twice is once."""
    row = lock(round_)
    if row.archived_at is None:
        return
    round_.archived_at = row.archived_at = None
    row.save(update_fields=["archived_at"])
    record("round_brought_back", row, by=by)


def freeze_due_forms(moment: datetime | None = None) -> int:
    """Freeze the form of each round that has opened without one. The clock calls this; it may call twice."""
    done = 0
    for round_ in Round.objects.open_at(moment or timezone.now()).filter(form__current_version=None):
        try:
            freeze_form(round_)
            done += 1
        except Refused:
            continue
    return done
