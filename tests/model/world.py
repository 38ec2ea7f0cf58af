# A browser, a host and its reader: each kind of step as it is done to them, and what it means to the oracle. What a page shows that it
# must not is raised as Broken.

from __future__ import annotations

import copy
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.model.failures import FAILURES
from tests.model.oracle import Oracle, Undoable
from tests.model.sites import CHECKLIST, PAGE, REMOVED, Site, entries_of, migrated, values_of
from tests.support.checklist_page import RECORDER, SETTLED_S, ChecklistPage, Look, with_script
from tests.support.engines import Engine, Tab
from tests.support.engines.chromium import Chromium
from tests.support.polling import looks, poll
from tests.support.server import StaticServer

# Where Python has to start first.
MIGRATED_S = 60
# A notice about scripts comes after eight seconds.
NOTICE_S = 12
# What somebody else removed is noticed within milliseconds.
NOTICE_MOMENT_S = 1
TABS = 3

_SIBLING = "sibling"
_MARK_HINDERED = "window.storageFails = true;"
_HINDERED = "() => window.storageFails === true"
# Firefox that was killed while it kept Python's image may count less than nothing as used when it is started again, so that whatever is to
# be written is too much (seen with 140: a usage just below 2 to the 64th). It counts rightly from the next start on.
_MISCOUNTED = "() => navigator.storage.estimate().then(({ usage, quota }) => usage > quota)"
_VERSION = "() => Number(document.querySelector('bilan-checklist')?.getAttribute('version') ?? 0)"
_HERE = "() => document.querySelector('bilan-checklist') !== null"

# All texts that are stored for the origin are given to `change`, which returns what to put there instead; undefined leaves it.
_CHANGE_TEXTS = """async (source) => {
  const change = (0, eval)(source);
  const texts = [];
  const look = (text, put) => {
    if (typeof text !== "string") return;
    const other = change(text);
    texts.push(other ?? text);
    if (other !== undefined) put(other);
  };
  for (const key of Object.keys(localStorage)) look(localStorage.getItem(key), (other) => localStorage.setItem(key, other));
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      Object.assign(indexedDB.open(name), { onsuccess: ({ target }) => resolve(target.result), onerror: reject });
    });
    for (const store of database.objectStoreNames) {
      const transaction = database.transaction(store, "readwrite");
      await new Promise((resolve, reject) => {
        Object.assign(transaction, { oncomplete: resolve, onerror: reject, onabort: reject });
        transaction.objectStore(store).openCursor().onsuccess = ({ target: { result: cursor } }) => {
          if (!cursor) return;
          look(cursor.value, (other) => cursor.update(other));
          look(cursor.value?.text, (other) => cursor.update({ ...cursor.value, text: other }));
          cursor.continue();
        };
      });
    }
    database.close();
  }
  return texts;
}"""
_WIPE = """async (local, databases) => {
  if (local) localStorage.clear();
  if (!databases) return;
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve) => { Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve, onerror: resolve }); });
  }
}"""
_ANSWERS = '(text) => text.includes("bilan-answers/")'
DAMAGED = '{"half a docum'


class Broken(Exception):
    """The page broke its word."""


class VisitedPage(ChecklistPage):
    """A document in a tab. Each load makes another one, with a number of its own."""

    def __init__(self, tab: Tab, number: int, version: int, *, hindered: bool, faulty: bool) -> None:
        super().__init__(tab)
        self.number = number
        self.version = version
        # Its storage fails, or not all of its files arrived: it may know only what it was told, and need not keep anything.
        self.hindered = hindered
        self.faulty = faulty
        self._is_settled = False

    def settle(self) -> None:
        if not self._is_settled and not self.faulty:
            super().settle()
        self._is_settled = True

    def fail(self, how: str) -> None:
        """Let its storage fail from now on."""
        self.tab.evaluate(f"() => {{ {_MARK_HINDERED} {FAILURES[how]} }}")
        self.hindered = True


