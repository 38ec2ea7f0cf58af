// <bilan-checklist>: joins one checklist's answers with the engine and the result. Its contract is docs/contract.md.

import { isEngineError } from "../shared/protocol.js";
import { EngineInput } from "./engine/engine-input.js";
import { LatestScore } from "./engine/latest-score.js";
import { onIntent } from "./engine/start-on-intent.js";
import { countsOf, openOf } from "./form/progress.js";
import { Visibility } from "./form/visibility.js";
import { Paper } from "./print/paper.js";
import { Announcer } from "./result/announcer.js";
import { AnswerTools } from "./result/answer-tools.js";
import { Insight } from "./result/insight.js";
import { MigrationView } from "./result/migration-view.js";
import { ResultView } from "./result/result-view.js";
import { RESULT_PARTS } from "./template/result-parts.js";
import { show } from "./text/page-text.js";

/**
 * What the entry gives to the elements, all of which each page has once: the scripts that are fetched stand alone, so that one that
 * failed can be fetched again under another address.
 * @typedef {object} Site
 * @property {import("./storage/answer-store.js").AnswerStore} store
 * @property {(element: HTMLElement) => import("./form/autosave.js").Autosave} autosaveOf
 * @property {(name: string) => Promise<any>} fetchScript
 * @property {Pick<typeof import("./engine/engine-client.js"), "engineFor"> & Pick<typeof import("./engine/compiled-checklist.js"), "fetchCompiled">} engine
 */

// Whether something is still being pressed is looked at so often; what is held longer is no press.
const LOOK_MS = 30;
const LOOKS = 60;

/** @type {Site} */
let site;

/**
 * Register the element, once.
 * @param {string} tag
 * @param {Site} given
 */
export function define(tag, given) {
  site = given;
  if (!customElements.get(tag)) customElements.define(tag, BilanChecklistElement);
}

/** Its attributes and events are in docs/contract.md. */
class BilanChecklistElement extends HTMLElement {
  /** @type {AbortController | undefined} */
  #listeners;
  /** @type {import("./template/parts.js").Parts} */
  #parts;
  /** @type {ResultView} */
  #view;
  /** @type {import("./form/autosave.js").Autosave} */
  #autosave;
  /** @type {AnswerTools} */
  #tools;
  /** @type {Visibility} */
  #visibility;
  /** @type {EngineInput} */
  #input;
  /** @type {MigrationView} */
  #migration;
  /** @type {Announcer} */
  #announcer;
  /** @type {ReturnType<typeof import("./engine/engine-client.js").engineFor>} */
  #engine;
  /** @type {LatestScore} */
  #latest;
  /** @type {Insight} */
  #insight;
  #isFailed = false;
  #changes = 0;

  connectedCallback() {
    this.#autosave = site.autosaveOf(this);
    const { parts, strings, checklist, version } = this.#autosave;
    const section = this.getAttribute("section");
    parts.declare(RESULT_PARTS);
    parts.check();
    this.#parts = parts;
    this.#view = new ResultView(parts, strings, section);
    this.#tools = new AnswerTools(parts, strings, site.store, checklist, version);
    this.#visibility = new Visibility(this, parts, checklist);
    this.#input = new EngineInput(this, site.engine.fetchCompiled);
    this.#engine = site.engine.engineFor(this.#input.hasScorer);
    this.#latest = new LatestScore(this.#engine, this.#input, site.store);
    this.#migration = new MigrationView(this, parts, strings);
    this.#announcer = new Announcer(this.#view, parts, strings);
    const ask = async (/** @type {"explain" | "lift"} */ question) => {
      const reply = await this.#latest.ask(question, this.#document);
      await this.#released();
      return reply;
    };
    this.#insight = new Insight(parts, strings, !section, site.fetchScript, ask, (lift) => this.#view.showProspect(lift));
    this.#listeners = new AbortController();
    this.#listen(this.#listeners.signal);
    this.#view.clear();
    this.#view.library.show(this.#engine.library);
    this.#visibility.showBlank();
    if (this.#answered) this.#visibility.recall(this.#hiddenBefore);
    for (const name of /** @type {const} */ (["tools", "bar"])) show(parts.get(name), true);
    this.#showAnswers();
    // Whoever comes back to answers wants to see their score.
    this.#score();
  }

  disconnectedCallback() {
    this.#listeners?.abort();
    this.#announcer.stop();
    this.#insight.stop();
  }

  get #document() {
    return this.#autosave.document;
  }

