"""Database triggers for rows that may only ever be added, on both databases."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

_POSTGRES_ON = """
CREATE OR REPLACE FUNCTION add_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% rows are only ever added', TG_TABLE_NAME USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER add_only_{table} BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION add_only();
"""
_SQLITE_ON = (
    "CREATE TRIGGER add_only_{table}_update BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} rows are only ever added'); END",
    "CREATE TRIGGER add_only_{table}_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} rows are only ever added'); END",
)


_POSTGRES_BUT = """
DROP TRIGGER IF EXISTS add_only_{table} ON {table};
DROP TRIGGER IF EXISTS add_only_{table}_delete ON {table};
CREATE TRIGGER add_only_{table} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION add_only();
CREATE TRIGGER add_only_{table}_delete BEFORE DELETE ON {table}
FOR EACH ROW WHEN (NOT OLD.{but}) EXECUTE FUNCTION add_only();
"""


def _statements(vendor: str, table: str) -> tuple[list[str], list[str]]:
    if vendor == "postgresql":
        return [_POSTGRES_ON.format(table=table)], [f"DROP TRIGGER IF EXISTS add_only_{table} ON {table}"]
    off = [f"DROP TRIGGER IF EXISTS add_only_{table}_{what}" for what in ("update", "delete")]
    return [sql.format(table=table) for sql in _SQLITE_ON], off


def _statements_but(vendor: str, table: str, but: str) -> list[str]:
    if vendor == "postgresql":
        return [_POSTGRES_BUT.format(table=table, but=but)]
    update, delete = (sql.format(table=table) for sql in _SQLITE_ON)
    off = [f"DROP TRIGGER IF EXISTS add_only_{table}_{what}" for what in ("update", "delete")]
    return [*off, update, delete.replace(" BEGIN ", f" WHEN NOT OLD.{but} BEGIN ")]


def add_only_but(table: str, but: str) -> RunPython:
    """As `add_only`, but rows in which the column `but` is true may be deleted."""

    def on(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for sql in _statements_but(editor.connection.vendor, table, but):
            editor.execute(sql, None)

    def off(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        vendor = editor.connection.vendor
        more = (
            [f"DROP TRIGGER IF EXISTS add_only_{table}_delete ON {table}"] if vendor == "postgresql" else []
        )
        for sql in [*_statements(vendor, table)[1], *more]:
            editor.execute(sql, None)

    return RunPython(on, off)


def add_only(table: str) -> RunPython:
    """A reversible migration step after which `table` refuses UPDATE and DELETE."""

    def on(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for sql in _statements(editor.connection.vendor, table)[0]:
            editor.execute(sql, None)

    def off(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for sql in _statements(editor.connection.vendor, table)[1]:
            editor.execute(sql, None)

    return RunPython(on, off)


def not_add_only(table: str) -> RunPython:
    """A reversible step before a change of an `add_only` table: its triggers go, and come back in reverse."""
    kept = add_only(table)
    return RunPython(kept.reverse_code or RunPython.noop, kept.code)
