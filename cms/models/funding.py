"""What is open, opening soon and closed; and one page for each round. All facts come from the row."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms.blocks import BodyField
from cms.models.pages import FOUND_PANELS, BasePage
from cms.round_facts import format_range, read_facts
from fund.common.dates import LONDON, format_date, format_time_left
from grants.funding.models import Round
from grants.funding.states import RoundState
from grants.workshops.models import Workshop

SOON = timedelta(days=7)


class FundingIndexPage(BasePage):
    """Every round that has a page."""

    lead = models.TextField("what to know before choosing", max_length=400, blank=True)
    body = BodyField()

    template = "cms/funding_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.RoundPage"]
    max_count = 1
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels = FOUND_PANELS

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        shown = RoundPage.objects.live().with_rounds()
        context.update(
            open=[page.card_at(now) for page in shown.open_at(now)],
            soon=[page.card_at(now) for page in shown.planned_at(now)],
            closed=[page.card_at(now) for page in shown.closed_at(now)],
        )
        return context


class RoundPageQuerySet(PageQuerySet):
    def with_rounds(self) -> "RoundPageQuerySet":
        """For lists: without the long texts."""
        rows = self.filter(round__is_test=False)
        return rows.select_related("round__fund").defer("body")

    def open_at(self, moment: datetime) -> "RoundPageQuerySet":
        """The soonest to close first; those that never close last."""
        rows = self.filter(round__in=Round.objects.open_at(moment))
        return rows.order_by(models.F("round__closes_at").asc(nulls_last=True), "pk")

    def planned_at(self, moment: datetime) -> "RoundPageQuerySet":
        return self.filter(round__in=Round.objects.planned_at(moment)).order_by("round__opens_at", "pk")

    def closed_at(self, moment: datetime) -> "RoundPageQuerySet":
        return self.filter(round__in=Round.objects.closed_at(moment)).order_by("-round__opens_at", "-pk")


@dataclass(frozen=True)
class RoundCard:
    """A round in a list: its state in a tag, and the moment that matters next."""

    page: "RoundPage"
    round: Round
    tag: str
    tone: str
    is_open: bool
    is_planned: bool

    @property
    def asks(self) -> str:
        """How much may be asked for."""
        return format_range(self.round)


class RoundPageForm(WagtailAdminPageForm):
    """A new page takes the address of its round, unless the editor writes another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        made_up = given.get("slug") in ("", slugify(given.get("title", "")))
        if not self.instance.pk and made_up and given.get("round"):
            given["slug"] = given["round"].slug
        if given.get("round") and given["round"].is_test:
            self.add_error("round", "This is a test round: it has no public page.")
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class RoundPage(BasePage):
    """The story of a round: the editors' words around the row's own facts."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="+")
    lead = models.TextField("what it is for, in a sentence or two", max_length=300, blank=True)
    body = BodyField(verbose_name="advice", help_text="What makes a good application, workshops, examples.")
    last_time = models.ForeignKey(
        Round,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="round to compare with",
        help_text="Leave empty for the round of the same fund that closed last before this one opened.",
    )

    objects = PageManager.from_queryset(RoundPageQuerySet)()
    base_form_class = RoundPageForm
    template = "cms/round_page.html"
    parent_page_types = ["cms.FundingIndexPage"]
    subpage_types: list[str] = []
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("round_id"),
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("round"),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("last_time"),
    ]
    promote_panels = [MultiFieldPanel([FieldPanel("slug"), *FOUND_PANELS], "Address and search engines")]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if not getattr(self, "slug", "") and self.round_id:
            self.slug = self.round.slug
        super().full_clean(*args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.round.is_test:
            raise Http404("A test round has no public page.")
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        round_ = Round.objects.select_related("fund").get(pk=self.round_id)
        now = timezone.now()
        context.update(
            round=round_,
            facts=read_facts(round_, now, compare_with=self.last_time_id),
            card=self.card_at(now, round_),
            workshops=Workshop.objects.upcoming_at(now).filter(round=round_).with_seats(),
        )
        return context

    def card_at(self, now: datetime, round_: Round | None = None) -> RoundCard:
        row = round_ or self.round
        state = row.state_at(now)
        words, tone = str(state.label), "plain"
        if state == RoundState.OPEN:
            closing = row.closes_at is not None and row.closes_at - now <= SOON
            left = (
                format_time_left(row.closes_at, now).removesuffix(" left")
                if row.closes_at and closing
                else ""
            )
            words, tone = (f"Closes in {left}", "warn") if closing else ("Open", "good")
        elif state == RoundState.PLANNED:
            words = f"Opens {format_date(row.opens_at.astimezone(LONDON).date(), year=False)}"
        return RoundCard(self, row, words, tone, state == RoundState.OPEN, state == RoundState.PLANNED)
