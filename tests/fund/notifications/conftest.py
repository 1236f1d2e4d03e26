"""A letter of the tests' own."""

import copy
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _test_letters(settings: Any) -> None:
    templates = copy.deepcopy(settings.TEMPLATES)
    for engine in templates:
        engine["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates
