"""What the public reads: where the money went, and the story of what it did."""

from decimal import Decimal

from django.core.management import call_command

from grants.awards.models import Award
from grants.ledger.models import EntryShare
from grants.ledger.states import Account
from tests.browsing import Visitor
from tests.factories import make_picture
from tests.journeys import publishing


def read_where_the_money_goes(public: Visitor, *, promised: dict[str, Decimal], paid: Decimal) -> None:
    """Every ward's figure stands on the page to the penny, and in the file beside it."""
    public.open("/where-the-money-goes/")
    figures = public.page.request.get(f"{public.home}/where-the-money-goes.json").json()
    wards = {row["name"]: row for row in figures["wards"]}
    for ward, amount in promised.items():
        assert Decimal(str(wards[ward]["awarded"])) == amount
        assert public.reads(f"£{amount:,.2f}")
    assert sum(Decimal(str(row["paid"])) for row in figures["wards"]) == paid
    ledger = EntryShare.objects.filter(entry__account=Account.PROMISED)
    assert sum(share.amount for share in ledger) == sum(promised.values())
    call_command("check_books", verbosity=0)


def publish_story(publisher: Visitor, *, title: str, reference: str) -> None:
    make_picture(title="Beds in spring")
    publishing.add_page(publisher, parent="Stories", kind="Story page")
    publisher.page.locator("[name=title]").fill(title)
    publishing.choose(publisher, "award", reference)
    publisher.page.locator("[name=summary]").fill("Two streets dug a garden, and eat from it.")
    publishing.choose(publisher, "picture", "Beds in spring")
    publishing.publish(publisher)


def read_story(public: Visitor, *, title: str) -> None:
    """The facts beside the words are the grant's own, as they are now."""
    public.open("/stories/")
    public.press(title)
    award = Award.objects.get()
    assert public.reads(award.organisation.name)
    assert public.reads(f"£{award.amount:,.2f}")
