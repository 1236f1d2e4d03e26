from datetime import timedelta
from importlib import import_module

from django.apps import AppConfig

from fund.common import sweeps


class ApplicationsConfig(AppConfig):
    name = "grants.applications"

    def ready(self) -> None:
        arrivals = import_module("fund.files.upload_handlers")
        import_module("grants.applications.verbs")
        actions = import_module("grants.applications.actions")
        recordings = import_module("fund.files.recordings")
        arrivals.register("document", actions.receive_file)
        arrivals.register("recording", actions.receive_file, allowed=recordings.RECORDINGS)
        sweeps.register("Drafts of rounds that have closed, expired", actions.expire_drafts)
        sweeps.register("Long answers printed, to find likely repeats", actions.index_answer_text)
        sweeps.register(
            "Reminders before the close, sent", actions.send_reminders, every=timedelta(minutes=5)
        )
        sweeps.register("Who was asked to confirm, reminded", actions.remind_contacts)
        sweeps.register(
            "Words held for people who signed in again, forgotten",
            import_module("grants.forms.actions").delete_expired_posts,
            every=timedelta(minutes=10),
        )
