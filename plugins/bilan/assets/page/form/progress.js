// How far a form is answered, counted as the engine does (engine/scoring/result.py), for as long as there is no result that says it.

import { kindOf } from "./kinds.js";

/** @typedef {{ item: HTMLFieldSetElement, answer: import("../answers/answer-file.js").Answer | undefined }} Asked a question that is shown */

/**
 * @param {Asked[]} asked
 * @returns {import("../result/result.js").Counts}
 */
export function countsOf(asked) {
  const needed = asked.filter(isNeeded);
  const isLeftOut = (/** @type {Asked} */ { answer }) => answer?.state === "not-applicable";
  const questions = needed.filter((question) => !isBox(question));
  const boxes = needed.filter((question) => isBox(question) && !isLeftOut(question));
  return {
    answered: questions.filter(({ answer }) => answer).length,
    questions: questions.length,
    ticked: boxes.filter(({ answer }) => answer?.value === true).length,
    boxes: boxes.length,
    not_applicable: needed.filter(isLeftOut).length,
  };
}

/**
 * The questions that wait for an answer. A box that is not ticked does not.
 * @param {Asked[]} asked
 */
export function openOf(asked) {
  return asked.filter((question) => isNeeded(question) && !isBox(question) && !question.answer).map(({ item }) => item);
}

/** @param {Asked} question */
function isNeeded({ item }) {
  return !("optional" in item.dataset);
}

/** @param {Asked} question */
function isBox({ item }) {
  return Boolean(kindOf(item).isBox);
}
