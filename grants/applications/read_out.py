"""Answers as people read them back: on the check page, the receipt, the case screen and the panel's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fund.common.moments import say_date
from fund.common.money import ZERO, format_money
from fund.common.postcodes import postcode_key, write_postcode
from grants.applications.answers import Work
from grants.applications.models import Submission, Transcript
from grants.applications.postcodes import postcode_in, ward_of
from grants.forms.showing import settle
from grants.forms.typed import PARTS, file_field, is_asked, is_blank
from grants.forms.values import read_money

# Heads of the columns that hold sums and counts, which stand on the right.
COUNTED = frozenset({"Share", "Amount", "Cost", "From this fund", "From elsewhere", "Number"})


@dataclass(frozen=True)
class ReadAnswer:
    """One question with its answer: `text`, or `items`, or `rows` under `heads`; `documents` for files.

    A document that `plays` (audio or video) was said in place of words, or beside them.
    """

    id: str
    type: str
    label: str
    text: str = ""
    items: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)

    @property
    def files(self) -> list[dict[str, Any]]:
        return [document for document in self.documents if not document.get("plays")]

    @property
    def recordings(self) -> list[dict[str, Any]]:
        return [document for document in self.documents if document.get("plays")]

    @property
    def spoken(self) -> str:
        """What is said in the recordings, as far as it is typed out."""
        typed = ((each["name"], each.get("transcript")) for each in self.recordings)
        return "\n\n".join(f"Transcript of {name}: {row.words}" for name, row in typed if row)

    @property
    def blank(self) -> bool:
        return not (self.text or self.items or self.rows or self.documents)

    @property
    def counted(self) -> list[int]:
        """The places of the columns that hold sums and counts, from 0."""
        return [place for place, head in enumerate(self.heads) if head in COUNTED]

    @property
    def lines(self) -> list[str]:
        """The answer as plain lines, for a letter."""
        rows = [" · ".join(filter(None, row)) for row in [self.heads, *self.rows] if self.rows]
        names = [
            f"Recording: {each['name']}" if each.get("plays") else each["name"] for each in self.documents
        ]
        return [*([self.text] if self.text else []), *self.items, *rows, *names] or ["Not answered"]


@dataclass(frozen=True)
class ReadSection:
    id: str
    title: str
    answers: list[ReadAnswer]


def read_out(submission: Submission) -> list[ReadSection]:
    """What was sent, as it stood, under the questions of the form as it stood."""
    documents = with_transcripts(submission.documents)
    files = {document["question"] for document in documents}
    sections = settle(submission.form_version.sections, submission.answers, files)
    return _read(sections, submission.answers, documents, {})


def with_transcripts(documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same with the newest transcript of each recording; no query where there are none."""
    said = [document["token"] for document in documents if document.get("plays")]
    if not said:
        return documents
    rows = Transcript.objects.filter(recording__file__token__in=said).select_related(
        "recording__file", "written_by"
    )
    newest = {str(row.recording.file.token): row for row in rows.order_by("number")}
    return [{**document, "transcript": newest.get(document["token"])} for document in documents]


def read_out_work(work: Work) -> list[ReadSection]:
    """What is typed so far."""
    return _read(work.settled(), work.typed, work.documents(), work.places)


def read_gone(work: Work) -> list[ReadAnswer]:
    """Answers to questions that the form asked before and asks no longer. They are kept, and never sent."""
    asked = {question["id"] for section in work.sections for question in section["questions"]}
    gone = [name for name, value in work.typed.items() if name not in asked and not is_blank(value)]
    if not gone:
        return []
    versions = work.application.round.form.versions.order_by("number")
    known = {question["id"]: question for version in versions for question in version.questions}
    return [read_answer(known[name], work.typed[name], work.places) for name in gone if name in known]


def _read(
    sections: list[dict[str, Any]],
    answers: dict[str, Any],
    documents: list[dict[str, Any]],
    names: dict[str, str],
) -> list[ReadSection]:
    return [
        ReadSection(
            section["id"],
            section["title"],
            [read_answer(question, answers.get(question["id"]), names, documents) for question in asked],
        )
        for section in sections
        if (asked := [q for q in section["questions"] if is_asked(q) and not q["hidden"]])
    ]


