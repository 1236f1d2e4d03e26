import uuid

from django.db import migrations, models


def give_tokens(apps, schema_editor):
    Letter = apps.get_model("notifications", "Letter")
    for letter in Letter.objects.filter(token=None).iterator():
        letter.token = uuid.uuid4()
        letter.save(update_fields=["token"])


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_nudged_at")]

    operations = [
        migrations.AddField("letter", "token", models.UUIDField(default=None, null=True, editable=False)),
        migrations.RunPython(give_tokens, migrations.RunPython.noop),
        migrations.AlterField(
            "letter", "token", models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
        ),
    ]
