"""A question set in a section: chosen, never copied, so that one change serves every form."""

import json
from typing import Any

from django import forms
from django.apps import apps
from django.utils.functional import cached_property
from wagtail import blocks


class QuestionSetSelect(forms.Select):
    """Each choice carries the words of its questions, so that rules after it can name them."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if question_set := getattr(value, "instance", None):
            option["attrs"]["data-questions"] = json.dumps(question_set.labels)
        return option


class QuestionSetBlock(blocks.ChooserBlock):
    """Stands for all questions of the set. They are put in its place when a form is frozen."""

    widget = QuestionSetSelect(attrs={"data-question-set": ""})

    @cached_property
    def target_model(self) -> Any:
        return apps.get_model("grants_forms", "QuestionSet")

    class Meta:
        icon = "list-ul"
        label = "Question set"
        group = "Kept for every form"
        help_text = "Its questions are asked here. Change them under Funding, Question sets."

    def get_form_state(self, value: Any) -> Any:
        return self.widget.format_value(self.get_prep_value(value))
