# A plain static server on loopback, such as a host would run, that can also misbehave on demand.

from __future__ import annotations

import functools
import http.server
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

# A fault gets the path below the site and may answer with (status, headers, body) in place of the file. A Content-Length of its own
# that is more than the body makes a connection that breaks off; a body in pieces, each sent when it comes, has no length.
Fault = Callable[[str], "tuple[int, dict[str, str], bytes | Iterator[bytes]] | None"]


class StaticServer:
    """Serves `folder` under `prefix` on a free port. `requests` lists the paths asked for; `faults` answer before the files."""

    def __init__(self, folder: Path, prefix: str = "/") -> None:
        self.folder = folder
        self.prefix = prefix
        self.requests: list[str] = []
        self.faults: list[Fault] = []
        handler = functools.partial(_Handler, self)
        self._server = _QuietServer(("127.0.0.1", 0), handler)

    @property
    def url(self) -> str:
        """The address of the site's root."""
        return f"http://127.0.0.1:{self._server.server_port}{self.prefix}"

    def __enter__(self) -> StaticServer:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self.close()

    def close(self) -> None:
        """Give the port back."""
        self._server.server_close()


class _QuietServer(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves a page drops its connections; that is no fault."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, site: StaticServer, *arguments: Any) -> None:
        self._site = site
        super().__init__(*arguments, directory=str(site.folder))

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self._site.requests.append(path)
        if not path.startswith(self._site.prefix):
            self.send_error(404)
            return
        below = path.removeprefix(self._site.prefix)
        for fault in self._site.faults:
            answer = fault(below)
            if answer:
                self._answer(*answer)
                return
        self.path = "/" + below
        super().do_GET()

    # What a form or a script sends is answered by a fault alone.
    do_POST = do_GET  # noqa: N815 (the name that the base class looks for)

    def _answer(self, status: int, headers: dict[str, str], body: bytes | Iterator[bytes]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if isinstance(body, bytes) and "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for piece in [body] if isinstance(body, bytes) else body:
            self.wfile.write(piece)
            self.wfile.flush()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self._site.folder / "404.html"
        if code == 404 and page.exists():
            self._answer(404, {"Content-Type": "text/html; charset=utf-8"}, page.read_bytes())
        else:
            super().send_error(code, message, explain)

    def log_message(self, *arguments: Any) -> None:
        """Keep the output of the tests quiet."""
