// Asks for scores and for what explains them; an answer that is no longer wanted never arrives.

import { EngineError, isEngineError } from "../../shared/protocol.js";
import { isOlder } from "../answers/answer-migration.js";

export class LatestScore {
  #engine;
  #input;
  #store;
  #changes = 0;

  /**
   * @param {ReturnType<typeof import("./engine-client.js").engineFor>} engine
   * @param {import("./engine-input.js").EngineInput} input
   * @param {import("../storage/answer-store.js").AnswerStore} store
   */
  constructor(engine, input, store) {
    this.#engine = engine;
    this.#input = input;
    this.#store = store;
  }

  /** What is on its way is no longer wanted. */
  forget() {
    this.#changes += 1;
  }

  /**
   * Score answers; what was asked before is forgotten. Answers to an older version are brought up to date in the store instead, and
   * whoever listens to it asks again.
   * @param {import("../answers/answer-file.js").AnswerDocument} document
   * @returns {Promise<import("../result/result.js").Result | undefined>} undefined if it was forgotten; rejects with an EngineError
   */
  async score(document) {
    this.forget();
    if (!isOlder(document, this.#input.version)) return this.ask("score", document);
    const revision = this.#store.revision(document.checklist);
    const migrated = await this.ask("migrate", document);
    if (migrated) this.#store.migrate({ ...migrated.document, migration: migrated.report }, revision, this.#input.version);
    return undefined;
  }

  /**
   * Ask something about the answers of the latest score.
   * @param {import("../../shared/protocol.js").Question} question
   * @param {import("../answers/answer-file.js").AnswerDocument} document
   * @returns {Promise<any>} undefined if it was forgotten; rejects with an EngineError
   */
  async ask(question, document) {
    const change = this.#changes;
    const isLatest = () => change === this.#changes;
    try {
      const input = await this.#input.gather(document, this.#store);
      const text = isLatest() ? await this.#engine.ask(question, input) : "";
      if (!isLatest()) return undefined;
      const answer = JSON.parse(text);
      if (answer.format === "bilan-error/1") throw new EngineError("python", answer.code);
      return answer;
    } catch (error) {
      if (!isLatest()) return undefined;
      throw isEngineError(error) ? error : new EngineError("python", String(error));
    }
  }
}
