// Scores in Pyodide, without a browser: node pyodide_node.mjs <pyodide folder> <engine.zip> [<standard library.zip> [image]]
// With "image", Python is imported once, its memory taken as an image, and the scores are those of a second one that starts from that.
// Lines in: JSON [checklist, answers], two texts, and the function of the bridge as a third if it is not score_json. Lines out: "= "
// and JSON; first the version of Python, then for each line what it gave (null if it ended without a word), or { "raised": … } where
// it raised. A Python that dies writes lines of its own
// in between.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder, archive, library, image] = process.argv.slice(2);

async function start() {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
  const options = library ? { stdLibURL: library } : {};
  let pyodide = await loadPyodide(image ? { ...options, _makeSnapshot: true } : options);
  pyodide.FS.writeFile("/engine.zip", readFileSync(archive));
  if (image) {
    pyodide.runPython("import sys; sys.path.insert(0, '/engine.zip'); import bilan.engine.bridge");
    pyodide = await loadPyodide({ ...options, _loadSnapshot: pyodide.makeMemorySnapshot() });
    pyodide.FS.writeFile("/engine.zip", readFileSync(archive));
  }
  const version = pyodide.runPython("import sys; sys.path.insert(0, '/engine.zip'); '.'.join(map(str, sys.version_info[:3]))");
  return { version, bridge: pyodide.runPython("import bilan.engine.bridge; bilan.engine.bridge") };
}

function reply(value) {
  console.log(`= ${JSON.stringify(value ?? null)}`);
}

function lastLine(error) {
  return String(error?.message ?? error).trim().split("\n").pop();
}

try {
  const { version, bridge } = await start();
  reply(version);
  for await (const line of createInterface({ input: process.stdin })) {
    const [checklist, answers, name = "score_json"] = JSON.parse(line);
    try {
      reply(bridge[name](checklist, answers));
    } catch (error) {
      reply({ raised: lastLine(error) });
    }
  }
} catch (error) {
  // Left alone, node prints the source of the failing line, and Pyodide's are a megabyte long.
  console.error(lastLine(error));
  process.exitCode = 1;
}
