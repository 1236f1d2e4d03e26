"""Live grants at every point between an accepted offer and money in the bank."""

from fund.accounts.models import User
from fund.demo.clock import standing_at
from fund.demo.world import Demo
from grants.awards.actions import accept_award, meet_milestone, return_evidence, submit_evidence
from grants.awards.models import Award, Milestone
from grants.organisations.actions import give_bank_account, verify_bank_account
from grants.organisations.bank import BankDetails
from grants.organisations.states import MemberRole
from grants.payments.actions import approve_payment, export_run, make_run, mark_run_paid, raise_payment
from grants.payments.models import Payment

SORT_CODE = "200000"
EVIDENCE = "Thirty-one people came to the first evening. The register is with us if you need it."


def make_live_grants(demo: Demo, awards: list[Award]) -> None:
    """The first grant is the furthest; each after it stands a step nearer to its beginning."""
    for award in awards:
        accept(demo, award, days=-210)
        _give_account(demo, award, days=-208, verified=award != awards[-1])
    paid, returned = awards[:3], awards[5]
    first = [_meet(demo, award, 1, days=-120) for award in paid]
    _pay(demo, first, days=-112)
    _send_evidence(demo, awards[0], 2, days=-2)
    approved = _approve(demo, [_raise(demo, _meet(demo, awards[1], 2, days=-9), days=-6)], days=-5)
    with standing_at(demo.at(-4, 10)):
        export_run(make_run(approved, by=demo.people["finance"]), by=demo.people["finance"])
    _approve(demo, [_raise(demo, _meet(demo, awards[2], 2, days=-8), days=-3)], days=-2)
    _raise(demo, _meet(demo, awards[3], 1, days=-7), days=-1)
    _meet(demo, awards[4], 1, days=-5)
    milestone = _send_evidence(demo, returned, 1, days=-6)
    with standing_at(demo.at(-3, 13)):
        return_evidence(milestone, words="How many came, and to what?", by=demo.people["officer"])


def accept(demo: Demo, award: Award, *, days: int) -> None:
    lead = lead_of(award)
    with standing_at(demo.at(days, 19)):
        accept_award(award, name=lead.full_name, by=lead)


def lead_of(award: Award) -> User:
    return award.organisation.memberships.select_related("user").get(role=MemberRole.LEAD).user


def _give_account(demo: Demo, award: Award, *, days: int, verified: bool) -> None:
    number = f"{demo.chance.randint(10_000_000, 99_999_999)}"
    with standing_at(demo.at(days, 20)):
        account = give_bank_account(
            award.organisation,
            account_name=award.organisation.name,
            sort_code=SORT_CODE,
            account_number=number,
            by=lead_of(award),
        )
    if verified:
        with standing_at(demo.at(days + 2, 11)):
            verify_bank_account(
                account,
                heard=BankDetails(SORT_CODE, number),
                call_back="Called the treasurer on the number we had; she read both numbers out.",
                by=demo.people["finance"],
            )


def _milestone(award: Award, number: int) -> Milestone:
    return award.milestones.select_related("award__commitment__organisation").get(number=number)


def _send_evidence(demo: Demo, award: Award, number: int, *, days: int) -> Milestone:
    milestone = _milestone(award, number)
    with standing_at(demo.at(days, 21)):
        submit_evidence(milestone, words=EVIDENCE, files=[], by=lead_of(award))
    return milestone


def _meet(demo: Demo, award: Award, number: int, *, days: int) -> Milestone:
    milestone = _send_evidence(demo, award, number, days=days)
    with standing_at(demo.at(days + 1, 10)):
        meet_milestone(milestone, by=demo.people["officer"])
    return milestone


def _raise(demo: Demo, milestone: Milestone, *, days: int) -> Payment:
    with standing_at(demo.at(days, 10, 30)):
        return raise_payment(_milestone(milestone.award, milestone.number), by=demo.people["finance"])


def _approve(demo: Demo, payments: list[Payment], *, days: int) -> list[Payment]:
    for payment in payments:
        with standing_at(demo.at(days, 14)):
            approve_payment(payment, by=demo.people["approver"])
        payment.refresh_from_db()
    return payments


def _pay(demo: Demo, milestones: list[Milestone], *, days: int) -> None:
    finance = demo.people["finance"]
    payments = _approve(demo, [_raise(demo, one, days=days) for one in milestones], days=days + 1)
    with standing_at(demo.at(days + 2, 10)):
        run = make_run(payments, by=finance)
        export_run(run, by=finance)
    run.refresh_from_db()
    with standing_at(demo.at(days + 4, 12)):
        mark_run_paid(run, on=demo.day(days + 3), by=finance)
