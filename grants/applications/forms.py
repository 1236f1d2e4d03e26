"""The forms around an application; its own questions come from the form builder."""

from typing import Any

from django import forms

from fund.common.forms import BaseForm, MomentInput, offer
from grants.applications.equality import QUESTIONS
from grants.applications.models import Application
from grants.organisations.models import Organisation


class ChooseGroupForm(BaseForm):
    """Which of a person's groups applies."""

    group = forms.ChoiceField(
        label="Which group is applying?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the group that is applying"},
    )

    def __init__(self, *args: Any, groups: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", [(group.slug, group.name) for group in groups])
        if len(groups) == 1:
            self.fields["group"].initial = groups[0].slug


class DeclarationForm(BaseForm):
    agreed = forms.BooleanField(
        label="Our group has agreed to send this, and what it says is true as far as we know",
        error_messages={"required": "Tick the box to say that your group agrees and that this is true"},
    )


class ReturnForm(BaseForm):
    message = forms.CharField(
        label="What do you need from the group?",
        help_text="The group reads this as you write it.",
        widget=forms.Textarea({"rows": 5}),
    )
    questions = forms.MultipleChoiceField(
        label="Which questions may they answer again?",
        help_text="Tick none to open all of them.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [q for q in application.form_version.definition if q.type.is_asked]
        choices = [(question.id, question.label) for question in asked]
        offer(self, "questions", choices)


class IneligibleForm(BaseForm):
    reason = forms.CharField(
        label="Why can it go no further?",
        help_text="The group reads this as you write it. Say which rule, and what would fit instead.",
        widget=forms.Textarea({"rows": 5}),
    )


class ExtendForm(BaseForm):
    until = forms.DateTimeField(
        label="Until when may this group send?",
        help_text="London time.",
        widget=MomentInput(),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
        error_messages={"invalid": "Enter a real date and time"},
    )
    reason = forms.CharField(
        label="Why?", help_text="Kept in the history.", widget=forms.Textarea({"rows": 3})
    )


class MessageForm(BaseForm):
    words = forms.CharField(label="Your message", widget=forms.Textarea({"rows": 5}))


class TranscriptForm(BaseForm):
    words = forms.CharField(
        label="What is said",
        help_text="As it is said, without tidying. Put what can't be made out in brackets: [not clear].",
        widget=forms.Textarea({"rows": 14}),
    )


class EqualityForm(BaseForm):
    """Every question may be left unanswered."""

    marks_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, choices) in QUESTIONS.items():
            options = [("", "I would rather not say"), *((choice, choice) for choice in choices)]
            self.fields[name] = forms.ChoiceField(
                label=label, choices=options, widget=forms.RadioSelect, required=False
            )


class CommentForm(BaseForm):
    words = forms.CharField(label="Your comment", widget=forms.Textarea({"rows": 4}))


class CopyForm(BaseForm):
    """Which earlier application is copied from. The page lists them."""

    source = forms.ChoiceField(
        label="Which application?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an application to copy from"},
    )

    def __init__(self, *args: Any, sources: list[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.reference, _say_source(row)) for row in sources]
        offer(self, "source", choices)


def _say_source(row: Application) -> str:
    return f"{row.title or 'No title yet'}, {row.round}, {row.reference} ({row.public_words.lower()})"
