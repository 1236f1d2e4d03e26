"""What officers, panel members and a fund manager do between a sent application and its release."""

from tests.browsing import Visitor
from tests.dates import days_ahead


def check_and_pass_on(officer: Visitor, reference: str) -> None:
    officer.open("/staff/applications/")
    officer.press(reference)
    officer.open(f"/staff/applications/{reference}/check/")
    officer.press("It is in order: pass the check")
    officer.open(f"/staff/applications/{reference}/to-panel/")
    officer.press("Pass it to the panel")


def gather_panel(officer: Visitor, *, slug: str, members: list[str]) -> None:
    officer.open("/staff/panels/")
    officer.press("Make a panel for", exact=False)
    officer.fill("Name of the panel", "Small investments panel")
    officer.fill("Quorum", str(len(members)))
    for member in members:
        officer.tick(member, exact=False)
    officer.press("Make the panel")
    officer.open(f"/staff/panels/{slug}/")
    officer.page.locator("[name=per_application]").fill(str(len(members)))
    officer.press("Share out evenly")


def score(member: Visitor, reference: str, scores: list[int]) -> None:
    member.open("/panel/")
    member.press(reference, exact=False)
    assert "Two Streets Growers" not in member.page.content()
    for group, value in enumerate(scores, start=1):
        part = member.page.locator(f"#criterion-{group}")
        part.locator(f"input[type=radio][value='{value}']").check(force=True)
    for reason in member.page.get_by_label("Why this score?", exact=False).all():
        reason.fill("It uses what the street has already.")
    member.press("Save and check before sending")
    member.press("Send my scores")


def decide(manager: Visitor, *, slug: str, reference: str, amount: str, members: list[str]) -> None:
    """Prepare an award, and have a meeting agree it."""
    manager.open(f"/staff/panels/{slug}/decide/{reference}/")
    manager.tick("Award")
    manager.fill("Amount to award", amount)
    manager.fill("Reasons", "A garden that two streets already dig together.")
    manager.press("Prepare the decision")
    manager.open(f"/staff/panels/{slug}/meeting/")
    manager.fill("When it began", f"{days_ahead(-3)}T18:30")
    manager.fill("Where", "Leigh Town Hall")
    for member in members:
        manager.tick(member, exact=False)
    manager.tick(reference, exact=False)
    manager.press("The panel agreed these")
