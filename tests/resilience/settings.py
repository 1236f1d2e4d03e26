"""The tests' settings for a server that can be stopped at a moment of their choosing."""

import os
from pathlib import Path

from tests.settings import *  # noqa: F403

MIDDLEWARE = ["tests.resilience.pausing.pause_where_told", *MIDDLEWARE]  # noqa: F405
PRIVATE_ROOT = Path(os.environ["PRIVATE_ROOT"])
# Each worker has a cache of its own here, and nothing that is tried is counted in it.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
