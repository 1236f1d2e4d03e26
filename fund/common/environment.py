"""Reading settings so that a wrong one stops the start with a sentence that a person can act on."""

import re
import sys
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from environ import Env

MAKE_A_KEY = (
    "Make one with: python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
)
_ADDRESS = re.compile(r"https?://[^/\s?#@]+")
_YES = {"yes", "true", "1", "on"}
_NO = {"no", "false", "0", "off"}


def stop_on_wrong_settings() -> None:
    """End this process, with the sentence alone, where a setting is wrong or missing."""
    try:
        _ = settings.MODE
    except ImproperlyConfigured as wrong:
        sys.exit(f"{wrong}")


def required(env: Env, name: str, default: str | None) -> str:
    """The value of `name`, or `default`; with neither, refuse to start."""
    value = str(env.str(name, default or ""))
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Production needs it; the README's table says what it is."
        )
    return value


def choice(env: Env, name: str, allowed: list[str], default: str = "") -> str:
    """The value of `name`, which must be one of `allowed`."""
    value = str(env.str(name, default))
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be one of: {', '.join(allowed)}.")
    return value


def whole_number(env: Env, name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    """The value of `name` as a whole number, within its bounds."""
    value = str(env.str(name, str(default))).strip()
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be a whole number.")
    if not (len(value) < 20 and least <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be from {least:,} to {most:,}.")
    return int(value)


def word(env: Env, name: str, default: str) -> str:
    """The value of `name`: letters, digits, hyphens, nothing else. It becomes part of identifiers."""
    value = str(env.str(name, default))
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?", value):
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be letters, digits and hyphens.")
    return value


def yes_no(env: Env, name: str, default: bool) -> bool:
    """The value of `name` as yes or no; a slip of the pen is not taken for a no."""
    value = str(env.str(name, "yes" if default else "no")).strip().lower()
    if value not in _YES | _NO:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be yes or no.")
    return value in _YES


def names(env: Env, name: str, default: str | None) -> list[str]:
    """The values in `name`, which commas separate, with or without spaces."""
    found = [each.strip() for each in required(env, name, default).split(",") if each.strip()]
    if not found:
        raise ImproperlyConfigured(f"{name} names nothing.")
    return found


def web_address(env: Env, name: str, default: str | None) -> str:
    """The address in `name`: how to come there and the host, with nothing after it."""
    value = required(env, name, default).strip().rstrip("/")
    if not _ADDRESS.fullmatch(value) or not _has_port_or_none(value):
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be like https://fund.example.")
    return value


def _has_port_or_none(address: str) -> bool:
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def address_or_none(env: Env, name: str) -> str:
    """The address in `name`, without a slash at its end; empty where there is none."""
    value = str(env.str(name, "")).rstrip("/")
    if value and not value.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"{name} is {value!r}. It must begin with https://.")
    return value


def own_secret(env: Env, name: str, known: str, *, demonstration: bool) -> str:
    """The value of `name`. A demonstration may use `known`, which stands in our code; nothing else may."""
    value = required(env, name, known if demonstration else None)
    if value == known and not demonstration:
        raise ImproperlyConfigured(f"{name} is the one of the demonstration, known to all. Make another.")
    return value


def secret_key(env: Env, name: str, known: str, *, demonstration: bool) -> str:
    """The same, for keys that Fernet takes: 32 bytes in URL-safe base64. Older ones may follow a comma."""
    value = own_secret(env, name, known, demonstration=demonstration)
    try:
        for key in value.split(","):
            Fernet(key.strip())
    except ValueError:
        raise ImproperlyConfigured(f"{name} is not a key. {MAKE_A_KEY}") from None
    return value


def sender(env: Env, name: str, default: str | None) -> str:
    """Who letters are from: an e-mail address, which may have a name before it."""
    value = required(env, name, default)
    if "@" not in parseaddr(value)[1]:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must hold an e-mail address.")
    return value


def address_of(env: Env, name: str, default: str) -> str:
    """The bare e-mail address in `name`, or in `default`; either may say a name before it."""
    value = str(env.str(name, "") or default)
    address = parseaddr(value)[1]
    if "@" not in address:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be an e-mail address.")
    return address


def mail_settings(env: Env, default: str | None) -> dict[str, Any]:
    """Django's settings for sending mail, from EMAIL_URL such as `smtp+tls://name:password@host:587`."""
    address = required(env, "EMAIL_URL", default)
    try:
        found = dict(Env.email_url_config(address))
    except (ImproperlyConfigured, ValueError):
        found = {}
    if not found or ("smtp" in found["EMAIL_BACKEND"] and not found["EMAIL_HOST"]):
        raise ImproperlyConfigured(
            "EMAIL_URL must be like smtp+tls://name:password@host:587, or filemail:///folder."
        )
    return found


def single_sign_on(env: Env) -> dict[str, Any]:
    """The council's own sign-in by OpenID Connect, if OIDC_SERVER_URL names it."""
    server = address_or_none(env, "OIDC_SERVER_URL")
    if not server:
        return {}
    app = {
        "provider_id": "staff",
        "name": env.str("OIDC_NAME", "Council account"),
        "client_id": required(env, "OIDC_CLIENT_ID", None),
        "secret": required(env, "OIDC_CLIENT_SECRET", None),
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}
