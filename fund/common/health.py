"""Whether the database answers and fits this code."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def unusable(error: DatabaseError) -> str:
    """Why no command can work with this database, after one met `error`; empty where others could."""
    if not database_answers():
        return f"The database that DATABASE_URL names can't be used: {' '.join(str(error).split())}"
    return "The database isn't ready. Run first: manage.py prepare" if MigrationCheck().left() else ""


class MigrationCheck:
    """Counts the migrations that the database lacks. Once it lacks none, this process need not look again."""

    def __init__(self) -> None:
        self._all_applied = False

    def left(self) -> int:
        if self._all_applied:
            return 0
        executor = MigrationExecutor(connection)
        left = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        self._all_applied = left == 0
        return left


HealthFacts = Callable[[], dict[str, object]]
_FACTS: list[HealthFacts] = []


def register_health(facts: HealthFacts) -> None:
    """Have `facts` told to monitors that ask whether the system is ready."""
    _FACTS.append(facts)


def health_facts() -> dict[str, object]:
    """Return what every app has to tell."""
    return {name: value for facts in _FACTS for name, value in facts().items()}
