"""Groups that were here before get the key by which likely twins are found."""

from typing import Any

from django.db import migrations

from grants.organisations.matching import name_key

BATCH = 1000


def fill(apps: Any, schema_editor: Any) -> None:
    Organisation = apps.get_model('organisations', 'Organisation')
    batch = []
    for row in Organisation.objects.filter(name_key='').only('pk', 'name').iterator(chunk_size=BATCH):
        row.name_key = name_key(row.name)
        batch.append(row)
        if len(batch) == BATCH:
            Organisation.objects.bulk_update(batch, ['name_key'])
            batch.clear()
    Organisation.objects.bulk_update(batch, ['name_key'])


class Migration(migrations.Migration):

    dependencies = [('organisations', '0002_name_key')]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
