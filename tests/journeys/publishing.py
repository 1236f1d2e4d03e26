"""What a fund manager and a publisher do in the publishing side."""

from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import Page

from tests.browsing import Visitor
from tests.dates import next_year

WORDS = "Nothing\nLittle\nSome\nGood\nVery good\nExcellent"


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def make_fund(visitor: Visitor, *, total: str) -> None:
    visitor.open("/admin/funds/new/")
    page = visitor.page
    page.locator("[name=name]").fill("Neighbourhood Fund")
    page.locator("[name=slug]").fill("neighbourhood-fund")
    page.locator("[name=total]").fill(total)
    page.locator("[name=starts_on]").fill(f"{next_year() - 2}-01-01")
    page.locator("[name=ends_on]").fill(f"{next_year() + 3}-12-31")
    page.locator("[name=funder_name]").fill("Made-up Council")
    page.locator("[name=funder_identifier]").fill("GB-LAE-MUC")
    page.locator("form button[type=submit], form input[type=submit]").last.click()
    page.wait_for_url("**/admin/funds/")


def make_round(visitor: Visitor, *, set_aside: str, criteria: list[tuple[str, int]]) -> None:
    """A round that is open now, with the starter form. `criteria` are names and weights."""
    visitor.open("/admin/rounds/new/")
    page = visitor.page
    now = timezone.now()
    page.locator("[name=fund]").select_option(label="Neighbourhood Fund")
    page.locator("[name=name]").fill("Small investments")
    page.locator("[name=slug]").fill("small-investments")
    page.locator("[name=prefix]").fill("SI")
    page.locator("[name=summary]").fill("Up to £2,000 for something new in your street, park or hall.")
    page.locator("[name=opens_at]").fill(_moment(now - timedelta(hours=1)))
    page.locator("[name=closes_at]").fill(_moment(now + timedelta(days=20)))
    page.locator("[name=least]").fill("100")
    page.locator("[name=most]").fill("2000")
    page.get_by_role("tab", name="Money").click()
    page.get_by_role("button", name="Add allocation").click()
    page.locator("[name=allocations-0-amount]").fill(set_aside)
    page.get_by_role("tab", name="Criteria").click()
    page.locator("[name=names_hidden]").check()
    for number, (name, weight) in enumerate(criteria):
        page.get_by_role("button", name="Add criterion").click()
        page.locator(f"[name=criteria-{number}-name]").fill(name)
        page.locator(f"[name=criteria-{number}-weight]").fill(str(weight))
        page.locator(f"[name=criteria-{number}-words]").fill(WORDS)
    page.get_by_role("tab", name="Questions").click()
    page.locator("form button[type=submit], form input[type=submit]").last.click()
    page.wait_for_url("**/admin/rounds/")


def publish_round_page(visitor: Visitor, *, round_name: str) -> None:
    page = visitor.page
    add_page(visitor, parent="Funding", kind="Round page")
    page.locator("[name=title]").fill(round_name)
    page.locator("[name=round]").select_option(label=round_name)
    publish(visitor)


def add_page(visitor: Visitor, *, parent: str, kind: str) -> None:
    parent_id = Page.objects.get(title=parent, depth__gt=1).pk
    visitor.open(f"/admin/pages/{parent_id}/add_subpage/")
    link = visitor.page.locator("main").get_by_role("link", name=kind)
    if link.count():
        link.first.click()
    # Wagtail's script makes the slug from the title; it must be there before the title is typed.
    visitor.page.wait_for_load_state("networkidle")


def choose(visitor: Visitor, field: str, name: str) -> None:
    """Pick a row in the chooser of `field`."""
    page = visitor.page
    page.locator(f"#id_{field}-chooser button[data-chooser-action-choose]").first.click()
    page.locator(".modal-body").get_by_role("link", name=name).first.click()
    page.locator(".modal-body").wait_for(state="detached")


def publish(visitor: Visitor) -> None:
    page = visitor.page
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("footer").get_by_role("button", name="Publish").click()
    page.wait_for_url("**/admin/pages/*/")
