// Texts and numbers in the page's language.

/** @typedef {Record<string, string | Record<string, string>>} StringTable */

/** Plain "en" is American to browsers; the interface's own English is British, and so are its dates. A site in en-US has its own.
 * @type {Record<string, string>} */
const DATES = { en: "en-GB" };

export class Strings {
  #table;
  #plural;
  #number;
  #plain;
  #percent;
  #date;

  /**
   * @param {string} locale
   * @param {StringTable} table texts by key; a text that depends on a count is a record of plural categories
   */
  constructor(locale, table) {
    this.#table = table;
    // By all decimals that are shown: 1.0001 is more than one hour.
    this.#plural = new Intl.PluralRules(locale, { maximumFractionDigits: 9 });
    this.#number = new Intl.NumberFormat(locale, { maximumFractionDigits: 9 });
    this.#plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 9, useGrouping: false });
    this.#percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 6 });
    this.#date = new Intl.DateTimeFormat(DATES[locale] ?? locale, { dateStyle: "long", timeZone: "UTC" });
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  text(key, values = {}) {
    const text = this.#table[key];
    if (typeof text !== "string") throw new Error(`no text "${key}"`);
    return this.fill(text, values);
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
    return this.fill(this.form(forms, count), { ...values, count });
  }

  /**
   * The form that goes with a number.
   * @param {Record<string, string>} forms by plural category
   * @param {number} number
   */
  form(forms, number) {
    return forms[this.#plural.select(number)] ?? forms.other;
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

  /** @param {Date} day of which the date in UTC is meant */
  date(day) {
    // Languages that have a word of its own for the first of a month use it in whole dates.
    const first = (/** @type {Intl.DateTimeFormatPart} */ { type, value }) => (type === "day" && value === "1" ? this.text("first_of_month") : value);
    return this.#date.formatToParts(day).map(first).join("");
  }

  /**
   * A text with numbers and other texts in the places of its {names}; a name that has no value stays as it is.
   * @param {string} text
   * @param {Record<string, string | number>} values
   */
  fill(text, values) {
    return text.replace(/\{([\w-]+)\}/g, (placeholder, name) => {
      const value = Object.hasOwn(values, name) ? values[name] : placeholder;
      return typeof value === "number" ? this.number(value) : value;
    });
  }
}
