"""Where a column was added by making the table anew, its triggers went with the old one: put them back."""

from django.db import migrations

from fund.common.triggers import add_only_but, not_add_only


class Migration(migrations.Migration):
    dependencies = [("applications", "0015_assistance")]
    operations = [
        not_add_only("applications_submission"),
        add_only_but("applications_submission", "is_test"),
    ]
