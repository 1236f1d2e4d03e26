"""The migrations say what the models say, and the add-only triggers stand after all of them."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from tests.factories import make_form

ADD_ONLY = [
    "applications_submission",
    "applications_transcript",
    "audit_event",
    "awards_agreement",
    "grants_forms_formversion",
    "ledger_commitmentshare",
    "ledger_entryshare",
    "ledger_ledgerentry",
]


@pytest.mark.django_db
def test_migrations_match_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_add_only_triggers_stand_after_every_migration() -> None:
    if connection.vendor == "postgresql":
        sql = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'add_only%'"
    else:
        sql = "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'add_only%'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert sorted(row[0] for row in cursor.fetchall()) == ADD_ONLY


@pytest.mark.django_db
def test_form_version_refuses_change() -> None:
    version = make_form().versions.create(number=1, sections=[])
    with pytest.raises(IntegrityError), transaction.atomic():
        version.delete()
