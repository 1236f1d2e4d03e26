"""allauth's forms in our words: errors that name what to do, labels that say what is meant."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms

from fund.common.forms import SaysErrors

LABELS = {
    "login": "Your e-mail address",
    "email": "Your e-mail address",
    "password": "Your password",
    "password1": "Your new password",
    "password2": "Your new password again",
    "oldpassword": "Your password now",
    "remember": "Keep me signed in on this device",
    "code": "Code",
}
HINTS = {
    "password1": "Ten characters or more. Three words that have nothing to do with each other are good.",
    "remember": "Not on a computer that others use.",
}
_BARE = ("login", "code", "email", "password", "password1", "password2", "oldpassword")


class InOurWords(SaysErrors):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            if name in HINTS or isinstance(field.widget, forms.PasswordInput):
                field.help_text = HINTS.get(name, field.help_text if name == "password" else "")
            if name in _BARE:
                field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = "Enter an e-mail address, like name@example.org"
            field.error_messages["required"] = forms.Field.default_error_messages["required"]
        self.name_required_fields()


class LogInForm(InOurWords, account_forms.LoginForm):
    """By address and password."""


class SignUpForm(InOurWords, account_forms.SignupForm):
    """Making an account."""


class RequestCodeForm(InOurWords, account_forms.RequestLoginCodeForm):
    """Asking for a code."""


class ConfirmCodeForm(InOurWords, account_forms.ConfirmLoginCodeForm):
    """Entering the code."""


class ForgottenPasswordForm(InOurWords, account_forms.ResetPasswordForm):
    """Asking for a link to set a new password."""


class NewPasswordForm(InOurWords, account_forms.ResetPasswordKeyForm):
    """Setting a new password by the link."""


class ChangePasswordForm(InOurWords, account_forms.ChangePasswordForm):
    """A new password, by who knows the old one."""


class ChangeAddressForm(InOurWords, account_forms.AddEmailForm):
    """Another e-mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Your new e-mail address"


class ReauthenticateForm(InOurWords, account_forms.ReauthenticateForm):
    """The password again, before something dangerous."""


class SecondFactorForm(InOurWords, mfa_forms.AuthenticateForm):
    """The second step."""


class SecondFactorAgainForm(InOurWords, mfa_forms.ReauthenticateForm):
    """The second step again, before something dangerous."""


class PasskeyForm(webauthn_forms.LoginWebAuthnForm):
    """A passkey in place of a password. A script fetches it, so without script there is none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = "Your browser gave us no passkey. Sign in with your password, or by a code."
        self.fields["credential"].error_messages.update(required=words, invalid=words)


class AppForm(InOurWords, totp_forms.ActivateTOTPForm):
    """Setting up an authenticator app."""
