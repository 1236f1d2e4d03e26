"""A decision is agreed in a meeting: the database asks for it too."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_scores_stay")]

    operations = [
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=Q(state="prepared") | Q(meeting__isnull=False), name="decision_agreed_in_meeting"
            ),
        ),
    ]
