"""Controls drawn by us are the controls that Django's own templates draw, to the letter."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from hypothesis import given, settings
from hypothesis import strategies as st

from fund.common.forms import FormRenderer, MomentInput, MoneyInput
from fund.common.quick_widgets import draw

CHOICES = [("a", "A & b"), ("<b>", '"B"'), (mark_safe("c&amp;"), mark_safe("<i>C</i>"))]
WIDGETS = [
    forms.TextInput(), forms.NumberInput({"step": 0.5, "min": None}), forms.EmailInput(),
    forms.HiddenInput(), forms.DateInput(), forms.TimeInput(), forms.URLInput(), forms.CheckboxInput(),
    forms.Textarea({"rows": 5}), MoneyInput(), MomentInput(), forms.RadioSelect(choices=CHOICES),
    forms.CheckboxSelectMultiple(choices=CHOICES), forms.Select(choices=CHOICES), forms.FileInput(),
    forms.PasswordInput(render_value=True), forms.ClearableFileInput(),
    forms.Select(choices=[("Some", CHOICES), ("d", "Alone")]), forms.SelectMultiple(choices=CHOICES),
]  # fmt: skip
ATTRIBUTES: dict[str, Any] = {
    "id": "id_x", "disabled": True, "required": False, "data-n": 3, 'title"<': "<&\">'",
    "safe": mark_safe("&amp;"),
}  # fmt: skip
values = st.one_of(
    st.none(), st.text(max_size=20), st.integers(), st.sampled_from([mark_safe("&lt;"), "", 0, "a"])
)


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@settings(deadline=None, max_examples=25)
@given(value=values)
def test_widget_is_drawn_as_its_template_draws_it(widget: forms.Widget, value: Any) -> None:
    if isinstance(widget, forms.CheckboxSelectMultiple):
        value = [value]
    for attributes in ({}, ATTRIBUTES):
        ours = widget.render("n<a>me", value, attributes, FormRenderer())
        assert ours == widget.render("n<a>me", value, attributes, TemplatesSetting())


@pytest.mark.parametrize("widget", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_each_choice_is_drawn_as_its_template_draws_it(widget: type[forms.RadioSelect]) -> None:
    class Form(forms.Form):
        one = forms.MultipleChoiceField(choices=CHOICES, widget=widget)

    found = [
        [(each.tag(), each.tag(wrap_label=True)) for each in Form({"one": ["a"]}, renderer=renderer())["one"]]
        for renderer in (FormRenderer, TemplatesSetting)
    ]
    assert found[0] == found[1]


def test_other_templates_are_left_alone() -> None:
    assert draw("django/forms/widgets/clearable_file_input.html", {}) is None
