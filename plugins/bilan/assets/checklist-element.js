// <bilan-checklist>: joins one checklist's form with the store, the engine and the result. Its contract is docs/contract.md.

import { AnswerStore } from "./answer-store.js";
import { AnswerTools } from "./answer-tools.js";
import { engine } from "./engine-client.js";
import { itemsIn, keepOneAnswer, readItem, writeItem } from "./form.js";
import { EngineError } from "./protocol.js";
import { ResultView } from "./result-view.js";
import { Strings } from "./strings.js";

// The scripts stand three folders below the site's root, whatever the page and the language.
const store = new AnswerStore(new URL("../../../", import.meta.url).pathname);

// Long enough that a screen reader is not interrupted while its user moves through the choices.
const ANNOUNCE_AFTER_MS = 800;

/** @type {Map<string, Promise<string>>} */
const compiled = new Map();

/**
 * The compiled checklist, fetched once a visit.
 * @param {string} url
 */
function fetchCompiled(url) {
  let text = compiled.get(url);
  if (!text) {
    const name = url.split("/").pop() ?? url;
    text = fetch(url).then(
      (response) => (response.ok ? response.text() : Promise.reject(new EngineError("fetch", `${name}: ${response.status}`))),
      () => Promise.reject(new EngineError("fetch", name)),
    );
    text.catch(() => compiled.delete(url));
    compiled.set(url, text);
  }
  return text;
}

/**
 * Attributes: `checklist` (its id), `version`, `src` (the compiled checklist), `strings` (JSON), `section` (if only one is shown).
 * Dispatches `bilan:scored` (bubbles; `detail` is the result) after each score, and `bilan:failed` (bubbles; `detail` is
 * `{ code, detail }`) when there can be none.
 */
export class BilanChecklistElement extends HTMLElement {
  /** @type {AbortController | undefined} */
  #listeners;
  /** @type {ResultView} */
  #view;
  /** @type {Strings} */
  #strings;
  /** @type {AnswerTools} */
  #tools;
  #changes = 0;
  #touched = false;
  #announceTimer = 0;

  connectedCallback() {
    const locale = this.closest("[lang]")?.getAttribute("lang") ?? "en";
    this.#strings = new Strings(locale, JSON.parse(this.getAttribute("strings") ?? "{}"));
    this.#view = new ResultView(this, this.#strings, this.getAttribute("section"));
    this.#tools = new AnswerTools(this.#view, this.#strings, store, this.#checklist, this.#version);
    this.#listeners = new AbortController();
    this.#listen(this.#listeners.signal);
    this.#view.clear();
    this.#adoptEarlyAnswers();
    for (const name of ["tools", "bar"]) this.#view.toggle(name, true);
    this.#showAnswers();
    // Whoever comes back to answers wants to see their score.
    if (this.#answered) this.#score();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    clearTimeout(this.#announceTimer);
  }

  get #checklist() {
    return this.getAttribute("checklist") ?? "";
  }

