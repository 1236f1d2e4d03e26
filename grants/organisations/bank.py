"""Bank details: sealed before they are kept, opened only for the file that goes to the bank."""

import hmac
import re
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from fund.common.errors import Refused
from grants.organisations.models import BankAccount


@dataclass(frozen=True)
class BankDetails:
    """Six and eight digits. Never printed: not in a log, not in a traceback."""

    sort_code: str = field(repr=False)
    account_number: str = field(repr=False)


def read_details(sort_code: str, account_number: str) -> BankDetails:
    """Details as people type them: `20-00-00`, `20 00 00`. Refuses what no bank would know."""
    return BankDetails(read_sort_code(sort_code), read_account_number(account_number))


def read_sort_code(text: str) -> str:
    digits = _bare(text)
    if not re.fullmatch(r"[0-9]{6}", digits):
        raise Refused("Enter a sort code of six digits, like 20-00-00", field="sort_code")
    return digits


def read_account_number(text: str) -> str:
    """Eight digits; a shorter number is filled with noughts, as banks do."""
    digits = _bare(text)
    if not re.fullmatch(r"[0-9]{6,8}", digits):
        raise Refused("Enter an account number of six to eight digits", field="account_number")
    return digits.zfill(8)


def _bare(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


def seal(details: BankDetails) -> str:
    return _box().encrypt(f"{details.sort_code}{details.account_number}".encode()).decode()


def open_bank_details(account: BankAccount) -> BankDetails:
    """The whole numbers, for the payment file only."""
    try:
        digits = _box().decrypt(account.secret.encode()).decode()
    except InvalidToken:
        raise Refused("These bank details can't be read with the keys that are set.") from None
    return BankDetails(digits[:6], digits[6:])


def same_details(account: BankAccount, heard: BankDetails) -> bool:
    """Whether what was heard on the call-back is what was given; nobody need see either."""
    return open_bank_details(account) == heard


def fingerprint(details: BankDetails, key: str = "") -> str:
    """A keyed print of the numbers: alike for the same account, and of no use without the key."""
    key = key or _keys()[0]
    digits = f"{details.sort_code}{details.account_number}"
    return hmac.new(f"fingerprint {key}".encode(), digits.encode(), sha256).hexdigest()


def fingerprints_of(account: BankAccount) -> list[str]:
    """The prints that this account has under each key in use: older ones were made with older keys."""
    try:
        details = open_bank_details(account)
    except Refused:
        return [account.fingerprint] if account.fingerprint else []
    return [fingerprint(details, key) for key in _keys()]


def _keys() -> list[str]:
    return [key.strip() for key in settings.BANK_DETAILS_KEY.split(",")]


def _box() -> MultiFernet:
    """The keys of BANK_DETAILS_KEY, separated by commas: the first seals, any opens."""
    return MultiFernet([Fernet(key) for key in _keys()])
