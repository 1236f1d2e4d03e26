"""Whether the database answers and fits this code."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


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
