"""The project's settings as the tests use them: a demonstration, with cheap passwords and no waiting."""

import os

os.environ.setdefault("MODE", "demonstration")

from fund.settings import *  # noqa: E402, F403

STATIC_ROOT.mkdir(exist_ok=True)
# Where the browser tests put the stylesheets that they joined into one.
STATICFILES_DIRS = [*STATICFILES_DIRS, BASE_DIR / "var" / "joined"]
(BASE_DIR / "var" / "joined").mkdir(parents=True, exist_ok=True)
RELAX_SECOND_FACTOR = True
PUBLIC_PAGE_SECONDS = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that a live server's threads and `--reuse-db` work as they do on PostgreSQL.
    (BASE_DIR / "var").mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": BASE_DIR / "var" / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
# A test presses Publish at once; Wagtail's autosave would make the page between its keys.
WAGTAIL_AUTOSAVE_INTERVAL = 0
