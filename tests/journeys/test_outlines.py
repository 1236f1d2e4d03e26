"""What a screen reader is given: the headings, fields, words and tables of the pages people write on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from grants.applications.models import Application
from tests.browsing import Visitor
from tests.dates import next_year
from tests.factories import make_draft, make_organisation, make_round, make_user, make_ward

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TASK_LIST = """
  - paragraph: Small investments · Two Streets Growers · SI-0001
  - heading "Your application" [level=1]
  - list "Progress"
    - listitem: Started (done)
    - listitem: Draft
    - listitem: Sent
    - listitem: Checked
    - listitem: Panel
    - listitem: Decision
  - paragraph: You are writing it
  - heading "What to fill in" [level=2]
  - list
    - listitem
      - link "Your idea"
      - text: In progress
    - listitem
      - link "Where it helps"
      - text: Done
    - listitem
      - link "Money and milestones"
      - text: Done
    - listitem
      - link "Check and send"
      - text: Not ready yet
  - group: What you need to fix before you can send it (1)
"""
# The day and the hour of the close follow.
SECTION_HEAD = """
  - paragraph: Part 1 of 3 · Small investments · Two Streets Growers
  - heading "Your idea" [level=1]
  - paragraph: "9 days left: closes """
SECTION = """
  - text: What is your idea called? A few words that people will remember.
  - textbox "What is your idea called?"
  - text: Your idea in a sentence or two We publish this if you are awarded a grant. Up to 60 words.
  - textbox "Your idea in a sentence or two": A shared garden for two streets.
  - paragraph: 54 words left
  - text: What will you do? Plain words are best. Up to 250 words.
  - textbox "What will you do?": We will dig beds, plant them and eat together.
  - paragraph: 241 words left
  - group "When will it start and end?"
    - text: When will it start and end? Starts on
    - textbox "Starts on": YEAR-01-01
    - text: Ends on
    - textbox "Ends on": YEAR-12-31
  - status
  - button "Save and continue"
  - button "Save and come back later"
""".replace("YEAR", str(next_year()))
CHECK = """
  - heading "Check your answers" [level=1]
  - heading "What you need to fix before you can send it" [level=2]
  - list
    - listitem
      - link "Answer “What is your idea called?”"
      - text: (Your idea)
  - heading "Your idea" [level=2]
  - link "Change Your idea"
  - term: What is your idea called?
  - definition
    - paragraph: Not answered
"""
TABLE = """
  - term: Which wards will it help?
  - definition
    - region "Which wards will it help?"
      - table
        - rowgroup
          - row "Ward Share"
            - columnheader "Ward"
            - columnheader "Share"
        - rowgroup
          - row "Leigh West 100%"
            - cell "Leigh West"
            - cell "100%"
"""
ERROR = """
  - alert
    - heading "There is a problem" [level=2]
    - list
      - listitem
        - link "Enter an amount in pounds, like 2,000 or 2,000.50"
  - paragraph: Part 3 of 3 · Small investments · Two Streets Growers
  - heading "Money and milestones" [level=1]
"""


def outline(visitor: Visitor) -> str:
    """The main part's tree, without the addresses of links."""
    lines = visitor.page.locator("main").aria_snapshot().splitlines()
    return "\n" + "\n".join(line.rstrip(":") for line in lines if "/url:" not in line) + "\n"


def test_outlines_of_the_pages_people_write_on(visit: Callable[..., Visitor]) -> None:
    lead = make_user()
    round_ = make_round(name="Small investments", slug="small-investments", prefix="SI")
    row = make_draft(
        round_, by=lead, organisation=make_organisation(lead, name="Two Streets Growers"),
        ward=make_ward(name="Leigh West"),
    )  # fmt: skip
    row.response.answers.filter(question="title").delete()
    Application.objects.filter(pk=row.pk).update(title="")
    visitor = visit(lead)
    expected = {"": [TASK_LIST], "section/your-idea/": [SECTION_HEAD, SECTION], "check/": [CHECK, TABLE]}
    for path, parts in expected.items():
        visitor.open(f"/my/applications/{row.reference}/{path}")
        for part in parts:
            assert part in outline(visitor), outline(visitor)
    visitor.open(f"/my/applications/{row.reference}/section/money-and-milestones/")
    visitor.fill("How much do you need?", "a lot")
    visitor.press("Save and continue")
    assert ERROR in outline(visitor), outline(visitor)
    amount = visitor.field("How much do you need?")
    expect(amount).to_have_accessible_description(
        "The whole cost, less what you already have. You can ask for £100 to £2,000. "
        "Error: Enter an amount in pounds, like 2,000 or 2,000.50"
    )
    expect(visitor.page.get_by_role("group", name="What are the steps?")).to_have_accessible_description(
        "We pay as each is done. The amounts must add up to what you ask for."
    )
