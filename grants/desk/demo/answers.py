"""Believable answers to any form: each question answered by its type."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from grants.applications.models import Application
from grants.desk.demo.past_rounds import shares_around
from grants.desk.demo.words import long_words, short_words, summary_words
from grants.desk.demo.world import Demo

STEPS = ("Doors open", "Half-way evening with everybody", "What we learned, written down")


def answers_for(demo: Demo, application: Application, *, title: str, amount: Decimal) -> dict[str, Any]:
    """An answer to each question of the application's form that may be sent as it is."""
    hears = application.round.decision_on or demo.day(90)
    starts = hears + timedelta(days=demo.chance.randint(15, 45))
    plan = {"title": title, "amount": amount, "starts": starts, "months": application.round.months}
    questions = application.form_version.questions
    found = {question["id"]: _answer(demo, application, question, plan) for question in questions}
    return {name: value for name, value in found.items() if value is not None}


def _answer(demo: Demo, application: Application, question: dict[str, Any], plan: dict[str, Any]) -> Any:
    # Groups that share a hall share a writer: a few of them are alike, as they are in life.
    writer = " ".join(application.organisation.name.split()[:2])
    match question["type"]:
        case "title":
            return plan["title"]
        case "summary":
            return summary_words(plan["title"], writer)
        case "amount":
            return str(plan["amount"])
        case "dates":
            ends = plan["starts"] + timedelta(days=28 * plan["months"])
            return {"starts": str(plan["starts"]), "ends": str(ends)}
        case "areas":
            shares = shares_around(demo, application.organisation.ward or demo.wards[0])
            return [{"area": area.code, "percent": str(percent)} for area, percent in shares]
        case "milestones":
            return steps_of(plan["starts"], plan["amount"], plan["months"])
        case "long_text":
            return long_words(question["label"], writer)
        case "number":
            return str(demo.chance.randint(15, 240))
        case "choices":
            return demo.chance.sample(question["choices"], 2)
        case "short_text":
            return short_words(question["label"], writer)
        case "declaration":
            return "yes"
        case "yes_no":
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
