"""Long text, limited in words. Where its editor allows, a recording may stand in place of the words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from wagtail import blocks

from fund.common.forms import WordsField
from fund.files.recordings import RECORDINGS
from grants.forms.blocks import QuestionBlock
from grants.forms.definition import Question
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer, lines_for_words
from grants.forms.types.base import Fields, QuestionType, described

if TYPE_CHECKING:
    from grants.forms.section_form import SectionForm

MOST_RECORDINGS = 3
WORDS_A_MINUTE = 20


@dataclass(frozen=True)
class Options:
    """`words`: the most. `recording`: whether sound or video may be given instead."""

    words: int = 250
    recording: bool = False


class LongTextBlock(QuestionBlock):
    words = blocks.IntegerBlock(default=250, min_value=1, max_value=5000, label="Most words")
    recording = blocks.BooleanBlock(
        required=False,
        default=False,
        label="May be said in a recording",
        help_text="Groups may give sound or video in place of written words. An officer types what is said.",
    )

    class Meta:
        icon = "pilcrow"
        label = "Long text"


class LongText(QuestionType):
    name = "long_text"
    order = 20
    Options = Options
    is_long_text = True
    joins_with = "\n\n"

    def block(self) -> blocks.Block:
        return LongTextBlock()

    def minutes_for(self, question: Question) -> int:
        return max(2, question.options.words // WORDS_A_MINUTE)

    def field(self, question: Question, limits: Limits) -> forms.Field:
        most = question.options.words
        rows = 4 if most <= 100 else 8
        return WordsField(word_limit=most, rows=rows, **described(question, f"Up to {most} words."))

    def fields(self, question: Question, limits: Limits, *, typed_rows: int, rows: int) -> Fields:
        """Words, or sound or video, or both. Whether one of them is needed is validated by both together.

        No `capture` on the control: with it phones go straight to the camera, and who has a recording
        already, or would rather not be filmed, can't give it. Without it they offer recorder and files.
        """
        words = self.field(question, limits)
        if not self.takes_recording(question):
            return {question.id: words}
        words.needed, words.required = words.required, False  # type: ignore[attr-defined]
        pieces = f"in up to {MOST_RECORDINGS} pieces of {RECORDINGS.most_mb} MB: {RECORDINGS.words}."
        recording = forms.FileField(
            label="Or say it in a recording",
            required=False,
            widget=forms.FileInput(attrs={"accept": "audio/*,video/*"}),
            help_text=f"A phone can record it here. Somebody here types out what you say. Sound or video, {pieces}",
        )
        recording.needed = True  # type: ignore[attr-defined]
        return {question.id: words, self.file_field(question): recording}

    def takes_recording(self, question: Question) -> bool:
        return bool(question.options.recording)

    def file_field(self, question: Question) -> str:
        return f"{question.id}_recording" if self.takes_recording(question) else ""

    def most_files(self, question: Question) -> int:
        return MOST_RECORDINGS if self.takes_recording(question) else 0

    def validate(self, form: "SectionForm", question: Question, cleaned: dict[str, Any]) -> None:
        """Where a recording may stand in place of words, one of the two is there."""
        name = question.id
        needed = getattr(form.fields[name], "needed", False)
        if needed and not (cleaned.get(name) or name in form.errors or form.given_files.get(name)):
            form.say(name, f"Enter your answer to “{question.label}”, or add a recording", missing=True)

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        words = question.options.words
        recording = " Or say it in a recording, sound or video." if self.takes_recording(question) else ""
        return PaperAnswer(f"Up to {words} words.{recording}", lines=lines_for_words(words))


TYPE = LongText()
