"""What goes to the log, one line each, on the standard error of each process."""

from typing import Any


def log_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING, telling `level` and above."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
            "problems": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level},
            "django.request": {"level": "ERROR"},
            # It warns of every HEAD, whose body Django makes and nobody sends.
            "gunicorn.http.wsgi": {"level": "ERROR"},
            # The worker asks for every task to be told; only what went wrong is worth a line.
            "django_tasks": {"handlers": ["problems"], "propagate": False},
            "django_tasks_db": {"handlers": ["problems"], "propagate": False},
            "django.server": {"handlers": [], "propagate": True},
        },
    }
