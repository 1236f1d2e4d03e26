"""A time of day is read as people write it, and read back as people say it."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.forms.definition import Section
from grants.forms.display import display_answer
from grants.forms.limits import Limits
from grants.forms.section_form import SectionForm, build_section_form
from grants.forms.types.time_of_day import INVALID, format_time_of_day, read_time
from tests.grants.forms.questions import question

ASKED = question("time_of_day", id="when", label="When do you meet?")


def form_with(typed: object) -> SectionForm:
    return build_section_form(Section("s", "S", "", (ASKED,)), limits=Limits(), typed={"when": typed})


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("6:30pm", "18:30", "6:30pm"),
        ("6 PM", "18:00", "6pm"),
        ("18.30", "18:30", "6:30pm"),
        ("9am", "09:00", "9am"),
        ("12am", "00:00", "midnight"),
        ("12pm", "12:00", "noon"),
        ("00:05", "00:05", "12:05am"),
    ],
)
def test_time_is_read_as_it_is_written(typed: str, kept: str, said: str) -> None:
    form = form_with(typed)
    assert form.is_valid()
    assert form.submitted_values() == {"when": kept}
    assert display_answer(ASKED, typed, {}).lines == display_answer(ASKED, kept, {}).lines == [said]


@pytest.mark.parametrize("typed", ["6", "25:00", "13pm", "0am", "6:60pm", "half past six", "6:3pm", "١٨:٣٠"])
def test_what_is_no_time_is_refused_in_words_and_shown_as_wrong(typed: str) -> None:
    assert [problem.text for problem in form_with(typed).problems()] == [INVALID]
    assert display_answer(ASKED, typed, {}).shown.wrong


def test_time_must_be_given_where_it_is_needed() -> None:
    assert [problem.missing for problem in form_with("").problems()] == [True]


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_every_time_is_read_back_as_it_was(moment: time) -> None:
    assert read_time(moment.strftime("%H:%M")) == moment
    said = format_time_of_day(moment)
    assert said in ("noon", "midnight") or read_time(said) == moment
