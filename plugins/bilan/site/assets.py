# The scripts and styles, in a folder whose name changes with their content: a page and the modules that it loads are always of one
# version.

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from pathlib import Path

from bilan.site.catalog import ASSETS, Catalog
from bilan.site.runtime import Runtime
from bilan.site.scripts import join_scripts, read_scripts, seal

# What a theme's sheet has for paper alone: its last block.
_PAPER = b"\n@media print {\n"

# Comments, and the room at the start of a line. No string in our styles looks like either.
_UNSERVED = re.compile(rb"/\*.*?\*/\s*|(?<=\n)\s+", re.DOTALL)


class Assets:
    """Everything that the plugin adds to the site's root beside pages; `theme_styles` is the name of the theme's sheet, if it has one."""

    def __init__(self, runtime: Runtime, theme_styles: str | None) -> None:
        self._runtime = runtime
        scripts = read_scripts()
        self.runtime_manifest = runtime.manifest()
        # The worker has the manifest at hand; the file is for whoever wants to check what a host sends.
        scripts["worker/runtime-files.js"] += f"\nconst RUNTIME = {self.runtime_manifest.decode()};\n"
        self._files = {name: script.encode() for name, script in join_scripts(scripts).items()}
        folder = files("bilan") / "assets"
        styles = {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.name.endswith(".css")}
        if theme_styles:
            screen, block, paper = (folder / "themes" / theme_styles).read_bytes().partition(_PAPER)
            styles["bilan.css"] += screen
            styles["paper.css"] += block + paper
        self._files |= {name: _UNSERVED.sub(b"", style) for name, style in styles.items()}
        self._files["runtime.json"] = self.runtime_manifest
        digest = hashlib.sha256()
        for name, data in sorted(self._files.items()):
            digest.update(f"{name} {len(data)} ".encode() + data)
        version = digest.hexdigest()[:12]
        self._files |= {name: seal(data.decode(), version).encode() for name, data in self._files.items() if name.endswith(".js")}
        self.folder = f"{ASSETS}/{version}"

    def write(self, site_dir: Path, catalog: Catalog) -> None:
        """Write scripts, styles, the runtime and the compiled checklists below `site_dir`."""
        for name, data in self._files.items():
            _write(site_dir / self.folder / name, data)
        for name, data in self._runtime.files.items():
            _write(site_dir / ASSETS / self._runtime.folder / name, data)
        for entry in catalog.entries.values():
            _write(site_dir / entry.address, entry.compiled)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
