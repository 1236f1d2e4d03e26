"""What a real deployment must not do."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def check_deployment(**kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.RELAX_SECOND_FACTOR:
        hint = "Unset RELAX_SECOND_FACTOR; it is for the demonstration only."
        found.append(Error("Staff could sign in without a second factor.", hint=hint, id="fund.E001"))
    if settings.DEMONSTRATION:
        hint = "Set MODE=production and what the README says it needs."
        found.append(Error("This is a demonstration: its keys are known to all.", hint=hint, id="fund.E002"))
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        hint = "Set DATABASE_URL to postgres://…"
        found.append(Error("Several people at work need PostgreSQL.", hint=hint, id="fund.E003"))
    if not settings.PUBLIC_URL.startswith("https://"):
        found.append(Error("PUBLIC_URL must begin with https://.", id="fund.E004"))
    if "*" in settings.ALLOWED_HOSTS:
        hint = "Name the hosts in ALLOWED_HOSTS: links in letters about signing in carry the host asked for."
        found.append(Error("Any host name is believed.", hint=hint, id="fund.E006"))
    if not settings.CLAMD_SOCKET:
        hint = "Set CLAMD_SOCKET to the path or host:port of clamd. Until then nobody can open an upload."
        found.append(Error("Uploads are not scanned.", hint=hint, id="fund.E005"))
    return found
