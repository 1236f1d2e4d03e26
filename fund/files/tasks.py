"""Background work on files. The row is the truth; a task is a nudge and may run any number of times."""

from django_tasks import task

from fund.files.scanning import scan


@task()
def scan_file(file_id: int) -> str:
    return str(scan(file_id))
