// Tells those who hear the page, politely and once, what their answers changed.

// Long enough that a screen reader is not interrupted while its user moves through the choices.
const AFTER_MS = 800;

export class Announcer {
  #view;
  #parts;
  #strings;
  #touched = false;
  #appeared = 0;
  #timer = 0;

  /**
   * @param {import("./result-view.js").ResultView} view tells a result in a sentence
   * @param {import("../template/parts.js").Parts} parts
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(view, parts, strings) {
    this.#view = view;
    this.#parts = parts;
    this.#strings = strings;
  }

  /** The reader has done something, so there is something to tell from now on. */
  listen() {
    this.#touched = true;
  }

  /**
   * @param {import("./result.js").Result} result
   * @param {number} appeared how many questions appeared with it
   */
  announce(result, appeared) {
    if (!this.#touched) return;
    clearTimeout(this.#timer);
    this.#appeared += appeared;
    this.#timer = setTimeout(() => {
      const added = this.#appeared ? `${this.#strings.count("appeared", this.#appeared)} ` : "";
      this.#parts.write("status", added + this.#view.sentence(result));
      this.#appeared = 0;
    }, AFTER_MS);
  }

  /** Tell nothing more. */
  stop() {
    clearTimeout(this.#timer);
  }
}
