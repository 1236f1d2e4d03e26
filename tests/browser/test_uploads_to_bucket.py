"""With a bucket, a browser sends its pieces straight to the store, and our workers never see them."""

from collections.abc import Callable, Iterator
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import boto3
import pytest
from django.core.files.storage import storages
from environ import Env
from moto import mock_aws
from playwright.sync_api import expect

from fund.common.policies import content_policy
from fund.common.stores import private_storage
from fund.files.models import StoredFile, Upload
from fund.files.pieces import InBucket
from fund.files.uploading import process_upload
from tests.browser.test_uploads import at_files, choose, draft_with_files, file, given, kept, words
from tests.browsing import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class _Store(BaseHTTPRequestHandler):
    """As much of a store as browsers speak to: another origin, which lets ours post forms to it."""

    seen: list[tuple[str, int]]

    def do_OPTIONS(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
            for part in BytesParser(policy=HTTP).parsebytes(head + body).iter_parts()
        }
        key, content = parts["key"].decode(), parts["file"]  # type: ignore[union-attr]
        self.seen.append((key, len(content)))
        boto3.client("s3", region_name="eu-west-2").put_object(Bucket="uploads", Key=key, Body=content)
        self._answer()

    def _answer(self) -> None:
        self.send_response(204)
        for name in ("Origin", "Methods", "Headers"):
            self.send_header(f"Access-Control-Allow-{name}", "*")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Nothing: a test looks at what was seen."""


@pytest.fixture
def store(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Any]:
    """Ask for it before `visit`: it changes the storages, which that one reads."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "made-up")
    handler = type("Store", (_Store,), {"seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    here = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, daemon=True).start()
    settings.S3_PRIVATE_BUCKET = "uploads"
    settings.STORAGES = {**settings.STORAGES, "private": private_storage(Env(), "uploads", tmp_path)}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_policy(plays=[here])}
    monkeypatch.setattr(StoredFile._meta.get_field("content"), "storage", storages["private"])
    signed = InBucket.signed_form
    monkeypatch.setattr(InBucket, "signed_form", lambda *args: {**signed(*args), "url": f"{here}/uploads"})
    with mock_aws():
        place: Any = {"LocationConstraint": "eu-west-2"}
        boto3.client("s3", region_name="eu-west-2").create_bucket(
            Bucket="uploads", CreateBucketConfiguration=place
        )
        yield handler
    server.shutdown()
    server.server_close()


def test_pieces_go_round_our_workers(store: Any, visit: Callable[..., Visitor]) -> None:
    row = draft_with_files()
    visitor = at_files(visit, row)
    ours: list[int] = []

    def measure(request: Any) -> None:
        if request.method == "POST" and request.url.startswith(visitor.home):
            ours.append(int(request.headers.get("content-length", 0)))

    visitor.page.on("request", measure)
    choose(visitor, file("plan.txt", words(3_000_000)))
    expect(visitor.page.get_by_text("Being looked at")).to_be_visible()
    upload = Upload.objects.get()
    prefix = f"incoming/{upload.token.hex}"
    assert store.seen == [(f"{prefix}/0000", 2_000_000), (f"{prefix}/0001", 1_000_000)]
    assert max(ours) < 2_000
    process_upload(upload.pk)
    expect(given(visitor)).to_have_text(["plan.txt"])
    assert kept(row) == {"plan.txt": 3_000_000}
    visitor.problems = [each for each in visitor.problems if "called an outside host" not in each]
