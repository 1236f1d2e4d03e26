"""Pictures of the public pages tell nobody where they were taken."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile
from django.test import Client
from PIL import Image
from PIL.ExifTags import IFD, Base

from cms.models import Picture
from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def _photo() -> bytes:
    """A photo as a phone makes it: lying on its side, with its place noted."""
    notes = Image.Exif()
    notes[Base.Orientation] = 6
    notes.get_ifd(IFD.GPSInfo)[1] = "N"
    out = BytesIO()
    Image.new("RGB", (640, 360), "green").save(out, "JPEG", exif=notes)
    return out.getvalue()


def _notes_in(file: FieldFile) -> dict[int, object]:
    with file.open("rb") as content, Image.open(content) as picture:
        return dict(picture.getexif())


def test_no_size_of_a_picture_keeps_what_the_camera_noted() -> None:
    photo = ImageFile(BytesIO(_photo()), name="IMG_0001.jpg")
    picture = Picture.objects.create(title="Beds", alt="Two beds of beans", file=photo)
    for wanted in ("width-100|format-jpeg", "width-100|format-webp", "original"):
        assert _notes_in(picture.get_rendition(wanted).file) == {}, wanted
    assert _notes_in(picture.file) == {}
    # Set upright instead of being noted as lying on its side.
    assert (picture.width, picture.height) == (360, 640)
    picture.refresh_from_db()
    assert (picture.width, picture.height) == (360, 640)


def test_picture_sent_in_the_admin_among_several_keeps_nothing_either(client: Client) -> None:
    sync_roles()
    client.force_login(make_user(Role.PUBLISHER, is_staff=True))
    photo = SimpleUploadedFile("IMG_0001.jpg", _photo(), "image/jpeg")
    told = client.post("/admin/images/multiple/add/", {"files[]": photo, "collection": 1}).json()
    number = told["uploaded_file_id"]
    fields = {"title": "Beds", "alt": "Two beds of beans", "collection": 1, "tags": ""}
    answers = {f"uploaded-image-{number}-{name}": value for name, value in fields.items()}
    assert client.post(f"/admin/images/multiple/create_from_uploaded_image/{number}/", answers).json()[
        "success"
    ]
    assert _notes_in(Picture.objects.get().file) == {}


@pytest.mark.parametrize("name", ["too-many-dots.png", "cut-short.jpg"])
def test_picture_that_cannot_be_kept_is_refused_in_words(client: Client, name: str) -> None:
    """Immense once opened, or cut short on its way: neither breaks the page."""
    sync_roles()
    client.force_login(make_user(Role.PUBLISHER, is_staff=True))
    sent = SimpleUploadedFile(name, _unkeepable(name))
    told = client.post("/admin/images/multiple/add/", {"files[]": sent, "collection": 1})
    assert told.status_code == 200
    said = {"too-many-dots.png": "more dots than we can open", "cut-short.jpg": "can't be opened"}
    assert said[name] in told.json()["error_message"]
    fields = {"title": "Beds", "alt": "Two beds", "collection": 1, "tags": ""}
    sent = SimpleUploadedFile(name, _unkeepable(name))
    answered = client.post("/admin/images/add/", {**fields, "file": sent})
    assert said[name] in answered.content.decode().replace("&#x27;", "'")
    assert not Picture.objects.exists()


def _unkeepable(name: str) -> bytes:
    out = BytesIO()
    if name.endswith("png"):
        Image.new("1", (14_000, 14_000)).save(out, "PNG")
        return out.getvalue()
    Image.effect_noise((3600, 400), 60).save(out, "JPEG")
    return out.getvalue()[: out.tell() // 2]
