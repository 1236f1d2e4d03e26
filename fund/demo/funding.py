"""The two funds of the demonstration and their rounds, with forms, criteria and money set aside."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from fund.common.dates import LONDON
from fund.demo.round_forms import make_question_set, questions_for
from fund.demo.world import Demo
from grants.forms.models import Form
from grants.funding.actions import freeze_form, set_aside
from grants.funding.models import Criterion, Fund, Round

FUNDER = {"funder_name": "Made-up Borough Council", "funder_identifier": "GB-LAE-MUB"}
SCHEMES: dict[str, tuple[str, int, int, int]] = {
    "small": ("Small things that make a street or a group stronger: kit, a trip, a first event.",
              100, 2000, 12),
    "start-up": ("For new groups and first tries: get going, learn, and show that it works.",
                 500, 10_000, 12),
    "big": ("For ideas that change a place, over one to three years, tapering as you find your feet.",
            2001, 60_000, 36),
}  # fmt: skip
WORDS = (
    "Says nothing about it\nSays little, without examples\nSays some, with gaps\n"
    "Good: clear and likely\nVery good: clear, likely and shown\nOutstanding: others could learn from it"
)
CRITERIA = (
    ("It builds on what people and places already have", 30, "Skills, rooms, friendships, trust."),
    ("It is made with the people it is for", 25, "Who thought of it, who decides, who runs it?"),
    ("It will make a difference, and they will know", 25, "What changes, for whom, and how they will tell."),
    ("They can do it", 10, "People, permissions, a plan that could work."),
    ("The money is well spent", 10, "Is each cost needed and fair?"),
)


@dataclass(frozen=True)
class Plan:
    """One round to come. Days are from today."""

    slug: str
    name: str
    prefix: str
    scheme: str
    opens: int
    closes: int
    hears: int
    money: int


LIVE = (
    Plan("big-ideas-spring", "Big ideas, spring", "BS", "big", -330, -270, -220, 420_000),
    Plan("small-investments-summer", "Small investments, summer", "SS", "small", -120, -60, -8, 20_000),
    Plan("start-up-autumn", "Start-up, autumn", "SU", "start-up", -75, -20, 25, 60_000),
    Plan("small-investments", "Small investments", "SI", "small", -25, 46, 80, 40_000),
    Plan("big-ideas", "Big ideas", "BI", "big", -32, 25, 95, 480_000),
    Plan("start-up-next", "Start-up, spring", "SN", "start-up", 21, 75, 120, 80_000),
)


def make_funds(demo: Demo) -> None:
    make_question_set()
    demo.funds["past"] = Fund.objects.create(
        name="Community Investment Fund",
        slug="community-investment-fund",
        total=Decimal(10_000_000),
        starts_on=datetime(2013, 4, 1, tzinfo=LONDON).date(),
        ends_on=demo.day(-400),
        **FUNDER,
    )
    demo.funds["now"] = Fund.objects.create(
        name="Next Steps Fund",
        slug="next-steps-fund",
        total=Decimal(1_500_000),
        starts_on=demo.day(-365),
        ends_on=demo.day(730),
        **FUNDER,
    )


def make_live_rounds(demo: Demo) -> None:
    for plan in LIVE:
        round_ = make_round(
            demo,
            fund=demo.funds["now"],
            slug=plan.slug,
            name=f"{plan.name} {demo.day(plan.closes).year}",
            prefix=plan.prefix,
            scheme=plan.scheme,
            opens_at=demo.at(plan.opens, 9),
            closes_at=demo.at(plan.closes, 17),
            decision_on=demo.day(plan.hears),
            scores_due_on=demo.day(-2) if plan.slug == "start-up-autumn" else None,
        )
        set_aside(round_, Decimal(plan.money), by=demo.people["manager"])
        if plan.opens < 0:
            freeze_form(round_, by=demo.people["manager"])


def make_round(demo: Demo, *, scheme: str, **facts: Any) -> Round:
    """A round of one of the three schemes, with its form and criteria."""
    summary, least, most, months = SCHEMES[scheme]
    round_ = Round.objects.create(
        summary=summary,
        least=Decimal(least),
        most=Decimal(most),
        months=months,
        assessors_needed=3,
        names_hidden=scheme == "big",
        form=Form.objects.create(name=facts["name"], questions=questions_for(scheme)),
        **facts,
    )
    Criterion.objects.bulk_create(
        Criterion(round=round_, name=name, weight=weight, guidance=guidance, words=WORDS, order=order,
                  may_not_apply=order == 4)
        for order, (name, weight, guidance) in enumerate(CRITERIA, 1)
    )  # fmt: skip
    demo.rounds[round_.slug] = round_
    return round_
