// Gathers what the engine is asked about: the compiled checklist, its answers, and those of the checklists that it reads.

import { today } from "../text/dates.js";

/** What an element's attributes say of its checklist, as far as the engine is concerned. */
export class EngineInput {
  #source;
  #reads;
  #fetchCompiled;

  /** Whether an author's own Python takes part, of this checklist or of one that it reads. */
  hasScorer;

  /** The version of the checklist. */
  version;

  /**
   * @param {Element} element with the attributes `version`, `src`, `reads` and `scorer`
   * @param {(address: string) => Promise<string>} fetchCompiled rejects with an EngineError
   */
  constructor(element, fetchCompiled) {
    this.#fetchCompiled = fetchCompiled;
    this.version = Number(element.getAttribute("version"));
    this.#source = element.getAttribute("src") ?? "";
    /** @type {Map<string, string>} */
    this.#reads = new Map(Object.entries(JSON.parse(element.getAttribute("reads") ?? "{}")));
    this.hasScorer = element.hasAttribute("scorer");
  }

  /** The digest of the compiled checklist, which its address carries. */
  get content() {
    return this.#source.split(".").at(-2) ?? "";
  }

  /**
   * Whether the score depends on the answers to a checklist, beside its own.
   * @param {string} checklist
   */
  reads(checklist) {
    return this.#reads.has(checklist);
  }

  /**
   * Whether any of the checklists that are read has answers.
   * @param {import("../storage/answer-store.js").AnswerStore} store
   */
  hasReadings(store) {
    return [...this.#reads.keys()].some((checklist) => store.find(checklist));
  }

  /**
   * @param {import("../answers/answer-file.js").AnswerDocument} answers
   * @param {import("../storage/answer-store.js").AnswerStore} store
   * @returns {Promise<import("./engine-client.js").EngineInput>} rejects with an EngineError
   */
  async gather(answers, store) {
    const [checklist, others] = await Promise.all([this.#fetchCompiled(this.#source), this.#others(store)]);
    return { checklist, answers: JSON.stringify(answers), others, hasScorer: this.hasScorer };
  }

  /** @param {import("../storage/answer-store.js").AnswerStore} store */
  async #others(store) {
    if (!this.#reads.size) return "";
    /** @type {Record<string, { checklist: string, answers: string }>} */
    const checklists = {};
    for (const [checklist, address] of this.#reads) {
      const answers = store.find(checklist);
      if (answers) checklists[checklist] = { checklist: await this.#fetchCompiled(address), answers: JSON.stringify(answers) };
    }
    return JSON.stringify({ today: today().toISOString().slice(0, 10), checklists });
  }
}
