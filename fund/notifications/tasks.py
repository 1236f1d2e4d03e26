"""Background work of the outbox. The row is the truth; a task is a nudge and may run any number of times."""

from django_tasks import task

from fund.notifications.delivery import deliver


@task()
def send_letter(letter_id: int) -> bool:
    return deliver(letter_id)
