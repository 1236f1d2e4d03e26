"""With buckets: uploads go to the private one, and are read by a link that is signed and soon ends."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from environ import Env
from moto import mock_aws

from fund.common.stores import media_storage, private_storage
from fund.files.actions import store_upload
from fund.files.models import StoredFile
from fund.files.serving import serve
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


def test_public_bucket_is_read_at_its_own_address_without_a_signature() -> None:
    options = media_storage(Env(), "media", "https://media.fund.example")["OPTIONS"]
    assert (options["custom_domain"], options["url_protocol"], options["querystring_auth"]) == (
        "media.fund.example",
        "https:",
        False,
    )
