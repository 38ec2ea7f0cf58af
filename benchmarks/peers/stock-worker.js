// The published way to run a package of one's own in a worker: loadPyodide, unpackArchive, pyimport.

onmessage = async ({ data: { folder, checklist, answers } }) => {
  const { loadPyodide } = await import(`${folder}/pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: new URL(`${folder}/`, location.href).href });
  pyodide.unpackArchive(await (await fetch("engine.zip")).arrayBuffer(), "zip");
  postMessage(pyodide.pyimport("bilan.engine.bridge").score_json(checklist, answers));
};
