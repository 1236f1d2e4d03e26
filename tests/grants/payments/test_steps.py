"""The steps of a grant's money, as its group reads them."""

from datetime import UTC, datetime

import pytest

from grants.awards.models import Award
from grants.payments.templatetags.payments import payment_steps
from tests.factories import make_award

pytestmark = pytest.mark.django_db


def test_day_of_signing_is_the_day_in_london() -> None:
    award = make_award()
    Award.objects.update(accepted_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    award.refresh_from_db()
    assert payment_steps(award)[0]["says"] == "2 July 2026"
