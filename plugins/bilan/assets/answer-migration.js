// Answers to an older version of a checklist: which they are, how they are kept until the engine has brought them up to date, and what
// became of them then.

/** @typedef {import("./answer-file.js").AnswerDocument} AnswerDocument */

/**
 * What became of the answers (docs/contract.md).
 * @typedef {{ from: number, to: number, carried: string[], renamed: [string, string][], dropped: { id: string, reason: string }[],
 *   new: string[] }} MigrationReport
 */

/** A document that does not tell its version. */
const FIRST_VERSION = 1;

/**
 * Whether the engine has to bring the answers up to date.
 * @param {AnswerDocument} document
 * @param {number} version that of the checklist
 */
export function isOlder(document, version) {
  return (document.version ?? FIRST_VERSION) < version && Object.keys(document.answers).length > 0;
}

/**
 * The document with other answers. While some of them still wait to be brought up to date, those that are new say that they are not
 * of that older version.
 * @param {AnswerDocument} document
 * @param {AnswerDocument["answers"]} answers
 * @param {{ version: number, content: string }} checklist the rules that are answered now
 * @returns {AnswerDocument}
 */
export function answered(document, answers, { version, content }) {
  const saved = new Date().toISOString();
  if (!isOlder(document, version)) return { ...document, version, content, saved, answers };
  const entries = Object.entries(answers).map(([item, entry]) => [item, entry === document.answers[item] ? entry : { ...entry, version }]);
  return { ...document, saved, answers: Object.fromEntries(entries) };
}

/**
 * What the reader has not yet been told, or has not yet closed.
 * @param {AnswerDocument} document
 * @returns {MigrationReport | undefined}
 */
export function reportOf({ migration }) {
  const told = /** @type {any} */ (migration);
  return [told?.carried, told?.renamed, told?.dropped, told?.new].every(Array.isArray) ? told : undefined;
}

/**
 * The document once the reader has closed the notice, and as it is downloaded.
 * @param {AnswerDocument} document
 * @returns {AnswerDocument}
 */
export function withoutReport({ migration, ...document }) {
  return document;
}
