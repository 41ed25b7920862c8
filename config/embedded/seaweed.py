"""SeaweedFS, which speaks S3 and checks signatures, with one identity and one bucket."""

import os
import shutil
import signal
import sys
from functools import cached_property
from pathlib import Path

from config.embedded import ports
from config.embedded.process import Process
from config.embedded.trouble import Trouble

BUCKET, REGION, ACCESS_KEY = "portico", "us-east-1", "portico"
LISTENERS = ("master", "volume", "filer", "s3", "admin")
GRPC = 10_000  # added to a listener's port for its second one; SeaweedFS itself assumes it
RIGHTS = ["Admin", "Read", "Write", "List", "Tagging"]
SIGNING = [f"WEED_JWT_{part}SIGNING_{read}KEY" for part in ("", "FILER_") for read in ("", "READ_")]
# resumeState: a master that remembers itself takes a moment to lead again, in which the volumes'
# first report fails; the next one comes 5 to 15 s later. It learns all it needs from that report.
PLAIN = ["-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0", "-s3.port.lance=0",
         "-master.telemetry=false", "-master.resumeState=false", "-volume.preStopSeconds=0"]


class Seaweed:
    name, replaced_by = "seaweedfs", "S3_ENDPOINT_URL"

    def __init__(self, state, durable=True):
        self.state, self.durable = state, durable
        self.ports = self.chosen_ports()
        self.endpoint = f"http://127.0.0.1:{self.ports['s3']}"

    def chosen_ports(self):
        """Those of the last time where they are still free, since its own records name them."""
        known = self.state.read("seaweedfs-ports.json")
        both = [*known.values(), *(port + GRPC for port in known.values())]
        if set(known) != set(LISTENERS) or not all(map(ports.is_free, both)):
            known = dict(zip(LISTENERS, ports.free(len(LISTENERS), GRPC), strict=True))
            self.state.write("seaweedfs-ports.json", known)
        return known

    def environment(self):
        return {"S3_ENDPOINT_URL": self.endpoint, "S3_PUBLIC_ENDPOINT_URL": self.endpoint,
                "S3_BUCKET": BUCKET, "S3_REGION": REGION, "S3_ACCESS_KEY_ID": ACCESS_KEY,
                "S3_SECRET_ACCESS_KEY": self.state.secret("s3")}

    def process(self):
        self.state.write("seaweedfs-identities.json", self.identities())
        sockets = self.state.sockets(self.name)
        environ = {**os.environ, **self.keys(), "TMPDIR": str(sockets)}
        return Process(self.name, [program(), "-logtostderr", "mini", *self.options(sockets)],
                       self.state.log(self.name), answers=self.answers, environ=environ,
                       farewell=signal.SIGTERM if self.durable else signal.SIGKILL,
                       litter=self.litter())

    def keys(self):
        """S3 asks for signatures anyhow; the listeners behind it do so only when given keys."""
        signing = dict.fromkeys(SIGNING, self.state.secret("s3-signing"))
        return {**signing, "WEED_S3_SSE_KEY": self.state.secret("s3-encryption")}

    def litter(self):
        """Sockets that SeaweedFS puts into /tmp whatever it is told, and leaves when killed."""
        return [Path(f"/tmp/seaweedfs-{name}-grpc-{self.ports[name] + GRPC}.sock")  # nosec
                for name in LISTENERS]

    def identities(self):
        key = {"accessKey": ACCESS_KEY, "secretKey": self.state.secret("s3")}
        return {"identities": [{"name": BUCKET, "credentials": [key], "actions": RIGHTS}]}

    def options(self, sockets):
        return [
            f"-dir={self.state.folder(self.name)}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
            *(f"-{name}.port={port}" for name, port in self.ports.items()),
            f"-s3.config={self.state.real / 'seaweedfs-identities.json'}",
            f"-s3.localSocket={sockets / 's3.sock'}",
            f"-filer.localSocket={sockets / 'filer.sock'}",
            f"-bucket={BUCKET}", *PLAIN]

    def answers(self):
        return ports.answers(self.ports["s3"]) and self.stores()

    def stores(self):
        """Whether it keeps a file: it listens before it knows its volumes.

        The file must not be empty, since those lie in no volume.
        """
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            self.client.put_object(Bucket=BUCKET, Key=".start", Body=b"start")
            self.client.get_object(Bucket=BUCKET, Key=".start")
        except (BotoCoreError, ClientError):
            return False
        return True

    @cached_property
    def client(self):
        import boto3  # late: its quarter of a second passes while the store starts
        from botocore.config import Config

        return boto3.client(
            "s3", endpoint_url=self.endpoint, region_name=REGION, aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=self.state.secret("s3"),
            config=Config(signature_version="s3v4", retries={"max_attempts": 1},
                          connect_timeout=2, read_timeout=5, s3={"addressing_style": "path"}))

    def settle(self):
        self.client.delete_object(Bucket=BUCKET, Key=".start")


def program():
    beside = Path(sys.prefix, "bin", "weed")
    found = beside if beside.exists() else shutil.which("weed")
    if not found:
        raise Trouble("No SeaweedFS is here. Install the requirements anew, or set "
                      "S3_ENDPOINT_URL to a running S3.")
    return found
