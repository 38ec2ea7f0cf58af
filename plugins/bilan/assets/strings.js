// Texts and numbers in the page's language.

/** @typedef {Record<string, string | Record<string, string>>} StringTable */

export class Strings {
  #table;
  #plural;
  #number;
  #plain;
  #percent;

  /**
   * @param {string} locale
   * @param {StringTable} table texts by key; a text that depends on a count is a record of plural categories
   */
  constructor(locale, table) {
    this.#table = table;
    this.#plural = new Intl.PluralRules(locale);
    this.#number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
    this.#plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 9, useGrouping: false });
    this.#percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  text(key, values = {}) {
    const text = this.#table[key];
    if (typeof text !== "string") throw new Error(`no text "${key}"`);
    return this.#fill(text, values);
  }

  /**
   * A text whose form depends on `count`.
   * @param {string} key
   * @param {number} count
   * @param {Record<string, string | number>} [values]
   */
  count(key, count, values = {}) {
    const forms = this.#table[key];
    if (typeof forms !== "object") throw new Error(`no plural text "${key}"`);
    return this.#fill(forms[this.#plural.select(count)] ?? forms.other, { ...values, count });
  }

  /** @param {number} value */
  number(value) {
    return this.#number.format(value);
  }

  /**
   * A number as a reader would type it: with the language's decimal sign, without separators of thousands.
   * @param {number} value
   */
  plainNumber(value) {
    return this.#plain.format(value);
  }

  /** @param {number} value from 0 to 100 */
  percent(value) {
    return this.#percent.format(value / 100);
  }

  /**
   * @param {string} text
   * @param {Record<string, string | number>} values
   */
  #fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? this.number(values[name]) : values[name]));
  }
}
