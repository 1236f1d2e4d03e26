from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from fund.common.errors import Refused
from fund.common.forms import BaseForm, MoneyFormField, WordsField
from fund.common.tiles import Tile


def _render(source: str, **context: Any) -> str:
    return Template("{% load fund_tags drawings %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Decimal("24000.00"), "£24,000"),
        (Decimal("24000.50"), "£24,000.50"),
        (Decimal("-12.00"), "-£12"),
        (0, "£0"),
        (None, ""),
    ],
)
def test_money_shows_pence_only_where_there_are_some(amount: Any, said: str) -> None:
    assert _render("{{ amount|money }}", amount=amount) == said


def test_percent_and_file_size() -> None:
    source = "{{ a|percent }} {{ b|percent:1 }} {{ c|file_size }} {{ d|file_size }}"
    assert _render(source, a=12, b=33.33, c=840_000, d=2_100_000) == "12% 33.3% 840 kB 2.1 MB"


def test_day_of_a_moment_is_the_london_day() -> None:
    late = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
    assert (
        _render("{{ late|day }}, {{ plain|day }}", late=late, plain=date(2026, 1, 6))
        == "1 July 2025, 6 January 2026"
    )


def test_tag_for_a_state_takes_its_house_colour() -> None:
    assert (
        _render('{% tag_for "returned" "Question asked" %}')
        == '<span class="tag tag--warn">Question asked</span>'
    )


def test_tag_for_an_unknown_state_is_plain_information() -> None:
    assert _render('{% tag_for "under_assessment" %}') == '<span class="tag">Under assessment</span>'


def test_tag_escapes_its_words() -> None:
    assert _render("{% tag words %}", words="<b>") == '<span class="tag">&lt;b&gt;</span>'


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("/funding/", 'aria-current="page"'),
        ("/funding/big-ideas/", 'aria-current="true"'),
        ("/stories/", ""),
    ],
)
def test_navigation_marks_where_you_are(path: str, mark: str) -> None:
    assert _render('{% active_nav "/funding/" %}', request=RequestFactory().get(path)) == mark


def test_navigation_with_no_request_marks_nothing() -> None:
    assert _render('{% active_nav "/funding/" %}') == ""


class _Idea(BaseForm):
    title = forms.CharField(label="What is it called?", help_text="A few words.")
    amount = MoneyFormField(label="How much", least=Decimal(2001), most=Decimal(60000))
    idea = WordsField(label="Your idea", word_limit=3)
    who = forms.ChoiceField(
        label="Who is it for", widget=forms.RadioSelect, choices=[("a", "All"), ("b", "Few")]
    )
    agreed = forms.BooleanField(label="We agreed")
    note = forms.CharField(label="Note", required=False)


def _wrong() -> _Idea:
    return _Idea({"amount": "75,000", "idea": "one two three four"})


def test_problems_name_the_question_and_lead_to_its_control() -> None:
    rendered = _render(
        "{% problems_of problems form as all %}{% for p in all %}{{ p.text }}#{{ p.target }}\n{% endfor %}",
        form=_wrong(), problems="It closed at 5pm.",
    )  # fmt: skip
    assert rendered.splitlines() == [
        "It closed at 5pm.#",
        "Answer “What is it called?”#id_title",
        "Enter an amount between £2,001 and £60,000#id_amount",
        "Use 3 words or fewer. You have used 4, which is 1 too many.#id_idea",
        "Choose who is it for#id_who_0",
        "Tick “We agreed” to go on#id_agreed",
    ]


def test_problem_that_names_nothing_is_given_the_name_of_its_question() -> None:
    class Plain(forms.Form):
        email = forms.CharField(label="E-mail")

    source = "{% problems_of form as all %}{{ all.0.text }}"
    assert _render(source, form=Plain({})) == "E-mail: this field is required."


def test_refusal_is_said_beside_its_field_or_on_top() -> None:
    form = _Idea({"amount": "3000", "idea": "one", "title": "Growers", "who": "a", "agreed": "on"})
    assert form.is_valid()
    form.refuse(Refused("That is more than is left.", field="amount"))
    form.refuse(Refused("The round closed at 5pm.", field="not_here"))
    assert form.errors["amount"] == ["That is more than is left."]
    assert form.non_field_errors() == ["The round closed at 5pm."]


def test_field_ties_hint_and_error_to_its_control() -> None:
    html = _render('{% include "components/_field.html" with field=form.title %}', form=_wrong())
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<div class="hint" id="id_title_helptext">A few words.</div>' in html
    assert (
        '<div id="id_title_error"><p class="error"><span class="hidden-visually">Error:</span> Answer' in html
    )


def test_field_of_choices_is_a_fieldset_with_a_legend() -> None:
    html = _render('{% include "components/_field.html" with field=form.who %}', form=_Idea())
    assert '<fieldset class="field">' in html
    assert "<legend>Who is it for</legend>" in html
    assert '<label for="id_who_1">Few</label>' in html


def test_field_of_money_has_its_pound_sign() -> None:
    html = _render(
        '{% include "components/_field.html" with field=form.amount %}', form=_Idea({"amount": "75,000"})
    )
    assert '<span aria-hidden="true">£</span><input type="text" name="amount" value="75,000"' in html


def test_whole_form_uses_our_fields_and_marks_what_is_optional() -> None:
    html = _render("{{ form }}", form=_Idea())
    assert html.count('class="field"') == 6
    assert html.count("(optional)") == 1
    assert "data-word-limit" in html
    assert "<ul" not in html


def test_money_field_reads_what_people_type() -> None:
    field = MoneyFormField(required=False)
    assert [field.clean(text) for text in ("£2,000", " 2000.5 ", "")] == [
        Decimal(2000),
        Decimal("2000.50"),
        None,
    ]
    with pytest.raises(forms.ValidationError, match="Enter an amount in pounds, like 2,000 or 2,000.50"):
        field.clean("two thousand")


def test_tile_map_gives_words_for_the_picture() -> None:

    tiles = [Tile(["Ince"], "£702k", 5, 0, 0), Tile(["Lowton", "East"], "£176k", 0, 1, 1)]
    html = _render('{% tile_map tiles "Awards by ward" "Ince received most" low="£170k" %}', tiles=tiles)
    assert '<title id="map-title-1">Awards by ward</title>' in html
    assert html.count("<polygon") == 2
    assert 'class="tile__value light">£702k' in html
