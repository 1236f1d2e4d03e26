"""What a community group does, from signing up to the receipt."""

import re

from fund.notifications.models import Letter
from tests.browsing import Visitor
from tests.dates import next_year
from tests.journeys.town import PASSWORD


def sign_up(visitor: Visitor, *, name: str, email: str) -> None:
    visitor.open("/accounts/signup/")
    visitor.page.locator("input[name=email]").fill(email)
    visitor.fill("Your name", name)
    visitor.page.locator("input[name=password1]").fill(PASSWORD)
    visitor.follow(visitor.page.locator("main form button").last)
    assert visitor.heading == "Confirm your e-mail address", visitor.page.locator("main").inner_text()
    letter = Letter.objects.filter(to_email=email).latest("pk")
    link = re.search(r"https?://[^/]+(/accounts/\S+)", letter.body_text)
    code = re.search(r"^\s*([A-Z0-9]{3,}[- ]?[A-Z0-9]{3,})\s*$", letter.body_text, re.M)
    if link and "confirm" in link[1]:
        visitor.open(link[1])
    else:
        assert code, letter.body_text
        visitor.page.locator("main input[name=code]").fill(code[1])
    visitor.follow(visitor.page.locator("main form button").first)


def add_group(visitor: Visitor, *, name: str, postcode: str) -> None:
    """From the round's page: the first application starts with the group."""
    visitor.press("Add your group")
    visitor.fill("What is the group called?", name)
    visitor.fill("Postcode", postcode)
    visitor.fill("What is the group for?", "Neighbours growing food together.")
    visitor.press("Save")


def fill_in(
    visitor: Visitor, *, title: str, wards: dict[str, str], amount: str, steps: list[list[str]]
) -> None:
    """The starter form, section by section. `steps` are title, due date and amount."""
    visitor.press("Your idea")
    visitor.fill("What is your idea called?", title)
    visitor.fill("Your idea in a sentence or two", "A garden that two streets share, and meals from it.")
    visitor.fill("What will you do?", "We will dig beds, plant them with the school and eat together.")
    visitor.page.locator("[name=dates_starts]").fill(f"{next_year()}-01-01")
    visitor.page.locator("[name=dates_ends]").fill(f"{next_year()}-12-31")
    visitor.press("Save and continue")
    for row, (ward, percent) in enumerate(wards.items()):
        if row:
            visitor.press("Add another ward")
        visitor.page.locator(f"[name=areas_{row}_area]").select_option(label=ward)
        visitor.page.locator(f"[name=areas_{row}_percent]").fill(percent)
    visitor.press("Save and continue")
    visitor.fill("How much do you need?", amount)
    for row, (step, due, part) in enumerate(steps):
        if row:
            visitor.press("Add another step")
        visitor.page.locator(f"[name=milestones_{row}_title]").fill(step)
        visitor.page.locator(f"[name=milestones_{row}_due]").fill(due)
        visitor.page.locator(f"[name=milestones_{row}_amount]").fill(part)
    visitor.press("Save and continue")


def send(visitor: Visitor) -> str:
    """Check the answers and send. The receipt's reference."""
    visitor.press("Check and send")
    visitor.tick("Our group has agreed to send this", exact=False)
    visitor.press("Send the application")
    assert visitor.heading == "We have your application"
    return visitor.page.locator(".receipt__reference").inner_text()
