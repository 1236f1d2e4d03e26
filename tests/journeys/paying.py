"""What happens between the release and the money in the group's account."""

from tests.browsing import Visitor
from tests.dates import today


def release(manager: Visitor, *, slug: str) -> None:
    manager.open(f"/staff/grants/release/{slug}/")
    manager.press("Release 1 decision now")


def accept(group: Visitor, *, reference: str, name: str) -> None:
    group.open("/my/")
    group.open(f"/my/grants/{reference}/")
    group.press("Read and accept the agreement")
    group.tick("I have read the agreement", exact=False)
    group.fill("Your full name", name)
    group.press("Accept the agreement")


def give_bank_account(group: Visitor, *, slug: str) -> None:
    group.open(f"/my/groups/{slug}/bank-account/")
    group.fill("Name on the account", "Two Streets Growers")
    group.fill("Sort code", "20-00-00")
    group.fill("Account number", "55779911")
    group.press("Give this account")
    assert group.reads("9911")
    assert not group.reads("55779911")


def verify_bank_account(finance: Visitor, *, slug: str) -> None:
    finance.open(f"/staff/groups/{slug}/bank-account/")
    finance.fill(
        "Whom did you call, on which number, and when?", "Lena Frost on the number of her first letter"
    )
    finance.fill("Sort code", "200000")
    finance.fill("Account number", "55779911")
    finance.press("Verify")


def submit_evidence(group: Visitor, *, reference: str) -> None:
    group.open(f"/my/grants/{reference}/milestones/1/")
    group.fill("What did you do?", "Six beds are dug and planted. Twenty people came.")
    group.page.locator("input[type=file]").first.set_input_files(
        {"name": "register.csv", "mimeType": "text/csv", "buffer": b"name,hours\nA neighbour,3\n"}
    )
    group.press("Send")


def accept_evidence(officer: Visitor, *, reference: str) -> None:
    officer.open(f"/staff/grants/{reference}/milestones/1/")
    officer.press("Accept the evidence")
    officer.press("Accept the evidence")


def pay(finance: Visitor, approver: Visitor, *, reference: str) -> str:
    """One raises, another approves, a run goes to the bank and is entered as paid. The bank file's text."""
    finance.open("/staff/payments/")
    finance.press(f"Raise {reference}, milestone 1", exact=False)
    finance.press("Raise this payment")
    approver.open("/staff/payments/")
    approver.press("Approve P-", exact=False)
    approver.press("Approve this payment")
    finance.open("/staff/payments/")
    finance.press("Make a run of those ticked")
    with finance.page.expect_download() as download:
        finance.page.get_by_role("button", name="Export and send this run").click()
    finance.page.reload()
    finance.look()
    finance.page.locator("input[name=on]").fill(today().isoformat())
    finance.press("Enter all others as paid")
    return download.value.path().read_text()
