"""SQLite makes a table anew to add some columns, and its triggers go with the old one: put them back."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from fund.common.triggers import add_only_but, not_add_only

TABLE = "applications_submission"


def put_back(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL has kept them."""
    if editor.connection.vendor == "sqlite":
        for step in (not_add_only(TABLE), add_only_but(TABLE, "is_test")):
            step.code(apps, editor)


class Migration(migrations.Migration):
    dependencies = [("applications", "0015_assistance")]
    operations = [migrations.RunPython(put_back, migrations.RunPython.noop)]
