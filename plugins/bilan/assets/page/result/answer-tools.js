// What can be done with all answers at once: save, load, print, erase, bring back.

import { AnswerFileError, readAnswerFile } from "../answers/answer-file.js";
import { withoutReport } from "../answers/answer-migration.js";
import { offerFile } from "../answers/download.js";

export class AnswerTools {
  #parts;
  #strings;
  #store;
  #checklist;
  #version;
  /** @type {(() => void) | undefined} brings back what was erased or replaced */
  #bringBack;

  /**
   * @param {import("../template/parts.js").Parts} parts the buttons, the dialog and the message among them
   * @param {import("../text/strings.js").Strings} strings
   * @param {import("../storage/answer-store.js").AnswerStore} store
   * @param {string} checklist
   * @param {number} version
   */
  constructor(parts, strings, store, checklist, version) {
    this.#parts = parts;
    this.#strings = strings;
    this.#store = store;
    this.#checklist = checklist;
    this.#version = version;
  }

  get #document() {
    return this.#store.read(this.#checklist, this.#version);
  }

  /** Offer what can be done. */
  show() {
    const { answers, dropped } = this.#document;
    const some = Object.keys({ ...answers, ...dropped }).length > 0;
    for (const name of /** @type {const} */ (["save", "reset"])) this.#parts.toggle(name, some);
  }

  /**
   * Do what the button of this name does.
   * @param {string | undefined} name
   * @returns {boolean} whether it is one of the tools
   */
  press(name) {
    switch (name) {
      case "save":
        offerFile(`bilan-${this.#checklist}.json`, `${JSON.stringify(withoutReport(this.#document), null, 2)}\n`, "application/json");
        return true;
      case "print":
        window.print();
        return true;
      case "reset":
        this.#askReset();
        return true;
      case "undo":
        this.#undo();
        return true;
      case "dismiss":
        this.#parts.toggle("message", false);
        this.#parts.get("load")?.focus();
        return true;
      default:
        return false;
    }
  }

  /**
   * Load the file that was chosen; a wrong one changes nothing.
   * @param {HTMLInputElement} input
   */
  async load(input) {
    const file = input.files?.[0];
    if (!file) return;
    const before = this.#document;
    try {
      const document = withoutReport(await readAnswerFile(file, this.#checklist, this.#version));
      this.#bringBack = this.#store.replace(this.#checklist, document, this.#version);
      this.#say(this.#strings.text("loaded", { file: file.name }), Object.keys(before.answers).length > 0);
    } catch (error) {
      const { reason, detail } = error instanceof AnswerFileError ? error : new AnswerFileError("not_json");
      const why = this.#strings.text(reason, { checklist: detail, version: detail, key: detail });
      this.#say(this.#strings.text("load_failed", { file: file.name, reason: why }), false);
    } finally {
      // The same file may be chosen again.
      input.value = "";
    }
  }

  /** The reader goes on answering: what was erased or replaced is no longer offered back. */
  forget() {
    if (this.#bringBack) this.#parts.toggle("message", false);
    this.#bringBack = undefined;
  }

  #askReset() {
    const dialog = this.#parts.get("reset-dialog");
    if (!(dialog instanceof HTMLDialogElement)) return;
    dialog.onclick = ({ target }) => target instanceof HTMLButtonElement && dialog.close(target.value);
    dialog.onclose = () => dialog.returnValue === "yes" && this.#reset();
    dialog.returnValue = "";
    dialog.showModal();
  }

  #reset() {
    this.#bringBack = this.#store.replace(this.#checklist, undefined, this.#version);
    this.#say(this.#strings.text("reset_done"), true);
    // The button that was pressed is gone; its counterpart is where one would look next.
    this.#parts.get("undo")?.focus();
  }

  #undo() {
    if (!this.#bringBack) return;
    this.#bringBack();
    this.#bringBack = undefined;
    this.#say(this.#strings.text("undone"), false);
    this.#parts.get("dismiss")?.focus();
  }

  /**
   * @param {string} text
   * @param {boolean} undoable
   */
  #say(text, undoable) {
    this.#parts.toggle("message", true);
    this.#parts.toggle("undo", undoable);
    // Said again even if it is the same.
    const message = this.#parts.get("message-text");
    if (message) message.textContent = text;
  }
}
