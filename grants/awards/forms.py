"""Forms of groups and of officers about awards."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files import File

from fund.accounts.models import User
from fund.common.forms import BaseForm, FilterForm, WordsField, offer
from grants.awards.models import Milestone
from grants.awards.rules import is_own_name
from grants.awards.states import AwardState
from grants.funding.models import Round
from grants.places.models import Area

ANY = ("", "Any")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files, as a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[File[Any]]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            super().clean(None, initial)
        return [super(ManyFilesField, self).clean(one, initial) for one in given]


class AcceptForm(BaseForm):
    agreed = forms.BooleanField(label="I have read the agreement and I accept it for our group")
    name = forms.CharField(label="Your full name", max_length=120, help_text="This is your signature.")
    other_name = forms.BooleanField(label="This is my name, though my account says another", required=False)

    def __init__(self, data: Any = None, *, signer: User) -> None:
        super().__init__(data)
        # Asked for only where the name that was typed is another.
        typed = str((data or {}).get("name", ""))
        if not typed.strip() or is_own_name(typed, signer):
            del self.fields["other_name"]


class EvidenceForm(BaseForm):
    words = WordsField(
        label="What did you do?", word_limit=500, required=False, help_text="Plain words are best."
    )
    uploads = ManyFilesField(
        label="Files", required=False, help_text="Photos, receipts, a poster, a register: up to 10 files."
    )


class WordsForm(BaseForm):
    words = WordsField(
        label="What do you need from the group?", word_limit=300, help_text="The group reads this."
    )


class ReasonForm(BaseForm):
    reason = WordsField(label="Why?", word_limit=200, rows=4)


class GroupReasonForm(BaseForm):
    reason = WordsField(label="Why?", word_limit=200, rows=4, help_text="The group reads this.")


class RequirementForm(BaseForm):
    text = WordsField(
        label="What must the group do or send?", word_limit=100, rows=3, help_text="The group reads this."
    )
    milestone = forms.ChoiceField(label="What waits for it?", required=False)
    gates_payment = forms.BooleanField(
        label="Nothing is paid before it is accepted", required=False, initial=True
    )

    def __init__(self, *args: Any, milestones: Sequence[Milestone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.number), f"Milestone {each.number}: {each.title}") for each in milestones]
        offer(self, "milestone", [("", "The whole grant"), *choices])
        self._milestones = {str(each.number): each for each in milestones}

    def clean_milestone(self) -> Milestone | None:
        return self._milestones.get(self.cleaned_data["milestone"])


class GrantFilters(FilterForm):
    q = forms.CharField(label="Reference, group or words", max_length=100)
    round = forms.ChoiceField(label="Round")
    state = forms.ChoiceField(label="State", choices=[ANY, *AwardState.choices])
    waiting = forms.ChoiceField(
        label="Milestones with",
        choices=[ANY, ("evidence", "Evidence to look at"), ("overdue", "A date that has passed")],
    )
    area = forms.ChoiceField(label="Neighbourhood")

    def __init__(self, data: Any, *, rounds: Sequence[Round], areas: Sequence[Area]) -> None:
        super().__init__(data)
        self._rounds = {row.slug: row.pk for row in rounds}
        self._areas = {row.code: row.pk for row in areas}
        offer(self, "round", [ANY, *((row.slug, row.name) for row in rounds)])
        offer(self, "area", [ANY, *((row.code, row.name) for row in areas)])

    def clean_round(self) -> int | None:
        return self._rounds.get(self.cleaned_data["round"])

    def clean_area(self) -> int | None:
        return self._areas.get(self.cleaned_data["area"])
