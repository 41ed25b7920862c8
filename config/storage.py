"""Files in S3, private, keyed by tenant (W3)."""

from functools import cache
from urllib.parse import quote

from flask import current_app
from werkzeug.http import dump_options_header

from config import shelf

LINK_SECONDS = 300


def put(key, body, content_type):
    """Store bytes or a file object under the key."""
    client().put_object(Bucket=bucket(), Key=key, Body=body, ContentType=content_type)


def put_file(key, path, content_type):
    """Store a file of any size up to 5 GB; memory stays flat. Raises shelf.NotThere."""
    with open(path, "rb") as body:
        shelf.keep(key, body, content_type)


def link(key, filename):
    """A signed address that hands the file to a browser, good for five minutes."""
    params = {"Bucket": bucket(), "Key": key, "ResponseContentDisposition": saved_as(filename)}
    public = current_app.config.get("S3_PUBLIC_ENDPOINT_URL")
    return client(public).generate_presigned_url("get_object", params, ExpiresIn=LINK_SECONDS)


def saved_as(filename, how="attachment"):
    """The header that has a browser save a file under its name, in whatever script (RFC 6266)."""
    if filename.isascii():
        return dump_options_header(how, {"filename": filename})
    return f"{how}; filename*=UTF-8''{quote(filename, safe='')}"


def delete(key):
    client().delete_object(Bucket=bucket(), Key=key)


def delete_all(keys):
    """Delete up to a thousand at once; those that are not there are no error."""
    objects = [{"Key": key} for key in keys]
    client().delete_objects(Bucket=bucket(), Delete={"Objects": objects, "Quiet": True})


def delete_old(prefix, moment):
    """Delete what lies under the prefix and was stored before the moment; returns how many."""
    pages = client().get_paginator("list_objects_v2").paginate(Bucket=bucket(), Prefix=prefix)
    old = [each["Key"] for page in pages for each in page.get("Contents", ())
           if each["LastModified"] < moment]
    for key in old:
        delete(key)
    return len(old)


def answers():
    """Whether the bucket can be reached; for /readyz (T7)."""
    return bool(client().head_bucket(Bucket=bucket()))


def bucket():
    return current_app.config["S3_BUCKET"]


def client(endpoint=None):
    config = current_app.config
    return connect(
        endpoint or config["S3_ENDPOINT_URL"],
        config["S3_REGION"],
        config.get("S3_ACCESS_KEY_ID"),
        config.get("S3_SECRET_ACCESS_KEY"),
    )


@cache
def connect(endpoint, region, key, secret):
    """Loads boto3 where it is first needed: exports never do, and it takes 20 MB."""
    import boto3
    from botocore.config import Config

    patience = Config(
        signature_version="s3v4",
        connect_timeout=3,
        read_timeout=20,
        retries={"max_attempts": 2},
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        config=patience,
    )
