"""The questions of a round as people read them: numbered, each with what it asks for and room to write."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil
from typing import Any

from fund.common.money import format_money
from grants.organisations.states import LegalForm
from grants.programmes.freezing import freeze_questions
from grants.programmes.models import Round
from grants.programmes.reading import eligible_wards
from grants.programmes.typed import takes_recording

WORDS_A_LINE = 11
MOST_LINES = 30
ROWS_ON_PAPER = 5


@dataclass(frozen=True)
class PaperQuestion:
    """One question. `asks`: what kind of answer. `lines`: room to write; `columns`: a table to fill in."""

    number: int
    label: str
    hint: str
    required: bool
    asks: str
    lines: int = 0
    choices: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: int = 0


@dataclass(frozen=True)
class PaperSection:
    title: str
    intro: str
    questions: list[PaperQuestion]


def read_questions(round_: Round) -> list[PaperSection]:
    """The group's facts, then the frozen form, or the round's own questions before it is frozen.

    Raises Refused when the questions are not ready.
    """
    version = round_.form_version
    sections = version.sections if version else freeze_questions(round_.questions, [])
    numbers = iter(range(1, 10_000))
    found = [_about_the_group(numbers)]
    for section in sections:
        questions = [_question(raw, round_, next(numbers)) for raw in section["questions"]]
        found.append(PaperSection(section["title"], section.get("intro", ""), questions))
    return found


def _about_the_group(numbers: Any) -> PaperSection:
    """What is asked of every group, once. The same for all rounds."""
    lines = [
        ("What is the group called?", "As on its governing document or its bank account.", 1),
        ("Charity or company number", "If it has one.", 1),
        ("Address and postcode", "Where the group meets or gets its post.", 3),
        ("What is the group for?", "A sentence or two.", 3),
    ]
    found = [
        PaperQuestion(next(numbers), label, hint, not hint.startswith("If"), "", lines=count)
        for label, hint, count in lines
    ]
    kinds = [str(label) for label in LegalForm.labels]
    found.append(
        PaperQuestion(next(numbers), "What kind of group is it?", "", True, "Tick one.", choices=kinds)
    )
    return PaperSection("About your group", "Asked once. Every later application uses it.", found)


def _question(raw: dict[str, Any], round_: Round, number: int) -> PaperQuestion:
    facts = _SHAPES.get(raw["type"], _plain)(raw, round_)
    return PaperQuestion(number, raw["label"], raw.get("hint", ""), bool(raw.get("required")), **facts)


def _plain(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    return {"asks": "", "lines": 2}


def _short(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    return {"asks": "One line.", "lines": 1}


def _long(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    words = raw.get("words", 250)
    says = " Or say it in a recording, sound or video." if takes_recording(raw) else ""
    return {"asks": f"Up to {words} words.{says}", "lines": min(MOST_LINES, ceil(words / WORDS_A_LINE))}


def _number(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    return {"asks": _between("A number", raw.get("least"), raw.get("most"), str), "lines": 1}


def _money(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    least, most = (Decimal(raw[end]) if end in raw else None for end in ("least", "most"))
    return {"asks": _between("Pounds", least, most, format_money), "lines": 1}


def _amount(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    return {"asks": _between("Pounds", round_.least, round_.most, format_money), "lines": 1}


def _between(noun: str, least: Any, most: Any, write: Callable[[Any], str]) -> str:
    if least is not None and most is not None:
        return f"{noun}: {write(least)} to {write(most)}."
    if least is None and most is None:
        return f"{noun}."
    return f"{noun}: {write(least)} or more." if most is None else f"{noun}: up to {write(most)}."


def _choice(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    return {"asks": "Tick one.", "choices": raw.get("choices", [])}


def _choices(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    return {"asks": "Tick all that apply.", "choices": raw.get("choices", [])}


def _file(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    most = raw.get("most", 1)
    return {"asks": "One file." if most == 1 else f"Up to {most} files."}


def _areas(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    named = round_.eligible_areas.all()
    wards = ", ".join(ward.name for ward in eligible_wards(round_)) if named else ""
    asks = "Shares that add up to 100%." + (f" The wards of this round: {wards}." if wards else "")
    return {"asks": asks, "columns": ["Ward", "Share, %"], "rows": ROWS_ON_PAPER}


_SHAPES: dict[str, Callable[[dict[str, Any], Round], dict[str, Any]]] = {
    "short_text": _short,
    "title": _short,
    "long_text": _long,
    "summary": _long,
    "number": _number,
    "money": _money,
    "amount": _amount,
    "date": lambda raw, round_: {"asks": "A date.", "lines": 1},
    "dates": lambda raw, round_: {"asks": "Two dates.", "columns": ["Starts on", "Ends on"], "rows": 1},
    "choice": _choice,
    "choices": _choices,
    "yes_no": lambda raw, round_: {"asks": "Tick one.", "choices": ["Yes", "No"]},
    "file": _file,
    "areas": _areas,
    "milestones": lambda raw, round_: {
        "asks": "Amounts that add up to what you ask for.",
        "columns": ["What will be done", "Done by", "Amount, £"],
        "rows": ROWS_ON_PAPER,
    },
}
