// Shows a result in the fragment that the page carries for it. Every text comes from the page or the strings, as textContent.

/**
 * The engine's result (docs/contract.md).
 * @typedef {{ points: number, maximum: number, percent: number | null, answered: number, questions: number, ticked: number, boxes: number }} Tally
 * @typedef {{ complete: boolean, score: Tally & { band: string | null }, sections: (Tally & { id: string })[],
 *   actions: string[], problems: { item: string, code: string }[] }} Result
 */

const ACTIONS_AT_FIRST = 3;

export class ResultView {
  #root;
  #strings;
  #section;
  #allActions = false;
  /** @type {Result | undefined} */
  #result;

  /**
   * @param {HTMLElement} root the element that holds the form and the result
   * @param {import("./strings.js").Strings} strings
   * @param {string | null} section the id of the only section that the page shows, if it is not the whole checklist
   */
  constructor(root, strings, section) {
    this.#root = root;
    this.#strings = strings;
    this.#section = section;
  }

  /**
   * The part of the fragment with this name.
   * @param {string} name
   * @returns {HTMLElement | null}
   */
  part(name) {
    return this.#root.querySelector(`[data-bilan="${name}"]`);
  }

  /**
   * Show or hide a part.
   * @param {string} name
   * @param {boolean} visible
   */
  toggle(name, visible) {
    const part = this.part(name);
    if (part) part.hidden = !visible;
  }

  /**
   * Show one of the states, and hide the others.
   * @param {"empty" | "loading" | "failure" | "score"} state
   */
  show(state) {
    for (const name of ["empty", "loading", "failure", "score"]) this.toggle(name, name === state);
  }

