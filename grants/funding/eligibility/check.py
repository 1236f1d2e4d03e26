"""A round's check, from its row: the editor's questions, or those that its own facts give. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from fund.common.money import format_money
from fund.common.postcodes import postcode_key, write_postcode
from grants.funding.eligibility.rules import FitQuestion, Place, Terms, Value, Verdict, also_fits, judge
from grants.funding.facts import facts_of
from grants.funding.models import Round
from grants.organisations.states import LegalForm
from grants.places.models import Area, Postcode

SOON = timedelta(days=90)


@dataclass(frozen=True)
class Check:
    """A round's questions, what it allows, and the wards by code."""

    round: Round
    questions: tuple[FitQuestion, ...]
    terms: Terms
    wards: list[Area]

    def judge(self, raw: Mapping[str, str]) -> Verdict:
        """What `raw`, answers as they are kept, come to."""
        return judge(self.questions, self.terms, dict(self._values(raw)))

    def _values(self, raw: Mapping[str, str]) -> list[tuple[str, Value]]:
        given = [(question, raw.get(question.id, "")) for question in self.questions]
        return [(question.id, _value(question, text)) for question, text in given if text]

    def say(self, question: FitQuestion, raw: Mapping[str, str]) -> str:
        """An answer in words."""
        text = raw.get(question.id, "")
        if not text:
            return "Not answered"
        says = {
            "yes_no": str.capitalize,
            "kind": lambda form: str(LegalForm(form).label),
            "postcode": write_postcode,
            "amount": lambda amount: format_money(Decimal(amount)),
        }
        return says.get(question.kind, str)(text)


def check_of(round_: Round) -> Check:
    wards = _wards()
    terms = _terms(round_, wards)
    return Check(round_, _own_questions(round_) or _usual_questions(round_), terms, wards)


def place_of(text: str) -> Place:
    """Where a postcode lies. One that we do not hold says nothing."""
    row = Postcode.objects.filter(key=postcode_key(text)).select_related("area").first()
    if row is None:
        return Place(known=False)
    return Place(row.area.code if row.area else "")


def others_that_fit(check: Check, verdict: Verdict, moment: datetime) -> list[Round]:
    """Other rounds, open now or opening soon, that nothing told speaks against; the open ones first."""
    shown = Round.objects.counting().exclude(pk=check.round.pk).prefetch_related("eligible_areas")
    is_open = shown.open_at(moment).order_by("closes_at", "pk")
    soon = shown.planned_at(moment).filter(opens_at__lte=moment + SOON).order_by("opens_at", "pk")
    rows = [*is_open, *soon]
    return [row for row in rows if also_fits(verdict.findings, _terms(row, check.wards))]


def _value(question: FitQuestion, text: str) -> Value:
    if question.kind == "postcode":
        return place_of(text)
    return Decimal(text) if question.kind == "amount" else text


def _wards() -> list[Area]:
    return list(Area.objects.current().wards().only("pk", "code", "parent_id"))


def _terms(round_: Round, wards: list[Area]) -> Terms:
    named = {area.pk for area in round_.eligible_areas.all()}
    allowed = (ward.code for ward in wards if not named or ward.pk in named or ward.parent_id in named)
    return Terms(frozenset(round_.eligible_forms), frozenset(allowed), round_.least, round_.most)


def _reasons(round_: Round) -> dict[str, str]:
    """Why an answer does not fit, from the round's own facts."""
    facts = facts_of(round_)
    amounts = facts.how_much[:1].lower() + facts.how_much[1:]
    return {
        "kind": f"This round is for these kinds of group: {facts.who}.",
        "postcode": f"This round helps {_where(facts.where)}.",
        "amount": f"In this round you can ask for {amounts}.",
        "time": f"This round pays for work of {facts.how_long[:1].lower() + facts.how_long[1:]}.",
    }


def _where(words: str) -> str:
    return "places in the borough only" if words.startswith("Anywhere") else f"only {words}"


def _own_questions(round_: Round) -> tuple[FitQuestion, ...]:
    reasons = _reasons(round_)
    return tuple(_question(block, reasons) for block in round_.eligibility_questions)


def _question(block: Any, reasons: dict[str, str]) -> FitQuestion:
    value = block.value
    choices = [(choice["words"].strip(), choice["fits"]) for choice in value.get("choices", [])]
    if block.block_type == "yes_no":
        choices = [(answer, answer == value["fits_when"]) for answer in ("yes", "no")]
    return FitQuestion(
        id=f"q-{block.id}",
        kind=block.block_type,
        label=value["label"],
        hint=value.get("hint") or "",
        reason=value.get("reason") or reasons.get(block.block_type, ""),
        choices=tuple(words for words, _fits in choices),
        fitting=frozenset(words for words, fits in choices if fits),
    )


def _usual_questions(round_: Round) -> tuple[FitQuestion, ...]:
    """What any round can be asked: who, where, how much and for how long."""
    reasons = _reasons(round_)
    months = "a month" if round_.months == 1 else f"{round_.months} months"
    return (
        FitQuestion("kind", "kind", "What kind of group are you?", reason=reasons["kind"]),
        FitQuestion(
            "postcode",
            "postcode",
            "What is the postcode of the place it will help?",
            hint="Or the postcode where your group meets, like WN1 1AA.",
            reason=reasons["postcode"],
        ),
        FitQuestion(
            "amount",
            "amount",
            "About how much do you need?",
            hint="A guess is fine.",
            reason=reasons["amount"],
        ),
        FitQuestion(
            "time",
            "yes_no",
            f"Could you do it within {months} of starting?",
            reason=reasons["time"],
            choices=("yes", "no"),
            fitting=frozenset({"yes"}),
        ),
    )
