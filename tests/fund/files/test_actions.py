"""Files are taken by what they are, not by what they are called."""

import hashlib
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from fund.common.errors import Refused
from fund.files.actions import clean_name, copy_file, store_upload
from fund.files.models import FileState, StoredFile
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def _archive(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, words in members.items():
            archive.writestr(name.replace("__", "[Content_Types].xml"), words)
    return buffer.getvalue()


def _picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, kind)
    return buffer.getvalue()


def _sheet() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


WORD = _archive(
    __="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
)
MACROS = _archive(__="application/vnd.ms-word.document.macroEnabled.main+xml")
ODT = _archive(mimetype="application/vnd.oasis.opendocument.text")
ODS = _archive(mimetype="application/vnd.oasis.opendocument.spreadsheet")
TAKEN = [
    ("accounts.pdf", b"%PDF-1.7\n%%EOF", "application/pdf"),
    ("letter.docx", WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("budget.xlsx", _sheet(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("rules.odt", ODT, "application/vnd.oasis.opendocument.text"),
    ("budget.ods", ODS, "application/vnd.oasis.opendocument.spreadsheet"),
    ("us.JPG", _picture("JPEG"), "image/jpeg"),
    ("us.jpeg", _picture("JPEG"), "image/jpeg"),
    ("us.png", _picture("PNG"), "image/png"),
    ("us.webp", _picture("WEBP"), "image/webp"),
    ("notes.txt", "Café at 5pm".encode("cp1252"), "text/plain"),
    ("notes.txt", "Café".encode("utf-16"), "text/plain"),
    ("rows.csv", b"a,b\n1,2\n", "text/csv"),
]
REFUSED = [
    ("run.exe", b"MZ\x90\0"),
    ("page.html", b"<html></html>"),
    ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("noending", b"words"),
    ("accounts.pdf", b"MZ\x90\0\x03" + b"\0" * 60),
    ("accounts.pdf", b"<html><script>alert(1)</script></html>"),
    ("us.png", _picture("JPEG")),
    ("us.heic", b"\0\0\0\x18ftypisom" + b"\0" * 40),
    ("letter.docx", _sheet()),
    ("letter.docx", MACROS),
    ("letter.docx", b"PK\x03\x04 broken"),
    ("letter.docx", _archive(readme="nothing")),
    ("notes.txt", b"  <!DOCTYPE html><script>alert(1)</script>"),
    ("rows.csv", b"a\0b"),
]


@pytest.mark.parametrize(("name", "content", "content_type"), TAKEN, ids=[row[0] for row in TAKEN])
def test_file_of_a_kind_we_take_is_kept(name: str, content: bytes, content_type: str) -> None:
    user = make_user()
    stored = store_upload(SimpleUploadedFile(name, content, "text/html"), by=user)
    assert (stored.name, stored.content_type, stored.size) == (name, content_type, len(content))
    assert (stored.sha256, stored.uploaded_by) == (hashlib.sha256(content).hexdigest(), user)
    with stored.content.open("rb") as file:
        assert file.read() == content


@pytest.mark.parametrize(("name", "content"), REFUSED, ids=range(len(REFUSED)))
def test_file_of_another_kind_is_refused_with_a_sentence(name: str, content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        store_upload(SimpleUploadedFile(name, content), by=make_user())
    assert refused.value.sentence.startswith(f"“{name}” ")
    assert not StoredFile.objects.exists()


def test_empty_file_is_refused() -> None:
    with pytest.raises(Refused, match="“a.pdf” is empty"):
        store_upload(SimpleUploadedFile("a.pdf", b""), by=make_user())


def test_big_file_is_refused_with_the_limit(settings: Any) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    with pytest.raises(Refused, match=r"“a.txt” is 1.5 MB. A file can be 1 MB at most."):
        store_upload(SimpleUploadedFile("a.txt", b"x" * 1_500_000), by=make_user())


def test_path_on_disk_says_nothing_of_the_name() -> None:
    stored = store_upload(SimpleUploadedFile("Ada's passport.txt", b"words"), by=make_user())
    assert stored.content.name == f"{stored.token.hex[:2]}/{stored.token.hex}"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\ada\\plan.pdf", "plan.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a\r\nb\u202efdp.txt", "abfdp.txt"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_name_is_cleaned(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_copy_is_a_file_of_its_own() -> None:
    user = make_user()
    stored = store_upload(SimpleUploadedFile("a.txt", b"words"), by=None)
    copy = copy_file(stored, by=user)
    stored.content.storage.delete(stored.content.name or "")
    assert (copy.sha256, copy.name, copy.state, copy.uploaded_by) == (stored.sha256, "a.txt", "clean", user)
    assert copy.content.read() == b"words"
    StoredFile.objects.update(state=FileState.REFUSED)
    stored.refresh_from_db()
    with pytest.raises(Refused, match="“a.txt” was refused"):
        copy_file(stored, by=user)


def test_content_goes_when_its_row_can_not_be_kept(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the database is away")

    monkeypatch.setattr(StoredFile, "save", fail)
    with pytest.raises(RuntimeError):
        store_upload(SimpleUploadedFile("a.txt", b"words"), by=None)
    assert [path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()] == []


def test_without_a_scanner_only_a_demonstration_trusts_a_file(settings: Any) -> None:
    user = make_user()
    assert store_upload(SimpleUploadedFile("a.txt", b"w"), by=user).state == FileState.CLEAN
    settings.DEMONSTRATION = False
    assert store_upload(SimpleUploadedFile("a.txt", b"w"), by=user).state == FileState.WAITING


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_broken_archive_is_refused_in_words(method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "wordprocessingml.document.main+xml" * 500)
    content = bytearray(buffer.getvalue())
    content[60:80] = b"\xff" * 20
    with pytest.raises(Refused, match="does not look like a DOCX file inside"):
        store_upload(SimpleUploadedFile("plan.docx", bytes(content)), by=None)


def test_archive_with_a_list_of_thousands_is_refused_before_it_is_read() -> None:
    """Reading a list of some hundred thousand members takes seconds, and memory for each."""
    words = "wordprocessingml.document.main+xml"
    many = _archive(__=words, **{f"part-{number}": "" for number in range(6_000)})
    with pytest.raises(Refused, match="does not look like a DOCX file inside"):
        store_upload(SimpleUploadedFile("plan.docx", many), by=None)
    few = _archive(__=words, **{f"part-{number}": "" for number in range(60)})
    assert store_upload(SimpleUploadedFile("plan.docx", few), by=None).pk