  /** What the latest result hid, if it was of these very answers to these very rules. */
  get #hiddenBefore() {
    const { content, saved, ...hidden } = /** @type {any} */ (site.store.hidden(this.#autosave.checklist) ?? {});
    return content === this.#input.content && saved === this.#document.saved ? hidden : undefined;
  }

  get #answered() {
    return Object.keys(this.#document.answers).length > 0;
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const form = this.querySelector("form");
    if (form) onIntent(form, () => this.#engine.prepare(this), signal);
    this.addEventListener("click", (event) => this.#click(event.target), { signal });
    this.#parts.get("load")?.addEventListener("change", (event) => this.#load(event.target), { signal });
    site.store.addEventListener("change", (event) => this.#follow(event), { signal });
    this.#engine.addEventListener("progress", (event) => this.#showProgress(event), { signal });
    this.#engine.addEventListener("library", () => this.#showLibrary(), { signal });
    this.#insight.listen(signal);
    addEventListener("beforeprint", () => this.#visibility.numberForPaper(), { signal });
    addEventListener("afterprint", () => this.#visibility.numberForScreen(), { signal });
    new Paper(this.#parts, this.#autosave.strings).listen(signal);
    addEventListener("online", () => this.#tryAgain(), { signal });
    // Going back, a browser may show the page as it was left, whatever became of its worker.
    addEventListener("pageshow", (event) => event.persisted && this.#score(), { signal });
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    const link = target instanceof Element ? target.closest(this.#parts.selector("open")) : null;
    if (link instanceof HTMLAnchorElement && link.hash) link.hash = this.#nextOpen;
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button || this.#tools.press(button.dataset.bilan)) return;
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
      case "so-far":
        this.#view.showSoFar();
        break;
      case "dismiss-migration":
        site.store.closeReport(this.#autosave.checklist, this.#autosave.version);
    }
  }

  /** @param {EventTarget | null} input */
  #load(input) {
    this.#announcer.listen();
    if (input instanceof HTMLInputElement) this.#tools.load(input);
  }

  /**
   * Answers were changed: by the reader, in this element or another one, or in another page.
   * @param {Event} event
   */
  #follow(event) {
    if (!(event instanceof CustomEvent)) return;
    const { checklist, source } = event.detail;
    const own = checklist === this.#autosave.checklist;
    if (own && source === this.#autosave) {
      this.#announcer.listen();
      this.#tools.forget();
    }
    if (own) this.#showAnswers();
    if (own || this.#input.reads(checklist)) this.#score();
  }

  #showAnswers() {
    this.#showAnswered();
    this.#tellMigration();
  }

  /** That comes whenever Python is done with it, and moves the whole form. */
  async #tellMigration() {
    await this.#released();
    if (this.isConnected) this.#migration.show(this.#document);
  }

  /** @param {import("./result/result.js").Counts} [counts] of the score of these answers; worked out here if there is none */
  #showAnswered(counts) {
    const { questions } = this.#autosave;
    questions.showLists(this.#document.answers);
    questions.offerToClear();
    const { asked } = questions;
    this.#view.showAnswered(counts ?? (this.#isAsking ? undefined : countsOf(asked)), addressOf(openOf(asked).at(0)));
    this.#tools.show();
  }

  /** Whether it is still to be worked out which questions there are. Between two scores that takes no time worth telling. */
  get #isAsking() {
    return this.#visibility.isConditional && this.#answered && !this.#isFailed && !this.#engine.running;
  }

  /** The next question below what is in sight that waits for an answer, else the first one. Where they stand asks for a layout, so this is
   * worked out only when somebody wants to go there. */
  get #nextOpen() {
    const open = openOf(this.#autosave.questions.asked);
    return addressOf(open.find((item) => item.getBoundingClientRect().top > innerHeight / 2) ?? open.at(0));
  }

  /** @param {Event} event */
  #showProgress(event) {
    if (event instanceof CustomEvent) this.#view.showProgress(event.detail.loaded, event.detail.total);
  }

  /** The connection is back, for want of which something may have failed. */
  #tryAgain() {
    if (this.#parts.get("failure")?.hidden === false) this.#score();
    if (this.#engine.library.state === "failed") this.#engine.extend();
  }

  #showLibrary() {
    this.#view.library.show(this.#engine.library);
    if (this.#engine.library.state === "there") this.#score();
  }

  /** The answers, or those that are read, were changed: show their score, and nothing while something is being pressed. */
  async #score() {
    const change = ++this.#changes;
    await this.#released();
    if (change !== this.#changes || !this.isConnected) return;
    if (!this.#answered && !this.#input.hasReadings(site.store)) {
      this.#latest.forget();
      site.store.noteHidden(this.#autosave.checklist, undefined);
      this.#insight.stop();
      this.#view.clear();
      this.#visibility.showBlank();
      this.#showAnswered();
      return;
    }
    // What would explain and lift the score before is not wanted any more.
    this.#insight.stop();
    if (!this.#engine.running) this.#view.show("loading");
    try {
      const result = await this.#latest.score(this.#document);
      await this.#released();
      if (result && change === this.#changes && this.isConnected) this.#show(result);
    } catch (error) {
      if (isEngineError(error) && this.isConnected) this.#fail(error);
    }
  }

  /** A press is lost where what is pressed moves from under the pointer. */
  async #released() {
    for (let looks = 0; looks < LOOKS && this.matches(":active"); looks++) await new Promise((later) => setTimeout(later, LOOK_MS));
  }

  /** @param {import("./result/result.js").Result} result */
  #show(result) {
    const appeared = this.#visibility.apply(result);
    if (this.#visibility.isConditional) {
      site.store.noteHidden(this.#autosave.checklist, { content: this.#input.content, saved: this.#document.saved, ...Visibility.hiddenBy(result) });
    }
    this.#isFailed = false;
    this.#view.showResult(result);
    this.#showAnswered(this.#view.counts(result));
    this.#announcer.announce(result, appeared);
    this.#insight.follow(result);
    this.dispatchEvent(new CustomEvent("bilan:scored", { bubbles: true, detail: result }));
  }

  /** @param {import("../shared/protocol.js").EngineError} error */
  #fail({ code, detail }) {
    this.#isFailed = true;
    this.#visibility.showAll();
    this.#view.showFailure(code, detail);
    this.#showAnswered();
    this.dispatchEvent(new CustomEvent("bilan:failed", { bubbles: true, detail: { code, detail } }));
  }
}

/** @param {HTMLElement | undefined} item */
function addressOf(item) {
  return item ? `#${item.id}` : "";
}
