// The engine's result (docs/contract.md), as the scripts read it.

/**
 * @typedef {{ points: number | null, maximum: number | null, percent: number | null }} Tally
 * @typedef {{ answered: number, questions: number, ticked: number, boxes: number, not_applicable?: number }} Counts
 * @typedef {{ code: string, detail: string }} Fault
 * @typedef {Tally & { id: string, unit: "percent" | "points", value: number | null, band: string | null, gates: string[] }} Score
 * @typedef {Tally & { id: string, state: "read" | "missing" | "old", band: string | null }} Reading
 * @typedef {{ id: string, values: Record<string, string | number> }} Note
 * @typedef {Tally & Counts & { id: string, hidden?: true }} SectionResult
 * @typedef {{ format: string, code?: string, complete: boolean, score: Tally & Counts & { band: string | null }, scores?: Score[],
 *   gates?: string[], sections: SectionResult[], items: { id: string, state: string }[], hidden_choices?: [string, string][],
 *   outcome?: { id: string, review_after: string | null } | null, readings?: Reading[], notes?: Note[], scorer?: Fault | null,
 *   actions: string[], problems: { item: string, code: string }[], changed?: true }} Result
 */

/**
 * The scores of a result, the headline first, also where the checklist names none.
 * @param {Result} result
 * @returns {Score[]}
 */
export function scoresOf(result) {
  const { points, maximum, percent, band } = result.score;
  return result.scores ?? [{ id: "total", unit: "percent", value: percent, points, maximum, percent, band, gates: result.gates ?? [] }];
}

/**
 * Whether every question has an answer.
 * @param {Counts} counts
 */
export function isComplete({ answered, questions }) {
  return answered === questions;
}

/**
 * A number with no more decimals than so many, rounded half up as the engine does.
 * @param {number} number
 * @param {number} decimals
 */
export function rounded(number, decimals) {
  // A zero has no sign.
  return Math.round(number * 10 ** decimals) / 10 ** decimals || 0;
}

/**
 * The text that goes with a word of the engine, such as a way of combining (tests/support/words.py).
 * @param {import("../text/strings.js").Strings} strings
 * @param {"sum" | "why" | "change" | "old"} family
 * @param {string} word
 * @param {Record<string, string | number>} [values]
 */
export function textOf(strings, family, word, values) {
  return strings.text(`${family}_${word.replaceAll("-", "_")}`, values);
}
