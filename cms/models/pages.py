"""What every page has in common."""

from django.core.exceptions import ValidationError
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

# First parts of addresses that rooms of the house hold: a page there could never be opened.
TAKEN = frozenset(
    {
        "accounts",
        "admin",
        "documents",
        "funding-check",
        "funding-questions",
        "health",
        "media",
        "my",
        "open-data",
        "panel",
        "staff",
        "static",
        "where-the-money-goes",
        "workshops",
    }
)
FOUND_PANELS = [FieldPanel("seo_title"), FieldPanel("search_description")]


class HousePage(Page):
    """A page of the site. Its address must not hide behind a room's."""

    promote_panels = [MultiFieldPanel([FieldPanel("slug"), *FOUND_PANELS], "Address and search engines")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN and self.depth in (None, 3):
            raise ValidationError({"slug": "This address belongs to another part of the site."})
