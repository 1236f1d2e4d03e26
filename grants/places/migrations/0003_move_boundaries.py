from django.db import migrations


def move_out(apps, schema_editor):
    Area, Boundary = (apps.get_model("places", name) for name in ("Area", "Boundary"))
    for area in Area.objects.filter(boundary__isnull=False).iterator(chunk_size=100):
        Boundary.objects.create(area=area, shape=area.boundary)


def move_back(apps, schema_editor):
    Boundary = apps.get_model("places", "Boundary")
    for boundary in Boundary.objects.select_related("area").iterator(chunk_size=100):
        boundary.area.boundary = boundary.shape
        boundary.area.save(update_fields=["boundary"])


class Migration(migrations.Migration):
    dependencies = [("places", "0002_boundaries_apart")]
    operations = [migrations.RunPython(move_out, move_back)]
