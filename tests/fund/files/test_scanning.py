"""A file opens to others once the scanner has seen it; while the scanner is away it waits."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fund.files.actions import store_upload
from fund.files.models import FileState, StoredFile
from fund.files.scanning import scan, scan_overlooked
from tests.factories import make_user

pytestmark = pytest.mark.django_db


class _Scanner(socketserver.StreamRequestHandler):
    """As much of clamd as we speak: it finds something, or fails, in every file that says so."""

    def handle(self) -> None:
        command = self.rfile.readline().strip()
        if command == b"nPING":
            self.wfile.write(b"PONG\n")
            return
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
        if b"too much" in content:
            self.wfile.write(b"stream: Can't allocate memory ERROR\n")
        else:
            self.wfile.write(b"stream: Bad-Thing FOUND\n" if b"virus" in content else b"stream: OK\n")


@pytest.fixture
def scanner(settings: Any) -> Iterator[None]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Scanner) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMD_SOCKET = f"127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()


@pytest.fixture
def _scanner_away(settings: Any, tmp_path: Any) -> None:
    settings.CLAMD_SOCKET = str(tmp_path / "nobody-there")


def _stored(content: bytes = b"words") -> StoredFile:
    return store_upload(SimpleUploadedFile("a.txt", content), by=make_user())


@pytest.mark.usefixtures("scanner")
def test_good_file_is_clean_after_the_scan() -> None:
    stored = _stored()
    assert stored.state == FileState.WAITING
    assert (scan(stored.pk), scan(stored.pk)) == (FileState.CLEAN, FileState.CLEAN)


@pytest.mark.usefixtures("scanner")
def test_bad_file_is_refused_with_what_was_found() -> None:
    stored = _stored(b"a virus")
    scan(stored.pk)
    stored.refresh_from_db()
    assert (stored.state, stored.refusal) == (FileState.REFUSED, "The scanner found Bad-Thing")


@pytest.mark.usefixtures("scanner")
def test_file_that_the_scanner_could_not_finish_waits_for_the_next_try() -> None:
    stored = _stored(b"too much for now")
    assert scan(stored.pk) == FileState.WAITING


@pytest.mark.usefixtures("_scanner_away")
def test_file_waits_while_the_scanner_is_away() -> None:
    stored = _stored()
    assert scan(stored.pk) == FileState.WAITING
    StoredFile.objects.update(uploaded_at=timezone.now() - timedelta(hours=1))
    assert scan_overlooked() == 0


def test_file_waits_where_production_has_no_scanner(settings: Any) -> None:
    settings.DEMONSTRATION = False
    assert scan(_stored().pk) == FileState.WAITING


@pytest.mark.usefixtures("scanner")
def test_sweep_scans_what_was_overlooked_even_past_a_lost_file() -> None:
    lost, overlooked = _stored(), _stored()
    lost.content.storage.delete(lost.content.name or "")
    StoredFile.objects.update(uploaded_at=timezone.now() - timedelta(hours=1))
    fresh = _stored()
    assert scan_overlooked() == 1
    states = dict(StoredFile.objects.values_list("pk", "state"))
    assert states == {lost.pk: "waiting", overlooked.pk: "clean", fresh.pk: "waiting"}
