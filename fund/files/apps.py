from datetime import timedelta

from django.apps import AppConfig

from fund.common import sweeps

HOURLY = timedelta(hours=1)


class FilesConfig(AppConfig):
    name = "fund.files"

    def ready(self) -> None:
        from fund.files import rowless, scanning, uploading  # noqa: PLC0415 - models are not loaded before

        sweeps.register("scan files that were overlooked", scanning.scan_overlooked)
        sweeps.register("take in uploads that were overlooked", uploading.take_in_overlooked)
        sweeps.register("forget uploads that nobody finished", uploading.sweep_unfinished, every=HOURLY)
        sweeps.register("delete content that no row tells of", rowless.sweep_rowless, every=HOURLY)
