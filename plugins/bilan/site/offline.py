# Offline copy of a site on the reader's device: the list of its files with their digests, and the service worker that goes by it. Or, where
# the site is not to be kept, the worker that removes what an earlier one left.

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

from bilan.site.catalog import ASSETS
from bilan.site.languages import Language
from bilan.site.themes import ThemeAdapter

SCRIPT = "bilan-sw.js"

# What stands in each language's folder for a page that is not on the device.
PAGE = "offline.html"

# Up to here the whole site is fetched ahead, before compression and without Python; of a larger one, what is visited is kept.
LARGEST_WHOLE_SITE = 20_000_000

_KEEPING = ("addresses.js", "keeping.js", "answering.js", "living.js")
_LEAVING = ("addresses.js", "farewell.js")

# What pages consist of. Documents, films and archives are left to the network.
_KINDS = {
    *(".html", ".css", ".js", ".mjs", ".json", ".xml", ".wasm"),
    *(".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico"),
    *(".woff", ".woff2", ".ttf", ".otf"),
}

# Half of a SHA-256, which is enough to know a file by.
_DIGITS = 32


def write_service_worker(site_dir: Path, languages: tuple[Language, ...], manifest: bytes, theme: ThemeAdapter) -> None:
    """Write the service worker and the list of the files that it may keep. To be called when the site is complete.

    Args:
        site_dir: the folder of the built site.
        languages: those of the site.
        manifest: the runtime's own, which tells the start's files from the others.
        theme: tells which of its files are pinned, and which no page asks for.
    """
    found = list_files(site_dir, manifest, theme)
    content = json.dumps(found, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    digest = _digest(content)
    name = f"{ASSETS}/offline.{digest[:12]}.json"
    (site_dir / name).write_bytes(content)
    site = {
        "version": digest[:12],
        "list": name,
        "digest": digest,
        "languages": [language.prefix for language in languages],
        "kinds": sorted(_KINDS),
    }
    _write(site_dir, f"const SITE = {json.dumps(site)};\n\n", _KEEPING)


def write_farewell(site_dir: Path) -> None:
    """Write a service worker that removes what an earlier one kept of this site, and itself."""
    _write(site_dir, "", _LEAVING)


def list_files(site_dir: Path, manifest: bytes, theme: ThemeAdapter) -> dict[str, Any]:
    """The digests of the files of a built site by name, in groups, and whether it is small enough to be kept `whole`.

    `pinned` files change their address when they change, `changing` ones don't; Python needs `runtime` to start and `later` perhaps
    later. A page that a folder shows has the folder's name.
    """
    entries = json.loads(manifest)["files"].values()
    # The manifest lies in the folder of the scripts, which is one of ours, and so are the folders that it names.
    runtime = {posixpath.normpath(f"{ASSETS}/scripts/{entry['url']}"): entry for entry in entries}
    is_idle = theme.idle_files(site_dir)
    groups: dict[str, dict[str, str]] = {"changing": {}, "pinned": {}, "runtime": {}, "later": {}}
    size = 0
    for path in sorted(site_dir.rglob("*")):
        name = path.relative_to(site_dir).as_posix()
        if not _is_kept(name) or is_idle(name) or not path.is_file():
            continue
        if entry := runtime.get(name):
            # The worker takes no other bytes, so there is no need to look at these 15 MB once more.
            groups["later" if entry.get("later") else "runtime"][name] = entry["sha256"][:_DIGITS]
            continue
        content = path.read_bytes()
        size += len(content)
        group = "pinned" if name.startswith(f"{ASSETS}/") or theme.is_pinned(name) else "changing"
        groups[group][re.sub(r"(^|/)index\.html$", r"\1", name)] = _digest(content)
    return {**groups, "whole": size <= LARGEST_WHOLE_SITE}


def _is_kept(name: str) -> bool:
    """Whether a file is a part of pages; hidden files and the page for addresses that don't exist are none."""
    path = PurePosixPath(name)
    return path.suffix in _KINDS and path.name not in (SCRIPT, "404.html") and not any(part.startswith(".") for part in path.parts)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]


def _write(site_dir: Path, head: str, parts: tuple[str, ...]) -> None:
    folder = files("bilan") / "assets" / "service-worker"
    source = head + "\n".join((folder / part).read_text("utf-8") for part in parts)
    (site_dir / SCRIPT).write_bytes(source.encode())
