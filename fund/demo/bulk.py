"""Many more applications, for measuring: written in batches, without letters or history."""

from datetime import timedelta
from decimal import Decimal
from itertools import chain, islice

from fund.common.models import Sequence
from fund.demo.past_rounds import shares_around
from fund.demo.world import Demo
from grants.applications.models import Application, ApplicationShare, Submission
from grants.applications.states import ApplicationState
from grants.forms.models import Response
from grants.funding.actions import freeze_form
from grants.funding.models import Round
from grants.organisations.models import Organisation

BATCH = 2000
STATES = (ApplicationState.DECIDED, ApplicationState.INELIGIBLE, ApplicationState.WITHDRAWN)
WEIGHTS = (88, 7, 5)
# The first of these are with the panel, as many as a panel might see in its worst year.
UNDER_ASSESSMENT = 300


def add_applications(demo: Demo, count: int) -> None:
    """`count` applications to the closed rounds, and a few to the panel that is half-way."""
    groups = list(Organisation.objects.select_related("ward").order_by("pk"))
    rounds = [round_ for round_ in demo.rounds.values() if round_.decided_at]
    for round_ in rounds:
        freeze_form(round_)
    half_way = demo.rounds["start-up-autumn"]
    half_way.refresh_from_db()
    # A group has one living application in a round, so each of these is of another group.
    free = [group for group in groups if not group.applications.filter(round=half_way).exists()]
    before_panel = demo.chance.sample(free, min(UNDER_ASSESSMENT, count // 10))
    chosen = [(half_way, group) for group in before_panel]
    rest = (
        (rounds[number % len(rounds)], demo.chance.choice(groups))
        for number in range(count - len(before_panel))
    )
    drafts = (_draft(demo, *pair, number) for number, pair in enumerate(chain(chosen, rest)))
    while batch := list(islice(drafts, BATCH)):
        _write(demo, batch)
    for round_ in [*rounds, half_way]:
        Sequence.objects.update_or_create(name=round_.prefix, defaults={"last": 10_000 + count})


def _draft(demo: Demo, round_: Round, group: Organisation, number: int) -> Application:
    most = int(round_.most) // 50
    state = (
        ApplicationState.UNDER_ASSESSMENT
        if not round_.decided_at
        else demo.chance.choices(STATES, WEIGHTS)[0]
    )
    closes = round_.closes_at or demo.at(-30)
    submitted_at = closes - timedelta(minutes=demo.chance.randint(1, 60 * 24 * 60))
    officer = demo.people["officer"]
    return Application(
        reference=f"{round_.prefix}-{10_001 + number}",
        round=round_,
        organisation=group,
        response=Response(form_version_id=round_.form.current_version_id),
        state=state,
        title=f"{group.name}, idea {number + 1}",
        summary=group.purposes,
        amount=Decimal(50 * demo.chance.randint(max(1, int(round_.least) // 50 + 1), most)),
        starts_on=(closes + timedelta(days=120)).date(),
        ends_on=(closes + timedelta(days=400)).date(),
        started_by=demo.people["lead"],
        started_at=submitted_at - timedelta(days=9),
        submitted_at=submitted_at,
        checked_by=officer,
        checked_at=closes + timedelta(days=5),
        closing_reason="It lies outside what this round is for." if state == "ineligible" else "",
    )


def _write(demo: Demo, batch: list[Application]) -> None:
    Response.objects.bulk_create(row.response for row in batch)
    rows = Application.objects.bulk_create(batch)
    ApplicationShare.objects.bulk_create(
        ApplicationShare(
            application=row, area=area, percent=percent, amount=(row.amount or Decimal()) * percent / 100
        )
        for row in rows
        for area, percent in shares_around(demo, row.organisation.ward or demo.wards[0])
    )
    Submission.objects.bulk_create(
        Submission(
            application=row,
            form_version_id=row.response.form_version_id,
            answers={"title": row.title, "summary": row.summary, "amount": str(row.amount)},
            submitted_by_id=row.started_by_id,
            submitted_at=row.submitted_at or row.started_at,
            sha256="0" * 64,
        )
        for row in rows
    )
