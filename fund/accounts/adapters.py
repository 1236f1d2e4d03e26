"""How allauth meets our people: what they are called, how secrets are kept, who comes by single sign-on."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest

from fund.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def format_email_subject(self, subject: str) -> str:
        """The sender's name says who writes; the subject need not."""
        return subject

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff begin at their desk, who scores at the panel's page, everybody else at their own."""
        user = request.user
        if isinstance(user, User) and user.is_grants_staff:
            return "/staff/"
        if isinstance(user, User) and user.sits_on_panels:
            return "/panel/"
        return str(settings.LOGIN_REDIRECT_URL)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The link leads on to where its reader was going, on whichever device it is opened."""
        address = str(super().get_email_confirmation_url(request, emailconfirmation))
        going = get_next_redirect_url(request)
        return f"{address}?{urlencode({'next': going})}" if going else address


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps encrypted, so that a stolen backup opens no account."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    """The keys of SECOND_FACTOR_KEY, separated by commas: the first seals, any opens."""
    return MultiFernet([Fernet(key.strip()) for key in settings.SECOND_FACTOR_KEY.split(",")])


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        user.full_name = (data.get("name") or " ".join(part for part in parts if part) or user.email)[:120]
        return user

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """The one of the settings, if any; without it no query looks for others."""
        if not settings.SOCIALACCOUNT_PROVIDERS:
            return []
        return list(super().list_apps(request, provider, client_id))
