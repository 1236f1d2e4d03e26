"""Panels: one that has decided and released, one that has just done so, one half-way."""

from decimal import Decimal

from fund.demo.applications import check, let_one_expire, send
from fund.demo.clock import standing_at
from fund.demo.world import Demo
from grants.applications.models import Application
from grants.assessment.actions import (
    Given,
    agree_decisions,
    assign_evenly,
    declare_conflict,
    hold_meeting,
    make_panel,
    prepare_decision,
    save_scores,
    seat_member,
    submit_assessment,
)
from grants.assessment.models import Assessment, Panel
from grants.assessment.states import AssessmentState, Outcome
from grants.awards.actions import release_and_offer
from grants.awards.models import Award
from grants.funding.models import Round

MEMBERS = ("chair", "member1", "member2", "member3", "member4")
REASONS = (
    "They name the people who already do this, and the room they do it in.",
    "The idea came from the people it is for, and it shows in every answer.",
    "I would like to have read more about who will count what.",
    "A clear plan, and the costs are what such things cost.",
    "They are honest about what could go wrong.",
)
FOR_THE_GROUP = {
    Outcome.AWARD: "The panel liked how much of this is in place already, and who it was made with.",
    Outcome.RESERVE: "A strong idea. There was not quite enough money, and yours is next in the queue.",
    Outcome.DECLINE: "The panel could not see who would take part. Talk to us about the next start-up round.",
}


def make_decided_round(
    demo: Demo, slug: str, *, sent: int, outcomes: list[Outcome], share: int = 0, with_lead: bool = False
) -> list[Award]:
    """A round from its first application to its release. Returns the awards, offered."""
    round_ = demo.rounds[slug]
    closes = (round_.closes_at.date() - demo.today).days if round_.closes_at else 0
    applications = _send_all(demo, round_, sent, closes=closes, share=share, with_lead=with_lead)
    panel = _seat(demo, round_, days=closes + 6)
    _score_all(demo, round_, days=closes + 20)
    released = (round_.decision_on - demo.today).days if round_.decision_on else 0
    _decide(demo, applications, outcomes, days=released - 8)
    return _agree_and_release(demo, panel, meets=released - 5, releases=released)


def make_round_half_way(demo: Demo) -> None:
    """Five members, some scores sent, one tie declared, two decisions prepared."""
    round_ = demo.rounds["start-up-autumn"]
    closes = (round_.closes_at.date() - demo.today).days if round_.closes_at else 0
    applications = _send_all(demo, round_, 12, closes=closes, share=0, with_lead=False)
    let_one_expire(demo, round_, closes=closes)
    _seat(demo, round_, days=closes + 5)
    conflicted = Assessment.objects.filter(user=demo.people["member3"], application__round=round_).first()
    if conflicted:
        with standing_at(demo.at(closes + 7, 21)):
            declare_conflict(
                conflicted, reason="My sister keeps the group's accounts.", by=demo.people["member3"]
            )
    done = {one.pk for one in applications[:6]}
    _score_all(demo, round_, days=closes + 14, only=done)
    member = demo.people["member2"]
    begun = Assessment.objects.filter(
        user=member, application__round=round_, state=AssessmentState.ASSIGNED
    ).first()
    if begun:
        criterion = round_.criteria.all()[0]
        with standing_at(demo.at(-1, 22)):
            save_scores(begun, {criterion: Given(value=4, reason=REASONS[0])}, by=member)
    _decide(demo, applications[:2], [Outcome.AWARD, Outcome.DECLINE], days=-1)


def _send_all(
    demo: Demo, round_: Round, count: int, *, closes: int, share: int, with_lead: bool
) -> list[Application]:
    found = []
    for number in range(count):
        first = number == 0 and with_lead
        group = demo.groups.pop()
        person = demo.people["lead"] if first else None
        one = send(demo, round_, group, days=closes - 1 - number % 9, lead=person, share=share)
        check(demo, one.application, days=closes + 3, to_panel=True)
        found.append(one.application)
    return found


def _seat(demo: Demo, round_: Round, *, days: int) -> Panel:
    officer = demo.people["officer"]
    with standing_at(demo.at(days, 10)):
        panel = make_panel(round_, name=f"{round_} panel", by=officer, quorum=3, chair=demo.people["chair"])
        for name in MEMBERS[1:]:
            seat_member(panel, demo.people[name], by=officer)
        assign_evenly(panel, 3, by=officer)
    return panel


def _score_all(demo: Demo, round_: Round, *, days: int, only: set[int] | None = None) -> None:
    criteria = list(round_.criteria.all())
    rows = Assessment.objects.filter(application__round=round_).exclude(state=AssessmentState.RECUSED)
    for assessment in rows.select_related("application", "user").order_by("pk"):
        if only is not None and assessment.application_id not in only:
            continue
        likes = demo.chance.choice((2, 3, 3, 4, 4, 5))
        given = {
            criterion: Given(
                value=min(criterion.top, max(0, likes + demo.chance.choice((-1, 0, 0, 1)))),
                reason=demo.chance.choice(REASONS),
            )
            for criterion in criteria
        }
        with standing_at(demo.at(days, 20, demo.chance.randint(0, 59))):
            save_scores(assessment, given, by=assessment.user, comment="")
            submit_assessment(assessment, by=assessment.user)


def _decide(demo: Demo, applications: list[Application], outcomes: list[Outcome], *, days: int) -> None:
    place = 0
    for application, outcome in zip(applications, outcomes, strict=False):
        place += outcome == Outcome.RESERVE
        with standing_at(demo.at(days, 15, 30)):
            prepare_decision(
                application,
                outcome=outcome,
                amount=_granted(application) if outcome == Outcome.AWARD else None,
                reserve_place=place if outcome == Outcome.RESERVE else None,
                reasons=FOR_THE_GROUP[outcome],
                by=demo.people["manager"],
            )


def _granted(application: Application) -> Decimal:
    """Mostly what was asked; a tenth less for every third."""
    asked = application.amount or Decimal()
    return asked if int(application.reference[-4:]) % 3 else (asked * 9 / 10).quantize(Decimal(1))


def _agree_and_release(demo: Demo, panel: Panel, *, meets: int, releases: int) -> list[Award]:
    manager = demo.people["manager"]
    with standing_at(demo.at(meets, 20)):
        meeting = hold_meeting(
            panel,
            held_at=demo.at(meets, 18),
            present=[demo.people[name] for name in MEMBERS[:4]],
            place="Weavers Yard, upper room",
            minutes="Each application was talked through in the order of its score.",
            by=demo.people["officer"],
        )
        agree_decisions(panel, meeting=meeting, by=manager)
    with standing_at(demo.at(releases, 9, 30)):
        return release_and_offer(panel, by=manager)
