# Bundle of what the browser runs, made in a folder, by default the package's own, for the wheel: bundle_runtime.py [folder]

import gzip
import hashlib
import json
import sys
from pathlib import Path

from bilan.site.runtime import BUNDLE, PACKAGE, engine_archive, read_runtime, write_bundle

runtime = read_runtime(Path(__file__).parents[1] / PACKAGE)
if runtime.files["engine.js"].endswith(engine_archive()):
    sys.exit("The runtime is not compiled: Node 20 or newer must be on the path, and Pyodide run under it.")
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else BUNDLE
write_bundle(runtime, folder)

later = {name for name, entry in json.loads(runtime.manifest())["files"].items() if entry.get("later")}
weights = {name: len(gzip.compress(content)) for name, content in runtime.files.items()}
lines = [f"{folder}: Pyodide {runtime.version}, {runtime.folder}"]
for name, content in sorted(runtime.files.items()):
    digest = hashlib.sha256(content).hexdigest()[:16]
    lines.append(f"{name:18} {len(content):>10,} bytes {weights[name]:>10,} gzipped  sha256 {digest}{'  later' * (name in later)}")
lines.append(f"{'a first start':18} {'':>16} {sum(weights[name] for name in weights if name not in later):>10,} gzipped")
sys.stdout.write("\n".join(lines) + "\n")
