"""Believable answers to any form: each question answered by its type."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fund.demo.past_rounds import shares_around
from fund.demo.words import long_words, short_words, summary_words
from fund.demo.world import Demo
from grants.applications.models import Application
from grants.forms.definition import Question
from grants.forms.types.amount import Amount
from grants.forms.types.areas import Areas
from grants.forms.types.choices import Choices
from grants.forms.types.dates import Dates
from grants.forms.types.declaration import Declaration
from grants.forms.types.long_text import LongText
from grants.forms.types.milestones import Milestones
from grants.forms.types.number import Number
from grants.forms.types.short_text import ShortText
from grants.forms.types.summary import Summary
from grants.forms.types.title import Title
from grants.forms.types.yes_no import YesNo

STEPS = ("Doors open", "Half-way evening with everybody", "What we learned, written down")


def answers_for(demo: Demo, application: Application, *, title: str, amount: Decimal) -> dict[str, Any]:
    """An answer to each question of the application's form that may be sent as it is."""
    hears = application.round.decision_on or demo.day(90)
    starts = hears + timedelta(days=demo.chance.randint(15, 45))
    plan = {"title": title, "amount": amount, "starts": starts, "months": application.round.months}
    questions = application.form_version.definition
    found = {question.id: _answer(demo, application, question, plan) for question in questions}
    return {name: value for name, value in found.items() if value is not None}


def _answer(demo: Demo, application: Application, question: Question, plan: dict[str, Any]) -> Any:
    # Groups that share a hall share a writer: a few of them are alike, as they are in life.
    writer = " ".join(application.organisation.name.split()[:2])
    match question.type:
        case Title():
            return plan["title"]
        case Summary():
            return summary_words(plan["title"], writer)
        case Amount():
            return str(plan["amount"])
        case Dates():
            ends = plan["starts"] + timedelta(days=28 * plan["months"])
            return {"starts": str(plan["starts"]), "ends": str(ends)}
        case Areas():
            shares = shares_around(demo, application.organisation.ward or demo.wards[0])
            return [{"area": area.code, "percent": str(percent)} for area, percent in shares]
        case Milestones():
            return steps_of(plan["starts"], plan["amount"], plan["months"])
        case LongText():
            return long_words(question.label, writer)
        case Number():
            return str(demo.chance.randint(15, 240))
        case Choices():
            return demo.chance.sample(question.options.choices, 2)
        case ShortText():
            return short_words(question.label, writer)
        case Declaration():
            return "yes"
        case YesNo():
            return demo.chance.choice(("yes", "no"))
    return None


def steps_of(starts: date, amount: Decimal, months: int) -> list[dict[str, str]]:
    """One step for a small sum, three for more. Later steps are smaller."""
    parts = [100] if amount <= 2000 else [45, 35, 20]
    amounts = [(amount * part / 100).quantize(Decimal(1)) for part in parts[:-1]]
    amounts.append(amount - sum(amounts, Decimal()))
    gap = 28 * months // (len(parts) + 1)
    return [
        {"title": title, "due": str(starts + timedelta(days=14 + gap * number)), "amount": str(part)}
        for number, (title, part) in enumerate(zip(STEPS, amounts, strict=False))
    ]
