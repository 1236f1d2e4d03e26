"""Make the pages that every installation has: home, funding, stories, accessibility, privacy, about."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.site import ensure_site


class Command(BaseCommand):
    help = "Make the pages that every installation has, and the rights to edit them. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        home = ensure_site()
        self.stdout.write(
            f"The site stands: {home.title}, with {home.get_descendants().count()} pages below."
        )
