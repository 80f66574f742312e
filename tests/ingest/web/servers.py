"""A web site on loopback, of invented pages, that answers as it is told to and keeps a record."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

from ingest.web.web_limits import WebLimits

LOOPBACK = (ip_network("127.0.0.0/8"),)
QUICK = WebLimits(delay=0.0, timeout=10.0, allowed_networks=LOOPBACK, backoff=0.01)


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """`pages`: by path with query; one that is called makes its answer from the request's headers,
    or writes to the connection by itself and gives None. `asked`: path and headers, in order."""

    url: str
    pages: dict[str, Answer | Callable] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def serving(address="127.0.0.1"):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            answer = site.pages.get(self.path, Answer(b"", 404))
            if callable(answer):
                answer = answer(self)
                if answer is None:
                    self.close_connection = True
                    return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer((address, 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://{address}:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(text, *, links="", charset="utf-8"):
    """A page of a portal around a notice, a paragraph for each line."""
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    head = f'<meta charset="{charset}"><title>通知</title>'
    return f"<!doctype html><html><head>{head}</head><body>{lines}{links}</body></html>".encode(
        charset
    )
