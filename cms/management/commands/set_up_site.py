"""Make the pages that every installation has: home, funding, stories, accessibility, privacy, about."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.site import ensure_site


class Command(BaseCommand):
    help = "Make the pages that every installation has. What editors have changed stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        home = ensure_site()
        if options["verbosity"] > 0:
            below = home.get_descendants().count()
            self.stdout.write(f"The site stands: {home.title}, with {below} pages below.")
