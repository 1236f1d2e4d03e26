"""The table of settings names every variable that is read, and no other; wrong values are told in words."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READERS = [
    "fund/settings.py",
    "fund/common/databases.py",
    "fund/common/environment.py",
    "fund/common/stores.py",
    "deploy/gunicorn.conf.py",
]
# Names of what is read: env.str("NAME", required(env, "NAME", os.environ.get("NAME",
_READ = re.compile(r"(?:env\.\w+|environ\.get)\(\s*['\"]([A-Z0-9_]+)['\"]|\(\s*env,\s*\"([A-Z0-9_]+)\"")
KNOWN_KEY = "ZGVtb25zdHJhdGlvbi1rZXktbm90LWEtc2VjcmV0ISE="
KEY = f"{'a' * 43}="
PRODUCTION = {
    "MODE": "production",
    "SECRET_KEY": "0123456789abcdef" * 4,
    "BANK_DETAILS_KEY": KEY,
    "SECOND_FACTOR_KEY": KEY,
    "ALLOWED_HOSTS": "fund.example",
    "PUBLIC_URL": "https://fund.example",
    "DATABASE_URL": "postgres://fund:secret@localhost/fund",
    "EMAIL_URL": "smtp+tls://fund:secret@mail.example:587",
    "FROM_EMAIL": "fund@fund.example",
    "CLAMD_SOCKET": "/run/clamav/clamd.ctl",
}


def test_table_names_every_setting_that_is_read_and_no_other() -> None:
    read = {name for path in READERS for pair in _READ.findall((ROOT / path).read_text()) for name in pair}
    told = set(re.findall(r"^\| `([A-Z0-9_]+)`", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert read - {""} == told


def _check(**changes: str | None) -> subprocess.CompletedProcess[str]:
    return _run([str(ROOT / "manage.py"), "check", "--deploy", "--fail-level", "WARNING"], changes)


def _run(arguments: list[str], changes: dict[str, str | None]) -> subprocess.CompletedProcess[str]:
    values = {**PRODUCTION, **changes}
    environment = {"PATH": os.environ["PATH"], **{name: value for name, value in values.items() if value}}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


def test_production_passes_the_deployment_checks() -> None:
    result = _check()
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("command", ["check_books", "import_postcodes"])
def test_database_without_its_tables_is_told_in_words(command: str, tmp_path: Path) -> None:
    (tmp_path / "postcodes.csv").write_text("pcds,osward\nWN1 1AA,E05000001\n")
    file = [] if command == "check_books" else [f"{tmp_path}/postcodes.csv"]
    address = f"sqlite:///{tmp_path}/new.sqlite3"
    result = _run([str(ROOT / "manage.py"), command, *file], {"DATABASE_URL": address})
    assert result.returncode == 1
    assert "The database isn't ready. Run first: manage.py prepare" in result.stderr
    assert result.stderr.count("\n") == 1


def test_database_that_is_gone_is_told_in_words() -> None:
    address = "postgres://fund:secret@127.0.0.1:1/fund"
    result = _run([str(ROOT / "manage.py"), "check_books"], {"DATABASE_URL": address})
    assert result.stderr.startswith("The database that DATABASE_URL names can't be used: ")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)


def test_older_keys_may_follow_the_new_one() -> None:
    result = _check(BANK_DETAILS_KEY=f"{KEY},{'b' * 43}=", SECOND_FACTOR_KEY=f"{KEY}, {'b' * 43}=")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is not set"),
        ({"BANK_DETAILS_KEY": "short"}, "BANK_DETAILS_KEY is not a key"),
        ({"BANK_DETAILS_KEY": KNOWN_KEY}, "BANK_DETAILS_KEY is the one of the demonstration"),
        ({"SECRET_KEY": "only-for-demonstrations"}, "SECRET_KEY is the one of the demonst"),
        ({"MODE": "staging"}, "MODE is 'staging'. It must be one of: demonstration, production."),
        ({"DEBUG": "ture"}, "DEBUG is 'ture'. It must be yes or no."),
        ({"DEBUG": "yes"}, "DEBUG is yes. In production it would show strangers how we are made."),
        ({"UPLOAD_LIMIT_MB": "lots"}, "UPLOAD_LIMIT_MB is 'lots'. It must be a whole number."),
        ({"GRACE_MINUTES": "²"}, "GRACE_MINUTES is '²'. It must be a whole number."),
        (
            {"PUBLIC_URL": "fund.example"},
            "PUBLIC_URL is 'fund.example'. It must be like https://fund.example.",
        ),
        ({"PUBLIC_URL": "https://fund.example/grants"}, "It must be like https://fund.example."),
        ({"DATABASE_URL": None}, "DATABASE_URL is not set"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL must begin with sqlite:/// or postgres://."),
        ({"DATABASE_URL": "postgres://fund:secret@localhost:port/fund"}, "DATABASE_URL can't be read."),
        ({"DATABASE_URL": "postgres://"}, "DATABASE_URL names no database."),
        ({"DATABASE_URL": "sqlite://:memory:"}, "DATABASE_URL names no file."),
        ({"DATABASE_URL": "sqlite:////tmp"}, "DATABASE_URL names no file."),
        ({"DATABASE_URL": "sqlite:////no-such-folder/x.sqlite3"}, "names a file in /no-such-folder, and"),
        ({"REDIS_URL": "nonsense"}, "REDIS_URL must begin with redis://"),
        ({"PORT": "99999"}, "PORT is '99999'. It must be from 1 to 65,535."),
        ({"WEB_WORKERS": "x"}, "WEB_WORKERS is 'x'. It must be a whole number."),
        ({"WEB_THREADS": "0"}, "WEB_THREADS is '0'. It must be from 1 to 1,000."),
        ({"UPLOAD_LIMIT_MB": "0"}, "UPLOAD_LIMIT_MB is '0'. It must be from 1 to"),
        ({"PUBLIC_URL": "https://fund.example:port"}, "PUBLIC_URL is 'https://fund.example:port'."),
        ({"ALLOWED_HOSTS": ","}, "ALLOWED_HOSTS names nothing."),
        ({"GIVING_PREFIX": "a b"}, "GIVING_PREFIX is 'a b'. It must be letters, digits and hyphens."),
        ({"EMAIL_URL": "smtp://"}, "EMAIL_URL must be like smtp+tls://"),
        ({"S3_MEDIA_URL": "media.example"}, "S3_MEDIA_URL is 'media.example'. It must begin with https://."),
        ({"OIDC_SERVER_URL": "login.example"}, "OIDC_SERVER_URL is 'login.example'. It must begin with"),
        (
            {"S3_ENDPOINT_URL": "store:9000", "S3_PRIVATE_BUCKET": "fund"},
            "S3_ENDPOINT_URL is 'store:9000'. It must begin with https://.",
        ),
        (
            {"FROM_EMAIL": "The fund", "CONTACT_EMAIL": "us@fund.example"},
            "FROM_EMAIL is 'The fund'. It must hold an e-mail address.",
        ),
        ({"EMAIL_URL": "carrier-pigeon://x"}, "EMAIL_URL must be like smtp+tls://"),
        ({"OIDC_SERVER_URL": "https://sign-in.example"}, "OIDC_CLIENT_ID is not set"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_wrong_setting_is_told_in_words(changes: dict[str, str | None], words: str) -> None:
    result = _run([str(ROOT / "manage.py"), "check"], changes)
    assert result.returncode == 1
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_web_server_stops_with_the_same_sentence() -> None:
    result = _run(["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "fund.wsgi"], {"MODE": "staging"})
    words = "MODE is 'staging'. It must be one of: demonstration, production.\n"
    assert (result.returncode, result.stderr) == (1, words)


@pytest.mark.parametrize("address", ["postgres://a:b@127.0.0.1:1/x", f"sqlite:///{ROOT}/README.md"])
def test_database_that_cannot_be_used_is_told_in_words(address: str) -> None:
    result = _run([str(ROOT / "manage.py"), "prepare"], {"DATABASE_URL": address})
    assert result.returncode == 1
    assert result.stderr.startswith("Stopped: The database that DATABASE_URL names can't be used: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"ALLOWED_HOSTS": "*"}, "fund.E006"),
        ({"RELAX_SECOND_FACTOR": "yes"}, "fund.E001"),
        ({"MODE": "demonstration"}, "fund.E002"),
        ({"DATABASE_URL": "sqlite:///x.sqlite3"}, "fund.E003"),
        ({"CLAMD_SOCKET": None}, "fund.E005"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_only_a_demonstration_may_do_fails_the_deployment_checks(
    changes: dict[str, str | None], number: str
) -> None:
    result = _check(**changes)
    assert result.returncode == 1
    assert number in result.stderr


def test_hosts_may_be_written_with_spaces() -> None:
    code = "import fund.settings as s; print(s.ALLOWED_HOSTS, s.PUBLIC_URL)"
    told = _run(["-c", code], {"ALLOWED_HOSTS": "a.example, b.example,", "PUBLIC_URL": "https://a.example/"})
    assert told.stdout.strip() == "['a.example', 'b.example'] https://a.example"


def test_production_headers_are_strict() -> None:
    code = (
        "import django; django.setup();"
        "from django.conf import settings as s;"
        "print(s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS,"
        " s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD,"
        " s.X_FRAME_OPTIONS, s.RELAX_SECOND_FACTOR, s.SECURE_PROXY_SSL_HEADER[0])"
    )
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "fund.settings", **PRODUCTION}
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    words = "True True True 31536000 True False DENY False HTTP_X_FORWARDED_PROTO"
    assert result.stdout.strip() == words
