from importlib import import_module

from django.apps import AppConfig
from django.core.management import call_command

from fund.common import schedule


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self) -> None:
        import_module("cms.readiness_checks")
        schedule.register(
            "publish_due_pages", "Publish and unpublish pages whose time has come", publish_due_pages
        )
        drop = import_module("cms.unfinished").drop_unfinished_uploads
        schedule.register(
            "delete_unfinished_admin_uploads",
            "Delete uploads in the admin that nobody finished",
            drop,
            every=schedule.DAILY,
        )


def publish_due_pages() -> None:
    """Publish and expire what editors have scheduled."""
    call_command("publish_scheduled", verbosity=0)
