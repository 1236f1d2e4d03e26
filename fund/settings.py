"""All settings, read from the environment. The table of them is in README.md.

Only `MODE` decides what is required: a demonstration needs nothing, production names every secret.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from environ import Env

from fund.common.environment import choice, required

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

MODE = choice(env, "MODE", ["demonstration", "production"])
DEMONSTRATION = MODE == "demonstration"
DEBUG = env.bool("DEBUG", False)

SECRET_KEY = required(
    env, "SECRET_KEY", "only-for-a-demonstration-on-this-machine" if DEMONSTRATION else None
)
BANK_DETAILS_KEY = required(
    env, "BANK_DETAILS_KEY", "ZGVtb25zdHJhdGlvbi1rZXktbm90LWEtc2VjcmV0ISE=" if DEMONSTRATION else None
)
ALLOWED_HOSTS = required(
    env, "ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver" if DEMONSTRATION else None
).split(",")
PUBLIC_URL = required(
    env, "PUBLIC_URL", f"http://127.0.0.1:{env.str('PORT', '8000')}" if DEMONSTRATION else None
)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL.startswith("https://") else []
FUND_NAME = env.str("FUND_NAME", "Community Investment Fund")
# The publisher's own prefix in 360Giving identifiers: 360G-<prefix>-<reference>.
GIVING_PREFIX = env.str("GIVING_PREFIX", "communityfund")
RELAX_SECOND_FACTOR = env.bool("RELAX_SECOND_FACTOR", DEMONSTRATION)

INSTALLED_APPS = [
    "cms",
    "grants.desk",
    "grants.reports",
    "grants.payments",
    "grants.awards",
    "grants.assessment",
    "grants.applications",
    "grants.ledger",
    "grants.programmes",
    "grants.organisations",
    "grants.places",
    "fund.notifications",
    "fund.files",
    "fund.audit",
    "fund.accounts",
    "fund.common",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "fund.urls"
WSGI_APPLICATION = "fund.wsgi.application"
FORM_RENDERER = "fund.common.forms.HouseRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        # Plain text of letters: `&` stays `&`.
        "NAME": "plain_text",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"autoescape": False},
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", f"sqlite:///{BASE_DIR / 'demonstration.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(BASE_DIR / "media")))
PRIVATE_ROOT = Path(env.str("PRIVATE_ROOT", str(BASE_DIR / "var" / "private")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "fund.common.stylesheets.BundlingStorage"},
}
# Without `collectstatic` the files are served as they stand in the tree; production collects them.
WHITENOISE_USE_FINDERS = DEMONSTRATION

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"

DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", f"{FUND_NAME} <fund@demo.example>")
# Shorter than the lease of a letter (fund.notifications.delivery), so that no letter is in two hands.
EMAIL_TIMEOUT = 30

UPLOAD_LIMIT_MB = env.int("UPLOAD_LIMIT_MB", 20)
CLAMD_SOCKET = env.str("CLAMD_SOCKET", "")
S3_PRIVATE_BUCKET = env.str("S3_PRIVATE_BUCKET", "")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

WAGTAIL_SITE_NAME = FUND_NAME
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.PublicDocument"
