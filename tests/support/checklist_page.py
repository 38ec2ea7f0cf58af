# One tab with a checklist, in any browser: what its reader sees there and does.

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.engines import EngineError, Tab
from tests.support.polling import looks
from tests.support.server import Fault, StaticServer

# What a page tells of itself, from before its own scripts on.
RECORDER = """
window.pageProblems = [];
window.scores = 0;
addEventListener("error", (event) => {
  if (event instanceof ErrorEvent) pageProblems.push(`${event.message} ${event.filename}:${event.lineno}\\n${event.error?.stack}`);
});
addEventListener("unhandledrejection", ({ reason }) => pageProblems.push(`unhandled: ${reason} ${reason?.stack}`));
addEventListener("pointerdown", ({ target }) => { window.lastPressed = target; }, true);
addEventListener("keydown", ({ target: { value, selectionStart, selectionEnd } }) => {
  window.isAllSelected ??= selectionStart === null || selectionEnd - selectionStart === (value ?? "").length;
}, true);
document.addEventListener("bilan:scored", () => { window.scores += 1; });
{
  const create = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.latestBlob = blob; return create.call(URL, blob); };
}
"""


def recorded(server: StaticServer) -> Fault:
    """For the pages of a server: with that script in them, which no browser can otherwise be told to run before the page's own."""
    return lambda path: with_script(server.folder / path / "index.html", RECORDER) if path.endswith("/") or not path else None


def with_script(page: Path, script: str) -> tuple[int, dict[str, str], bytes]:
    """The answer of a host: a page that begins with a script."""
    text = page.read_text("utf-8").replace("<head>", f"<head><script>{script}</script>", 1)
    return 200, {"Content-Type": "text/html; charset=utf-8"}, text.encode()


# What a page says of keeping, and what its form shows, at one moment.
_LOOK = """() => {
  const element = document.querySelector("bilan-checklist");
  const isSeen = (selector) => [...document.querySelectorAll(selector)].some((place) => place.checkVisibility());
  const shown = {};
  for (const item of document.querySelectorAll("fieldset[data-item]")) {
    const ticked = [...item.querySelectorAll("input:checked")].map(({ value }) => value);
    const field = item.querySelector(":scope > .bilan-number > input, :scope > textarea, :scope > .bilan-select > select");
    const text = field?.value.trim();
    if (ticked.length) shown[item.dataset.item] = ticked.sort().join(" ");
    else if (text) shown[item.dataset.item] = item.dataset.kind === "number" ? text.replace(",", ".").replace(/\\s/g, "") : text;
    const note = item.querySelector("[data-field=note]")?.value.trim();
    if (note) shown[`${item.dataset.item}.note`] = note;
  }
  return {
    keeping: element?.dataset.keeping ?? null,
    notice: isSeen("[data-bilan=storage-notice]") || isSeen(".bilan-unscripted"),
    notice_text: document.querySelector("[data-bilan=storage-notice]")?.textContent ?? "",
    shown,
    told: isSeen("[data-bilan=migration]"),
    scores: window.scores ?? 0,
    percent: isSeen("[data-bilan=percent]") ? document.querySelector("[data-bilan=percent]").textContent : "",
    problems: (window.pageProblems ?? []).splice(0),
  };
}"""
_SEEN = "(selector) => document.querySelector(selector)?.checkVisibility({ visibilityProperty: true }) || false"
# A driver finds the place first and presses then. What a score has moved by that time its reader would have seen.
_MISSED = """(selector) => {
  const pressed = window.lastPressed;
  window.lastPressed = undefined;
  return Boolean(pressed?.isConnected) && !pressed.closest(selector) && !pressed.closest("label")?.querySelector(selector);
}"""
# Whether the first key met another text than the one that was selected whole: of another tab, which came in between.
_OVERTAKEN = "() => { const is = window.isAllSelected === false; window.isAllSelected = undefined; return is; }"
_MOST_PRESSES = 3
_DOWNLOADED = "async () => window.latestBlob && await window.latestBlob.text()"

_SETTLED = "() => ['kept', 'noted', 'unkept'].includes(document.querySelector('bilan-checklist').dataset.keeping)"

# A change takes so long at most to get to the disk, to other tabs, or to a notice; and a press to what it does.
SETTLED_S = 8
# A button is waited for so long; it may be one that does not arrive.
TOOL_S = 3


