"""The questions of a round as people read them: numbered, each with what it asks for and room to write."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from grants.forms.condition_words import describe_condition
from grants.forms.definition import Question, read_definition
from grants.forms.freezing import freeze_questions
from grants.forms.limits import Limits
from grants.forms.paper import PaperAnswer
from grants.forms.questions import NEEDED
from grants.funding.facts import limits_for
from grants.funding.models import Round
from grants.organisations.states import LegalForm


@dataclass(frozen=True)
class PaperQuestion:
    """One question with room for its `answer`.

    `required`: nobody is told that it may be left out. `number`: 0 for words that ask nothing.
    """

    number: int
    label: str
    hint: str
    required: bool
    answer: PaperAnswer


@dataclass(frozen=True)
class PaperSection:
    title: str
    intro: str
    questions: list[PaperQuestion]


def read_questions(round_: Round) -> list[PaperSection]:
    """Return the group's facts, then the frozen form, or the round's own questions before it is frozen.

    Raises Refused when the questions are not ready.
    """
    version = round_.form_version
    form = (
        version.definition
        if version
        else read_definition(freeze_questions(round_.form.questions, [], needed=NEEDED))
    )
    numbers, limits = iter(range(1, 10_000)), limits_for(round_, with_areas=round_.eligible_areas.exists())
    found = [_about_the_group(numbers)]
    known: dict[str, int] = {}
    for section in form.sections:
        known |= {question.id: next(numbers) for question in section.questions if question.type.is_asked}
        questions = [_question(question, limits, known) for question in section.questions]
        found.append(PaperSection(section.title, section.intro, questions))
    return found


def _about_the_group(numbers: Iterator[int]) -> PaperSection:
    """What is asked of every group, once. The same for all rounds."""
    asked = [
        ("What is the group called?", "As on its governing document or its bank account.", 1),
        ("Charity or company number", "If it has one.", 1),
        ("Address and postcode", "Where the group meets or gets its post.", 3),
        ("What is the group for?", "A sentence or two.", 3),
    ]
    found = [
        PaperQuestion(next(numbers), label, hint, not hint.startswith("If"), PaperAnswer(lines=lines))
        for label, hint, lines in asked
    ]
    kinds = PaperAnswer("Tick one.", choices=[str(label) for label in LegalForm.labels])
    found.append(PaperQuestion(next(numbers), "What kind of group is it?", "", True, kinds))
    return PaperSection("About your group", "Asked once. Every later application uses it.", found)


def _question(question: Question, limits: Limits, numbers: dict[str, int]) -> PaperQuestion:
    answer = question.type.on_paper(question, limits)
    conditions = [("Only if", question.show_if), ("Must be answered if", question.required_if)]
    rules = [
        f"{words} {describe_condition(each, numbers)}." for words, each in conditions if each is not None
    ]
    asks = " ".join(filter(None, [*rules, answer.asks]))
    may_be_left = not question.required and question.required_if is None and question.type.is_asked
    hint = " ".join(
        filter(None, (question.hint, getattr(question.options, "text", ""), question.example_words))
    )
    number = numbers.get(question.id, 0)
    return PaperQuestion(number, question.label, hint, not may_be_left, replace(answer, asks=asks))
