"""All settings, read from the environment. The table of them is in README.md.

Only `MODE` decides what is required: a demonstration needs nothing, production names every secret.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environ import Env

from fund.common.databases import database, shared_cache
from fund.common.environment import (
    address_of,
    address_or_none,
    choice,
    mail_settings,
    names,
    own_secret,
    required,
    secret_key,
    sender,
    single_sign_on,
    web_address,
    whole_number,
    word,
    yes_no,
)
from fund.common.logs import log_settings
from fund.common.policies import content_policy
from fund.common.stores import media_storage, private_addresses, private_storage

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

MODE = choice(env, "MODE", ["demonstration", "production"])
DEMONSTRATION = MODE == "demonstration"
PRODUCTION = not DEMONSTRATION
DEBUG = yes_no(env, "DEBUG", False)
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured("DEBUG is yes. In production it would show strangers how we are made.")

SECRET_KEY = own_secret(env, "SECRET_KEY", "only-for-demonstrations", demonstration=DEMONSTRATION)
SECRET_KEY_FALLBACKS = env.list("OLD_SECRET_KEYS", default=[])
_KNOWN_KEY = "ZGVtb25zdHJhdGlvbi1rZXktbm90LWEtc2VjcmV0ISE="
BANK_DETAILS_KEY = secret_key(env, "BANK_DETAILS_KEY", _KNOWN_KEY, demonstration=DEMONSTRATION)
SECOND_FACTOR_KEY = secret_key(env, "SECOND_FACTOR_KEY", _KNOWN_KEY, demonstration=DEMONSTRATION)
ALLOWED_HOSTS = names(env, "ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver" if DEMONSTRATION else None)
# What deploy/gunicorn.conf.py reads is looked at here too, so that a slip stops the start.
PORT = whole_number(env, "PORT", 8000, least=1, most=65535)
whole_number(env, "WEB_WORKERS", 2, least=1, most=1000)
whole_number(env, "WEB_THREADS", 4, least=1, most=1000)
PUBLIC_URL = web_address(env, "PUBLIC_URL", f"http://127.0.0.1:{PORT}" if DEMONSTRATION else None)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL.startswith("https://") else []
FUND_NAME = required(env, "FUND_NAME", "Community Investment Fund")
# The publisher's own prefix in 360Giving identifiers: 360G-<prefix>-<reference>.
GIVING_PREFIX = word(env, "GIVING_PREFIX", "communityfund")
# How long the names and addresses of a workshop's bookings stay after it.
BOOKING_MONTHS = whole_number(env, "BOOKING_MONTHS", 12)
# How long who is in the middle of a form at the close of a round has to finish and send it.
GRACE_MINUTES = whole_number(env, "GRACE_MINUTES", 15)
# How long a bank account waits, once it is verified, before money may go there.
BANK_COOLING_OFF_DAYS = whole_number(env, "BANK_COOLING_OFF_DAYS", 0 if DEMONSTRATION else 3)
# The official code of the district that the fund is for. It places past grants that name no smaller area.
DISTRICT_CODE = word(env, "DISTRICT_CODE", "E08000010")
RELAX_SECOND_FACTOR = yes_no(env, "RELAX_SECOND_FACTOR", DEMONSTRATION)
OPEN_DATA_LICENCE = choice(env, "OPEN_DATA_LICENCE", ["OGL-UK-3.0", "CC-BY-4.0"], "OGL-UK-3.0")

INSTALLED_APPS = [
    *(["fund.demo"] if DEMONSTRATION else []),
    "cms",
    "grants.desk",
    "grants.reports",
    "grants.payments",
    "grants.awards",
    "grants.assessment",
    "grants.applications",
    "grants.ledger",
    "grants.workshops",
    "grants.funding",
    "grants.forms",
    "grants.organisations",
    "grants.places",
    "fund.jobs",
    "fund.notifications",
    "fund.files",
    "fund.audit",
    "fund.accounts",
    "fund.common",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "fund.accounts.apps.PeopleConfig",
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
    "fund.common.page_cache.PublicPageCacheMiddleware",
    "fund.common.policies.ContentPolicyMiddleware",
    "fund.common.null_bytes.StripNullBytesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "fund.accounts.private_pages.PrivatePagesMiddleware",
    "fund.accounts.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "fund.urls"
WSGI_APPLICATION = "fund.wsgi.application"
FORM_RENDERER = "fund.common.forms.FormRenderer"
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

DATABASES = {"default": database(env, BASE_DIR if DEMONSTRATION else None)}
# Sign-in limits are counted here, so every process must share it.
CACHES = {"default": shared_cache(env)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(BASE_DIR / "media")))
PRIVATE_ROOT = Path(env.str("PRIVATE_ROOT", str(BASE_DIR / "var" / "private")))
S3_PRIVATE_BUCKET = env.str("S3_PRIVATE_BUCKET", "")
S3_MEDIA_BUCKET = env.str("S3_MEDIA_BUCKET", "")
S3_MEDIA_URL = address_or_none(env, "S3_MEDIA_URL")
STORAGES = {
    "default": media_storage(env, S3_MEDIA_BUCKET, S3_MEDIA_URL),
    "private": private_storage(env, S3_PRIVATE_BUCKET, PRIVATE_ROOT),
    "staticfiles": {"BACKEND": "fund.common.stylesheets.BundlingStorage"},
}
# Without `collectstatic` the files are served as they stand in the tree; production collects them.
WHITENOISE_USE_FINDERS = DEMONSTRATION

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{kind}PasswordHasher" for kind in ("Argon2", "PBKDF2")]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "full_name"]},
    },
]
ACCOUNT_ADAPTER = "fund.notifications.account_letters.OutboxAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "fund.accounts.forms.SignUpForm"
ACCOUNT_FORMS = {
    "login": "fund.accounts.sign_in_forms.LogInForm",
    "signup": "fund.accounts.sign_in_forms.SignUpForm",
    "request_login_code": "fund.accounts.sign_in_forms.RequestCodeForm",
    "confirm_login_code": "fund.accounts.sign_in_forms.ConfirmCodeForm",
    "reset_password": "fund.accounts.sign_in_forms.ForgottenPasswordForm",
    "reset_password_from_key": "fund.accounts.sign_in_forms.NewPasswordForm",
    "change_password": "fund.accounts.sign_in_forms.ChangePasswordForm",
    "add_email": "fund.accounts.sign_in_forms.ChangeAddressForm",
    "reauthenticate": "fund.accounts.sign_in_forms.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "fund.accounts.sign_in_forms.SecondFactorForm",
    "reauthenticate": "fund.accounts.sign_in_forms.SecondFactorAgainForm",
    "activate_totp": "fund.accounts.sign_in_forms.AppForm",
    "login_webauthn": "fund.accounts.sign_in_forms.PasskeyForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
# Else whoever finds a browser left open could take the account over by changing its address.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 30 * 60
# Beside the limits of signing in, which are allauth's own: see fund.accounts.limits.
ACCOUNT_RATE_LIMITS = {
    "book_workshop": "20/h/ip",
    "stash_post": "60/h/ip",
    "invite": "60/h/user",
    "add_group": "10/h/user",
    "ask_to_join": "10/h/user",
}
MFA_ADAPTER = "fund.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = FUND_NAME
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMONSTRATION
SOCIALACCOUNT_ADAPTER = "fund.accounts.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = single_sign_on(env)
# The one provider is the council's own, so an address that it vouches for is believed.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# How many proxies of ours stand in front: how the address of a visitor is told, for the limits on sign-in.
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number(env, "TRUSTED_PROXIES", 1 if PRODUCTION else 0)

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = whole_number(env, "HSTS_SECONDS", 31536000 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
# `preload` would let anybody put the domain on the lists that browsers ship, for years: not ours to give.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
_PLAYS = private_addresses(env, S3_PRIVATE_BUCKET)
CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_policy(media=S3_MEDIA_URL, plays=_PLAYS)}

vars().update(mail_settings(env, f"filemail:///{BASE_DIR / 'var' / 'mail'}" if DEMONSTRATION else None))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = sender(
    env, "FROM_EMAIL", f"{FUND_NAME} <fund@demo.example>" if DEMONSTRATION else None
)
CONTACT_EMAIL = address_of(env, "CONTACT_EMAIL", DEFAULT_FROM_EMAIL)
# Shorter than the lease of a letter (fund.notifications.delivery), so that no letter is in two hands.
EMAIL_TIMEOUT = 30

UPLOAD_LIMIT_MB = whole_number(env, "UPLOAD_LIMIT_MB", 20, least=1)
RECORDING_LIMIT_MB = whole_number(env, "RECORDING_LIMIT_MB", 100, least=1)
PUBLIC_PAGE_SECONDS = whole_number(env, "PUBLIC_PAGE_SECONDS", 10)
CLAMD_SOCKET = env.str("CLAMD_SOCKET", "")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

WAGTAIL_SITE_NAME = FUND_NAME
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.picture_form.PictureForm"
# Those that cms.models.media knows how to rid of what a camera noted.
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "cms.PublicDocument"
# Nothing that a browser would run: documents lie at addresses of ours.
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
# Nothing of elsewhere is shown in our pages, so nobody elsewhere is ever asked what a link leads to.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# People sign in, change their password and their address on our own pages, and nowhere else.
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]

LOGGING = log_settings(choice(env, "LOG_LEVEL", ["DEBUG", "INFO", "WARNING", "ERROR"], "INFO"))
