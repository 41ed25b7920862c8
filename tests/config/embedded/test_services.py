"""What a started set of services offers; each of the tests here reads, none stops anything."""

import json
import smtplib
import urllib.request
from urllib.error import HTTPError
from urllib.parse import urlsplit

import boto3
import psycopg
import pytest
from botocore.exceptions import ClientError
from redis import Redis

from config.embedded import Services, Trouble, mailbox
from tests.config.embedded.conftest import bare, only

ROLES = {"DATABASE_URL": "portico_app", "DATABASE_OWNER_URL": "portico_owner",
         "DATABASE_OPS_URL": "portico_ops"}


def connect(address):
    return psycopg.connect(address.replace("+psycopg", ""), autocommit=True)


def bucket(environment, secret=None):
    return boto3.client(
        "s3", endpoint_url=environment["S3_ENDPOINT_URL"], region_name=environment["S3_REGION"],
        aws_access_key_id=environment["S3_ACCESS_KEY_ID"],
        aws_secret_access_key=secret or environment["S3_SECRET_ACCESS_KEY"])


@pytest.mark.parametrize(("setting", "role"), ROLES.items())
def test_each_database_address_is_a_role_of_its_own_without_power(services, setting, role):
    with connect(services.environment[setting]) as connection:
        name, *powers = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname = current_user").fetchone()
    assert name == role
    assert not any(powers)


@pytest.mark.parametrize("setting", ["DATABASE_URL", "DATABASE_OPS_URL"])
def test_only_the_owner_makes_tables(services, setting):
    with connect(services.environment[setting]) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE public.of_app (id int)")
    with connect(services.environment["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE TABLE public.of_owner (id int)")
        connection.execute("DROP TABLE public.of_owner")


def test_the_owner_hands_functions_to_the_waiting_role_but_sees_nothing_by_it(services):
    with connect(services.environment["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        connection.execute("ALTER FUNCTION one() OWNER TO portico_waiting")
        inherits = connection.execute(
            "SELECT pg_has_role('portico_owner', 'portico_waiting', 'USAGE')").fetchone()[0]
        connection.execute("SET ROLE portico_waiting; DROP FUNCTION one()")
    assert not inherits


def test_a_wrong_password_does_not_enter_the_database(services):
    address = services.environment["DATABASE_URL"]
    wrong = address.replace(urlsplit(address).password, "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        connect(wrong)


def test_the_database_counts_in_utc_and_knows_every_script(services):
    with connect(services.environment["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT current_setting('TimeZone')").fetchone() == ("UTC",)
        assert connection.execute("SELECT lower('ÀÉΣЖ')").fetchone() == ("àéσж",)


def test_a_throwaway_redis_writes_no_log_that_it_would_wait_for(services):
    redis = Redis.from_url(services.environment["REDIS_URL"])
    assert redis.set("key", "value")
    assert redis.info("persistence")["aof_enabled"] == 0


def test_storage_takes_a_file_and_gives_it_back(services):
    client, name = bucket(services.environment), services.environment["S3_BUCKET"]
    client.put_object(Bucket=name, Key="a/b.txt", Body=b"content")
    assert client.get_object(Bucket=name, Key="a/b.txt")["Body"].read() == b"content"


def test_storage_refuses_a_wrong_secret_and_no_secret(services):
    name = services.environment["S3_BUCKET"]
    with pytest.raises(ClientError, match="SignatureDoesNotMatch"):
        bucket(services.environment, "wrong").list_objects_v2(Bucket=name)
    with pytest.raises(HTTPError, match="403"):
        urllib.request.urlopen(f"{services.environment['S3_ENDPOINT_URL']}/{name}")


def test_the_sink_keeps_a_mail_with_its_envelope(services):
    address = urlsplit(services.environment["SMTP_URL"])
    with smtplib.SMTP(address.hostname, address.port) as smtp:
        smtp.sendmail("from@acme.test", ["to@one.test", "bcc@two.test"], b"Subject: x\r\n\r\n\xc3")
    newest = next(mailbox.received(services.environment["MAIL_STORE"]))
    assert (newest.sender, newest.recipients) == ("from@acme.test", ["to@one.test", "bcc@two.test"])
    assert newest.source == b"Subject: x\r\n\r\n\xc3\r\n"


def test_other_shells_find_every_address_and_only_the_owner_reads_them(services):
    file = services.state.real / "environment.json"
    assert json.loads(file.read_text()) == services.environment
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("setting", ["DATABASE_OWNER_URL", "DATABASE_OPS_URL"])
def test_a_database_of_ones_own_needs_all_three_roles(folder, setting):
    given = {name: "postgresql+psycopg://x" for name in ROLES if name != setting}
    with pytest.raises(Trouble, match=setting):
        Services(folder, environ=bare(**given)).start()


def test_the_folder_is_told_in_full_wherever_a_command_is_given(folder, monkeypatch):
    folder.mkdir(mode=0o711)
    monkeypatch.chdir(folder.parent)
    environ = only("smtp") | {"PORTICO_STATE": "var"}
    with Services("var", environ=environ, gateway=False) as services:
        assert services.environment["PORTICO_STATE"] == str(folder)


def test_a_service_that_runs_elsewhere_is_not_started(folder):
    elsewhere = {"REDIS_URL": "redis://elsewhere", "S3_ENDPOINT_URL": "https://elsewhere",
                 **{name: "postgresql+psycopg://elsewhere" for name in ROLES}}
    with Services(folder, environ=bare(**elsewhere), gateway=False) as services:
        assert [process.name for process in services.processes] == ["smtp"]
        assert elsewhere.items() <= services.environment.items()
