"""Scanning by clamd. It fails closed: while the scanner is away, a file stays waiting."""

import logging
from datetime import timedelta

import clamd
from django.conf import settings
from django.utils import timezone

from fund.files.models import FileState, StoredFile

log = logging.getLogger(__name__)
SWEEP_LIMIT = 100
LATER = timedelta(minutes=2)


def needs_no_scan() -> bool:
    """Only a demonstration may do without a scanner."""
    return bool(settings.DEMONSTRATION and not settings.CLAMD_SOCKET)


def scan(file_id: int) -> FileState:
    """Scan one waiting file and write what was found. Run twice, it finds nothing left to do."""
    stored = StoredFile.objects.get(pk=file_id)
    if stored.state != FileState.WAITING:
        return FileState(stored.state)
    found = _ask_scanner(stored)
    if found is None:
        return FileState.WAITING
    state, refusal = (FileState.REFUSED, f"The scanner found {found}") if found else (FileState.CLEAN, "")
    StoredFile.objects.filter(pk=file_id, state=FileState.WAITING).update(state=state, refusal=refusal[:200])
    return state


def scan_overlooked() -> int:
    """Scan files that still wait: a nudge was lost, or the scanner was away. Returns how many are settled."""
    waiting = StoredFile.objects.filter(state=FileState.WAITING, uploaded_at__lt=timezone.now() - LATER)
    overlooked = list(waiting.order_by("pk").values_list("pk", flat=True)[:SWEEP_LIMIT])
    if not overlooked or not scanner_answers():
        return 0
    return sum(scan(pk) != FileState.WAITING for pk in overlooked)


def scanner_answers() -> bool:
    """Whether there is a scanner to ask; a demonstration without one needs none."""
    if not settings.CLAMD_SOCKET:
        return needs_no_scan()
    try:
        return _scanner().ping() == "PONG"
    except (clamd.ClamdError, OSError):
        return False


def _ask_scanner(stored: StoredFile) -> str | None:
    """What the scanner found: `""` for nothing, None when it could not be asked."""
    if not settings.CLAMD_SOCKET:
        return "" if needs_no_scan() else None
    try:
        with stored.content.open("rb") as file:
            status, words = _scanner().instream(file)["stream"]
    except (clamd.ClamdError, OSError) as error:
        log.warning("The scanner could not look at file %s: %s", stored.token, error)
        return None
    if status not in ("OK", "FOUND"):
        log.warning("The scanner could not look at file %s: %s", stored.token, words)
        return None
    return "" if status == "OK" else str(words or "something")


def _scanner() -> clamd.ClamdUnixSocket:
    """clamd at `CLAMD_SOCKET`: a path, or `host:port`."""
    host, colon, port = settings.CLAMD_SOCKET.rpartition(":")
    if colon and port.isdigit():
        return clamd.ClamdNetworkSocket(host, int(port), timeout=60)
    return clamd.ClamdUnixSocket(settings.CLAMD_SOCKET, timeout=60)
