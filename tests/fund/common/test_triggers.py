"""Add-only tables refuse every way of changing a row."""

import pytest
from django.db import DatabaseError, connection, transaction

from fund.audit.models import Event
from tests.factories import make_commitment

pytestmark = pytest.mark.django_db
TABLE = Event._meta.db_table
COLUMNS = ", ".join(field.column for field in Event._meta.local_fields)
WAYS = [
    f"UPDATE {TABLE} SET verb = 'x'",
    f"DELETE FROM {TABLE}",
    f"REPLACE INTO {TABLE} ({COLUMNS}) SELECT {COLUMNS} FROM {TABLE}",
]


@pytest.mark.parametrize("way", WAYS)
def test_rows_are_only_ever_added(way: str) -> None:
    if way.startswith("REPLACE") and connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's own")
    make_commitment()
    with (
        pytest.raises(DatabaseError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(way)
    assert Event.objects.filter(verb="commitment_made").count() == 1