  get #version() {
    return Number(this.getAttribute("version"));
  }

  get #document() {
    return store.read(this.#checklist, this.#version);
  }

  get #answered() {
    return Object.keys(this.#document.answers).length > 0;
  }

  /** The page comes without any answer, so what the form shows now was given while the scripts were still on their way. */
  #adoptEarlyAnswers() {
    const early = itemsIn(this).flatMap((item) => {
      const answer = readItem(item);
      return answer && item.dataset.item ? [[item.dataset.item, answer]] : [];
    });
    if (early.length) this.#replace({ ...this.#document.answers, ...Object.fromEntries(early) });
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const form = this.querySelector("form");
    form?.addEventListener("submit", (event) => event.preventDefault(), { signal });
    form?.addEventListener("input", (event) => this.#answer(event.target), { signal });
    for (const sign of ["pointerdown", "keydown", "focusin"]) {
      form?.addEventListener(sign, () => this.#warmUp(), { signal, once: true, passive: true });
    }
    this.addEventListener("click", (event) => this.#click(event.target), { signal });
    this.#view.part("load")?.addEventListener("change", (event) => this.#load(event.target), { signal });
    store.addEventListener("change", (event) => this.#follow(event), { signal });
    engine.addEventListener("progress", (event) => this.#showProgress(event), { signal });
    // Going back, a browser may restore the controls after the page was shown.
    addEventListener("pageshow", (event) => event.persisted && this.#showAnswers(), { signal });
  }

  /** @param {EventTarget | null} target */
  #answer(target) {
    const item = target instanceof Element ? target.closest("fieldset") : null;
    if (!item?.dataset.item) return;
    keepOneAnswer(item, target);
    this.#touched = true;
    const { [item.dataset.item]: _, ...others } = this.#document.answers;
    const answer = readItem(item);
    this.#replace(answer ? { ...others, [item.dataset.item]: answer } : others);
    this.#showAnswered();
    this.#score();
  }

  /** @param {import("./answer-file.js").AnswerDocument["answers"]} answers */
  #replace(answers) {
    this.#tools.forget();
    store.write({ ...this.#document, version: this.#version, answers }, this);
    this.#showStoreProblem();
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button || this.#tools.press(button.dataset.bilan)) return;
    switch (button.dataset.bilan) {
      case "retry":
        this.#score();
        break;
      case "all-actions":
        this.#view.showAllActions();
        break;
      case "clear":
        this.#clear(button.closest("fieldset"));
    }
  }

  /** @param {EventTarget | null} input */
  #load(input) {
    this.#touched = true;
    if (input instanceof HTMLInputElement) this.#tools.load(input);
  }

  /** @param {HTMLFieldSetElement | null | undefined} item */
  #clear(item) {
    const control = item?.querySelector("input:checked");
    if (!(control instanceof HTMLInputElement)) return;
    control.checked = false;
    control.focus();
    this.#answer(control);
  }

  /**
   * The answers were changed here, by another element or in another tab.
   * @param {Event} event
   */
  #follow(event) {
    if (!(event instanceof CustomEvent) || event.detail.checklist !== this.#checklist || event.detail.source === this) return;
    this.#showAnswers();
    this.#score();
  }

  #showAnswers() {
    const { answers } = this.#document;
    for (const item of itemsIn(this)) {
      writeItem(item, answers[item.dataset.item ?? ""], (value) => this.#strings.plainNumber(value));
    }
    this.#showAnswered();
    this.#showStoreProblem();
  }

  #showAnswered() {
    const tally = { answered: 0, questions: 0, ticked: 0, boxes: 0 };
    for (const item of itemsIn(this)) {
      const answer = readItem(item);
      const clear = item.querySelector('[data-bilan="clear"]');
      if (clear instanceof HTMLElement) clear.hidden = !item.querySelector("input[type=radio]:checked");
      if (item.hasAttribute("data-optional")) continue;
      const box = item.dataset.kind === "check";
      tally[box ? "boxes" : "questions"] += 1;
      if (box && answer && "value" in answer) tally.ticked += 1;
      if (!box && answer) tally.answered += 1;
    }
    this.#view.showAnswered(tally);
    for (const name of ["save", "reset"]) this.#view.toggle(name, this.#answered);
  }

  #showStoreProblem() {
    const problem = store.problem(this.#checklist);
    const notice = this.#view.part("storage-notice");
    if (!notice) return;
    notice.hidden = !problem;
    const text = problem ? this.#strings.text(problem) : "";
    if (notice.textContent !== text) notice.textContent = text;
  }

  /** Start the engine before it is needed; a failure is told when a score is asked for. */
  #warmUp() {
    engine.start().catch(() => {});
  }

  /** @param {Event} event */
  #showProgress(event) {
    if (event instanceof CustomEvent) this.#view.showProgress(event.detail.loaded, event.detail.total);
  }

  async #score() {
    const change = ++this.#changes;
    if (!this.#answered) {
      this.#view.clear();
      return;
    }
    if (!engine.running) this.#view.show("loading");
    try {
      const checklist = await fetchCompiled(new URL(this.getAttribute("src") ?? "", document.baseURI).href);
      const text = await engine.score(checklist, JSON.stringify(this.#document));
      // The answers have changed since: a later score is on its way.
      if (change !== this.#changes || !this.isConnected) return;
      const result = JSON.parse(text);
      if (result.format !== "bilan-result/1") throw new EngineError("python", result.code);
      this.#view.showResult(result);
      this.dispatchEvent(new CustomEvent("bilan:scored", { bubbles: true, detail: result }));
      this.#announce(result);
    } catch (error) {
      if (change !== this.#changes || !this.isConnected) return;
      const failure = error instanceof EngineError ? error : new EngineError("python", String(error));
      this.#view.showFailure(failure);
      this.dispatchEvent(new CustomEvent("bilan:failed", { bubbles: true, detail: { code: failure.code, detail: failure.detail } }));
    }
  }

  /** @param {import("./result-view.js").Result} result */
  #announce(result) {
    clearTimeout(this.#announceTimer);
    if (!this.#touched) return;
    this.#announceTimer = setTimeout(() => {
      const status = this.#view.part("status");
      if (status) status.textContent = this.#view.sentence(result);
    }, ANNOUNCE_AFTER_MS);
  }
}
