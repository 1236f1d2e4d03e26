"""Made-up past grants, in the standard's shape, and files of them."""

import json
from pathlib import Path
from typing import Any

from django.core.management import call_command


def grant(number: int = 1, **changes: Any) -> dict[str, Any]:
    """One good grant; a change to None leaves the field out."""
    facts = {
        "id": f"360G-madeup-{number}",
        "title": f"Garden {number}",
        "description": "Beds, benches and a shed",
        "currency": "GBP",
        "amountAwarded": 1000,
        "awardDate": "2016-05-01",
        "recipientOrganization": [{"id": f"360G-madeup-org-{number}", "name": f"Group {number}"}],
        "fundingOrganization": [{"id": "GB-LAE-MUP", "name": "Made-up Council"}],
        "grantProgramme": [{"code": "GDN", "title": "Gardens"}],
        **changes,
    }
    return {key: value for key, value in facts.items() if value is not None}


def put(folder: Path, *grants: Any, name: str = "grants.json") -> Path:
    path = folder / name
    path.write_text(json.dumps({"version": "1.4", "grants": grants}))
    return path


def put_text(folder: Path, text: str, name: str = "grants.csv") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def load(path: Path, *options: str, **named: Any) -> None:
    call_command("import_grants", path, *options, **named)
