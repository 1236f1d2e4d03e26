"""Where files are kept: a local folder, or a bucket of any store that speaks S3."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from environ import Env

from fund.common.environment import address_or_none, choice

_LOCAL = "django.core.files.storage.FileSystemStorage"
_S3 = "storages.backends.s3.S3Storage"


def media_storage(env: Env, bucket: str, address: str) -> dict[str, Any]:
    """Pictures and documents of the public pages: anybody may read them."""
    if not bucket:
        return {"BACKEND": _LOCAL}
    options = {**_s3(env), "bucket_name": bucket, "querystring_auth": False, "file_overwrite": False}
    if address:
        options["custom_domain"] = address.partition("://")[2]
        options["url_protocol"] = f"{address.partition('://')[0]}:"
    return {"BACKEND": _S3, "OPTIONS": options}


def private_storage(env: Env, bucket: str, folder: Path) -> dict[str, Any]:
    """Uploads: nobody reads them but through a link that was signed for one person and soon stops working."""
    if not bucket:
        return {"BACKEND": _LOCAL, "OPTIONS": {"location": folder, "base_url": None}}
    options = {
        "bucket_name": bucket,
        "default_acl": "private",
        "querystring_auth": True,
        "querystring_expire": 60,
    }
    return {"BACKEND": _S3, "OPTIONS": {**_s3(env), **options}}


def private_addresses(env: Env, bucket: str) -> list[str]:
    """Where signed links to private files may lead: the store itself, and its name for the bucket."""
    if not bucket:
        return []
    address = urlsplit(_store(env))
    return [f"{address.scheme}://{address.netloc}", f"{address.scheme}://{bucket}.{address.netloc}"]


def _store(env: Env) -> str:
    """The store's address; Amazon's of the region, since its one for all regions redirects what is posted."""
    default = f"https://s3.{env.str('S3_REGION', 'eu-west-2')}.amazonaws.com"
    return address_or_none(env, "S3_ENDPOINT_URL") or default


def _s3(env: Env) -> dict[str, Any]:
    """What both buckets share. The keys are read by the library: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY."""
    return {
        "endpoint_url": _store(env),
        "region_name": env.str("S3_REGION", "eu-west-2"),
        "signature_version": "s3v4",
        "addressing_style": choice(env, "S3_ADDRESSING", ["auto", "path", "virtual"], "auto"),
    }
