"""Rows of these tables are only ever added, but for what was submitted to a test round."""

from django.db import migrations

from fund.common.triggers import add_only, add_only_but


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]
    operations = [
        add_only("applications_transcript"),
        add_only_but("applications_submission", "is_test"),
    ]
