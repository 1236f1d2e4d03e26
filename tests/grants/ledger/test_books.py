"""Every sequence of moves leaves the books balanced, and the command says where they are not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fund.common.errors import Refused
from fund.common.money import PENNY, ZERO, split_by_shares
from grants.ledger import actions
from grants.ledger.balances import paid_to, promised_in, promised_to
from grants.ledger.checking import run_checks
from grants.ledger.models import Commitment, EntryShare, LedgerEntry
from grants.ledger.past_grants import PastGrant, enter_past_grants
from tests.factories import make_award, make_commitment, make_organisation, make_round, make_ward

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 3)
ALLOCATED = Decimal("5000.00")


def what_is_wrong() -> list[str]:
    """What the ledger's own checks find; those of rooms above it have their own tests."""
    ours = "grants.ledger.books"
    return [sentence for each, found in run_checks() if each.find.__module__ == ours for sentence in found]


def reverse_latest(commitment: Commitment, amount: Decimal) -> None:
    latest = commitment.entries.filter(reverses=None).last()
    if latest:
        actions.reverse(latest, by=None, note="A mistake")


MOVES: list[Callable[[Commitment, Decimal], object]] = [
    lambda row, amount: actions.promise(row, amount, on=DAY, by=None),
    lambda row, amount: actions.pay(row, amount, on=DAY, by=None),
    lambda row, amount: actions.take_back(row, amount, on=DAY, by=None),
    lambda row, amount: actions.release_promise(row, amount, on=DAY, by=None),
    reverse_latest,
]
steps = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(range(len(MOVES))), st.integers(1, 400_000)), max_size=14
)
parts = st.lists(st.integers(1, 100), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps, parts)
def test_every_sequence_of_moves_leaves_the_books_balanced(
    steps: list[tuple[int, int, int]], parts: list[int]
) -> None:
    round_ = make_round(allocation=ALLOCATED)
    shares = [(make_ward(), percent) for percent in split_by_shares(Decimal(100), parts)]
    commitments = [make_commitment(round_, shares=shares) for _ in range(2)]
    for which, move, pennies in steps:
        try:
            MOVES[move](commitments[which], PENNY * pennies)
        except Refused:
            continue
    assert what_is_wrong() == []
    assert promised_in(round_) <= ALLOCATED
    for commitment in commitments:
        assert ZERO <= paid_to(commitment) <= promised_to(commitment)


def past_grant(**fields: object) -> PastGrant:
    defaults = {
        "reference": "PAST-1",
        "round": make_round(),
        "organisation": make_organisation(),
        "shares": [(make_ward(), Decimal("33.33")), (make_ward(), Decimal("66.67"))],
        "amount": Decimal("1000.01"),
        "promised_on": date(2014, 5, 1),
        "payments": [(date(2014, 6, 1), Decimal("500.00")), (date(2015, 6, 1), Decimal("500.01"))],
    }
    return PastGrant(**{**defaults, **fields})  # type: ignore[arg-type]


def test_past_grants_enter_at_once_and_balance() -> None:
    one = past_grant()
    two = past_grant(reference="PAST-2", round=one.round, payments=())
    commitments = enter_past_grants([one, two], by=None)
    assert [each.reference for each in commitments] == ["PAST-1", "PAST-2"]
    assert (promised_to(commitments[0]), paid_to(commitments[0])) == (one.amount, one.amount)
    assert paid_to(commitments[1]) == ZERO
    assert what_is_wrong() == []


def test_past_grants_cost_the_same_queries_however_many(django_assert_num_queries: Callable) -> None:
    round_, organisation, shares = make_round(), make_organisation(), [(make_ward(), Decimal(100))]
    same = {"round": round_, "organisation": organisation, "shares": shares, "payments": ()}
    enter_past_grants([past_grant(reference="warm", **same, amount=Decimal(1))], by=None)
    for count in (1, 30):
        rows = [past_grant(reference=f"{count}-{i}", **same, amount=Decimal(1)) for i in range(count)]
        with django_assert_num_queries(12):
            enter_past_grants(rows, by=None)


def test_past_grants_beyond_the_allocation_are_refused_whole() -> None:
    one = past_grant()
    two = past_grant(reference="PAST-2", round=one.round, amount=Decimal("9000.00"))
    with pytest.raises(Refused, match="£0.01 too much"):
        enter_past_grants([one, two], by=None)
    assert LedgerEntry.objects.count() == 0


def test_past_grant_paid_beyond_its_promise_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="more was paid than promised"):
        enter_past_grants([past_grant(amount=Decimal("10.00"))], by=None)


def test_check_books_says_each_check_with_a_tick(capsys: pytest.CaptureFixture[str]) -> None:
    make_award()
    call_command("check_books")
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "The books agree."
    assert "✓ The shares of every entry sum to it" in lines
    assert all(line.startswith("✓") for line in lines[:-1])


def test_check_books_says_where_the_books_disagree(capsys: pytest.CaptureFixture[str]) -> None:
    commitment = make_commitment()
    actions.promise(commitment, Decimal("10.00"), on=DAY, by=None)
    actions.pay(commitment, Decimal("10.00"), on=DAY, by=None)
    stray = LedgerEntry.objects.create(
        commitment=commitment, account="paid", kind="payment", amount=Decimal("7.00"), on=DAY
    )
    EntryShare.objects.create(entry=stray, area=make_ward(), amount=Decimal("6.99"))
    with pytest.raises(SystemExit) as ended:
        call_command("check_books")
    assert ended.value.code == 1
    said = capsys.readouterr().out
    assert f"{commitment}: entry {stray.pk} is £7, its shares £6.99" in said
    assert f"{commitment}: £17 is paid of £10 promised" in said
    assert f"{commitment}: entry {stray.pk} falls on an area that its commitment does not name" in said
    assert "Paid by area is £16.99, in the ledger £17" in said


def test_checks_cost_the_same_queries_however_many_entries() -> None:
    def count() -> int:
        before = len(connection.queries_log)
        what_is_wrong()
        return len(connection.queries_log) - before

    connection.force_debug_cursor = True
    try:
        round_, ward = make_round(), make_ward()
        for _ in range(2):
            row = make_commitment(round_, shares=[(ward, Decimal(100))])
            actions.promise(row, Decimal("5.00"), on=DAY, by=None)
        first = count()
        row = make_commitment(round_, shares=[(ward, Decimal(100))])
        actions.promise(row, Decimal("5.00"), on=DAY, by=None)
        assert count() == first
    finally:
        connection.force_debug_cursor = False
