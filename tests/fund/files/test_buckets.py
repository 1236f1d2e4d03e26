"""With buckets: uploads go to the private one, and are read by a link that is signed and soon ends."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
import requests
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from environ import Env
from moto import mock_aws
from storages.backends.s3 import S3Storage

from fund.common.policies import content_policy
from fund.common.stores import media_storage, private_addresses, private_storage
from fund.files import upload_handlers as arrivals
from fund.files.actions import store_upload
from fund.files.models import StoredFile, Upload
from fund.files.serving import serve
from fund.files.uploading import begin_upload, delete_unfinished, process_upload, process_upload_later
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def bucket(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "made-up")
    settings.S3_PRIVATE_BUCKET = "uploads"
    settings.STORAGES = {**settings.STORAGES, "private": private_storage(Env(), "uploads", tmp_path)}
    monkeypatch.setattr(StoredFile._meta.get_field("content"), "storage", storages["private"])
    with mock_aws():
        client = boto3.client("s3", region_name="eu-west-2")
        client.create_bucket(Bucket="uploads", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
        yield client


def test_upload_goes_to_the_private_bucket_and_opens_by_a_short_link(bucket: Any) -> None:
    user = make_user()
    stored = store_upload(SimpleUploadedFile("plan.txt", b"words"), by=user)
    kept = bucket.get_object(Bucket="uploads", Key=stored.content.name)
    assert kept["Body"].read() == b"words"
    response = serve(stored, to=user)
    link = urlsplit(response["Location"])
    query = parse_qs(link.query)
    assert (response.status_code, link.path.endswith(stored.content.name or "-")) == (302, True)
    assert query["X-Amz-Expires"] == ["60"]
    assert query["response-content-disposition"] == ['attachment; filename="plan.txt"']
    assert query["response-content-type"] == ["text/plain"]


CONTENT = b"Our plan, in words. " * 250_000


@pytest.fixture
def sent(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[Client, Upload, list[StoredFile]]:
    """Somebody has begun to send a file of five megabytes: three pieces."""
    given: list[StoredFile] = []
    purpose = arrivals.Purpose(lambda _upload, stored: given.append(stored), arrivals.DOCUMENTS)
    monkeypatch.setitem(arrivals._PURPOSES, "test", purpose)
    user, client = make_user(), Client()
    client.force_login(user)
    upload = begin_upload(
        owner=user, purpose_name="test", subject="T-1", part="a-file", name="plan.txt", size=len(CONTENT)
    )
    return client, upload, given


def state(client: Client, upload: Upload) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/my/uploads/{upload.token}/").json()
    return found


def post_piece(now: dict[str, Any], content: bytes) -> int:
    """As the browser does it: straight to the store."""
    form, files = now["next"], {"file": content}
    return requests.post(form["address"], data=form["fields"], files=files, timeout=10).status_code


def keys(bucket: Any) -> list[str]:
    return [row["Key"] for row in bucket.list_objects_v2(Bucket="uploads").get("Contents", [])]


def test_pieces_go_straight_to_the_bucket_and_on_after_a_break(
    bucket: Any, sent: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client, upload, given = sent
    for offset in (0, 2_000_000, 4_000_000):
        now = state(client, upload)
        assert (now["offset"], now["next"]["length"]) == (offset, min(2_000_000, 5_000_000 - offset))
        assert post_piece(now, CONTENT[offset : offset + 2_000_000]) == 204
    arrived = client.post(f"/my/uploads/{upload.token}/").json()
    assert (arrived["arrived"], arrived["taken"], given) == (True, False, [])
    with django_capture_on_commit_callbacks(execute=True):
        process_upload_later.call(upload.pk)
    assert (state(client, upload)["refused"], state(client, upload)["taken"]) == ("", True)
    assert given[0].content.read() == CONTENT
    assert keys(bucket) == [given[0].content.name]


def test_signed_form_takes_that_object_of_that_size_and_no_other(bucket: Any, sent: Any) -> None:
    client, upload, _given = sent
    form = state(client, upload)["next"]
    policy = json.loads(base64.b64decode(form["fields"]["policy"]))
    key = f"incoming/{upload.token.hex}/0000"
    assert ["content-length-range", 2_000_000, 2_000_000] in policy["conditions"]
    assert {"key": key} in policy["conditions"]
    assert {"bucket": "uploads"} in policy["conditions"]
    assert form["fields"]["key"] == key


def test_piece_of_a_wrong_size_does_not_count(bucket: Any, sent: Any) -> None:
    """A store that did not keep to the policy: what is really there is looked at too."""
    client, upload, given = sent
    post_piece(state(client, upload), CONTENT[:2_000_001])
    assert state(client, upload)["offset"] == 0
    assert client.post(f"/my/uploads/{upload.token}/").json()["arrived"] is False
    process_upload(upload.pk)
    assert given == []


def test_bytes_for_the_bucket_are_not_taken_by_us(sent: Any) -> None:
    client, upload, _given = sent
    headers: Any = {"Upload-Offset": "0"}
    answer = client.post(
        f"/my/uploads/{upload.token}/", b"x", content_type="application/octet-stream", headers=headers
    )
    assert (answer.status_code, Upload.objects.get().received) == (409, 0)


def test_pieces_that_nobody_finished_leave_the_bucket(bucket: Any, sent: Any) -> None:
    client, upload, _given = sent
    post_piece(state(client, upload), CONTENT[:2_000_000])
    assert keys(bucket) == [f"incoming/{upload.token.hex}/0000"]
    Upload.objects.update(touched_at=timezone.now() - timedelta(days=4))
    assert (delete_unfinished(), keys(bucket)) == (1, [])


@pytest.mark.parametrize(
    ("store", "addressing"),
    [("", "auto"), ("https://files.fund.example", "path"), ("https://files.fund.example", "virtual")],
)
def test_browsers_may_send_to_the_address_that_is_signed(
    store: str, addressing: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("S3_ENDPOINT_URL", store)
    monkeypatch.setenv("S3_ADDRESSING", addressing)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "made-up")
    options = private_storage(Env(), "uploads", tmp_path)["OPTIONS"]
    form = S3Storage(**options).connection.meta.client.generate_presigned_post("uploads", "a")
    allowed = content_policy(plays=private_addresses(Env(), "uploads"))["connect-src"]
    assert urlsplit(form["url"])._replace(path="").geturl() in allowed


def test_public_bucket_is_read_at_its_own_address_without_a_signature() -> None:
    options = media_storage(Env(), "media", "https://media.fund.example")["OPTIONS"]
    assert (options["custom_domain"], options["url_protocol"], options["querystring_auth"]) == (
        "media.fund.example",
        "https:",
        False,
    )
