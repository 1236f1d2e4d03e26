"""Words inside titles and summaries are found by an index, where PostgreSQL has its trigrams to offer.

Without them, or the right to add them, the same search reads every row: slower, never wrong.
"""

from django.db import ProgrammingError, migrations, transaction

INDEX = "application_words"


def add_index(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql" or not _has_trigrams(schema_editor.connection):
        return
    schema_editor.execute(
        f"CREATE INDEX {INDEX} ON applications_application "
        "USING gin (upper(title::text) gin_trgm_ops, upper(summary) gin_trgm_ops)"
    )


def _has_trigrams(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if cursor.fetchone() is None:
            return False
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except ProgrammingError:
            return False
    return True


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_add_only")]
    operations = [migrations.RunPython(add_index, drop_index)]
