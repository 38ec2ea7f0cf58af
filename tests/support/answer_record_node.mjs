// Works out records as pages do, without a browser: node answer_record_node.mjs
// Lines in: JSON [record or null, changes, checklist]; the entries of an answer are pairs. Where `changes` is a record, it is laid over the
// first one. Lines out: JSON of the record.

import { createInterface } from "node:readline";

import { blankRecord, changedRecord, laidOver, readRecord, writeRecord } from "../../plugins/bilan/assets/page/answers/answer-record.js";

for await (const line of createInterface({ input: process.stdin })) {
  const [record, changes, checklist] = JSON.parse(line);
  const before = record ? readRecord(JSON.stringify(record), checklist) : blankRecord();
  if (Array.isArray(changes)) {
    for (const change of changes) if (change.entries) change.entries = new Map(change.entries);
    console.log(writeRecord(changedRecord(before, changes, checklist)));
  } else {
    console.log(writeRecord(laidOver(before, readRecord(JSON.stringify(changes), checklist)).record));
  }
}
