// Reads answer files as the page does, without a browser: node answer_file_node.mjs
// Lines in: JSON [text or { bytes: base64 }, checklist, version or null]; bytes are a file that a reader chose. Lines out: JSON
// { document } with the text that the page would keep, or { reason, detail }.

import { createInterface } from "node:readline";

import { AnswerFileError, parseAnswers, readAnswerFile } from "../../plugins/bilan/assets/page/answers/answer-file.js";

async function read(given, checklist, version) {
  if (typeof given === "string") return parseAnswers(given, checklist, version);
  return readAnswerFile(new File([Buffer.from(given.bytes, "base64")], "answers.json"), checklist, version);
}

for await (const line of createInterface({ input: process.stdin })) {
  const [given, checklist, version] = JSON.parse(line);
  let outcome;
  try {
    outcome = { document: JSON.stringify(await read(given, checklist, version ?? undefined)) };
  } catch (error) {
    if (!(error instanceof AnswerFileError)) throw error;
    outcome = { reason: error.reason, detail: error.detail };
  }
  console.log(JSON.stringify(outcome));
}
