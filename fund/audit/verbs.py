"""The registry of verbs. Each room registers its own in `verbs.py`; an unregistered verb is refused."""

from collections import defaultdict
from typing import Any

_SENTENCES: dict[str, str] = {}


def register(**sentences: str) -> None:
    """Name verbs with their sentences: `register(application_submitted="{by} sent the application")`."""
    for verb, words in sentences.items():
        if _SENTENCES.setdefault(verb, words) != words:
            raise ValueError(f"The verb {verb} is registered twice with different sentences")


def is_registered(verb: str) -> bool:
    return verb in _SENTENCES


def sentence(verb: str, facts: dict[str, Any]) -> str:
    """The sentence of `verb` with `facts` put in; facts that are missing read as an ellipsis."""
    return _SENTENCES[verb].format_map(defaultdict(lambda: "…", facts))