def read_answer(
    question: dict[str, Any],
    value: Any,
    names: dict[str, str],
    documents: Sequence[dict[str, Any]] = (),
) -> ReadAnswer:
    """One answer. `names`: areas by code and wards by postcode key. `documents`: those of the whole form."""
    said: dict[str, Any] = {name: question[name] for name in ("id", "type", "label")}
    if file_field(question):
        said["documents"] = [each for each in documents if each["question"] == question["id"]]
    if is_blank(value):
        return ReadAnswer(**said)
    try:
        return ReadAnswer(**said, **_READERS.get(question["type"], _text)(value, names))
    except (AttributeError, KeyError, TypeError):
        # An answer of another shape than its question's is shown as it was typed rather than hidden.
        return ReadAnswer(**said, text=str(value))


def _text(value: Any, names: dict[str, str]) -> dict[str, Any]:
    return {"text": str(value)}


def _money(value: Any, names: dict[str, str]) -> dict[str, Any]:
    return {"text": _pounds(value)}


def _choices(value: Any, names: dict[str, str]) -> dict[str, Any]:
    return {"items": [str(choice) for choice in value]}


def _yes_no(value: Any, names: dict[str, str]) -> dict[str, Any]:
    return {"text": {"yes": "Yes", "no": "No"}.get(str(value), str(value))}


def _date(value: Any, names: dict[str, str]) -> dict[str, Any]:
    return {"text": _day(value)}


def _dates(value: Any, names: dict[str, str]) -> dict[str, Any]:
    return {"text": f"{_day(value.get('starts')) or '…'} to {_day(value.get('ends')) or '…'}"}


def _areas(value: Any, names: dict[str, str]) -> dict[str, Any]:
    rows = [
        [str(row.get("name") or names.get(row["area"], row["area"])), _percent(row["percent"])]
        for row in value
    ]
    return {"heads": ["Ward", "Share"], "rows": rows}


def _milestones(value: Any, names: dict[str, str]) -> dict[str, Any]:
    rows = [[str(row["title"]), _day(row["due"]), _pounds(row["amount"])] for row in value]
    amounts = [read_money(row["amount"]) for row in value]
    total = sum((amount for amount in amounts if amount), ZERO)
    return {
        "heads": ["Step", "Done by", "Amount"],
        "rows": [*rows, ["Together", "", format_money(total)]] if len(rows) > 1 else rows,
    }


def _postcode(value: Any, names: dict[str, str]) -> dict[str, Any]:
    written = write_postcode(postcode_key(postcode_in(value))) or postcode_in(value)
    ward = ward_of(value, names)
    return {"text": f"{written}, in {ward} ward" if ward else written}


def _address(value: Any, names: dict[str, str]) -> dict[str, Any]:
    ward = ward_of(value, names)
    lines = [str(value.get(part) or "") for part in PARTS["address"]]
    return {"text": "\n".join(filter(None, [*lines, f"In {ward} ward" if ward else ""]))}


def _declaration(value: Any, names: dict[str, str]) -> dict[str, Any]:
    return {"text": "Agreed"}


def _budget(value: Any, names: dict[str, str]) -> dict[str, Any]:
    pots = ("cost", "ours", "elsewhere")
    rows = [[str(row["item"]), *(_pounds(row.get(pot) or "0") for pot in pots)] for row in value]
    totals = [sum((read_money(row.get(pot)) or ZERO for row in value), ZERO) for pot in pots]
    return {
        "heads": ["Item", "Cost", "From this fund", "From elsewhere"],
        "rows": [*rows, ["Together", *map(format_money, totals)]] if len(rows) > 1 else rows,
    }


def _outcomes(value: Any, names: dict[str, str]) -> dict[str, Any]:
    return {
        "heads": ["Measure", "Number"],
        "rows": [[str(row["measure"]), str(row["target"])] for row in value],
    }


_READERS: dict[str, Callable[[Any, dict[str, str]], dict[str, Any]]] = {
    "money": _money,
    "amount": _money,
    "choices": _choices,
    "yes_no": _yes_no,
    "date": _date,
    "dates": _dates,
    "areas": _areas,
    "milestones": _milestones,
    "date_range": _dates,
    "postcode": _postcode,
    "address": _address,
    "declaration": _declaration,
    "budget": _budget,
    "outcomes": _outcomes,
}


def _pounds(typed: Any) -> str:
    amount = read_money(typed)
    return str(typed) if amount is None else format_money(amount)


def _percent(typed: Any) -> str:
    """`33.33%`, and `50%` rather than `50.00%`."""
    text = str(typed).removesuffix("%")
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def _day(typed: Any) -> str:
    try:
        return say_date(date.fromisoformat(str(typed)))
    except ValueError:
        return str(typed or "")
