"""A person who uses the keys alone. The page is never touched otherwise."""

from typing import Any

from tests.browsing import Visitor

FARTHEST = 80
HERE = """() => {
  const here = document.activeElement, look = getComputedStyle(here), box = here.getBoundingClientRect();
  const label = [...(here.labels ?? [])].map((each) => each.innerText).join(" ");
  const words = here.getAttribute("aria-label") || label || here.innerText || "";
  const before = window.lastFocused;
  window.lastFocused = here;
  return {
    name: words.replace(/\\s+/g, " ").trim(),
    page: here === document.body,
    // The button that opens a date's calendar is the browser's own, and so is the ring around it.
    seen: (look.outlineStyle !== "none" || here.type === "date") && box.bottom > 0 && box.top < innerHeight,
    // A date has several stops of its own; 4 is "follows".
    onward: !before?.isConnected || before === here || !!(before.compareDocumentPosition(here) & 4),
  };
}"""


class Typist:
    """Goes through a visitor's page with Tab, sees where the focus is, and presses what it stands on."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.keys = visitor.page.keyboard

    def here(self) -> dict[str, Any]:
        return dict(self.visitor.page.evaluate(HERE))

    def reach(self, name: str) -> None:
        """Tab on until a control whose name begins so; each on the way is seen, in the order of reading."""
        passed = []
        for _step in range(FARTHEST):
            self.keys.press("Tab")
            at = self.here()
            passed.append(at["name"])
            assert at["page"] or (at["seen"] and at["onward"]), at
            if at["name"].startswith(name):
                return
        raise AssertionError(f"“{name}” can't be reached: {passed}")

    def press(self, name: str, key: str = "Enter") -> None:
        """Go to this link or button, press it, and look at the page that comes."""
        self.reach(name)
        with self.visitor.page.expect_navigation():
            self.keys.press(key)
        self.visitor.look()

    def write(self, name: str, words: str) -> None:
        self.reach(name)
        self.keys.press("ControlOrMeta+A")
        self.keys.insert_text(words)

    def tick(self, name: str) -> None:
        self.reach(name)
        self.keys.press("Space")
