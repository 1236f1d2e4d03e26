from importlib import import_module

from django.apps import AppConfig
from django.core.management import call_command

from fund.common import sweeps


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        import_module("cms.readiness_checks")
        sweeps.register("Pages whose time has come, shown or taken down", publish_due_pages)
        drop = import_module("cms.unfinished").drop_unfinished_uploads
        sweeps.register("Uploads in the admin that nobody finished, let go", drop, every=sweeps.DAILY)


def publish_due_pages() -> None:
    """Publish and expire what editors have scheduled."""
    call_command("publish_scheduled", verbosity=0)
