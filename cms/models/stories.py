"""What the money did: a page for each story, built on a grant's own facts."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms.blocks import BodyField
from cms.models.media import Picture
from cms.models.pages import FOUND_PANELS, BasePage
from cms.pictures import fetch_renditions
from grants.awards.models import Award
from grants.ledger.models import LedgerEntry

A_PAGE = 24


class StoryIndexPage(BasePage):
    lead = models.TextField("what these stories are", max_length=300, blank=True)

    template = "cms/story_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.StoryPage"]
    max_count = 1
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    promote_panels = FOUND_PANELS

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        stories = StoryPage.objects.live().with_facts().newest()
        context["stories"] = Paginator(stories, A_PAGE).get_page(request.GET.get("page"))
        return context


class StoryPageQuerySet(PageQuerySet):
    def with_facts(self) -> "StoryPageQuerySet":
        """With all that a card shows, in a fixed number of queries, without the long text."""
        return (
            self.defer("body")
            .select_related("award__commitment__organisation", "picture")
            .prefetch_related("award__commitment__shares__area", "picture__renditions")
        )

    def newest(self) -> "StoryPageQuerySet":
        return self.order_by(models.F("first_published_at").desc(nulls_last=True), "-pk")


class StoryPage(BasePage):
    """One story. The amount, the group, the places and the round are read from the grant each time."""

    award = models.ForeignKey(
        Award, on_delete=models.PROTECT, related_name="+", verbose_name="grant that it is about"
    )
    summary = models.TextField("what happened, in a sentence or two", max_length=250)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")
    body = BodyField()

    objects = PageManager.from_queryset(StoryPageQuerySet)()
    template = "cms/story_page.html"
    parent_page_types = ["cms.StoryIndexPage"]
    subpage_types: list[str] = []
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("award"),
        FieldPanel("summary"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]

    @property
    def place_names(self) -> list[str]:
        shares = sorted(self.award.commitment.shares.all(), key=lambda share: (-share.percent, share.pk))
        return [share.area.map_name for share in shares]

    @property
    def place(self) -> str:
        """The place that the grant helps most, and how many more there are."""
        first, *others = self.place_names or [""]
        return f"{first} and {len(others)} more" if others else first

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        award = Award.objects.with_facts().prefetch_related("commitment__shares__area").get(pk=self.award_id)
        self.award = award
        pictures = [block.value["picture"] for block in self.body if block.block_type == "picture"]
        fetch_renditions([self.picture, *pictures])
        context.update(
            award=award,
            paid=LedgerEntry.objects.paid().filter(commitment=award.commitment).total(),
            others=StoryPage.objects.live().with_facts().newest().exclude(pk=self.pk)[:3],
        )
        return context
