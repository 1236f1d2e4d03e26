"""Facts of a group that somebody told before entering it: kept in the session, so nobody is asked twice."""

from django.contrib.sessions.backends.base import SessionBase

from fund.common.postcodes import write_postcode
from grants.organisations.states import LegalForm

_KEY = "group_facts"


def keep_group_facts(session: SessionBase, *, legal_form: str = "", postcode: str = "") -> None:
    """Keep what was told. An empty fact leaves what was told before."""
    told = {"legal_form": legal_form, "postcode": postcode}
    session[_KEY] = {**session.get(_KEY, {}), **{name: fact for name, fact in told.items() if fact}}


def group_facts(session: SessionBase) -> dict[str, str]:
    """What the form of a new group may start with."""
    kept = session.get(_KEY, {})
    found = {"postcode": write_postcode(kept.get("postcode", ""))}
    if kept.get("legal_form") in LegalForm.values:
        found["legal_form"] = kept["legal_form"]
    return {name: fact for name, fact in found.items() if fact}
