from datetime import timedelta

from django.apps import AppConfig

from fund.common import sweeps

HOURLY = timedelta(hours=1)


class FilesConfig(AppConfig):
    name = "fund.files"

    def ready(self) -> None:
        # Models are not loaded before.
        from fund.files import orphans, scanning, uploading  # noqa: PLC0415

        sweeps.register("scan files that were overlooked", scanning.scan_overlooked)
        sweeps.register("take in uploads that were overlooked", uploading.process_overlooked_uploads)
        sweeps.register("forget uploads that nobody finished", uploading.delete_unfinished, every=HOURLY)
        sweeps.register("delete content that no row tells of", orphans.delete_orphans, every=HOURLY)
