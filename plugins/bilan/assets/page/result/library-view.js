// Shows how the rest of Python's library arrives, for which the author's own calculation waits, and offers a retry where it did not.

export class LibraryView {
  #parts;
  #strings;

  /** Whether the calculation waits for it, in vain or not. */
  lacking = false;

  /**
   * @param {import("../template/parts.js").Parts} parts
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(parts, strings) {
    this.#parts = parts;
    this.#strings = strings;
  }

  /** @param {import("../../shared/protocol.js").Library} library */
  show(library) {
    const { state } = library;
    this.lacking = state === "coming" || state === "failed";
    this.#parts.toggle("library", this.lacking);
    this.#parts.toggle("extend", state === "failed");
    const text = state === "failed" ? this.#failure(library) : this.#strings.text("library_coming");
    // Told once by those who read the page aloud, not with every piece that arrives.
    if (this.lacking && this.#parts.get("library-text")?.textContent !== text) this.#parts.write("library-text", text);
    const bar = this.#parts.in(this.#parts.get("library"), "progress-bar");
    if (bar instanceof HTMLProgressElement) {
      bar.hidden = state !== "coming";
      if (state === "coming") bar.value = library.total && library.loaded / library.total;
    }
    this.#parts.write("library-part", state === "coming" && library.total ? this.#part(library) : "");
  }

  /** @param {{ loaded: number, total: number }} bytes */
  #part({ loaded, total }) {
    const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / 1e5) / 10;
    return this.#strings.text("library_part", { loaded: megabytes(loaded), total: megabytes(total) });
  }

  /** @param {{ code: string, detail: string }} failure */
  #failure({ code, detail }) {
    return `${this.#strings.text("library_failed")} ${this.#strings.text(`failed_${code}`, { detail })}`;
  }
}
