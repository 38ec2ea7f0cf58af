# A static host and the line to it: files are sent compressed and may be kept for ten minutes, as GitHub Pages does, at the pace of a
# network. The pace is set here and not in the browser, since what devtools slow down does not reach workers.

from __future__ import annotations

import gzip
import http.server
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CHUNK = 16 * 1024
_COMPRESSED = (".js", ".mjs", ".wasm", ".zip", ".json", ".html", ".css", ".svg", ".xml", ".toml")
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".zip": "application/zip"}


@dataclass(frozen=True)
class Network:
    """A line: how long the way there and back takes, in seconds, and how many bytes a second it carries (0: no limit)."""

    name: str
    delay: float
    rate: float


NETWORKS = (Network("loopback", 0, 0), Network("10 Mb/s, 40 ms", 0.04, 10e6 / 8), Network("1.6 Mb/s, 150 ms", 0.15, 1.6e6 / 8))


class Host(http.server.ThreadingHTTPServer):
    """Serves the files of a folder.

    `network` may be changed at any time, and `reachable` is whether there is one; `sent` counts the bytes of all bodies.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.network = NETWORKS[0]
        self.reachable = True
        self.sent = 0
        self._free = 0.0
        self._lock = threading.Lock()
        self.bodies = {f"/{path.relative_to(folder).as_posix()}": _body(path) for path in folder.rglob("*") if path.is_file()}

    @property
    def url(self) -> str:
        """The address of the folder."""
        return f"http://127.0.0.1:{self.server_port}/"

    def pace(self, count: int) -> None:
        """Count bytes, and wait until the line has carried them and all that was sent before."""
        with self._lock:
            self.sent += count
            if not self.network.rate:
                return
            self._free = max(self._free, time.monotonic()) + count / self.network.rate
            wait = self._free - time.monotonic()
        time.sleep(max(wait, 0))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that is closed drops its connections; that is no fault."""


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """Serve a folder as it is now."""
    host = Host(folder)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        host.shutdown()
        host.server_close()


def _body(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0) if path.suffix in _COMPRESSED else path.read_bytes()


class _Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Host

    def do_GET(self) -> None:
        if not self.server.reachable:
            self.close_connection = True
            return
        time.sleep(self.server.network.delay)
        name = self.path.partition("?")[0]
        name += "index.html" if name.endswith("/") else ""
        body = self.server.bodies.get(name)
        self.send_response(200 if body is not None else 404)
        suffix = Path(name).suffix
        self.send_header("Content-Type", _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(body or b"")))
        self.send_header("Cache-Control", "max-age=600")
        if suffix in _COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        for start in range(0, len(body or b""), _CHUNK):
            chunk = (body or b"")[start : start + _CHUNK]
            self.server.pace(len(chunk))
            self.wfile.write(chunk)

    def log_message(self, *arguments: Any) -> None:
        """Keep the output of the bench to its table."""
