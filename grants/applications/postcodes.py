"""Postcodes in answers: which questions ask for one, and the ward it lies in."""

from collections.abc import Mapping
from typing import Any

from fund.common.postcodes import postcode_key


def asks_postcode(question: dict[str, Any]) -> bool:
    return question["type"] in ("postcode", "address")


def postcode_in(value: Any) -> str:
    """The postcode in an answer, typed or sent, of either kind of question; empty where there is none."""
    return str((value.get("postcode") if isinstance(value, dict) else value) or "")


def ward_of(value: Any, wards: Mapping[str, str]) -> str:
    """The ward that was frozen with the answer, or else the one that its postcode lies in now."""
    frozen = value.get("ward") if isinstance(value, dict) else ""
    return str(frozen or wards.get(postcode_key(postcode_in(value)), ""))


def say_ward(value: Any, wards: Mapping[str, str]) -> str:
    """`In Ince ward`, or that it is not in ours; nothing for what is no postcode yet."""
    if not postcode_key(postcode_in(value)):
        return ""
    ward = ward_of(value, wards)
    return f"In {ward} ward" if ward else "Not in a ward we know"


def with_ward(value: Any, wards: Mapping[str, str]) -> Any:
    """The answer as it is sent: with the name of its ward as it stood, for ever."""
    whole = value if isinstance(value, dict) else {"postcode": value}
    return {**whole, "ward": ward_of(value, wards)} if postcode_in(value) else value
