"""Applications by the front door, in every state that an application can be in."""

from dataclasses import dataclass
from decimal import Decimal

from fund.accounts.models import User
from fund.demo.answers import answers_for
from fund.demo.clock import standing_at
from fund.demo.names import TITLES
from fund.demo.people import make_lead
from fund.demo.world import Demo
from grants.applications.actions import (
    expire_drafts,
    extend_deadline,
    find_ineligible,
    pass_check,
    pass_to_panel,
    return_application,
    save_answers,
    start_application,
    submit_application,
    withdraw_application,
)
from grants.applications.models import Application
from grants.funding.models import Round
from grants.organisations.models import Membership, Organisation
from grants.organisations.states import MemberRole


@dataclass(frozen=True)
class Sent:
    application: Application
    lead: User


def group_with_lead(demo: Demo, group: Organisation, lead: User | None = None) -> User:
    """The group's lead: `lead`, or somebody new."""
    person = lead or make_lead(demo)
    Membership.objects.create(organisation=group, user=person, role=MemberRole.LEAD)
    return person


def write(
    demo: Demo, round_: Round, group: Organisation, lead: User, *, days: int, share: int = 0
) -> Application:
    """A draft with every answer good, begun `days` from today. `share`: hundredths of the most to ask for."""
    with standing_at(demo.at(days, 19, 10)):
        application = start_application(round_, group, by=lead)
    hundredths = share or demo.chance.randint(35, 95)
    amount = max(round_.least, (round_.most * hundredths / 100 / 50).quantize(Decimal(1)) * 50)
    answers = answers_for(demo, application, title=demo.chance.choice(TITLES), amount=amount)
    with standing_at(demo.at(days + 2, 20, 40)):
        save_answers(application, answers, by=lead)
    application.refresh_from_db()
    return application


def send(
    demo: Demo, round_: Round, group: Organisation, *, days: int, lead: User | None = None, share: int = 0
) -> Sent:
    """An application sent `days` from today; it was begun nine days before."""
    person = group_with_lead(demo, group, lead)
    application = write(demo, round_, group, person, days=days - 9, share=share)
    with standing_at(demo.at(days, 16, demo.chance.randint(0, 59))):
        submit_application(application, by=person)
    application.refresh_from_db()
    return Sent(application, person)


def check(demo: Demo, application: Application, *, days: int, to_panel: bool = False) -> None:
    officer = demo.people["officer"]
    with standing_at(demo.at(days, 11, demo.chance.randint(0, 59))):
        pass_check(application, by=officer)
        if to_panel:
            pass_to_panel(application, by=officer)
    application.refresh_from_db()


def let_one_expire(demo: Demo, round_: Round, *, closes: int) -> None:
    """A draft that nobody sent: the clock found it when the round had closed."""
    group = demo.groups.pop()
    write(demo, round_, group, group_with_lead(demo, group), days=closes - 6)
    with standing_at(demo.at(closes + 1, 6)):
        expire_drafts()


def fill_open_rounds(demo: Demo) -> None:
    """The rounds that are open now hold something in each state of its beginning."""
    _fill_small(demo, demo.rounds["small-investments"])
    _fill_big(demo, demo.rounds["big-ideas"])


def _fill_small(demo: Demo, round_: Round) -> None:
    officer = demo.people["officer"]
    for days in (-12, -9, -6, -3, -1):
        sent = send(demo, round_, demo.groups.pop(), days=days)
        if days == -12:
            check(demo, sent.application, days=-8)
        if days == -9:
            with standing_at(demo.at(-5, 14)):
                find_ineligible(
                    sent.application,
                    reason="The hall is outside the borough, and this round is for places inside it.",
                    by=officer,
                )
    person = group_with_lead(demo, demo.groups[-1])
    write(demo, round_, demo.groups.pop(), person, days=-4)


def _fill_big(demo: Demo, round_: Round) -> None:
    officer = demo.people["officer"]
    moments = [-18, -16, -14, -12, -11, -9, -7, -5, -3, -2]
    sent = [send(demo, round_, demo.groups.pop(), days=days) for days in moments]
    for one in sent[:2]:
        check(demo, one.application, days=-10)
    _ask(demo, sent[2].application, "Which hall will you use, and have you spoken to its keeper?", days=-3)
    _ask(demo, sent[3].application, "Your steps come to the right sum. Who is paid for the second?", days=-8)
    with standing_at(demo.at(-4, 18, 20)):
        submit_application(sent[3].application, by=sent[3].lead)
    with standing_at(demo.at(-6, 9, 30)):
        withdraw_application(sent[4].application, by=sent[4].lead)
    late = group_with_lead(demo, demo.groups[-1])
    draft = write(demo, round_, demo.groups.pop(), late, days=-6)
    with standing_at(demo.at(-1, 12)):
        extend_deadline(
            draft, until=demo.at(32, 17), reason="The group's treasurer is in hospital.", by=officer
        )


def _ask(demo: Demo, application: Application, message: str, *, days: int) -> None:
    with standing_at(demo.at(days, 15, 5)):
        return_application(application, message=message, questions=["milestones"], by=demo.people["officer"])
    application.refresh_from_db()
