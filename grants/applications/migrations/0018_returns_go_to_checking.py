"""An answered return always goes back to be checked, so where it came from is not kept.

The column is given a default first: taking the migration back can then fill the rows that are there.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0017_word_index")]

    operations = [
        migrations.AlterField("return", "back_to", models.CharField(max_length=10, default="sent")),
        migrations.RemoveField("return", "back_to"),
    ]
