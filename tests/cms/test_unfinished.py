"""What was never finished in the admin does not stay for ever."""

import os
import time

import pytest
from django.core.files.base import ContentFile
from wagtail.models import UploadedFile

from cms.unfinished import drop_unfinished_uploads

pytestmark = pytest.mark.django_db


def test_upload_that_waited_for_a_day_goes_with_its_file() -> None:
    old, fresh, lost = (UploadedFile.objects.create(file=ContentFile(b"x", name)) for name in "abc")
    long_ago = time.time() - 25 * 60 * 60
    os.utime(old.file.path, (long_ago, long_ago))
    os.utime(
        fresh.file.path, (time.time(),) * 2
    )  # Files are dated by the machine, whatever the test's clock.
    lost.file.storage.delete(lost.file.name)
    assert [drop_unfinished_uploads(), drop_unfinished_uploads()] == [2, 0]
    assert list(UploadedFile.objects.all()) == [fresh]
    assert not old.file.storage.exists(old.file.name)
    assert fresh.file.storage.exists(fresh.file.name)
