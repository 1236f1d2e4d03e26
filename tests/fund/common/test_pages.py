"""Pages by key: each row once, in order, both ways, with filters kept."""

import json
import random
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet, Value
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fund.common.pages import Page, page_by_key
from fund.notifications.models import Letter, LetterState

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def make_letters(count: int, *, seed: int = 1) -> None:
    """Letters of which some were sent, several at the same moment."""
    chance = random.Random(seed)
    for number in range(count):
        sent = chance.choice([None, START, START, START + timedelta(hours=number)])
        Letter.objects.create(
            kind=f"kind/{chance.choice('abc')}",
            to_email="a@example.org",
            subject=str(number),
            body_text="Words",
            state=LetterState.SENT if sent else LetterState.WAITING,
            sent_at=sent,
        )


def walk(rows: QuerySet[Letter], *, back: bool = False, **wanted: Any) -> list[int]:
    """The keys of all rows, page after page; `back` walks to the end and then returns."""
    page: Page[Letter] = page_by_key(rows, QueryDict("q=x"), **wanted)
    pages = [page]
    while page.next:
        page = page_by_key(rows, QueryDict(page.next), **wanted)
        pages.append(page)
        assert len(pages) < 100
    if back:
        pages = [page]
        while page.previous:
            page = page_by_key(rows, QueryDict(page.previous), **wanted)
            pages.insert(0, page)
            assert len(pages) < 100
    assert pages[0].first == (1 if pages[0].rows else 0)
    return [row.pk for page in pages for row in page.rows]


ORDERS = [
    ("-pk",),
    ("pk",),
    ("-sent_at", "-pk"),
    ("sent_at", "pk"),
    ("kind", "-sent_at", "pk"),
    ("-kind", "sent_at", "-pk"),
]


class PagesByKey(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(
        count=st.integers(0, 17),
        size=st.integers(1, 6),
        order=st.sampled_from(ORDERS),
        seed=st.integers(0, 99),
        back=st.booleans(),
    )
    def test_walk_shows_each_row_once_whichever_way(
        self, count: int, size: int, order: tuple[str, ...], seed: int, back: bool
    ) -> None:
        make_letters(count, seed=seed)
        rows = Letter.objects.all()
        assert walk(rows, order=order, size=size, back=back) == walk(rows, order=order, size=1000)


@pytest.mark.django_db
def test_order_puts_empty_last_both_ways() -> None:
    make_letters(12)
    for order in [("-sent_at", "-pk"), ("sent_at", "pk")]:
        keys = walk(Letter.objects.all(), order=order, size=5)
        sent = [Letter.objects.get(pk=key).sent_at is not None for key in keys]
        assert sent == sorted(sent, reverse=True)


@pytest.mark.django_db
def test_page_keeps_filters_and_counts() -> None:
    make_letters(5)
    page = page_by_key(Letter.objects.all(), QueryDict("state=a&state=b&q=green+men"), size=2)
    query = QueryDict(page.next)
    assert (query.getlist("state"), query["q"]) == (["a", "b"], "green men")
    second = page_by_key(Letter.objects.all(), query, size=2)
    assert (second.first, second.last, second.says(5)) == (3, 4, "3 to 4 of 5")
    assert "after" not in QueryDict(second.previous)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "%00",
        "W10",
        "WzEsMl0",
        "WzEsMTAwMDAwMDAwMDAwMDAwMDAwMDAwLDEwMDAwMDAwMDAwMDAwMDAwMDAwMDBd",
        "WzEsInllc3RlcmRheSJd",
        "bnVsbA",
        "é",
    ],
)
def test_key_that_makes_no_sense_shows_the_first_page(token: str) -> None:
    make_letters(3)
    for name in ("after", "before"):
        params = QueryDict(mutable=True)
        params[name] = token
        page = page_by_key(Letter.objects.all(), params, order=("-sent_at", "-pk"), size=2)
        assert (page.first, page.last, page.previous) == (1, 2, "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        [1, "2026-03-01T09:00:00+00:00", 2],
        [1, "9999-12-31T23:59:59-12:00", 2],
        [1, "\0", 2],
        [1, "\ud800", 2],
    ],
)
def test_key_that_we_did_not_write_shows_the_first_page(values: list[Any]) -> None:
    make_letters(3)
    params = QueryDict(mutable=True)
    params["after"] = urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
    for order in (("-sent_at", "-pk"), ("kind", "subject", "pk")):
        page = page_by_key(Letter.objects.all(), params, order=order[-3:], size=2)
        assert (page.first, page.last) == (1, 2)


@pytest.mark.django_db
def test_empty_list_has_no_pages() -> None:
    assert page_by_key(Letter.objects.all(), QueryDict()) == Page()


@pytest.mark.django_db
def test_annotation_may_be_ordered_by() -> None:
    make_letters(4)
    rows = Letter.objects.annotate(weight=Value(3))
    assert walk(rows, order=("-weight", "pk"), size=3) == walk(rows, order=("pk",), size=9)


@pytest.mark.django_db
def test_page_costs_one_query(django_assert_num_queries: Any) -> None:
    make_letters(9)
    with django_assert_num_queries(1):
        page = page_by_key(Letter.objects.all(), QueryDict(), size=4)
    with django_assert_num_queries(1):
        page_by_key(Letter.objects.all(), QueryDict(page.next), size=4)
