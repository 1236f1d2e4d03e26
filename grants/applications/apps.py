from datetime import timedelta
from importlib import import_module

from django.apps import AppConfig

from fund.common import schedule


class ApplicationsConfig(AppConfig):
    name = "grants.applications"

    def ready(self) -> None:
        arrivals = import_module("fund.files.upload_handlers")
        import_module("grants.applications.verbs")
        actions = import_module("grants.applications.actions")
        recordings = import_module("fund.files.recordings")
        arrivals.register("document", actions.receive_file)
        arrivals.register("recording", actions.receive_file, allowed=recordings.RECORDINGS)
        schedule.register("expire_drafts", "Expire drafts of rounds that have closed", actions.expire_drafts)
        schedule.register(
            "index_answer_text", "Index long answers, to find likely repeats", actions.index_answer_text
        )
        schedule.register(
            "send_reminders",
            "Send reminders before a round closes",
            actions.send_reminders,
            every=timedelta(minutes=5),
        )
        schedule.register(
            "remind_contacts", "Remind who was asked to confirm an application", actions.remind_contacts
        )
        schedule.register(
            "delete_expired_posts",
            "Delete posts that nobody came back for",
            import_module("grants.forms.actions").delete_expired_posts,
            every=timedelta(minutes=10),
        )
