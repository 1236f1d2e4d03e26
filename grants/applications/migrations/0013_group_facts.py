"""The group's facts are frozen with what is sent. Null: nothing was kept of them then, and none are made up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0012_test_rounds")]
    # Null and without a default, so that SQLite adds the column in place and the add-only triggers stay.
    operations = [
        migrations.AddField("submission", "group", models.JSONField("the group's facts", null=True))
    ]
