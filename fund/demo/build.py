"""The demonstration from nothing to the present day, in order."""

from collections.abc import Callable
from datetime import date

from django.apps import apps
from django.db import connection, transaction

from fund.demo.applications import fill_open_rounds, write
from fund.demo.bulk import add_applications
from fund.demo.clock import standing_at
from fund.demo.funding import make_funds, make_live_rounds
from fund.demo.groups import keep_groups
from fund.demo.letters import settle_letters
from fund.demo.other_ways import add_other_ways
from fund.demo.panel import make_decided_round, make_round_half_way
from fund.demo.past_rounds import TOLD, make_past
from fund.demo.payments import accept, make_live_grants
from fund.demo.people import make_accounts
from fund.demo.trying import make_test
from fund.demo.wigan import load_wigan
from fund.demo.workshops import make_workshops
from fund.demo.world import Demo
from grants.assessment.states import Outcome
from grants.places.models import Area

AWARD, RESERVE, DECLINE = Outcome.AWARD, Outcome.RESERVE, Outcome.DECLINE


@transaction.atomic
def build(today: date, *, applications: int = 0, say: Callable[[str], None] = lambda words: None) -> Demo:
    """Everything but the pages. `applications` is how many more to add for measuring."""
    demo = Demo(today=today)
    say("Places and people")
    load_wigan()
    demo.wards = list(Area.objects.current().wards().order_by("code"))
    with standing_at(demo.at(-400)):
        make_accounts(demo)
        make_funds(demo)
    say("Seven closed rounds")
    with standing_at(demo.at(-395)):
        make_past(demo)
    _count_rows()
    told = {name for _code, name, _aim, _place in TOLD}
    demo.groups = [group for group in demo.groups if group.name not in told]
    demo.chance.shuffle(demo.groups)
    with standing_at(demo.at(-340)):
        make_live_rounds(demo)
    say("Rounds of the last year")
    _last_year(demo)
    say("Workshops and checks before starting")
    make_workshops(demo)
    say("Rounds that are open now")
    fill_open_rounds(demo)
    _draft_of_lead(demo)
    make_test(demo)
    keep_groups(demo)
    add_other_ways(demo)
    if applications:
        say(f"{applications:,} more applications")
        with standing_at(demo.at(0, 0)):
            add_applications(demo, applications)
    settle_letters(demo)
    return demo


def _count_rows() -> None:
    """Have PostgreSQL count the rows anew, which it does by itself only once a transaction has ended.

    Within this one it may take hundreds of rows for none, and join them in a way that never ends.
    """
    if connection.vendor == "postgresql":
        models = [model for model in apps.get_models() if model.__module__.startswith("grants.")]
        tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")


def _last_year(demo: Demo) -> None:
    spring = make_decided_round(
        demo,
        "big-ideas-spring",
        sent=11,
        outcomes=[AWARD] * 7 + [RESERVE, RESERVE, DECLINE, DECLINE],
        share=85,
        with_lead=True,
    )
    make_live_grants(demo, spring)
    summer = make_decided_round(
        demo, "small-investments-summer", sent=9, outcomes=[AWARD] * 6 + [RESERVE, DECLINE, DECLINE]
    )
    for award in summer[:2]:
        accept(demo, award, days=-4)
    make_round_half_way(demo)


def _draft_of_lead(demo: Demo) -> None:
    lead = demo.people["lead"]
    group = lead.memberships.select_related("organisation__ward").get().organisation
    write(demo, demo.rounds["big-ideas"], group, lead, days=-5, share=40)
