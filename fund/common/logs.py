"""What goes to the log, one line each, on the standard error of each process."""

import logging
import re
from typing import Any

# Links of letters that let in whoever holds them. deploy/nginx.conf keeps the same out of its log.
_OPENING = re.compile(r"((?:/|%2F)(?:confirm-email|key|join|ask|confirm|booking)(?:/|%2F))[^\s/%\"']+", re.I)


class HidesTokens(logging.Filter):
    """Leaves out of every line what would let its reader in."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = record.getMessage()
        if (hidden := _OPENING.sub(r"\1-", told)) != told:
            record.msg, record.args = hidden, ()
        return True


def log_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING, telling `level` and above."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "filters": {"tokens": {"()": HidesTokens}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["tokens"]},
            "problems": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["tokens"],
                "level": "WARNING",
            },
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level},
            "django.request": {"level": "ERROR"},
            # Strangers ask by any name; each is refused, and none is worth a traceback.
            "django.security.DisallowedHost": {"handlers": [], "propagate": False},
            # It warns of every HEAD, whose body Django makes and nobody sends.
            "gunicorn.http.wsgi": {"level": "ERROR"},
            # The worker asks for every task to be told; only what went wrong is worth a line.
            "django_tasks": {"handlers": ["problems"], "propagate": False},
            "django_tasks_db": {"handlers": ["problems"], "propagate": False},
            "django.server": {"handlers": [], "propagate": True},
        },
    }
