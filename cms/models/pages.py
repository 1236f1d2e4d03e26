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
# Pages below the home page that the head and the foot of every page link to.
KEPT = frozenset({"accessibility", "funding", "privacy", "stories"})
FOUND_PANELS = [FieldPanel("seo_title"), FieldPanel("search_description")]


class BasePage(Page):
    """A page of the site. Its address must not hide behind a room's."""

    promote_panels = [MultiFieldPanel([FieldPanel("slug"), *FOUND_PANELS], "Address and search engines")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN and self.depth in (None, 3):
            raise ValidationError({"slug": "This address belongs to another part of the site."})
        self._keep_in_reach()

    def _keep_in_reach(self) -> None:
        """What every page links to keeps its address, and never expires."""
        before = Page.objects.filter(pk=self.pk).first()
        if before is None or not is_kept(before):
            return
        errors = {}
        if self.slug != before.slug:
            errors["slug"] = f"Every page of the site links to this one: its address stays “{before.slug}”."
        if self.expire_at:
            errors["expire_at"] = "Every page of the site links to this one: it can't expire."
        if errors:
            raise ValidationError(errors)


def is_kept(page: Page) -> bool:
    """Whether the rest of the site links to `page` by its address: the home page, and four below it."""
    return bool(page.depth == 2 or (page.depth == 3 and page.slug in KEPT))
