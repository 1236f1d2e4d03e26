"""What assessors and officers fill in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from fund.accounts.models import User
from fund.common.forms import BaseForm, MomentInput, MoneyFormField, SeveralRows, offer
from grants.assessment.actions import Given
from grants.assessment.models import Assessment, Decision, Panel
from grants.assessment.scoring import counts_for
from grants.assessment.states import Outcome
from grants.funding.models import Criterion

DOES_NOT_APPLY = "none"


@dataclass(frozen=True)
class Question:
    """One criterion on the scoring page, with its two fields."""

    number: int
    criterion: Criterion
    percent: Any
    score: forms.BoundField
    reason: forms.BoundField


class ScoresForm(BaseForm):
    """All criteria of one assessment. Nothing is required until it is sent: half-done work is kept."""

    marks_optional = False

    def __init__(self, assessment: Assessment, data: Any = None) -> None:
        self.assessment = assessment
        self.criteria = list(assessment.application.round.criteria.all())
        super().__init__(data, initial=_scores_so_far(assessment, self.criteria))
        for number, criterion in enumerate(self.criteria, start=1):
            self.fields[f"score-{number}"] = _score_field(criterion)
            self.fields[f"reason-{number}"] = forms.CharField(
                label="Why this score?", required=False, widget=forms.Textarea({"rows": 4})
            )
        self.fields["comment"] = forms.CharField(
            label="Anything else the panel should know",
            required=False,
            widget=forms.Textarea({"rows": 3}),
        )

    def questions(self) -> list[Question]:
        weights = [criterion.weight for criterion in self.criteria]
        return [
            Question(
                number,
                criterion,
                counts_for(criterion.weight, weights),
                self[f"score-{number}"],
                self[f"reason-{number}"],
            )
            for number, criterion in enumerate(self.criteria, start=1)
        ]

    def given(self) -> dict[Criterion, Given]:
        return {
            criterion: _given(self.cleaned_data[f"score-{number}"], self.cleaned_data[f"reason-{number}"])
            for number, criterion in enumerate(self.criteria, start=1)
        }


def _score_field(criterion: Criterion) -> forms.ChoiceField:
    choices: list[tuple[str, str]] = [(str(value), words) for value, words in criterion.levels]
    if criterion.may_not_apply:
        choices.append((DOES_NOT_APPLY, "Does not apply"))
    return forms.ChoiceField(label=criterion.name, required=False, choices=choices, widget=forms.RadioSelect)


def _scores_so_far(assessment: Assessment, criteria: Sequence[Criterion]) -> dict[str, Any]:
    scores = {score.criterion_id: score for score in assessment.scores.all()}
    initial: dict[str, Any] = {"comment": assessment.comment}
    for number, criterion in enumerate(criteria, start=1):
        if score := scores.get(criterion.pk):
            initial[f"score-{number}"] = DOES_NOT_APPLY if score.does_not_apply else score.value
            initial[f"reason-{number}"] = score.reason
    return initial


def _given(chosen: str, reason: str) -> Given:
    if chosen == DOES_NOT_APPLY:
        return Given(does_not_apply=True, reason=reason)
    return Given(value=int(chosen) if chosen else None, reason=reason)


class ConflictForm(BaseForm):
    reason = forms.CharField(
        label="What is your tie to this application?",
        help_text="For example: I belong to the group, a relative works there, I would gain from it.",
        widget=forms.Textarea({"rows": 3}),
    )


class FoundConflictForm(BaseForm):
    """A tie that an officer has found or been told of."""

    user = forms.ModelChoiceField(User.objects.none(), label="Who has the tie", empty_label="Choose a person")
    reason = forms.CharField(label="What the tie is", widget=forms.Textarea({"rows": 2}))

    def __init__(self, people: Any, data: Any = None) -> None:
        super().__init__(data, prefix="tie")
        offer(self, "user", people)


class LiftConflictForm(BaseForm):
    """A tie that staff wrote down by mistake."""

    user = forms.ModelChoiceField(User.objects.none(), label="Whose conflict", empty_label="Choose a person")
    reason = forms.CharField(label="Why it was a mistake", widget=forms.Textarea({"rows": 2}))

    def __init__(self, people: Any, data: Any = None) -> None:
        super().__init__(data, prefix="lift")
        offer(self, "user", people)


class AssignForm(BaseForm):
    member = forms.ModelChoiceField(User.objects.none(), label="Assessor", empty_label="Choose a member")

    def __init__(self, people: Any, data: Any = None) -> None:
        super().__init__(data, prefix="assign")
        offer(self, "member", people)


class EvenlyForm(BaseForm):
    per_application = forms.IntegerField(label="Assessors for each application", min_value=1, max_value=20)


class PanelForm(BaseForm):
    """The name, quorum and people of a panel."""

    name = forms.CharField(label="Name of the panel", max_length=150)
    quorum = forms.IntegerField(
        label="Quorum",
        min_value=1,
        max_value=50,
        help_text="How many members without a tie have to be present",
    )
    members = SeveralRows(
        User.objects.none(), label="Members", required=False, widget=forms.CheckboxSelectMultiple
    )
    chair = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="Nobody yet")

    def __init__(self, people: Any, data: Any = None, *, panel: Panel | None = None, **kwargs: Any) -> None:
        if panel is not None:
            members = [seat.user_id for seat in panel.seats.all()]
            facts = {"name": panel.name, "quorum": panel.quorum, "chair": panel.chair_id}
            kwargs["initial"] = {**facts, "members": members}
        super().__init__(data, **kwargs)
        for name in ("members", "chair"):
            offer(self, name, people)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        chair = given.get("chair")
        if chair and chair not in given.get("members", []):
            self.add_error("chair", "Choose a chair from the members you have ticked")
        return given


class DecisionForm(BaseForm):
    """Award, reserve or decline. Which of the two numbers counts depends on the outcome."""

    outcome = forms.ChoiceField(
        label="Outcome",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose award, reserve or decline"},
    )
    amount = MoneyFormField(
        label="Amount to award", required=False, help_text="For an award. It may be less than was asked."
    )
    reserve_place = forms.IntegerField(
        label="Place in the queue", required=False, min_value=1, max_value=999, help_text="For a reserve"
    )
    reasons = forms.CharField(
        label="Reasons",
        help_text="The group reads these words. Say what was good, and what would have made it better.",
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": "Write the reasons, for the group to read"},
    )
    marks_optional = False

    def __init__(self, data: Any = None, *, decision: Decision | None, asked: Any) -> None:
        initial: dict[str, Any] = {"amount": asked}
        if decision is not None:
            initial = {name: getattr(decision, name) for name in self.base_fields}
            initial["amount"] = decision.amount or asked
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        needs = {Outcome.AWARD.value: "amount", Outcome.RESERVE.value: "reserve_place"}
        missing = {"amount": "Enter the amount to award", "reserve_place": "Enter the place in the queue"}
        name = needs.get(given.get("outcome", ""))
        if name and given.get(name) is None and name not in self.errors:
            self.add_error(name, missing[name])
        return given


class ReopenForm(BaseForm):
    reason = forms.CharField(label="Why is it opened again?", widget=forms.Textarea({"rows": 2}))


class MeetingForm(BaseForm):
    """A sitting, who was there, and which prepared decisions it agreed."""

    held_at = forms.DateTimeField(label="When it began", widget=MomentInput)
    place = forms.CharField(label="Where", max_length=150, required=False)
    present = SeveralRows(User.objects.none(), label="Who was present", widget=forms.CheckboxSelectMultiple)
    minutes = forms.CharField(label="Minutes", required=False, widget=forms.Textarea({"rows": 6}))
    decisions = SeveralRows(
        Decision.objects.none(),
        label="Decisions the meeting agreed",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one decision"},
    )

    def __init__(self, people: Any, prepared: Any, data: Any = None) -> None:
        ticked = [decision.pk for decision in prepared]
        now = timezone.localtime().replace(second=0, microsecond=0)
        super().__init__(data, initial={"decisions": ticked, "held_at": now})
        offer(self, "present", people)
        offer(self, "decisions", prepared)
        self.fields["decisions"].label_from_instance = format_decision  # type: ignore[attr-defined]


def format_decision(decision: Decision) -> str:
    from_group = decision.application.organisation
    return f"{decision.application.reference}, {from_group}: {decision.words.lower()}"
