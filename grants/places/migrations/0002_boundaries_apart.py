import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Boundary",
            fields=[
                (
                    "area",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        # Until the old column is gone, which has the name that this relation takes.
                        related_name="+",
                        serialize=False,
                        to="places.area",
                    ),
                ),
                ("shape", models.JSONField(verbose_name="simplified, as a GeoJSON geometry")),
            ],
            options={"verbose_name_plural": "boundaries"},
        ),
    ]
