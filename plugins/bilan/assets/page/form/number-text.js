// What a reader typed -> a number, or why it is none: as people write numbers in French, English, German, Switzerland and India. What is
// a thousand to some and one to others is never guessed.

// As many as a double holds, and as are shown again.
const MOST_DIGITS = 15;
const MOST_DECIMALS = 9;
const LONGEST_QUOTE = 30;
// No number that is read needs as much, and what is pasted by mistake must not cost time.
const LONGEST_TEXT = 100;

/** What stands for the same, by what it stands for. Marks that nobody sees, and that come along when a number is copied, stand for nothing. */
const SAME = /** @type {const} */ ([
  [/\p{Cf}/gu, ""],
  [/\s+/g, " "],
  [/[\u2010-\u2013\u2212\uFE63\uFF0D]/g, "-"],
  [/\uFF0B/g, "+"],
  [/[\u2018\u2019\u02BC\u2032\u00B4\u0060\uFF07\u066C]/g, "'"],
  [/\uFF0C/g, ","],
  [/\uFF0E/g, "."],
]);

// Full-width, Arabic and Persian digits, as keyboards give them beside the Latin ones.
const DIGITS = /[\uFF10-\uFF19\u0660-\u0669\u06F0-\u06F9]/g;

/** One group of three after a comma or a point. A thousand does not begin with 0. */
const AMBIGUOUS = /^([1-9]\d{0,2})[.,](\d{3})$/;

/** Groups of three by one sign, or as in India, and decimals after another sign; or no groups. U+066B is the Arabic sign for decimals. */
const WRITTEN = [
  /^(\d+)(?:[.,\u066B](\d*))?$/,
  /^()[.,\u066B](\d+)$/,
  /^([1-9]\d{0,2}(?: \d{3})+)(?:[.,\u066B](\d*))?$/,
  /^([1-9]\d{0,2}(?:'\d{3})+)(?:[.,\u066B](\d*))?$/,
  /^([1-9]\d{0,2}(?:\.\d{3})+)(?:[,\u066B](\d*))?$/,
  /^([1-9]\d{0,2}(?:,\d{3})+)(?:[.\u066B](\d*))?$/,
  /^([1-9]\d?(?:,\d{2})+,\d{3})(?:[.\u066B](\d*))?$/,
];

/** Something beside the number: after it anything without digits that begins like a unit, before it a currency. */
const WITH_UNIT = [/^(?<number>[^\p{L}\p{Sc}%\u2030\u00B0]*\d) ?(?<unit>[\p{L}\p{Sc}%\u2030\u00B0]\D*)$/u, /^(?<unit>\p{Sc}) ?(?<number>.+)$/u];

/**
 * A number, or the reason why there is none (the key of its text) with what stands in that text: the two numbers that it may be, what is
 * to be left out, or the number that is too small or too large.
 * @typedef {"number_unreadable" | "number_ambiguous" | "number_unit" | "number_too_long" | "number_out_of_range"} NumberFault
 * @typedef {{ value: number, reason?: undefined } | { value?: undefined, reason: NumberFault, thousands?: number, decimal?: number, unit?: string,
 *   number?: number }} NumberReading
 */

/**
 * @param {string} text
 * @param {string[]} [units] the forms of the unit that the question names: each may be written after the number
 * @param {number} [least]
 * @param {number} [most]
 * @returns {NumberReading}
 */
export function readNumber(text, units = [], least = -Infinity, most = Infinity) {
  const plain = latin(text);
  // One form may end in another.
  const forms = units.map((unit) => latin(unit).toLowerCase()).sort((one, other) => other.length - one.length);
  const written = forms.find((form) => form && plain.toLowerCase().endsWith(form));
  const reading = readAlone(written ? plain.slice(0, -written.length).trim() : plain);
  if (reading.value === undefined || (reading.value >= least && reading.value <= most)) return reading;
  return { reason: "number_out_of_range", number: reading.value };
}

/**
 * What to tell a reader whose text gives no number: what to write, and why.
 * @param {string} text
 * @param {NumberReading & { reason: NumberFault }} reading
 * @param {number} least
 * @param {number} most
 * @param {import("../text/strings.js").Strings} strings
 */
export function numberFault(text, { reason, unit = "", ...numbers }, least, most, strings) {
  const quoted = { unit: shortened(unit), text: shortened(text.trim()) };
  const written = Object.entries(numbers).map(([name, number]) => [name, strings.plainNumber(Number(number))]);
  return strings.text("number_invalid", { min: least, max: most, reason: strings.text(reason, { ...quoted, ...Object.fromEntries(written) }) });
}

/** @param {string} text */
function shortened(text) {
  const signs = [...text];
  return signs.length > LONGEST_QUOTE ? `${signs.slice(0, LONGEST_QUOTE).join("")}…` : text;
}

/** @param {string} text */
function latin(text) {
  // Each of these alphabets has its digits in order from a position that 16 divides.
  const digits = text.replace(DIGITS, (digit) => String(digit.charCodeAt(0) % 16));
  return SAME.reduce((found, [sign, same]) => found.replace(sign, same), digits).trim();
}

/**
 * @param {string} text
 * @returns {NumberReading}
 */
function readAlone(text) {
  if (text.length > LONGEST_TEXT) return { reason: /^[-+]?[\d .,'\u066B]+$/.test(text) ? "number_too_long" : "number_unreadable" };
  const [sign, body] = /^[+-]/.test(text) ? [text[0] === "-" ? "-" : "", text.slice(1).trimStart()] : ["", text];
  const ambiguous = AMBIGUOUS.exec(body);
  if (ambiguous) {
    const [, before, after] = ambiguous;
    return { reason: "number_ambiguous", thousands: Number(sign + before + after), decimal: Number(`${sign}${before}.${after}`) };
  }
  const written = WRITTEN.map((form) => form.exec(body)).find(Boolean);
  if (written) return amountOf(sign, written[1], written[2] ?? "");
  const other = WITH_UNIT.map((form) => form.exec(text)?.groups).find(Boolean);
  const read = other && readAlone(other.number.trim());
  return read && (read.value !== undefined || read.reason === "number_ambiguous")
    ? { reason: "number_unit", unit: other.unit }
    : { reason: "number_unreadable" };
}

/**
 * @param {string} sign
 * @param {string} whole with the signs between its groups
 * @param {string} decimals
 * @returns {NumberReading}
 */
function amountOf(sign, whole, decimals) {
  const before = whole.replace(/\D/g, "").replace(/^0+/, "");
  const after = decimals.replace(/0+$/, "");
  if (after.length > MOST_DECIMALS || before.length + after.length > MOST_DIGITS) return { reason: "number_too_long" };
  // A zero has no sign.
  return { value: Number(`${sign}${before || "0"}.${after || "0"}`) || 0 };
}
