# Puts the runtime into the package, for the wheel: python scripts/bundle_runtime.py

from pathlib import Path

from bilan.site.runtime import PACKAGE, read_runtime, write_bundle

write_bundle(read_runtime(Path(__file__).parents[1] / PACKAGE))
