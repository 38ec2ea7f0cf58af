// <bilan-checklist>: joins one checklist's form with the store, the engine and the result. Its contract is docs/contract.md.

import { answered, withoutReport } from "./answer-migration.js";
import { AnswerStore } from "./answer-store.js";
import { AnswerTools } from "./answer-tools.js";
import { Announcer } from "./announcer.js";
import { engineFor } from "./engine-client.js";
import { EngineInput } from "./engine-input.js";
import { Insight } from "./insight.js";
import { onIntent } from "./intent.js";
import { LatestScore } from "./latest-score.js";
import { MigrationView } from "./migration-view.js";
import { EngineError } from "./protocol.js";
import { Questionnaire } from "./questionnaire.js";
import { ResultView } from "./result-view.js";
import { Strings } from "./strings.js";
import { Visibility } from "./visibility.js";

// The scripts stand three folders below the site's root, whatever the page and the language.
const store = new AnswerStore(new URL("../../../", import.meta.url).pathname);

/** Its attributes and events are in docs/contract.md. */
export class BilanChecklistElement extends HTMLElement {
  /** @type {AbortController | undefined} */
  #listeners;
  /** @type {ResultView} */
  #view;
  /** @type {Strings} */
  #strings;
  /** @type {AnswerTools} */
  #tools;
  /** @type {Questionnaire} */
  #questions;
  /** @type {Visibility} */
  #visibility;
  /** @type {EngineInput} */
  #input;
  /** @type {MigrationView} */
  #migration;
  /** @type {Announcer} */
  #announcer;
  /** @type {ReturnType<typeof engineFor>} */
  #engine;
  /** @type {LatestScore} */
  #latest;
  /** @type {Insight} */
  #insight;

