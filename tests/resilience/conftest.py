"""What a server of its own process needs to stand on the database of the tests."""

from pathlib import Path

import pytest
from django.db import connection


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("losing")


@pytest.fixture(scope="module")
def server_env(folder: Path, django_db_setup: None) -> dict[str, str]:
    facts = connection.settings_dict
    place = (
        f"postgres://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"
        if connection.vendor == "postgresql"
        else f"sqlite:///{Path(facts['NAME']).absolute()}"
    )
    return {
        "DJANGO_SETTINGS_MODULE": "tests.resilience.settings",
        "MODE": "demonstration",
        "DATABASE_URL": place,
        "PRIVATE_ROOT": str(folder / "private"),
        "STOPPED_AT": str(folder / "stopped"),
        "TMPDIR": str(folder),
    }
