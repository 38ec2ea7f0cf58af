// Tells what became of answers to an older version: what was carried over, where answers went, what was dropped and what is new.

import { reportOf } from "../answers/answer-migration.js";
import { withUnit } from "../form/units.js";
import { copies } from "../text/page-text.js";
import { textOf } from "./result.js";

export class MigrationView {
  #root;
  #parts;
  #strings;
  #shown = "";

  /**
   * @param {HTMLElement} root the element that holds the notice, with the attribute `checklist`
   * @param {import("../template/parts.js").Parts} parts
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(root, parts, strings) {
    this.#root = root;
    this.#parts = parts;
    this.#strings = strings;
  }

  /**
   * Show what the reader has to be told, or nothing. Where several elements of a page show parts of one checklist, the first tells.
   * @param {import("../answers/answer-file.js").AnswerDocument} answers
   */
  show(answers) {
    const panel = this.#parts.get("migration");
    if (!panel) return;
    const report = this.#isFirst ? reportOf(answers) : undefined;
    const text = report ? JSON.stringify([report, answers.dropped]) : "";
    if (text === this.#shown) return;
    this.#shown = text;
    // Who closed it by keyboard goes on with the first question.
    if (!report && panel.contains(document.activeElement)) this.#firstControl?.focus();
    panel.hidden = !report;
    if (!report) return;
    this.#list(
      this.#parts.get("migration-renamed"),
      report.renamed.map(([old, item]) => this.#link(item, old)),
    );
    this.#list(
      this.#parts.get("migration-dropped"),
      report.dropped.map((dropped) => [this.#dropped(dropped, answers)]),
    );
    this.#list(
      this.#parts.get("migration-new"),
      report.new.map((item) => this.#link(item)),
    );
    // Last, so that who hears the page hears of a notice that is complete.
    const { from, to, carried } = report;
    const summary = this.#parts.get("migration-summary");
    if (summary) summary.textContent = `${this.#strings.text("migration_versions", { from, to })} ${this.#strings.count("carried", carried.length)}`;
  }

  get #isFirst() {
    return this.#root === document.querySelector(`bilan-checklist[checklist="${this.#checklist}"]`);
  }

  /** @returns {HTMLElement | null} */
  get #firstControl() {
    return this.#root.querySelector(`${this.#parts.selector("questions")}:not([data-away]) :is(input, textarea, select)`);
  }

  get #checklist() {
    return this.#root.getAttribute("checklist") ?? "";
  }

  /**
   * @param {HTMLElement | null} part hidden where there are no entries
   * @param {(string | Node)[][]} entries
   */
  #list(part, entries) {
    if (!part) return;
    part.hidden = entries.length === 0;
    this.#parts.in(part, "migration-list")?.replaceChildren(
      ...entries.map((content) => {
        const entry = document.createElement("li");
        entry.append(...content);
        return entry;
      }),
    );
  }

  /**
   * A link to a question, or its id where the page does not show it.
   * @param {string} item
   * @param {string} [old] the id that it had
   */
  #link(item, old) {
    const question = document.getElementById(`${this.#checklist}.${item}`);
    const text = this.#parts.in(question, "text");
    const link = document.createElement("a");
    link.href = `#${this.#checklist}.${item}`;
    link.append(...copies(text));
    return [text ? link : item, ...(old ? [` (${old})`] : [])];
  }

  /**
   * @param {{ id: string, reason: string }} dropped
   * @param {import("../answers/answer-file.js").AnswerDocument} answers
   */
  #dropped({ id, reason }, answers) {
    const record = /** @type {any} */ (answers.dropped?.[id]);
    const why = this.#strings.text(`dropped_${reason.replaceAll("-", "_")}`);
    return this.#strings.text("dropped_answer", { question: id, answer: this.#answer(id, record?.entry ?? {}), reason: why });
  }

  /**
   * @param {string} id the question's; the page may still have it
   * @param {import("../answers/answer-file.js").Entry} entry
   */
  #answer(id, { value, state, note }) {
    if (state) return textOf(this.#strings, "old", state);
    if (value === true) return this.#strings.text("old_ticked");
    if (typeof value === "number") return withUnit(this.#parts.in(document.getElementById(`${this.#checklist}.${id}`), "unit"), value, this.#strings);
    return [value].flat().filter(Boolean).join(", ") || (typeof note === "string" ? note : "–");
  }
}
