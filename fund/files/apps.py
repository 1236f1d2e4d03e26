from django.apps import AppConfig

from fund.common import schedule


class FilesConfig(AppConfig):
    name = "fund.files"

    def ready(self) -> None:
        # Models are not loaded before.
        from fund.files import orphans, scanning, uploading  # noqa: PLC0415

        schedule.register(
            "scan_overlooked_files", "Scan files that were overlooked", scanning.scan_overlooked
        )
        schedule.register(
            "process_overlooked_uploads",
            "Process uploads that were overlooked",
            uploading.process_overlooked_uploads,
        )
        schedule.register(
            "delete_unfinished_uploads",
            "Delete uploads that nobody finished",
            uploading.delete_unfinished,
            every=schedule.HOURLY,
        )
        schedule.register(
            "delete_orphans",
            "Delete content that no row knows",
            orphans.delete_orphans,
            every=schedule.HOURLY,
        )
