

import cms.models.media
import wagtail.images.models
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0002_pages'),
    ]

    operations = [
        migrations.AlterField(
            model_name='picture',
            name='file',
            field=cms.models.media.PictureField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width'),
        ),
    ]
