import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0003_move_boundaries")]
    operations = [
        migrations.RemoveField("area", "boundary"),
        migrations.AlterField(
            "boundary",
            "area",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                serialize=False,
                to="places.area",
            ),
        ),
    ]
