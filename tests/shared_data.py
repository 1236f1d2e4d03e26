"""Real public data that stands beside the repository, never in it."""

import os
from pathlib import Path

import pytest


def shared(*parts: str) -> Path:
    """A file of the shared data; the test is skipped, saying so, where it is absent."""
    named = os.environ.get("SHARED_DATA")
    here = Path(__file__).resolve()
    folders = [Path(named)] if named else [parent / "shared" / "data" for parent in here.parents]
    for folder in folders:
        path = folder.joinpath(*parts)
        if path.exists():
            return path
    pytest.skip(f"shared/data/{'/'.join(parts)} is absent: set SHARED_DATA to the folder that holds it")
