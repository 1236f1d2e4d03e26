"""The questions of equality monitoring, and their totals with small numbers left out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from grants.applications.models import EqualityAnswer

QUESTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "age": ("How old are you?", ("Under 18", "18 to 24", "25 to 44", "45 to 64", "65 or over")),
    "sex": ("What is your sex?", ("Female", "Male")),
    "disabled": ("Do you have a disability or a long-term condition?", ("Yes", "No")),
    "ethnic_group": (
        "What is your ethnic group?",
        (
            "Asian or Asian British",
            "Black, Black British, Caribbean or African",
            "Mixed or multiple ethnic groups",
            "White",
            "Another ethnic group",
        ),
    ),
    "carer": ("Do you look after somebody without being paid for it?", ("Yes", "No")),
}
FEWEST = 5


@dataclass(frozen=True)
class Total:
    """One answer and how many gave it; None where that is too few to be shown."""

    answer: str
    count: int | None


def totals_of(rows: Iterable[EqualityAnswer]) -> list[tuple[str, list[Total]]]:
    """Each question with its totals. A number under five is left out, and so is what would give it away."""
    given = [row.answers for row in rows]
    return [
        (label, _suppress(Counter(answers[name] for answers in given if answers.get(name)), choices))
        for name, (label, choices) in QUESTIONS.items()
    ]


def _suppress(counts: Counter[str], choices: tuple[str, ...]) -> list[Total]:
    shown = {choice: counts[choice] for choice in choices if counts[choice] >= FEWEST}
    hidden = [choice for choice in choices if 0 < counts[choice] < FEWEST]
    if len(hidden) == 1 and shown:
        # One gap could be worked out from the sum of all, so the smallest of the others goes too.
        del shown[min(shown, key=lambda choice: shown[choice])]
    return [Total(choice, shown.get(choice, None if counts[choice] else 0)) for choice in choices]