@dataclass(frozen=True)
class Look:
    """What a page shows at one moment."""

    keeping: str | None
    notice: bool
    notice_text: str
    shown: dict[str, str]
    # That answers to an older version were brought along.
    told: bool
    scores: int
    percent: str
    problems: list[str]


class ChecklistPage:
    """A tab with a checklist."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab

    def look(self) -> Look:
        """What is seen now."""
        return Look(**self.tab.evaluate(_LOOK))

    def settle(self) -> None:
        """Wait until the page shows what is kept, as a reader does who reads before they write."""
        self.tab.wait_for(_SETTLED, seconds=SETTLED_S)

    def wait_to_show(self, answers: dict[str, str]) -> None:
        """Wait until the form shows just these answers, as kept."""
        for late in looks(SETTLED_S):
            look = self.look()
            if look.shown == answers and look.keeping == "kept":
                return
            assert not late, f"The page is {look.keeping} and shows {look.shown}, not {answers}."

    def answer(self, key: str, value: str) -> bool:
        """Tick, choose, or replace what a field holds, for a question or, with ".note" after its id, beside it. Whether there was a way."""
        item, _, part = key.partition(".")
        place = f'fieldset[data-item="{item}"]'
        field = f"{place} > .bilan-number > input, {place} > textarea"
        select = f"{place} > .bilan-select > select"
        control = f'{place} input[value="{value}"]'
        if part:
            return self._write_note(place, value)
        if value and self.tab.evaluate(_SEEN, control):
            self._click(control)
        elif self.tab.evaluate(_SEEN, select):
            self.tab.choose(select, value)
        elif self.tab.evaluate(_SEEN, field):
            self._type(field, value)
        else:
            return not value and self.tab.evaluate(_SEEN, f"{place} input:checked") and self.press("clear", place)
        return True

    def _write_note(self, place: str, text: str) -> bool:
        for is_last in (False, True):
            if not self._open_note(place):
                return False
            try:
                self._type(f"{place} [data-field=note]", text)
                break
            except EngineError:
                # Whoever erases all answers in another tab closes the fields of this one.
                if is_last:
                    raise
        return True

    def _open_note(self, place: str) -> bool:
        def is_open() -> bool:
            return bool(self.tab.evaluate(_SEEN, f"{place} [data-field=note]"))

        # Another tab may open it meanwhile.
        return (
            is_open()
            or bool(self.press_until("add-evidence", f"() => ({_SEEN})({json.dumps(f'{place} [data-field=note]')})", place))
            or is_open()
        )

    def _type(self, selector: str, text: str) -> None:
        """Replace what a field holds, and once more where that was another text by the first key."""
        self.tab.evaluate(_OVERTAKEN)
        for _ in range(_MOST_PRESSES):
            self.tab.type(selector, text, TOOL_S)
            if not self.tab.evaluate(_OVERTAKEN):
                break

    def _click(self, selector: str) -> None:
        """Click, and once more where something else was hit."""
        self.tab.evaluate(_MISSED, selector)
        for _ in range(_MOST_PRESSES):
            self.tab.click(selector, TOOL_S)
            if not self.tab.evaluate(_MISSED, selector):
                break

    def press(self, name: str, place: str = "bilan-checklist") -> bool:
        """Press one of the element's buttons, if it is there."""
        try:
            self._click(f'{place} button[data-bilan="{name}"]')
        except EngineError:
            return False
        return True

    def press_until(self, name: str, seen: str, place: str = "bilan-checklist") -> Any:
        """Press a button and wait until the function tells that it was: what that returns, None if the button is not there."""
        return self.tab.wait_for(seen, seconds=SETTLED_S) if self.press(name, place) else None

    def erase(self) -> bool:
        """Erase all answers, and say yes to the question whether that is meant. Whether there was a way."""
        yes = 'dialog[data-bilan="reset-dialog"] button[value="yes"]'
        if not self.press_until("reset", f"() => ({_SEEN})({json.dumps(yes)})"):
            return False
        self._click(yes)
        return True

    def download(self) -> dict[str, Any] | None:
        """The file that the answers are downloaded as."""
        self.tab.evaluate("() => { window.latestBlob = undefined; }")
        text = self.press_until("save", _DOWNLOADED)
        return text and dict(json.loads(text))
