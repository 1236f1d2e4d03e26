"""Public pages in a real browser, wide and on a phone."""

from collections.abc import Callable

import pytest

from tests.browsing import PHONE, WIDE, Visitor
from tests.factories import make_booking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_sign_in_page_fits_and_is_accessible(visit: Callable[..., Visitor], size: dict[str, int]) -> None:
    visitor = visit(size=size)
    visitor.open("/accounts/login/")
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_booking_is_given_back_from_its_letter(visit: Callable[..., Visitor]) -> None:
    booking = make_booking()
    visitor = visit(size=PHONE)
    visitor.open(f"/workshops/booking/{booking.token}/")
    visitor.press("Cancel my booking")
    assert visitor.reads("Your booking is cancelled")
    booking.refresh_from_db()
    assert booking.cancelled_at
