"""Content that no row tells of goes in time; everything else stays."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fund.files.actions import store_upload
from fund.files.orphans import FOLDERS, KEPT, delete_orphans
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def hour_of(path: Path) -> datetime:
    """A moment whose turn it is to look at the folder of `path`, after everything there has grown old."""
    later = timezone.now() + KEPT + timedelta(days=1)
    hours = int(later.timestamp()) // 3600
    return later + timedelta(hours=(int(path.parent.name, 16) - hours) % FOLDERS)


def left_behind(name: str = "ab" + "0" * 30) -> Path:
    path = Path(settings.PRIVATE_ROOT) / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"written, and then the server was killed")
    return path


def test_old_content_without_a_row_is_deleted_once() -> None:
    path = left_behind()
    assert (delete_orphans(hour_of(path)), path.exists(), delete_orphans(hour_of(path))) == (1, False, 0)


def test_content_with_a_row_stays_however_old() -> None:
    stored = store_upload(SimpleUploadedFile("a.txt", b"words"), by=make_user())
    path = Path(stored.content.path)
    assert (delete_orphans(hour_of(path)), path.exists()) == (0, True)


def test_new_content_stays_since_its_row_may_be_on_the_way() -> None:
    path = left_behind()
    moment = hour_of(path)
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    assert (delete_orphans(moment), path.exists()) == (0, True)


@pytest.mark.parametrize("name", ["ab-notes", "cd" + "0" * 30])
def test_what_is_not_named_as_ours_stays(name: str) -> None:
    path = left_behind().with_name(name)
    path.write_bytes(b"somebody else's")
    delete_orphans(hour_of(path))
    assert path.exists()


def test_folder_that_is_not_there_is_no_trouble() -> None:
    assert delete_orphans() == 0
