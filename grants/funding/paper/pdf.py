"""The questions as a tagged PDF that prints with room to write. The words go in as data, never as source."""

import hashlib
import json
from dataclasses import asdict

from django.conf import settings
from django.core.cache import cache

from fund.common.typesetting import template, typeset
from grants.funding.facts import facts_of
from grants.funding.models import Round
from grants.funding.paper.reading import PaperSection

TEMPLATE = template("funding/questions.typ")
KEPT_FOR = 30 * 24 * 3600


def questions_pdf(round_: Round, sections: list[PaperSection]) -> bytes:
    """The PDF, made once for each form version and what it says beside the questions."""
    source = TEMPLATE.read_bytes()
    data = json.dumps(_data(round_, sections), sort_keys=True, ensure_ascii=False)
    key = f"questions-pdf:{hashlib.sha256(source + data.encode()).hexdigest()}"
    made: bytes | None = cache.get(key)
    if made is None:
        made = typeset(TEMPLATE, data)
        cache.set(key, made, KEPT_FOR)
    return made


def _data(round_: Round, sections: list[PaperSection]) -> dict[str, object]:
    facts = facts_of(round_)
    said = [
        ("Who can apply", facts.who),
        ("Where", facts.where),
        ("How much", facts.how_much),
        ("For how long", facts.how_long),
        ("Opens", facts.opens),
        ("Closes", facts.closes),
        ("You hear by", facts.hear_by),
    ]
    version = round_.form_version
    return {
        "fund": settings.FUND_NAME,
        "round": round_.name,
        "summary": round_.summary,
        "contact": settings.CONTACT_EMAIL,
        "address": f"{settings.PUBLIC_URL}/my/apply/{round_.slug}/",
        "version": f"Form {version.number}" if version else "Not final yet",
        "final": version is not None,
        "facts": [[title, words] for title, words in said if words],
        "criteria": [
            [weighed.criterion.name, weighed.criterion.guidance, f"{weighed.percent.normalize():f}%"]
            for weighed in facts.criteria
        ],
        "sections": [asdict(section) for section in sections],
    }
