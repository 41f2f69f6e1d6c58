"""A web server of the tests' own on loopback, in a thread."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """What a path is answered with."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A site: `pages` are its paths (with queries), `asked` the paths that were asked for, `agents` by whom, `hosts` by
    what name, `connections` from which ports."""

    origin: str
    pages: dict[str, Reply | Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)
    connections: set[object] = field(default_factory=set)

    @property
    def port(self) -> int:
        return int(self.origin.rpartition(":")[2])

    def add(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        """Answer a path; header names have underscores for hyphens. -> its address."""
        data = body.encode() if isinstance(body, str) else body
        told = {key.replace("_", "-"): value for key, value in headers.items()}
        self.pages[path] = Reply(data, status, {"Content-Type": "text/html; charset=utf-8", **told})
        return self.origin + path

    def move(self, path: str, target: str, status: int = 302) -> str:
        """Redirect a path. -> its address."""
        return self.add(path, status=status, Location=target)

    def act(self, path: str, answer: Answer) -> str:
        """Answer a path by a function. -> its address."""
        self.pages[path] = answer
        return self.origin + path


@contextmanager
def serving(secure: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site without pages on a free port of 127.0.0.1, encrypted where a context is given."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.agents.add(self.headers.get("User-Agent", ""))
            site.connections.add(self.client_address)
            site.hosts.add(self.headers.get("Host", ""))
            answer = site.pages.get(self.path, Reply(b"not here", 404))
            with suppress(OSError):  # the client has had enough
                if isinstance(answer, Reply):
                    self.send_response(answer.status)
                    for key, value in answer.headers.items():
                        if value:
                            self.send_header(key, value)
                    if "Content-Length" in answer.headers:
                        self.close_connection = True  # it may be wrong
                    else:
                        self.send_header("Content-Length", str(len(answer.body)))
                    self.end_headers()
                    self.wfile.write(answer.body)
                else:
                    self.close_connection = True
                    answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that goes away is part of the tests

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if secure is not None:  # the handshake is left to the handler's thread
        server.socket = secure.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
