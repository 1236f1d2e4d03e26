from django.apps import AppConfig

from fund.common import sweeps


class FilesConfig(AppConfig):
    name = "fund.files"

    def ready(self) -> None:
        from fund.files import scanning  # noqa: PLC0415 - models are not loaded before

        sweeps.register("scan files that were overlooked", scanning.scan_overlooked)
