"""A file to S3 in one signed request, for processes that do nothing else there.

boto3 would load the description of all of S3 first: 20 MB and a third of a second, which every
work-horse of an export would pay. Credentials and signature are botocore's.
"""

import hashlib
from http.client import HTTPException
from urllib.parse import quote

import urllib3
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

PATIENCE = urllib3.Timeout(connect=3, read=60)
TRIES = 2


class NotStored(RuntimeError):
    """The store refused the file, or could not be reached; without its words."""


def put(endpoint, bucket, key, path, content_type, *, region, access_key=None, secret_key=None):
    """Store the file at the path, streamed; raises NotStored."""
    address = f"{endpoint.rstrip('/')}/{bucket}/{quote(key)}"
    headers = {"Content-Type": content_type, "Content-Length": str(path.stat().st_size),
               "x-amz-content-sha256": digest(path)}
    asked = AWSRequest("PUT", address, headers=headers)
    S3SigV4Auth(credentials(access_key, secret_key), "s3", region).add_auth(asked)
    if not any(sent(address, path, dict(asked.headers)) for _ in range(TRIES)):
        raise NotStored(key)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def credentials(access_key, secret_key):
    """Those of the settings, else what botocore finds, such as a machine's role."""
    if access_key:
        return Credentials(access_key, secret_key)
    from botocore.session import Session

    return Session().get_credentials().get_frozen_credentials()


def sent(address, path, headers):
    try:
        with open(path, "rb") as file:
            answer = urllib3.request("PUT", address, body=file, headers=headers, retries=False,
                                     timeout=PATIENCE)
        return answer.status == 200
    except (urllib3.exceptions.HTTPError, HTTPException, OSError):
        return False
