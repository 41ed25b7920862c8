"""localstripe as a process: on loopback, any free port, and nothing kept on disk.

Its own `start` listens on every address and keeps what it holds in one file for all of a machine.
"""

import socket
import sys

from aiohttp import web
from localstripe import resources, server

resources.store.dump_to_disk = lambda: None


def serve():
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    web.run_app(server.app, sock=listener, print=None, access_log=None)


if __name__ == "__main__":
    sys.exit(serve())
