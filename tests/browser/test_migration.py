# A reader who answered a checklist comes back when its author has changed it: what came along is told, and nothing is lost.

from __future__ import annotations

import json
import threading
from pathlib import Path

from tests.support.garden import AFTER, BEFORE, PAGE, Garden

OLD = {"hours": {"value": 2.5}, "kind": {"value": "crops"}, "shed": {"value": True}, "note": {"value": "Bien."}}
DROPPED = {"shed": {"entry": {"value": True}, "version": 1, "reason": "removed"}}
NEW = {"hours": {"value": 130}, "grows": {"value": "food"}, "note": {"value": "Bien."}}


def test_who_comes_back_is_told_what_became_of_the_answers(garden: Garden, tmp_path: Path) -> None:
    garden.answer()
    assert garden.stored["answers"] == OLD
    garden.publish(AFTER)
    garden.visit.goto(PAGE)
    assert garden.wait_for_notice() == [
        "Les questions ont changé depuis que vous avez répondu",
        "Vous aviez répondu à la version 1\u202f; voici la version 2. 2 réponses sont reprises telles quelles.",
        "Vos réponses ont été reportées sur ces questions, qui ont été remaniées\u00a0:",
        "Que cultivez-vous ? (kind)",
        "Ces réponses ne comptent plus. Elles restent sur votre appareil et dans le fichier que vous téléchargez\u00a0:",
        "shed\u00a0: case cochée (la question ou le choix a été supprimé)",
        "Ces questions sont nouvelles\u00a0:",
        "Il y a des abeilles.",
        "Fermer",
    ]
    result = garden.visit.wait_for_score()
    # 130 of 500 hours, the choice, and no bees: 1.26 of 3.
    assert (result["score"]["percent"], result["problems"], result.get("migration")) == (42, [], None)
    assert garden.visit.answers() == {"hours": ["130"], "grows": ["food"], "note": ["Bien."]}
    stored = garden.stored
    assert (stored["version"], stored["answers"], stored["dropped"]) == (2, NEW, DROPPED)

    garden.notice.get_by_role("link", name="Il y a des abeilles.").click()
    assert garden.visit.page.url.endswith("#garden.bees")

    document = json.loads(garden.visit.download(tmp_path).read_text("utf-8"))
    assert (document["version"], document["answers"], document["dropped"]) == (2, NEW, DROPPED)
    assert "migration" not in document


def test_the_notice_stays_until_it_is_closed_and_then_never_comes_back(garden: Garden) -> None:
    garden.answer()
    garden.publish(AFTER)
    garden.visit.goto(PAGE)
    garden.wait_for_notice()
    garden.visit.page.reload()
    garden.wait_for_notice()
    garden.visit.page.evaluate("() => { window.here = true }")
    _leave_and_return(garden)
    garden.wait_for_notice()
    garden.visit.goto("en/" + PAGE)
    assert garden.wait_for_notice() == [
        "The questions have changed since you answered them",
        "You answered version 1; this is version 2. 2 answers were kept as they were.",
        "Your answers were carried over to these questions, which have been reworked:",
        "What do you grow? (kind)",
        "These answers no longer count. They stay on your device and in the file that you download:",
        "shed: ticked (the question or the choice was removed)",
        "These questions are new:",
        "It has bees.",
        "Close",
    ]
    garden.notice.get_by_role("button", name="Close").press("Enter")
    assert not garden.notice.is_visible()
    assert garden.visit.page.evaluate("() => document.activeElement.closest('fieldset')?.dataset.item") == "hours"
    assert garden.stored["dropped"] == DROPPED
    for path in (PAGE, "en/" + PAGE):
        garden.visit.goto(path)
        garden.visit.wait_for_score()
        assert not garden.notice.is_visible()
    garden.visit.goto(PAGE)
    garden.visit.page.evaluate("() => { window.here = true }")
    _leave_and_return(garden)
    garden.visit.wait_for_score()
    assert not garden.notice.is_visible()


def test_who_comes_back_to_no_answer_at_all_is_told_without_doing_anything(garden: Garden) -> None:
    garden.visit.goto(PAGE)
    garden.visit.answer("shed", "yes")
    garden.visit.wait_until_kept()
    garden.publish(AFTER)
    for _ in range(2):
        garden.visit.page.goto(garden.visit.base + PAGE)
        assert "shed\u00a0: case cochée (la question ou le choix a été supprimé)" in garden.wait_for_notice()


