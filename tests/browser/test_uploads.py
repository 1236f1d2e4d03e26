"""Files in a real browser: several at once with a bar each, a break, refusals, and without script."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from grants.applications.models import Application
from tests.browsing import PHONE, Visitor
from tests.factories import add_question, make_document, make_draft, make_round

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PIECE = 2_000_000
LABEL = "Plans and photos"


def words(size: int) -> bytes:
    return (b"What we plan, line after line. " * (size // 31 + 1))[:size]


def drawing() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(buffer, "HEIF")
    return buffer.getvalue()


def file(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def draft_with_files(most: int = 5) -> Application:
    round_ = make_round()
    add_question(round_, "file", {"label": LABEL, "hint": "", "required": True, "most": most})
    return make_draft(round_)


def at_files(visit: Callable[..., Visitor], row: Application, **how: Any) -> Visitor:
    visitor = visit(row.started_by, **how)
    visitor.open(f"/my/applications/{row.reference}/section/your-idea/")
    return visitor


def choose(visitor: Visitor, *files: dict[str, Any]) -> None:
    visitor.page.get_by_label(re.compile(LABEL)).set_input_files(list(files))  # type: ignore[arg-type]


def says(visitor: Visitor) -> Any:
    return visitor.page.locator("[data-files-say]")


def given(visitor: Visitor) -> Any:
    return visitor.page.locator("[data-given] a")


def kept(row: Application) -> dict[str, int]:
    files = row.response.files.filter(removed_at=None).select_related("file")
    return {attachment.file.name: attachment.file.size for attachment in files}


def on_disk(settings: Any) -> list[Path]:
    return [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]


def test_several_files_at_once_with_a_bar_each_and_refusals_beside_them(
    visit: Callable[..., Visitor], settings: Any
) -> None:
    row = draft_with_files()
    visitor = at_files(visit, row, size=PHONE)
    choose(
        visitor, file("plan.txt", words(3_000_000)), file("Hall.HEIC", drawing()),
        file("accounts.pdf", b"PK\x03\x04 no pdf"), file("rules.docm", b"x"),
    )  # fmt: skip
    refused = visitor.page.locator("[data-files-coming] .files__refused")
    expect(refused).to_have_count(2, timeout=20_000)
    expect(refused.nth(0)).to_contain_text("“accounts.pdf” does not look like a PDF file inside. Open it")
    expect(refused.nth(1)).to_contain_text("“rules.docm” is not a kind of file we can take. Choose a PDF")
    expect(given(visitor)).to_have_text(["plan.txt", "Hall.jpg"])
    expect(visitor.page.locator(".files__refused")).to_have_count(2)
    visitor.look()
    assert kept(row)["plan.txt"] == 3_000_000
    for _ in range(2):
        refused.first.get_by_role("button").click()
    expect(refused).to_have_count(0)
    expect(visitor.page.get_by_label(re.compile(LABEL))).to_be_focused()
    assert len(on_disk(settings)) == 2


def test_break_in_the_middle_goes_on_where_it_stopped(visit: Callable[..., Visitor], settings: Any) -> None:
    row = draft_with_files()
    visitor = at_files(visit, row)
    offsets: list[str] = []

    def break_once(route: Any) -> None:
        offset = route.request.headers.get("upload-offset", "")
        offsets.append(offset)
        if offset == str(PIECE) and offsets.count(offset) == 1:
            route.abort()
        else:
            route.continue_()

    visitor.page.route("**/my/uploads/**", break_once)
    choose(visitor, file("plan.txt", words(5_000_000)))
    expect(says(visitor)).to_contain_text("No signal just now. Sending goes on by itself")
    expect(says(visitor)).to_have_attribute("data-means", "trouble")
    expect(given(visitor)).to_have_text(["plan.txt"])
    assert [offset for offset in offsets if offset] == ["0", str(PIECE), str(PIECE), str(2 * PIECE)]
    stored = row.response.files.get().file
    assert stored.content.read() == words(5_000_000)
    assert len(on_disk(settings)) == 1
    visitor.problems = [each for each in visitor.problems if "ERR_FAILED" not in each]


def test_closed_browser_goes_on_when_the_same_file_is_chosen_again(
    visit: Callable[..., Visitor], settings: Any
) -> None:
    row = draft_with_files()
    visitor = at_files(visit, row)

    def only_the_first_piece(route: Any) -> None:
        route.continue_() if route.request.headers.get("upload-offset") == "0" else route.abort()

    visitor.page.route("**/my/uploads/**", only_the_first_piece)
    choose(visitor, file("plan.txt", words(5_000_000)))
    expect(says(visitor)).to_contain_text("No signal just now.")
    again = at_files(visit, row)
    assert again.reads("“plan.txt” did not arrive to its end: 40% is here. Choose the same file again")
    visitor.page.close()
    sent: list[str] = []
    again.page.on("request", lambda request: sent.append(request.headers.get("upload-offset", "")))
    choose(again, file("plan.txt", words(5_000_000)))
    expect(given(again)).to_have_text(["plan.txt"])
    assert [offset for offset in sent if offset] == [str(PIECE), str(2 * PIECE)]
    assert row.response.files.get().file.content.read() == words(5_000_000)
    visitor.problems = [each for each in visitor.problems if "ERR_FAILED" not in each]


def test_stopped_file_is_gone_and_a_pressed_button_waits_for_the_rest(
    visit: Callable[..., Visitor], settings: Any
) -> None:
    row = draft_with_files()
    visitor = at_files(visit, row)
    held: list[Any] = []

    def hold_the_first(route: Any) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    visitor.page.route("**/my/uploads/**", hold_the_first)
    choose(visitor, file("one.txt", words(900)), file("two.txt", words(800)))
    visitor.page.get_by_label("How much of one.txt is sent").wait_for()
    visitor.look()
    visitor.page.get_by_role("button", name="Save and continue").last.click()
    expect(says(visitor)).to_contain_text("The page goes on when they are")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Stop sending one.txt").click()
    assert kept(row) == {"two.txt": 800}
    visitor.problems = [each for each in visitor.problems if "ERR_" not in each]


def test_files_without_script_and_a_document_of_the_group(
    visit: Callable[..., Visitor], settings: Any
) -> None:
    row = draft_with_files()
    make_document(row.organisation)
    visitor = at_files(visit, row, script=False, size=PHONE)
    choose(visitor, file("one.txt", words(900)), file("two.exe", b"MZ"), file("three.txt", words(700)))
    visitor.press("Upload")
    assert visitor.reads("“two.exe” is not a kind of file we can take. Choose a PDF")
    assert visitor.page.title().startswith("Error: ")
    expect(given(visitor)).to_have_text(["one.txt", "three.txt"])
    visitor.press("Remove one.txt")
    assert visitor.reads("“one.txt” was removed.")
    visitor.press("Put it back one.txt")
    assert sorted(kept(row)) == ["one.txt", "three.txt"]
    visitor.page.get_by_text("Use one of your group's documents").click()
    assert "last confirmed on" in visitor.page.locator(".files__offers").inner_text()
    visitor.press("Use this Governing document")
    assert sorted(kept(row)) == ["one.txt", "rules.txt", "three.txt"]
    assert "Use one of your group's documents" not in visitor.page.content()