@dataclass
class World:
    """One run: a browser, and an origin of its own."""

    engine: Engine
    server: StaticServer
    sites: dict[str, Site]
    folder: Path
    # Whether Python may start. Answers are kept without it, too, only not brought to another version.
    has_python: bool
    # Runs on every page before its own scripts.
    always: str = ""
    site: str = "before"
    oracle: Oracle = field(default_factory=Oracle)
    pages: list[VisitedPage] = field(default_factory=list)
    failing: dict[str, str] = field(default_factory=dict)
    undoable: dict[int, Undoable] = field(default_factory=dict)
    limited: bool = False
    was_hindered: bool = False
    # Whether the browser takes its disk for full, which it is not.
    miscounts: bool = False
    was_lost: bool = False
    was_killed: bool = False
    newest: int = 1

    def __post_init__(self) -> None:
        self._healed = threading.Event()
        self._script = ""
        self._loads = 0
        self.server.folder = self.sites[self.site].folder
        self.server.faults.append(self._answer_request)

    # What a host does.

    def _answer_request(self, path: str) -> tuple[int, dict[str, str], bytes] | None:
        if path == _SIBLING:
            return 200, {"Content-Type": "text/html"}, b"<!doctype html><title>Sibling</title><p>Another site of this origin."
        if path.endswith("/worker.js") and not self.has_python:
            return 404, {}, b""
        file = self.server.folder / path
        for name, how in [*self.failing.items()]:
            if path.endswith(name):
                return self._fail(how, file)
        if path.endswith("/") or not path:
            return with_script(file / "index.html", RECORDER + self.always + self._script)
        return None

    def _fail(self, how: str, file: Path) -> tuple[int, dict[str, str], bytes] | None:
        match how:
            case "missing":
                return 404, {"Content-Type": "text/html"}, b"gone"
            case "html":
                return 200, {"Content-Type": "text/html"}, b"<!doctype html><p>Please log in"
            case "cut":
                content = file.read_bytes()
                return 200, {"Content-Type": "text/javascript", "Content-Length": str(len(content))}, content[: len(content) // 2]
            case _:
                self._healed.wait(2 * SETTLED_S)
                return None

    def do_fault(self, file: str, how: str) -> None:
        """A file fails from now on."""
        if self.sites[self.site].version > self.oracle.version:
            return
        self._healed.clear()
        self.failing[file] = how
        for page in self.pages:
            page.faulty = True

    def do_heal(self) -> None:
        """All files arrive again."""
        self.failing.clear()
        self._healed.set()

    def do_deploy(self, site: str) -> None:
        """The host serves another version of the site."""
        back = self.sites[site].version < self.oracle.version
        # What is gone, or was never there, is of no version.
        if back and (self.was_lost or not self._is_answered):
            return
        if self.has_python or self.sites[site].version == self.sites[self.site].version:
            self.do_heal()
            # A page that has yet to fetch what brings answers to its version could not any more.
            for page in self.pages:
                if page.version > self.oracle.version:
                    self.check(page)
            self.site = site
            self.server.folder = self.sites[site].folder

    # What a reader does with tabs.

    def do_open(self, language: str, failure: str = "", early: tuple[str, str] | None = None) -> None:
        """Open a tab, perhaps in a browser whose storage fails; and perhaps answer at once."""
        if len(self.pages) == TABS:
            return
        with self._loading_with(failure):
            tab = self.engine.new_tab(self.server.url + ("en/" if language == "en" else "") + PAGE)
        self.pages.append(self._arrived(tab, bool(failure)))
        if early:
            self._answer(self.pages[-1], *early, is_early=True)

    def do_reload(self, tab: int, early: tuple[str, str] | None = None) -> None:
        """Load the page again, and perhaps answer at once."""
        page = self._page(tab)
        self._note_problems(page, page.look())
        page.tab.reload()
        self._replace(page, self._arrived(page.tab))
        if early:
            self._answer(self._page(tab), *early, is_early=True)

    def do_leave(self, tab: int, ways: str) -> None:
        """Leave for another page and come back."""
        page = self._page(tab)
        self._note_problems(page, page.look())
        page.tab.open(self.server.url + "en/")
        for way in ways.split():
            page.tab.back() if way == "back" else page.tab.forward()
        page.tab.wait_for(_HERE)
        self._replace(page, self._arrived(page.tab))

    def do_close(self, tab: int) -> None:
        """Close a tab."""
        page = self._page(tab)
        self._note_problems(page, page.look())
        page.tab.close()
        self.pages.remove(page)

    def do_answer_and_close(self, tab: int, key: str, value: str) -> None:
        """Close a tab right after an answer."""
        page = self._page(tab)
        self._answer(page, key, value)
        page.tab.close()
        self.pages.remove(page)

    # What a reader does with answers.

    def do_answer(self, tab: int, key: str, value: str, wait: bool) -> None:
        """Give an answer, or withdraw it where the value is empty; and perhaps wait until it is kept."""
        page = self._page(tab)
        self._answer(page, key, value)
        if wait:
            self.check(page)

    def do_erase(self, tab: int) -> None:
        """Erase all answers."""
        page = self._page(tab)
        if self._is_kept(page) and page.look().shown and page.erase():
            self.undoable[page.number] = self.oracle.replace(page.number, {})
            self.check(page)

    def do_load(self, tab: int, values: dict[str, str]) -> None:
        """Load a file of answers."""
        page = self._page(tab)
        if not self._is_kept(page) or page.faulty:
            return
        keys = {
            migrated(key, value)[0] if page.version > 1 else key: value
            for key, value in values.items()
            if not (page.version > 1 and key == REMOVED)
        }
        document = {"format": "bilan-answers/1", "checklist": CHECKLIST, "version": page.version, "answers": entries_of(keys)}
        self._upload(page, document)
        self.undoable[page.number] = self.oracle.replace(page.number, keys)
        self.check(page)

    def do_load_refused(self, tab: int) -> None:
        """Load a file that must be refused: it is of a newer version of the checklist."""
        page = self._page(tab)
        if not self._is_kept(page) or page.faulty:
            return
        document = {"format": "bilan-answers/1", "checklist": CHECKLIST, "version": 7, "answers": entries_of({"words": "Newer."})}
        self._upload(page, document)
        page.tab.wait_for("() => document.querySelector('[data-bilan=message]')?.checkVisibility()")
        self.check(page)

    def do_undo(self, tab: int) -> None:
        """Take back what was erased or loaded on this page."""
        page = self._page(tab)
        undoable = self.undoable.pop(page.number, None)
        if undoable and self._is_kept(page) and page.press("undo"):
            self.oracle.undo(page.number, undoable)
            self.check(page)

    def do_download(self, tab: int) -> None:
        """Download the answers: the file must say what is kept."""
        page = self._page(tab)
        if not self._is_kept(page) or page.hindered or page.faulty:
            return
        document = page.download() if page.look().shown else None
        if document is None:
            return
        wrong = self.oracle.wrong(page.number, values_of(document["answers"]))
        if wrong:
            raise Broken(f"The downloaded file is not what is kept: {_told(wrong)}")
        for key, given in self.oracle.dropped.items():
            if len(given) == 1 and given[0].value is not None and key not in document.get("dropped", {}):
                raise Broken(f"The downloaded file lacks the answer to {key}, which was removed: {document.get('dropped')}")

    # What happens to browsers.

    def do_kill(self) -> None:
        """SIGKILL for the browser, and a new start."""
        self.engine.kill()
        self.engine.start()
        self.was_killed = True
        self.pages.clear()
        self.limited = self.miscounts = False

    def do_crash(self) -> None:
        """SIGKILL for all pages."""
        if isinstance(self.engine, Chromium):
            self.engine.crash_pages()
            self.pages.clear()

    def do_fail(self, tab: int, failure: str) -> None:
        """The storage of a page fails from now on."""
        self._page(tab).fail(failure)
        self.was_hindered = True

    def do_limit(self, on: bool) -> None:
        """The disk is full, or is not any more."""
        if isinstance(self.engine, Chromium):
            self.engine.limit_storage(self.server.url.rsplit("/", 2)[0], 1 if on else None)
            self.limited = on
            for page in self.pages:
                page.hindered = True
            self.was_hindered = True

    def do_wipe(self, local: bool, databases: bool) -> None:
        """Another page of the origin removes all that is stored. A page that is open has to repair that."""
        if not self._is_current:
            return
        for page in self.pages:
            self.check(page)
        self._in_sibling(_WIPE, local, databases)
        if any(not page.hindered and not page.faulty and page.version == self.oracle.version for page in self.pages):
            self._check_by_visit()
        elif databases or self.was_hindered:
            # A browser that is killed may not have noted yet that what a page noted was done; without the database it is done once more.
            # And a page that is hindered puts back what it knows, which may be older than what others kept.
            self._lose(stale=(databases and not local and self.was_killed) or any(page.hindered for page in self.pages))
            self._let_notice()

    def _let_notice(self) -> None:
        """Give pages that can't repair what was removed a moment to notice: till then they say what was true before."""
        poll(lambda: not any(page.hindered and page.look().keeping == "kept" for page in self.pages), NOTICE_MOMENT_S)

    def do_damage(self) -> None:
        """While no page is open, what is stored is damaged. It has to be there still, after the next visit and the next answer."""
        if not self._is_current or self.limited:
            return
        self._close_all()
        texts = self._in_sibling(_CHANGE_TEXTS, f"(text) => ({_ANSWERS})(text) ? {json.dumps(DAMAGED)} : undefined")
        if DAMAGED not in texts:
            return
        self._lose()
        self.do_open("fr")
        self.do_answer(0, "place", "p2", True)
        if not any(DAMAGED in text for text in self._in_sibling(_CHANGE_TEXTS, "() => undefined")):
            raise Broken("What was damaged is gone, though nobody erased it.")

    def do_newer(self) -> None:
        """While no page is open, a newer Bilan takes over what is stored. This one has to leave it alone, and to say so."""
        if self.limited:
            return
        self._close_all()
        newer = """(text) => text.includes("bilan-answers/1") ? text.replaceAll("bilan-answers/1", "bilan-answers/9") : undefined"""
        older = """(text) => text.includes("bilan-answers/9") ? text.replaceAll("bilan-answers/9", "bilan-answers/1") : undefined"""
        before = self._in_sibling(_CHANGE_TEXTS, newer)
        if not any("bilan-answers/9" in text for text in before):
            return
        self.do_open("en")
        page = self.pages[-1]
        page.answer("place", "p3")
        # Without its scripts a page says that it keeps nothing.
        unkept = ("unkept", None) if page.faulty else ("unkept",)
        self._wait_until(
            page, lambda look: look.keeping in unkept and look.notice, "Answers of a newer Bilan are there, and the page does not say so"
        )
        page.tab.close()
        self.pages.clear()
        after = self._in_sibling(_CHANGE_TEXTS, older)
        if sorted(text for text in before if "bilan-answers/9" in text) != sorted(t for t in self._newer(after)):
            raise Broken("Answers of a newer Bilan were changed.")

    def _newer(self, texts: list[str]) -> Iterator[str]:
        return (text.replace("bilan-answers/1", "bilan-answers/9") for text in texts if "bilan-answers/1" in text)

    # Looking.

    def do_check(self) -> None:
        """Look at every page."""
        for page in self.pages:
            self.check(page)

    def check(self, page: VisitedPage) -> Look:
        """Wait until a page shows what it must."""
        is_newer = page.version > self.oracle.version and self._is_answered
        for late in looks(MIGRATED_S if is_newer else NOTICE_S if page.faulty else SETTLED_S):
            look = page.look()
            self._note_problems(page, look)
            # Whether or not anything must be answered: what an older page did at last may not have arrived.
            oracle = self._migrated() if page.version > self.oracle.version and (look.scores or look.told) else self.oracle
            problem = self._problem(page, look, oracle, late)
            if not problem:
                break
            if late and not self._takes_disk_for_full(page):
                raise Broken(f"Page {page.number} (version {page.version}): {problem}")
        if look.keeping == "kept" and page.version >= self.oracle.version:
            self.oracle = oracle
            self.oracle.accept(page.number, look.shown, page.hindered or page.faulty)
        return look

    def _takes_disk_for_full(self, page: VisitedPage) -> bool:
        """Whether the browser does so, of which nothing was known yet."""
        if self.miscounts or self.engine.name != "firefox" or not page.tab.evaluate(_MISCOUNTED):
            return False
        self.miscounts = self.was_hindered = True
        for open_page in self.pages:
            open_page.hindered = True
        page.hindered = True
        return True

    def _problem(self, page: VisitedPage, look: Look, oracle: Oracle, late: bool) -> str:
        if page.version < oracle.version:
            # Without a database it can't know of them, and promises nothing.
            ok = (look.keeping == "unkept" and look.notice) or (look.keeping == "noted" and page.hindered)
            return "" if ok else f"answers are of version {oracle.version}, and the page does not say that it keeps none ({look.keeping})"
        if page.version > oracle.version and self._is_answered:
            # Only Python can, so there is a score then, or if nothing is left the page tells that.
            return f"the answers were not brought to version {page.version}"
        if look.keeping == "noted" and page.hindered:
            # Without a database nothing is promised: the browser may end before it brings this to the disk.
            return ""
        if look.keeping != "kept":
            # Where a newer page is open, or was, the answers may be of its version by now.
            excused = page.hindered or page.faulty or page.version < self.newest
            may: set[str | None] = {"unkept"} if excused else set()
            if late:
                may |= {"pending", None} if page.faulty else {"pending"}
            if look.notice and look.keeping in may:
                return ""
            return f"it is {look.keeping}, {'with' if look.notice else 'without'} a notice: {look.notice_text!r}"
        wrong = oracle.wrong(page.number, look.shown, page.hindered or page.faulty)
        return _told(wrong)

    def _migrated(self) -> Oracle:
        """The oracle after a page has brought the answers to its version."""
        oracle = copy.deepcopy(self.oracle)
        oracle.migrate(2, REMOVED, migrated)
        return oracle

    def finish(self) -> None:
        """The reader comes back once more, when everything works."""
        self.do_heal()
        if self.limited:
            self.do_limit(False)
        if self.miscounts:
            self.do_kill()
        if self.sites[self.site].version < self.oracle.version:
            self.do_deploy("after")
        self._check_by_visit(download=True)
        self._close_all()

    def _check_by_visit(self, download: bool = False) -> None:
        full = len(self.pages) == TABS
        if full:
            self.do_close(0)
        failing, self.failing = self.failing, {}
        self.do_open("fr")
        page = self.pages[-1]
        page.hindered = self.limited or self.miscounts
        self.check(page)
        if download:
            self.do_download(len(self.pages) - 1)
        self.failing = failing
        self._note_problems(page, page.look())
        page.tab.close()
        self.pages.remove(page)

    def _note_problems(self, page: VisitedPage, look: Look) -> None:
        # Firefox runs what it has of a script that was cut.
        ours = [problem for problem in look.problems if "/assets/bilan/" in problem]
        if page.faulty:
            ours = [problem for problem in ours if not problem.startswith("SyntaxError")]
        if ours:
            raise Broken(f"An error on the page: {ours[0]}")

    # The small parts.

    def _lose(self, *, stale: bool = False) -> None:
        self.oracle.lose(stale=stale)
        self.was_lost = True

    @property
    def _is_current(self) -> bool:
        return self.sites[self.site].version == self.oracle.version

    def _answer(self, page: VisitedPage, key: str, value: str, is_early: bool = False) -> None:
        if not is_early:
            page.settle()
        if page.version > 1:
            key = migrated(key, None)[0]
            value = "poor" if value == "bad" else value
        if key == REMOVED and page.version > 1:
            key = "hedge"
        if (is_early or page.faulty) and value in (":not-applicable", "none"):
            # What can't stand beside another answer takes the element's script.
            return
        item = key.partition(".")[0]
        # What waits for Python to bring it along is not shown yet, and whoever empties an empty field does nothing.
        waits = page.version > self.oracle.version and self._is_answered and not value and key not in page.look().shown
        if not page.answer(key, value):
            return
        if page.version < self.oracle.version:
            self._may_arrive(page, key, value)
            return
        self.undoable.pop(page.number, None)
        is_box = item in ("tools", "fence", "hedge") or value == ":not-applicable"
        # What is kept may arrive while the reader types, where the storage fails at first: then they see it beside what they typed.
        arrives = page.hindered and ("." in key or item in ("hours", "words"))
        given = page.look().shown.get(key) if arrives or (is_box and "." not in key) else value or None
        passed: list[str | None] = []
        if item == "place" and "." not in key:
            passed = [None, *(f"p{n}" for n in range(1, 18))]
        elif "." in key or item in ("hours", "words"):
            passed = [None if value[:n].endswith(".") else value[:n].strip() or None for n in range(1, len(value))]
        if page.version > self.oracle.version and not self._is_answered:
            self.oracle.migrate(page.version, REMOVED, migrated)
        self.oracle.give(page.number, key, given, passed, sure=not waits, version=page.version)

    def _may_arrive(self, page: VisitedPage, key: str, value: str) -> None:
        """A page that is older than what is kept says that it keeps nothing, and where nothing is kept yet that turns out to be untrue."""
        if key.partition(".")[0] == REMOVED:
            return
        name, new = migrated(key, page.look().shown.get(key))
        passed = [migrated(key, value[:n].strip() or None)[1] for n in range(1, len(value))] if name.endswith((".note", "words")) else []
        before = self.oracle.latest(name)
        self.oracle.give(page.number, name, before, [*passed, new], sure=False)

    @property
    def _is_answered(self) -> bool:
        return any(self.oracle.latest(key) is not None for key in self.oracle.keys)

    def _is_kept(self, page: VisitedPage) -> bool:
        return page.version == self.oracle.version and self.check(page).keeping == "kept"

    def _page(self, tab: int) -> VisitedPage:
        if not self.pages:
            self.do_open("fr")
        return self.pages[tab % len(self.pages)]

    def _replace(self, old: VisitedPage, new: VisitedPage) -> None:
        self.pages[self.pages.index(old)] = new

    def _arrived(self, tab: Tab, hindered: bool = False) -> VisitedPage:
        self._loads += 1
        hindered = hindered or self.limited or self.miscounts or tab.evaluate(_HINDERED)
        self.was_hindered = self.was_hindered or hindered
        version = tab.evaluate(_VERSION)
        self.newest = max(self.newest, version)
        return VisitedPage(tab, self._loads, version, hindered=hindered, faulty=bool(self.failing))

    @contextmanager
    def _loading_with(self, failure: str) -> Iterator[None]:
        self._script = _MARK_HINDERED + FAILURES[failure] if failure else ""
        yield
        self._script = ""

    def _upload(self, page: VisitedPage, document: dict[str, Any]) -> None:
        file = self.folder / "answers.json"
        file.write_text(json.dumps(document), "utf-8")
        page.tab.upload("input[data-bilan=load]", file)

    def _in_sibling(self, function: str, *arguments: Any) -> Any:
        tab = self.engine.new_tab(self.server.url + _SIBLING)
        found = tab.evaluate(function, *arguments)
        tab.close()
        return found

    def _close_all(self) -> None:
        while self.pages:
            self.do_close(0)

    def _wait_until(self, page: VisitedPage, holds: Any, problem: str) -> None:
        for late in looks(SETTLED_S):
            if holds(look := page.look()):
                return
            if late:
                raise Broken(f"{problem}: {look}")


def _told(wrong: dict[str, tuple[str | None, list[str | None]]]) -> str:
    return "; ".join(f"{key} is {shown!r}, and should be {' or '.join(map(repr, allowed))}" for key, (shown, allowed) in wrong.items())