def test_a_page_of_an_older_version_knows_it_from_the_start(garden: Garden) -> None:
    garden.publish(AFTER)
    garden.visit.goto(PAGE)
    garden.visit.answer("hours", "130")
    garden.visit.wait_until_kept()
    garden.publish(BEFORE)
    page = garden.visit.page
    # Whatever the page does some time after its arrival comes too late.
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.goto(garden.visit.base + PAGE)
    page.wait_for_selector("[data-keeping=unkept]")
    assert page.locator("[data-bilan=storage-notice]").is_visible()
    assert garden.visit.records()["garden"]["document"]["version"] == 2


def _leave_and_return(garden: Garden) -> None:
    """Go to another page and back as the theme does it, without a load."""
    navigation = garden.visit.page.get_by_role("navigation", name="Navigation")
    navigation.get_by_role("link", name="Questionnaires").click()
    garden.visit.page.wait_for_selector(".bilan-index")
    navigation.get_by_role("link", name="Mon jardin").click()
    garden.visit.page.wait_for_selector("bilan-checklist [data-bilan=tools]:not([hidden])")
    assert garden.visit.page.evaluate("() => window.here")


def test_the_notice_does_not_come_under_a_press(garden: Garden) -> None:
    garden.answer()
    garden.publish(AFTER)
    page = garden.visit.page
    release = garden.visit.hold("**/checklist-element.js*")
    page.goto(garden.visit.base + PAGE)
    choice = garden.visit.item("grows").locator("[value=grass]")
    choice.hover()
    page.mouse.down()
    release()
    assert garden.visit.poll(lambda: garden.visit.records()["garden"]["document"]["version"] == 2, 60)
    assert not garden.notice.is_visible()
    page.mouse.up()
    garden.wait_for_notice()
    assert choice.is_checked()
    assert garden.stored["answers"]["grows"] == {"value": "grass"}


def test_a_file_of_an_older_version_is_brought_up_to_date_and_can_be_taken_back(garden: Garden) -> None:
    garden.publish(AFTER)
    garden.visit.goto(PAGE)
    garden.visit.score_after(lambda: garden.visit.answer("bees", "yes"))
    before = garden.stored
    report = {"from": 1, "to": 2, "carried": ["forged"], "renamed": [], "dropped": [], "new": []}
    document = {"format": "bilan-answers/1", "checklist": "garden", "version": 1, "answers": OLD, "migration": report}
    garden.visit.load({"name": "vieux.json", "mimeType": "application/json", "buffer": json.dumps(document).encode()})
    assert garden.wait_for_notice()[1].endswith("2 réponses sont reprises telles quelles.")
    assert garden.stored["answers"] == NEW
    garden.visit.page.get_by_role("button", name="Annuler").click()
    assert not garden.notice.is_visible()
    assert garden.stored == before


def test_what_is_answered_before_python_is_there_is_not_taken_for_an_old_answer(garden: Garden) -> None:
    garden.publish(AFTER)
    arrives = threading.Event()

    def hold(path: str) -> None:
        if path.endswith(".wasm"):
            arrives.wait()

    garden.server.faults.append(hold)
    garden.visit.goto("")
    document = {"format": "bilan-answers/1", "checklist": "garden", "version": 1, "answers": OLD}
    garden.visit.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [garden.key, json.dumps(document)])
    garden.visit.goto(PAGE)
    # What matches by its id is shown at once.
    assert garden.visit.answers() == {"hours": ["2,5"], "note": ["Bien."]}
    garden.visit.answer("hours", "7")
    garden.visit.answer("grows", "grass")
    assert garden.stored["answers"]["hours"] == {"value": 7, "version": 2}
    garden.visit.goto(PAGE)
    assert garden.visit.answers() == {"hours": ["7"], "grows": ["grass"], "note": ["Bien."]}
    arrives.set()
    assert "kind\u00a0: crops (la question a déjà une autre réponse)" in garden.wait_for_notice()
    assert garden.stored["answers"] == {"hours": {"value": 7}, "note": {"value": "Bien."}, "grows": {"value": "grass"}}
    assert set(garden.stored["dropped"]) == {"kind", "shed"}


def test_questions_that_changed_without_a_new_version_are_told(garden: Garden) -> None:
    garden.answer()
    garden.publish(BEFORE.replace("id: kind", "id: other"))
    garden.visit.goto(PAGE)
    garden.visit.wait_for_score()
    aside = garden.visit.page.locator("[data-bilan=set-aside]").inner_text()
    assert aside.startswith("Des questions ont changé depuis que vous y avez répondu. 1 réponse ne correspond plus")
    garden.publish(BEFORE.replace("Qu’y pousse-t-il", "Que pousse-t-il").replace("points: 1", "points: 2"))
    garden.visit.goto(PAGE)
    garden.visit.wait_for_score()
    assert not garden.visit.page.locator("[data-bilan=set-aside]").is_visible()
    assert not garden.notice.is_visible()
