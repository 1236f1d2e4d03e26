"""The questions of a round as people read them: numbered, each with what it asks for and room to write."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from fund.common.moments import say_date
from fund.common.money import format_money
from grants.forms.freezing import freeze_questions
from grants.forms.limits import LONGEST_TITLE
from grants.forms.patterns import PATTERNS
from grants.forms.questions import NEEDED
from grants.forms.rule_words import say_rule
from grants.forms.typed import takes_recording
from grants.funding.facts import eligible_wards
from grants.funding.models import Round
from grants.organisations.states import LegalForm

WORDS_A_LINE = 11
MOST_LINES = 30
CHARACTERS_A_LINE = 75
ROWS_ON_PAPER = 5
_RULES = {"show_if": "Only if", "required_if": "Must be answered if"}


@dataclass(frozen=True)
class PaperQuestion:
    """One question. `asks`: what kind of answer. `lines`: room to write; `columns`: a table to fill in;
    `files`: how many may go with it.

    `required`: nobody is told that it may be left out. `number`: 0 for words that ask nothing.
    """

    number: int
    label: str
    hint: str
    required: bool
    asks: str
    lines: int = 0
    choices: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: int = 0
    files: int = 0


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
    sections = version.sections if version else freeze_questions(round_.form.questions, [], needed=NEEDED)
    numbers = iter(range(1, 10_000))
    found = [_about_the_group(numbers)]
    known: dict[str, int] = {}
    for section in sections:
        known |= {raw["id"]: next(numbers) for raw in section["questions"] if raw["type"] != "guidance"}
        questions = [_question(raw, round_, known) for raw in section["questions"]]
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


def _question(raw: dict[str, Any], round_: Round, numbers: dict[str, int]) -> PaperQuestion:
    facts = _SHAPES.get(raw["type"], _plain)(raw, round_)
    rules = [f"{says} {say_rule(raw[name], numbers)}." for name, says in _RULES.items() if name in raw]
    facts["asks"] = " ".join(filter(None, [*rules, facts["asks"]]))
    may_be_left = not raw.get("required") and "required_if" not in raw and raw["type"] != "guidance"
    return PaperQuestion(numbers.get(raw["id"], 0), raw["label"], _hint(raw), not may_be_left, **facts)


def _hint(raw: dict[str, Any]) -> str:
    example = f"For example: {raw['example']}" if raw.get("example") else ""
    return " ".join(filter(None, (raw.get("hint", ""), raw.get("text", ""), example)))


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
    most = raw.get("most")
    return {
        "asks": f"Tick up to {most}." if most else "Tick all that apply.",
        "choices": raw.get("choices", []),
    }


def _file(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    most = raw.get("most", 1)
    return {"asks": "One file." if most == 1 else f"Up to {most} files.", "files": most}


def _areas(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    named = round_.eligible_areas.all()
    wards = ", ".join(ward.name for ward in eligible_wards(round_)) if named else ""
    asks = "Shares that add up to 100%." + (f" The wards of this round: {wards}." if wards else "")
    return {"asks": asks, "columns": ["Ward", "Share, %"], "rows": ROWS_ON_PAPER}


def _line(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    shape = PATTERNS.get(raw.get("shape", ""))
    return {
        "asks": f"{shape.name}." if shape else f"Up to {raw.get('limit', LONGEST_TITLE)} characters.",
        "lines": ceil(raw.get("limit", LONGEST_TITLE) / CHARACTERS_A_LINE),
    }


def _date(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    first, last = (date.fromisoformat(raw[end]) if end in raw else None for end in ("earliest", "latest"))
    says = f" from {say_date(first)}" if first else ""
    says += f" to {say_date(last)}" if first and last else f" by {say_date(last)}" if last else ""
    return {"asks": f"A date{says}.", "lines": 1}


def _outcomes(raw: dict[str, Any], round_: Round) -> dict[str, Any]:
    named = raw.get("measures") or []
    asks = (
        f"A number beside each that fits: {'; '.join(named)}." if named else "What you count, and how many."
    )
    return {"asks": asks, "columns": ["What you promise", "How many"], "rows": ROWS_ON_PAPER}


_SHAPES: dict[str, Callable[[dict[str, Any], Round], dict[str, Any]]] = {
    "short_text": _line,
    "title": _short,
    "long_text": _long,
    "summary": _long,
    "number": _number,
    "money": _money,
    "amount": _amount,
    "date": _date,
    "date_range": lambda raw, round_: {"asks": "Two dates.", "columns": ["From", "To"], "rows": 1},
    "email": lambda raw, round_: {"asks": "An e-mail address.", "lines": 1},
    "phone": lambda raw, round_: {"asks": "A phone number.", "lines": 1},
    "postcode": lambda raw, round_: {"asks": "A full postcode.", "lines": 1},
    "address": lambda raw, round_: {"asks": "Street, town and postcode.", "lines": 3},
    "budget": lambda raw, round_: {
        "asks": "What this fund pays must add up to what you ask for.",
        "columns": ["What it is for", "Cost, £", "From this fund, £", "From elsewhere, £"],
        "rows": ROWS_ON_PAPER + 3,
    },
    "outcomes": _outcomes,
    "declaration": lambda raw, round_: {"asks": "Tick to agree.", "choices": ["We agree"]},
    "guidance": lambda raw, round_: {"asks": ""},
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
