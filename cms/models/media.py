"""Pictures and documents that anyone may see."""

from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from fund.files.photos import Tidy, tidied

# By the ending of the name, which Wagtail has compared with the content. What a GIF holds, no camera wrote.
_KINDS = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


def kind_of(name: str) -> str | None:
    """The kind of file whose notes are taken out; None for one that is kept as it came."""
    return _KINDS.get(PurePath(name).suffix.lower())


class PictureFile(WagtailImageFieldFile):
    """Keeps no picture with what its camera noted in it, above all where it was taken: every size would tell.

    Whichever way a picture comes in, it is saved here.
    """

    def save(self, name: str, content: Any, save: bool = True) -> None:
        kind = kind_of(name)
        tidy = tidied(name, kind, content) if kind else Tidy(content, name, "")
        tidy.file.seek(0)
        super().save(tidy.name, ContentFile(tidy.file.read(), tidy.name), save)


class PictureField(WagtailImageField):
    attr_class = PictureFile


class Picture(AbstractImage):
    """An image that always says what it shows."""

    file = PictureField("file", upload_to=get_upload_to, width_field="width", height_field="height")
    alt = models.CharField(
        "what the picture shows",
        max_length=255,
        help_text="For people who can't see it: who is there and what they are doing, in one sentence.",
    )
    admin_form_fields = (
        "title",
        "file",
        "alt",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
        "collection",
        "tags",
    )

    class Meta(AbstractImage.Meta):
        constraints = [models.CheckConstraint(condition=~models.Q(alt=""), name="picture_has_alt")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The file first, so that width and height are those of the file as it is kept."""
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        return self.alt


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]


class PublicDocument(AbstractDocument):
    admin_form_fields: Any = ("title", "file", "collection", "tags")
