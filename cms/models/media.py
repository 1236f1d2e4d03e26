"""Pictures and documents that anyone may see."""

from typing import Any

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):
    """An image that always says what it shows."""

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
