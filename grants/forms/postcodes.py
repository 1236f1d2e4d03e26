"""Postcodes in answers, and the ward that each lies in."""

from collections.abc import Mapping
from typing import Any

from fund.common.postcodes import postcode_key


def postcode_in(value: Any) -> str:
    """Return the postcode in an answer, typed or submitted; empty where there is none."""
    found = value.get("postcode") if isinstance(value, Mapping) else value
    return found if isinstance(found, str) else ""


def ward_of(value: Any, wards: Mapping[str, str]) -> str:
    """Return the ward that was frozen with the answer, or else the one that its postcode lies in now."""
    frozen = value.get("ward") if isinstance(value, Mapping) else ""
    return str(frozen or wards.get(postcode_key(postcode_in(value)), ""))


def format_ward(value: Any, wards: Mapping[str, str]) -> str:
    """Return `In Ince ward`, or that it is not in ours; nothing for what is no postcode yet."""
    if not postcode_key(postcode_in(value)):
        return ""
    ward = ward_of(value, wards)
    return f"In {ward} ward" if ward else "Not in a ward we know"


def with_ward(value: Any, wards: Mapping[str, str]) -> Any:
    """Return the answer as it is submitted: with the name of its ward as it stood, for ever."""
    whole = value if isinstance(value, Mapping) else {"postcode": value}
    return {**whole, "ward": ward_of(value, wards)} if postcode_in(value) else value
