// Scores in Pyodide, without a browser: node pyodide_node.mjs <pyodide folder> <engine.zip>
// Lines in: JSON [checklist, answers], two texts. Lines out: "= " and JSON; first the version of Python, then for each line what
// score_json gave (null if it ended without a word), or { "raised": … } where it raised. A Python that dies writes lines of its own
// in between.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder, archive] = process.argv.slice(2);

async function start() {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
  const pyodide = await loadPyodide();
  pyodide.unpackArchive(new Uint8Array(readFileSync(archive)), "zip", { extractDir: "/bilan" });
  const version = pyodide.runPython("import sys; sys.path.insert(0, '/bilan'); '.'.join(map(str, sys.version_info[:3]))");
  const scoreJson = pyodide.runPython("from bilan.engine.bridge import score_json; score_json");
  return { version, scoreJson };
}

function reply(value) {
  console.log(`= ${JSON.stringify(value ?? null)}`);
}

function lastLine(error) {
  return String(error?.message ?? error).trim().split("\n").pop();
}

try {
  const { version, scoreJson } = await start();
  reply(version);
  for await (const line of createInterface({ input: process.stdin })) {
    const [checklist, answers] = JSON.parse(line);
    try {
      reply(scoreJson(checklist, answers));
    } catch (error) {
      reply({ raised: lastLine(error) });
    }
  }
} catch (error) {
  // Left alone, node prints the source of the failing line, and Pyodide's are a megabyte long.
  console.error(lastLine(error));
  process.exitCode = 1;
}
