"""Reading settings so that a wrong one stops the start with a sentence that a person can act on."""

from django.core.exceptions import ImproperlyConfigured
from environ import Env


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
