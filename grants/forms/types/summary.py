"""The idea in a sentence or two. Built in: it is published when a grant is awarded."""

from dataclasses import dataclass

from django import forms
from wagtail import blocks

from fund.common.forms import WordsField
from grants.forms.blocks import BuiltInBlock
from grants.forms.definition import Question
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer, lines_for_words
from grants.forms.types.base import BUILT_IN_GROUP, QuestionType, described
from grants.forms.types.long_text import WORDS_A_MINUTE


@dataclass(frozen=True)
class Options:
    """`words`: the most."""

    words: int = 250


class SummaryBlock(BuiltInBlock):
    words = blocks.IntegerBlock(default=60, min_value=1, max_value=300, label="Most words")


class Summary(QuestionType):
    name = "summary"
    order = 210
    Options = Options
    is_long_text = True
    is_built_in = True
    is_required_always = True
    joins_with = "\n\n"

    def block(self) -> blocks.Block:
        return SummaryBlock(icon="pilcrow", label="Built in: summary", group=BUILT_IN_GROUP)

    def minutes_for(self, question: Question) -> int:
        return max(2, question.options.words // WORDS_A_MINUTE)

    def field(self, question: Question, limits: Limits) -> forms.Field:
        most = question.options.words
        rows = 4 if most <= 100 else 8
        return WordsField(word_limit=most, rows=rows, **described(question, f"Up to {most} words."))

    def on_paper(self, question: Question, limits: Limits) -> PaperAnswer:
        words = question.options.words
        return PaperAnswer(f"Up to {words} words.", lines=lines_for_words(words))


TYPE = Summary()
