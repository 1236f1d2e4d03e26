"""Pages that publish, and the pictures and documents on them."""

from typing import Any

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):
    """An image that always says what it shows."""

    alt = models.CharField("what the picture shows", max_length=255)
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
