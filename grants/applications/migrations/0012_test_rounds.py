"""What was sent to a test round may be cleared away. All else that was sent stays for ever, as before."""

from django.db import migrations, models

from fund.common.triggers import add_only_but, not_add_only


class Migration(migrations.Migration):
    dependencies = [("applications", "0011_recordings")]

    operations = [
        not_add_only("applications_submission"),
        migrations.AddField(
            model_name="submission",
            name="is_test",
            field=models.BooleanField(
                default=False, verbose_name="of a test round, so that it may be cleared away"
            ),
        ),
        add_only_but("applications_submission", "is_test"),
    ]