  connectedCallback() {
    const locale = this.closest("[lang]")?.getAttribute("lang") ?? "en";
    this.#strings = new Strings(locale, JSON.parse(this.getAttribute("strings") ?? "{}"));
    this.#view = new ResultView(this, this.#strings, this.getAttribute("section"));
    this.#tools = new AnswerTools(this.#view, this.#strings, store, this.#checklist, this.#version);
    this.#questions = new Questionnaire(this, this.#strings);
    this.#visibility = new Visibility(this, this.#checklist);
    this.#input = new EngineInput(this);
    this.#engine = engineFor(this.#input.hasScorer);
    this.#latest = new LatestScore(this.#engine, this.#input, store);
    this.#migration = new MigrationView(this, this.#strings);
    this.#announcer = new Announcer(this.#view, this.#strings);
    this.#insight = new Insight(this, this.#strings, (question) => this.#latest.ask(question, this.#document));
    this.#listeners = new AbortController();
    this.#listen(this.#listeners.signal);
    this.#view.clear();
    this.#view.library.show(this.#engine.library);
    this.#visibility.showBlank();
    if (this.#answered) this.#visibility.recall(this.#hiddenBefore);
    const adopted = this.#questions.adopted(this.#document.answers);
    if (adopted) this.#replace(adopted);
    for (const name of ["tools", "bar"]) this.#view.toggle(name, true);
    this.#showAnswers();
    // Whoever comes back to answers wants to see their score.
    this.#score();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    this.#announcer.stop();
    this.#insight.stop();
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

  /** What the latest result hid, if it was of these very answers to these very rules. */
  get #hiddenBefore() {
    const { content, saved, ...hidden } = /** @type {any} */ (store.hidden(this.#checklist) ?? {});
    return content === this.#input.content && saved === this.#document.saved ? hidden : undefined;
  }

  get #answered() {
    return Object.keys(this.#document.answers).length > 0;
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const form = this.querySelector("form");
    form?.addEventListener("submit", (event) => event.preventDefault(), { signal });
    form?.addEventListener("input", (event) => this.#answer(event.target), { signal });
    if (form) onIntent(form, () => this.#engine.prepare(this), signal);
    this.addEventListener("click", (event) => this.#click(event.target), { signal });
    this.#view.part("load")?.addEventListener("change", (event) => this.#load(event.target), { signal });
    store.addEventListener("change", (event) => this.#follow(event), { signal });
    this.#engine.addEventListener("progress", (event) => this.#showProgress(event), { signal });
    this.#engine.addEventListener("library", () => this.#showLibrary(), { signal });
    this.#insight.listen(signal);
    // Going back, a browser may show the page as it was left, with the controls in whatever state.
    addEventListener("pageshow", (event) => event.persisted && this.#comeBack(), { signal });
  }

  /** @param {EventTarget | null} target */
  #answer(target) {
    const item = target instanceof Element ? target.closest("fieldset") : null;
    if (!item?.dataset.item) return;
    this.#change(this.#questions.changed(item, target, this.#document.answers));
  }

  /** @param {import("./answer-file.js").AnswerDocument["answers"]} answers */
  #change(answers) {
    this.#announcer.listen();
    this.#replace(answers);
    this.#showAnswered();
    this.#score();
  }

  /** @param {import("./answer-file.js").AnswerDocument["answers"]} answers */
  #replace(answers) {
    this.#tools.forget();
    store.write(answered(this.#document, answers, this.#input), this);
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button || this.#tools.press(button.dataset.bilan)) return;
    const item = button.closest("fieldset");
    switch (button.dataset.bilan) {
      case "retry":
        this.#score();
        break;
      case "extend":
        this.#engine.extend();
        break;
      case "all-actions":
        this.#view.actions.showAll();
        break;
      case "add-evidence":
        if (item) this.#questions.openEvidence(item);
        break;
      case "remove-evidence":
        if (item) this.#change(this.#questions.withoutEvidence(item, this.#document.answers));
        break;
      case "dismiss-migration":
        store.write(withoutReport(this.#document), undefined);
        break;
      case "clear":
        if (item) this.#change(this.#questions.cleared(item, this.#document.answers));
    }
  }

  /** @param {EventTarget | null} input */
  #load(input) {
    this.#announcer.listen();
    if (input instanceof HTMLInputElement) this.#tools.load(input);
  }

  /**
   * Answers were changed here, by another element or in another tab.
   * @param {Event} event
   */
  #follow(event) {
    if (!(event instanceof CustomEvent) || event.detail.source === this) return;
    const own = event.detail.checklist === this.#checklist;
    if (own) this.#showAnswers();
    if (own || this.#input.reads(event.detail.checklist)) this.#score();
  }

  #comeBack() {
    store.refresh();
    this.#showAnswers();
    this.#score();
  }

  #showAnswers() {
    this.#questions.show(this.#document.answers);
    this.#migration.show(this.#document);
    this.#showAnswered();
  }

  #showAnswered() {
    this.#questions.showLists(this.#document.answers);
    this.#view.showAnswered(this.#questions.count());
    this.#tools.show();
  }

  /** @param {Event} event */
  #showProgress(event) {
    if (event instanceof CustomEvent) this.#view.showProgress(event.detail.loaded, event.detail.total);
  }

  #showLibrary() {
    this.#view.library.show(this.#engine.library);
    if (this.#engine.library.state === "there") this.#score();
  }

  async #score() {
    if (!this.#answered && !this.#input.hasReadings(store)) {
      this.#latest.forget();
      store.noteHidden(this.#checklist, undefined);
      this.#insight.stop();
      this.#view.clear();
      this.#visibility.showBlank();
      this.#showAnswered();
      return;
    }
    if (!this.#engine.running) this.#view.show("loading");
    try {
      const result = await this.#latest.score(this.#document);
      if (result && this.isConnected) this.#show(result);
    } catch (error) {
      if (error instanceof EngineError && this.isConnected) this.#fail(error);
    }
  }

  /** @param {import("./result.js").Result} result */
  #show(result) {
    const appeared = this.#visibility.apply(result);
    if (this.#visibility.isConditional) {
      store.noteHidden(this.#checklist, { content: this.#input.content, saved: this.#document.saved, ...Visibility.hiddenBy(result) });
    }
    this.#view.showResult(result);
    this.#showAnswered();
    this.#announcer.announce(result, appeared);
    this.#insight.follow(result);
    this.dispatchEvent(new CustomEvent("bilan:scored", { bubbles: true, detail: result }));
  }

  /** @param {EngineError} error */
  #fail({ code, detail }) {
    this.#visibility.showAll();
    this.#view.showFailure(code, detail);
    this.dispatchEvent(new CustomEvent("bilan:failed", { bubbles: true, detail: { code, detail } }));
  }
}
