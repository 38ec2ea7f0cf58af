// Shows how the rest of Python's library arrives, for which the author's own calculation waits, and offers a retry where it did not.

export class LibraryView {
  #view;
  #strings;

  /** Whether the calculation waits for it, in vain or not. */
  lacking = false;

  /**
   * @param {import("./result-view.js").ResultView} view holds the parts
   * @param {import("../text/strings.js").Strings} strings
   */
  constructor(view, strings) {
    this.#view = view;
    this.#strings = strings;
  }

  /** @param {import("../../shared/protocol.js").Library} library */
  show(library) {
    const { state } = library;
    this.lacking = state === "coming" || state === "failed";
    this.#view.toggle("library", this.lacking);
    this.#view.toggle("extend", state === "failed");
    const text = state === "failed" ? this.#failure(library) : this.#strings.text("library_coming");
    // Told once by those who read the page aloud, not with every piece that arrives.
    if (this.lacking && this.#view.part("library-text")?.textContent !== text) this.#view.write("library-text", text);
    const bar = this.#view.part("library")?.querySelector("progress");
    if (bar) {
      bar.hidden = state !== "coming";
      if (state === "coming") bar.value = library.total && library.loaded / library.total;
    }
    this.#view.write("library-part", state === "coming" && library.total ? this.#part(library) : "");
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
