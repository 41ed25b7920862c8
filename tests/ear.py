"""A program of a company: it hears what webhooks tell, and answers as a test wants."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Heard(NamedTuple):
    path: str
    headers: dict
    body: bytes


class Ear:
    """On a port of its own; `answers` are statuses given in turn, the last one for ever.

    A callable in place of a status is called with the request's handler and answers itself.
    """

    def __init__(self):
        self.heard, self.answers = [], [204]
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}/told?by=portico"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def handler(self):
        ear = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                ear.heard.append(Heard(self.path, dict(self.headers), body))
                answer = ear.answers.pop(0) if len(ear.answers) > 1 else ear.answers[0]
                if callable(answer):
                    answer(self)
                else:
                    self.send_response(answer)
                    self.send_header("Location", "/elsewhere")
                    self.end_headers()

            def log_message(self, *_):
                pass

        return Handler
