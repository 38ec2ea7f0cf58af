// The engine's explanation and what it says of lifting a score (docs/contract.md), as the scripts read them. Types only.

/**
 * @typedef {{ text: string, holds: boolean, reads: { function: string, id: string, value: unknown }[] } | null} When
 * @typedef {{ points: number | null, maximum: number | null, percent: number | null }} Tally
 * @typedef {Tally & { id: string, weight: number, weighted: { points: number, maximum: number }, sum?: Sum }} Term
 * @typedef {Tally & { id: string, combine: "sum" | "mean" | "weighted-mean" | "min" | "max" | "answered", of: "points" | "percent",
 *   terms: Term[], divisor: number | null, missing?: string[] }} Sum
 * @typedef {{ id: string, section: string, state: string, answer: true | string | string[] | number | null, raw: number | null,
 *   reverse: boolean, reversed?: number, weight: number, earned: number | null, points: number | null, maximum: number | null, counts: boolean,
 *   why: "hidden" | "unscored" | "unanswered" | "not-applicable" | "dont-know" | null }} ItemStep
 * @typedef {{ position: number, kind: "multiply" | "add" | "at_most" | "at_least" | "round", number: number, applied: boolean,
 *   before: number | null, after: number | null, when: When }} ModifierStep
 * @typedef {{ in: "percent" | "points", number: number | null, shown: number | null, decides: "shown" | "number", band: string | null,
 *   bands: { id: string, from: number, passed: boolean | null, when: When }[], reached: string | null,
 *   gates: { id: string, at_most: string, holds: boolean }[] }} Level
 * @typedef {Tally & { id: string, unit: "percent" | "points", value: number | null, sum: Sum | null, out_of: number | null, raw: Tally,
 *   modifiers: ModifierStep[], level: Level | null }} ScoreSteps
 * @typedef {{ items: ItemStep[], sections: Sum[], groups: Sum[], scores: ScoreSteps[], outcome: string | null,
 *   outcomes: { id: string, when: When }[] }} Explanation
 */

/**
 * @typedef {import("../answers/answer-file.js").Entry} Entry
 * @typedef {{ item: string, from: Entry | null, to: Entry | null, value?: number | null, action?: boolean }} Change
 * @typedef {Tally & { value: number | null, band: string | null, exact: boolean }} Bound
 * @typedef {{ score: string, better: "higher" | "lower" | "neither", value: number | null, band: string | null, next: { id: string } | null, changes: Change[] | null,
 *   reaches: string | null, ties: Change[][], exact: boolean, stopped: boolean, lowest: Bound, highest: Bound }} Lift
 */

export {};
