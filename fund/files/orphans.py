"""Content without a row: a server that was killed between writing a file and telling of it left it behind."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.storage import storages
from django.utils import timezone

from fund.files.models import StoredFile

# Long enough that a database brought back from an older copy is noticed before its files are gone.
KEPT = timedelta(days=30)
FOLDERS = 256
_NAME = re.compile(r"[0-9a-f]{32}")


def delete_orphans(moment: datetime | None = None) -> int:
    """Delete old content that no row tells of, in one of the 256 folders: each hour has its own.

    So every folder is looked at about once in eleven days, and no look is long. Returns how many went.
    """
    now = moment or timezone.now()
    folder = f"{int(now.timestamp()) // 3600 % FOLDERS:02x}"
    storage = storages["private"]
    try:
        _folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return 0
    swept = 0
    for name in _orphans(folder, names):
        path = f"{folder}/{name}"
        if storage.get_modified_time(path) < now - KEPT:
            storage.delete(path)
            swept += 1
    return swept


def _orphans(folder: str, names: Iterable[str]) -> list[str]:
    """Those of our own names that no row has. Whatever is named otherwise is not ours to judge."""
    ours = {name: UUID(name) for name in names if _NAME.fullmatch(name) and name.startswith(folder)}
    known = set(StoredFile.objects.filter(token__in=ours.values()).values_list("token", flat=True))
    return sorted(name for name, token in ours.items() if token not in known)
