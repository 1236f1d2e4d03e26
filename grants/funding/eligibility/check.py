"""A round's eligibility check, from its row: the editor's questions, or those that its own facts give.

The check runs on the form engine: its questions, their fields, what is wrong with an answer and how it is read
back are those of any form. Nobody is signed in, so its answers are kept in the session and not in a response.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from fund.common.money import PENNY
from fund.common.postcodes import postcode_key
from grants.forms.definition import Section, read_question
from grants.forms.display import display_answer
from grants.forms.limits import Limits
from grants.forms.section_form import SectionForm, build_section_form
from grants.funding.eligibility.rules import (
    EligibilityQuestion,
    Place,
    Terms,
    Verdict,
    also_fits,
    amount_is_within,
    answer_is_among,
    judge,
    legal_form_is_allowed,
    place_is_helped,
)
from grants.funding.facts import facts_of
from grants.funding.models import Round
from grants.places.models import Area, Postcode

SOON = timedelta(days=90)


@dataclass(frozen=True)
class RoundCheck:
    """A round's questions, what it allows, and the wards by code."""

    round: Round
    questions: tuple[EligibilityQuestion, ...]
    terms: Terms
    wards: list[Area]
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def section(self) -> Section:
        return Section("check", "Is it right for us?", "", tuple(asked.question for asked in self.questions))

    def parse(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers that were posted."""
        questions = self.section.questions
        return {question.id: question.type.parse(question, data) for question in questions}

    def form(self, answers: Mapping[str, Any], *, validate: bool) -> SectionForm:
        """Return the form filled with the answers."""
        return build_section_form(self.section, limits=Limits(), typed=answers, validate=validate)

    def judge(self, answers: Mapping[str, Any]) -> Verdict:
        """Return what the answers come to."""
        return judge(self.questions, self.terms, answers, self.place_of)

    def place_of(self, text: str) -> Place:
        """Return where a postcode lies, looked up once."""
        if text not in self.places:
            self.places[text] = place_of(text)
        return self.places[text]

    def describe(self, asked: EligibilityQuestion, answers: Mapping[str, Any]) -> str:
        """Return an answer in words."""
        answer = display_answer(asked.question, answers.get(asked.question.id), {})
        return "; ".join(answer.lines)

    def answer_held_against(self, requirement: Any, answers: Mapping[str, Any]) -> str:
        """Return the answer to the question with this requirement; empty where it is not asked or answered."""
        found = (asked.question.id for asked in self.questions if asked.requirement is requirement)
        return str(answers.get(next(found, ""), "") or "")


def check_of(round_: Round) -> RoundCheck:
    wards = _wards()
    return RoundCheck(
        round_, _own_questions(round_) or _usual_questions(round_), _terms(round_, wards), wards
    )


def place_of(text: str) -> Place:
    """Return where a postcode lies. One that we do not hold says nothing."""
    row = Postcode.objects.filter(key=postcode_key(text)).select_related("area").first()
    if row is None:
        return Place(known=False)
    return Place(row.area.code if row.area else "")


def others_that_fit(check: RoundCheck, verdict: Verdict, moment: datetime) -> list[Round]:
    """Return other rounds, open now or opening soon, that nothing told speaks against; the open ones first."""
    shown = Round.objects.counting().exclude(pk=check.round.pk).prefetch_related("eligible_areas")
    is_open = shown.open_at(moment).order_by("closes_at", "pk")
    soon = shown.planned_at(moment).filter(opens_at__lte=moment + SOON).order_by("opens_at", "pk")
    return [
        row
        for row in [*is_open, *soon]
        if also_fits(verdict.findings, _terms(row, check.wards), check.place_of)
    ]


def _wards() -> list[Area]:
    return list(Area.objects.current().wards().only("pk", "code", "parent_id"))


def _terms(round_: Round, wards: list[Area]) -> Terms:
    named = {area.pk for area in round_.eligible_areas.all()}
    allowed = (ward.code for ward in wards if not named or ward.pk in named or ward.parent_id in named)
    return Terms(frozenset(round_.eligible_forms), frozenset(allowed), round_.least, round_.most)


def _reasons(round_: Round) -> dict[str, str]:
    """Why an answer does not fit, from the round's own facts, by type of question."""
    facts = facts_of(round_)
    amounts = facts.how_much[:1].lower() + facts.how_much[1:]
    return {
        "legal_form": f"This round is for these kinds of group: {facts.who}.",
        "postcode": f"This round helps {_where(facts.where)}.",
        "money": f"In this round you can ask for {amounts}.",
        "time": f"This round pays for work of {facts.how_long[:1].lower() + facts.how_long[1:]}.",
    }


def _where(words: str) -> str:
    return "places in the borough only" if words.startswith("Anywhere") else f"only {words}"


def _own_questions(round_: Round) -> tuple[EligibilityQuestion, ...]:
    reasons = _reasons(round_)
    return tuple(
        child.block.eligibility_question(child.value, f"q-{child.id}", reasons)
        for child in round_.eligibility_questions
    )


def _usual_questions(round_: Round) -> tuple[EligibilityQuestion, ...]:
    """What any round can be asked: who, where, how much and for how long."""
    reasons = _reasons(round_)
    months = "a month" if round_.months == 1 else f"{round_.months} months"
    place = "What is the postcode of the place it will help?"
    time = f"Could you do it within {months} of starting?"
    return (
        _asked("kind", "legal_form", "What kind of group are you?", legal_form_is_allowed, reasons["legal_form"]),
        _asked("postcode", "postcode", place, place_is_helped, reasons["postcode"],
               hint="Or the postcode where your group meets, like WN1 1AA."),
        _asked("amount", "money", "About how much do you need?", amount_is_within, reasons["money"],
               hint="A guess is fine.", least=str(PENNY)),
        _asked("time", "yes_no", time, answer_is_among(["yes"]), reasons["time"]),
    )  # fmt: skip


def _asked(
    name: str, kind: str, label: str, requirement: Any, reason: str, **options: Any
) -> EligibilityQuestion:
    raw = {"id": name, "type": kind, "label": label, "required": True, **options}
    return EligibilityQuestion(read_question(raw), requirement, reason)
