"""Files in S3 by one signed request each, some with a mark of what they were made from (W3).

With botocore's signature and connections: boto3's own way to an object takes twice the time, and
the description of all of S3 that it loads first is 17 MB. botocore itself waits until it is needed,
since most web workers never do.
"""

from functools import cache
from urllib.parse import quote

from flask import current_app

from config import turns

PATIENCE = (3, 60)  # seconds to connect, to wait for an answer
MARK = "x-amz-meta-mark"


class NotThere(RuntimeError):
    """Storage could not be reached, or refused; without its words."""


def keep(key, body, content_type, mark=""):
    """Store bytes or an open file, up to 5 GB, together with their mark; raises NotThere."""
    answer = asked("PUT", key, body, {"Content-Type": content_type, MARK: mark})
    if answer.status_code != 200:
        raise NotThere(f"storage answered {answer.status_code}")


def kept(key, mark):
    """The bytes under the key if they carry this mark, else None; raises NotThere."""
    answer = asked("GET", key)
    same = answer.status_code == 200 and answer.headers.get(MARK) == mark
    return answer.content if same else None


def read(key):
    """The bytes under the key, marked or not, None where there are none; raises NotThere."""
    answer = asked("GET", key)
    return answer.content if answer.status_code == 200 else None


def copy(key, to):
    """The same bytes under another key too, made by storage itself; raises NotThere."""
    source = f"/{current_app.config['S3_BUCKET']}/{quote(key)}"
    answer = asked("PUT", to, headers={"x-amz-copy-source": source})
    if answer.status_code != 200:
        raise NotThere(f"storage answered {answer.status_code}")


def asked(method, key, body=b"", headers=()):
    from botocore.awsrequest import AWSRequest
    from botocore.exceptions import BotoCoreError

    turns.leave()
    config = current_app.config
    address = f"{config['S3_ENDPOINT_URL'].rstrip('/')}/{config['S3_BUCKET']}/{quote(key)}"
    request = AWSRequest(method, address, dict(headers), body)
    names = ("S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "S3_REGION")
    try:
        signer(*map(config.get, names)).add_auth(request)
        return browser().send(request.prepare())
    except BotoCoreError as error:
        raise NotThere(type(error).__name__) from error


@cache
def signer(access_key, secret_key, region):
    """By the settings' credentials, else by what botocore finds, such as a machine's role."""
    from botocore.auth import S3SigV4Auth
    from botocore.credentials import Credentials

    if access_key:
        return S3SigV4Auth(Credentials(access_key, secret_key), "s3", region)
    from botocore.session import Session

    return S3SigV4Auth(Session().get_credentials(), "s3", region)


@cache
def browser():
    from botocore.httpsession import URLLib3Session

    return URLLib3Session(timeout=PATIENCE)
