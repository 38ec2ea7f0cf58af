// Python once it runs: the engine in it, and the rest of its standard library where an author's code asks for more than the start
// brought.

// Looks out for modules of the standard library that are asked for and not there, right after Python itself has looked; Pyodide's
// own advice comes later. What is imported while a scorer runs counts against its limits, so `extend` does it beforehand.
const PREPARE = `
import dataclasses, marshal, sys, zipimport, zlib, _frozen_importlib_external as external
sys.path.insert(0, "/engine.zip")

def import_engine():
    """Import it with the methods of its dataclasses compiled (site/prepare.mjs); where they did not come, Python compiles them."""
    try:
        compiled = marshal.loads(zipimport.zipimporter("/engine.zip").get_data("dataclasses.marshal"))
    except OSError:
        compiled = {}
    dataclasses.exec = lambda text, *spaces: exec(compiled.get(zlib.crc32(text.encode()), text), *spaces)
    try:
        from bilan.engine import bridge
    finally:
        del dataclasses.exec
    return bridge

bridge = import_engine()

class Lookout:
    def __init__(self):
        self.missed = []
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.stdlib_module_names:
            self.missed.append(name)

lookout = Lookout()
sys.meta_path.insert(sys.meta_path.index(external.PathFinder) + 1, lookout)

def library():
    return next(path for path in sys.path if path.startswith("/lib/") and path.endswith(".zip"))

def extend():
    import importlib
    sys.meta_path.remove(lookout)
    importlib.invalidate_caches()
    for name in lookout.missed:
        try:
            importlib.import_module(name)
        except ImportError:
            pass
    lookout.missed.clear()

def call(name, *texts):
    return getattr(bridge, name)(*texts)

def lacks():
    return bool(lookout.missed)
`;

const PARTS = "(call, extend, library(), lacks)";

const REST = "python_rest.js";

export class Python {
  #pyodide;
  #files;
  #library;
  #extend;
  #lacks;

  /** What is to be done when Python itself fails; it never does so over what it is asked. */
  onFailure = () => {};

  /**
   * Call a function of the engine's bridge by its name.
   * @type {(name: string, ...texts: string[]) => string}
   */
  call;

  /**
   * @param {any} pyodide
   * @param {import("./runtime-files.js").RuntimeFiles} files
   * @param {Uint8Array} [engine] its archive, from which Python imports as it is, since unpacking it would need more of the library;
   *   none where its memory was taken from an image, which has the engine imported
   */
  constructor(pyodide, files, engine) {
    this.#pyodide = pyodide;
    this.#files = files;
    if (engine) {
      pyodide.FS.writeFile("/engine.zip", engine);
      pyodide.runPython(PREPARE);
    }
    [this.call, this.#extend, this.#library, this.#lacks] = pyodide.runPython(PARTS);
  }

  /** Whether a module of the standard library was asked for that did not come with the start. */
  get lacks() {
    return Boolean(this.#lacks());
  }

  /**
   * Fetch the whole standard library and put it in the place of what the start brought.
   * @param {(loaded: number, total: number) => void} onProgress bytes so far and in all
   * @returns {Promise<void>} rejects with an EngineError; Python then is as it was
   */
  async extend(onProgress) {
    let loaded = 0;
    const total = this.#files.size(REST);
    const bytes = await this.#files.fetch(REST, (more) => onProgress((loaded += more), total));
    this.#pyodide.FS.writeFile(this.#library, bytes);
    this.#extend();
  }
}
