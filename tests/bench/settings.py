"""The project's settings as they are measured: a demonstration on PostgreSQL, with queries counted."""

import os

os.environ.setdefault("MODE", "demonstration")

from fund.settings import *  # noqa: E402, F403

MIDDLEWARE = ["tests.bench.counting.count_queries", *MIDDLEWARE]  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
