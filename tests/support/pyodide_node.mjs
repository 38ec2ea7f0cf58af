// Scores in Pyodide, without a browser: node pyodide_node.mjs <pyodide folder> <engine.zip> [<standard library.zip> [image]]
// With "image", Python is started once, its memory taken as an image, and the scores are those of a second one that starts from that.
// Lines in: JSON [checklist, answers], two texts, and the function of the bridge as a third if it is not score_json. Lines out: "= "
// and JSON; first the version of Python, then for each line what it gave (null if it ended without a word), or { "raised": … } where
// it raised. A Python that dies writes lines of its own in between.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

import { Python } from "../../plugins/bilan/assets/worker/python.js";

const [folder, archive, library, image] = process.argv.slice(2);

async function start() {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
  const options = library ? { stdLibURL: library } : {};
  const first = await loadPyodide(image ? { ...options, _makeSnapshot: true } : options);
  const python = new Python(first, undefined, readFileSync(archive));
  if (!image) return { pyodide: first, python };
  const second = await loadPyodide({ ...options, _loadSnapshot: first.makeMemorySnapshot() });
  return { pyodide: second, python: new Python(second) };
}

function reply(value) {
  console.log(`= ${JSON.stringify(value ?? null)}`);
}

function lastLine(error) {
  return String(error?.message ?? error)
    .trim()
    .split("\n")
    .pop();
}

try {
  const { pyodide, python } = await start();
  reply(pyodide.runPython("'.'.join(map(str, sys.version_info[:3]))"));
  for await (const line of createInterface({ input: process.stdin })) {
    const [checklist, answers, name = "score_json"] = JSON.parse(line);
    try {
      reply(python.call(name, checklist, answers));
    } catch (error) {
      reply({ raised: lastLine(error) });
    }
  }
} catch (error) {
  // Left alone, node prints the source of the failing line, and Pyodide's are a megabyte long.
  console.error(lastLine(error));
  process.exitCode = 1;
}