  /**
   * @param {number} loaded bytes
   * @param {number} total bytes
   */
  showProgress(loaded, total) {
    const bar = this.part("loading")?.querySelector("progress");
    if (bar) bar.value = loaded / total;
    const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / 1e5) / 10;
    const text = loaded < total ? this.#strings.text("loading_part", { loaded: megabytes(loaded), total: megabytes(total) }) : this.#strings.text("starting");
    this.#write("loading-text", text);
  }

  /** @param {import("./protocol.js").EngineError} error */
  showFailure(error) {
    this.#write("failure-text", this.#strings.text(`failed_${error.code}`, { detail: error.detail || "?" }));
    this.show("failure");
  }

  /**
   * How many questions are answered; told before and without any score.
   * @param {{ answered: number, questions: number, ticked: number, boxes: number }} tally
   */
  showAnswered(tally) {
    const text = this.#progress(tally);
    this.#write("bar-progress", text);
    this.#write("progress", text);
    const bar = this.part("bar")?.querySelector("progress");
    if (bar) bar.value = (tally.answered + tally.ticked) / Math.max(1, tally.questions + tally.boxes);
  }

  /** @param {Result} result */
  showResult(result) {
    this.#result = result;
    const tally = this.#shownTally(result);
    const percent = this.#percent(tally);
    this.#write("percent", percent);
    this.#write("points", this.#strings.text("points", { points: tally.points, maximum: tally.maximum }));
    this.#write("bar-score", tally.percent === null ? "" : `${percent} `);
    this.part("score")?.querySelector(".bilan-dial__value")?.setAttribute("stroke-dasharray", `${tally.percent ?? 0} 100`);
    this.#showBand(result);
    this.#showSections(result);
    this.#showActions(result.actions);
    const aside = result.problems.length;
    this.toggle("set-aside", aside > 0);
    this.#write("set-aside", aside ? this.#strings.count("set_aside", aside) : "");
    this.show("score");
  }

  /** Show every action, not only the first few. */
  showAllActions() {
    this.#allActions = true;
    if (this.#result) this.#showActions(this.#result.actions);
  }

  /** Forget the last result. */
  clear() {
    this.#result = undefined;
    this.#allActions = false;
    this.#write("bar-score", "");
    this.show("empty");
  }

  /**
   * The result in one sentence, for those who hear the page.
   * @param {Result} result
   */
  sentence(result) {
    const values = { percent: this.#percent(this.#shownTally(result)), progress: this.#progress(result.score) };
    const band = this.#bandTitle(result);
    if (!band) return this.#strings.text("announce_plain", values);
    return this.#strings.text("announce", { ...values, level: this.#levelWord(result), band });
  }

  /** @param {Result} result */
  #shownTally(result) {
    return result.sections.find((section) => section.id === this.#section) ?? result.score;
  }

  /** @param {Tally} tally */
  #percent(tally) {
    return tally.percent === null ? this.#strings.text("no_score") : this.#strings.percent(tally.percent);
  }

  /** @param {{ answered: number, questions: number, ticked: number, boxes: number }} tally */
  #progress(tally) {
    const parts = [];
    if (tally.questions) parts.push(this.#strings.count("progress", tally.answered, { total: tally.questions }));
    if (tally.boxes) parts.push(this.#strings.count("ticked", tally.ticked, { total: tally.boxes }));
    return parts.join(", ");
  }

  /** @param {Result} result */
  #levelWord(result) {
    return this.#strings.text(result.complete ? "level" : "provisional");
  }

  /** @param {Result} result */
  #bandTitle(result) {
    const term = this.#bandTerm(result);
    return term?.querySelector('[data-bilan="title"]')?.textContent ?? "";
  }

  /** @param {Result} result */
  #bandTerm(result) {
    return this.#section ? null : this.#root.querySelector(`[data-band="${result.score.band}"]`);
  }

  /** @param {Result} result */
  #showBand(result) {
    const term = this.#bandTerm(result);
    this.#write("band-kind", term ? this.#levelWord(result) : "");
    this.#copy("band-title", term?.querySelector('[data-bilan="title"]'));
    this.#copy("band-text", term?.nextElementSibling);
    for (const other of this.#root.querySelectorAll("[data-band]")) {
      if (other === term) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
  }

  /** @param {Result} result */
  #showSections(result) {
    for (const section of result.sections) {
      const row = this.#root.querySelector(`li[data-section="${section.id}"]`);
      const output = row?.querySelector("output");
      const bar = row?.querySelector("i");
      if (output) output.textContent = section.percent === null ? "–" : this.#strings.percent(section.percent);
      if (bar) bar.style.inlineSize = `${section.percent ?? 0}%`;
    }
  }

  /** @param {string[]} actions ids of items, the weakest first */
  #showActions(actions) {
    // A page may show one section only; what it does not show, it can't link to.
    const items = actions.map((id) => this.#root.querySelector(`[data-item="${id}"]`)).filter((item) => item !== null);
    const shown = this.#allActions ? items : items.slice(0, ACTIONS_AT_FIRST);
    this.part("actions")?.replaceChildren(...shown.map(actionEntry));
    this.toggle("all-actions", shown.length < items.length);
    this.toggle("actions-intro", items.length > 0);
    this.toggle("actions-none", items.length === 0);
  }

  /**
   * @param {string} name
   * @param {Element | null | undefined} source
   */
  #copy(name, source) {
    const part = this.part(name);
    if (part && part.textContent !== (source?.textContent ?? "")) part.replaceChildren(...copies(source));
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  #write(name, text) {
    const part = this.part(name);
    if (part && part.textContent !== text) part.textContent = text;
  }
}

/** @param {Element} item */
function actionEntry(item) {
  const copied = (/** @type {string} */ name) => copies(item.querySelector(`[data-bilan="${name}"]`));
  const entry = document.createElement("li");
  const action = document.createElement("p");
  const link = document.createElement("a");
  action.append(...copied("action"));
  link.append(...copied("text"));
  link.href = `#${item.id}`;
  entry.append(action, link);
  return entry;
}

/**
 * What an element holds, to be shown elsewhere too; a text in another language keeps the mark that says so.
 * @param {Element | null | undefined} source
 */
function copies(source) {
  return [...(source?.childNodes ?? [])].map((node) => node.cloneNode(true));
}
