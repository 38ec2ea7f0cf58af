// The names of all that is stored for a site. One origin may serve many sites, so each bears Bilan's prefix and the site's path; nothing
// else is ever touched. (The page itself reads the hidden parts before any script is there: templates/bilan/recall.js.)

export class StorageNames {
  #prefix;

  /** @param {string} sitePath the path of the site's root, e.g. "/bilan/" */
  constructor(sitePath) {
    this.#prefix = `bilan:${sitePath}`;
  }

  /** The database with the answers, which its own name tells apart from those of other sites. */
  get database() {
    return this.#prefix;
  }

  /** The channel on which the pages of a site tell each other of changes. */
  get channel() {
    return `${this.#prefix}:answers`;
  }

  /**
   * Where the answers to a checklist are in `localStorage`, if there is no database.
   * @param {string} checklist
   */
  answers(checklist) {
    return `${this.#prefix}:answers:${checklist}`;
  }

  /**
   * Where an earlier version of Bilan moved what it could not read.
   * @param {string} checklist
   */
  damaged(checklist) {
    return `${this.answers(checklist)}:damaged`;
  }

  /**
   * What all names begin with under which answers to a checklist were set aside in `localStorage`.
   * @param {string} checklist
   */
  aside(checklist) {
    return `${this.#prefix}:aside:${checklist}:`;
  }

  /**
   * What all names begin with under which pages note answers that are on their way to the database.
   * @param {string} [page]
   */
  unwritten(page = "") {
    return `${this.#prefix}:unwritten:${page}`;
  }

  /**
   * What the latest result hid of a checklist.
   * @param {string} checklist
   */
  hidden(checklist) {
    return `${this.#prefix}:hidden:${checklist}`;
  }

  /**
   * The checklist whose answers are under a name in `localStorage`.
   * @param {string} name
   */
  checklistOf(name) {
    const start = this.answers("");
    return name.startsWith(start) && !name.endsWith(":damaged") ? name.slice(start.length) : undefined;
  }
}
