// Joins the form of a checklist with the store: what the reader does to a control is kept, what is kept is shown, and the page says
// whether it is. Works by itself, whatever else of the page's scripts is late or never comes.

import { offerFile } from "../answers/download.js";
import { FORM_PARTS } from "../template/form-parts.js";
import { declareParts, Parts } from "../template/parts.js";
import { show } from "../text/page-text.js";
import { Strings } from "../text/strings.js";
import { Questionnaire } from "./questionnaire.js";

declareParts(FORM_PARTS);

// What is on its way to the disk for so long is told.
const SLOW_MS = 3000;

export class Autosave {
  #timer = 0;
  #root;
  #store;
  #listeners = new AbortController();

  /** The checklist's id, its version, and the digest of its rules. */
  checklist;
  version;
  content;
  strings;
  questions;

  /** What the page holds of the checklist. */
  parts;

  /**
   * @param {HTMLElement} root the element around the form
   * @param {import("../storage/answer-store.js").AnswerStore} store
   */
  constructor(root, store) {
    this.#root = root;
    this.#store = store;
    this.checklist = root.getAttribute("checklist") ?? "";
    this.version = Number(root.getAttribute("version"));
    this.content = (root.getAttribute("src") ?? "").split(".").at(-2) ?? "";
    const locale = root.closest("[lang]")?.getAttribute("lang") ?? "en";
    this.strings = new Strings(locale, JSON.parse(root.getAttribute("strings") ?? "{}"));
    this.parts = new Parts(root);
    this.questions = new Questionnaire(root, this.parts, this.strings);
    // Before anything is loaded, the store has to know which version the page shows: answers to a newer one are left alone.
    store.read(this.checklist, this.version);
    this.#listen(this.#listeners.signal);
    this.#answer(this.questions.early());
    this.questions.offerEvidence();
    for (const part of this.parts.all("unscripted")) show(part, false);
    // Where the theme brought the page in, the store may know them already, and has told.
    if (store.state(this.checklist).isLoaded) this.#show();
    this.#showState();
  }

  /** The answers as they are kept, or on their way. */
  get document() {
    return this.#store.read(this.checklist, this.version);
  }

  get answers() {
    return this.document.answers;
  }

  /** What the store is told with each answer. */
  get rules() {
    return { version: this.version, content: this.content };
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const form = this.#root.querySelector("form");
    form?.addEventListener("input", ({ target }) => this.#change(target), { signal });
    form?.addEventListener("submit", (event) => event.preventDefault(), { signal });
    form?.addEventListener("reset", (event) => event.preventDefault(), { signal });
    this.#root.addEventListener("click", ({ target }) => this.#click(target), { signal });
    addEventListener("pageshow", () => this.#comeBack(), { signal });
    this.#store.addEventListener("change", (event) => this.#follow(event), { signal });
    this.#store.addEventListener("state", (event) => this.#isOurs(event) && this.#showState(), { signal });
  }

  /**
   * Whether an event of the store is about this checklist. An element that the theme took away hears nothing more.
   * @param {Event} event
   */
  #isOurs(event) {
    if (!this.#root.isConnected) this.#listeners.abort();
    return this.#root.isConnected && event instanceof CustomEvent && event.detail.checklist === this.checklist;
  }

  /** @param {Event} event */
  #follow(event) {
    if (this.#isOurs(event) && /** @type {CustomEvent} */ (event).detail.source !== this) this.#show();
  }

  /** WebKit empties a form that it is not to fill in some time after it has told that the page is there again, and does not tell that. */
  #comeBack() {
    for (const delay of [0, 50, 200, 1000]) setTimeout(() => this.#show(), delay);
  }

  #show() {
    this.questions.show(this.answers);
  }

  /** @param {[string, import("../answers/answer-parts.js").Fields][]} entries what was changed, by question */
  #answer(entries) {
    if (entries.length) this.#store.answer(this.checklist, entries, this.rules, this);
  }

  /** @param {EventTarget | null} target */
  #change(target) {
    const item = target instanceof Element ? target.closest("fieldset") : null;
    const name = item?.dataset.item;
    if (item && name) this.#answer([[name, this.questions.changed(item, target, this.answers)]]);
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    const item = button?.closest("fieldset");
    const name = item?.dataset.item ?? "";
    switch (button?.dataset.bilan) {
      case "clear":
        if (item) this.#answer([[name, this.questions.cleared(item, this.answers)]]);
        break;
      case "add-evidence":
        if (item) this.questions.openEvidence(item);
        break;
      case "remove-evidence":
        if (item) this.#answer([[name, this.questions.withoutEvidence(item)]]);
        break;
      case "save-aside":
        for (const [place, { text }] of this.#store.state(this.checklist).asides.entries()) offerFile(`bilan-${this.checklist}-${place + 1}.txt`, text);
        break;
      case "erase-aside":
        this.#store.removeAsides(this.checklist).catch(() => {});
        break;
      case "renew":
      case "storage-renew":
        location.reload();
    }
  }

  #showState() {
    const { problem, isKept, isSure, isRestored, asides } = this.#store.state(this.checklist);
    const keeping = problem ? "unkept" : !isKept ? "pending" : isSure ? "kept" : "noted";
    if (keeping !== this.#root.dataset.keeping) {
      this.#root.dataset.keeping = keeping;
      clearTimeout(this.#timer);
      if (keeping === "pending") this.#timer = setTimeout(() => this.#tell("slow"), SLOW_MS);
    }
    if (keeping !== "pending") this.#tell(problem ?? (isRestored ? "restored" : ""));
    this.parts.toggle("storage-renew", problem === "newer" || problem === "newer_answers");
    // Not hidden, so that nothing moves.
    for (const part of this.parts.all("when-kept")) part.style.visibility = problem ? "hidden" : "";
    this.parts.write("aside-text", asides.length ? this.strings.count("unreadable", asides.length) : "");
    this.parts.toggle("aside", asides.length > 0);
  }

  /**
   * Tell something about what is kept, or nothing.
   * @param {string} text its key
   */
  #tell(text) {
    this.parts.write("storage-text", text && this.strings.text(text));
    this.parts.toggle("storage-notice", text !== "");
  }
}
