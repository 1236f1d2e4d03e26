"""Letters about signing in go through the outbox as all others do."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from fund.accounts.adapters import AccountAdapter
from fund.accounts.models import User
from fund.notifications.actions import post_letter
from fund.notifications.models import ACCOUNT_KIND


class OutboxAccountAdapter(AccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        facts = {
            **context,
            "email": email,
            "FUND_NAME": settings.FUND_NAME,
            "PUBLIC_URL": settings.PUBLIC_URL,
        }
        message = self.render_mail(template_prefix, email, facts)
        person = context.get("user")
        body = str(message.body)
        post_letter(
            f"{ACCOUNT_KIND}{template_prefix.rpartition('/')[2]}"[:60],
            to=person if isinstance(person, User) and person.email == email else email,
            subject=message.subject,
            body_text=body,
            body_html=render_to_string("emails/account/letter.html", {**facts, "words": body}),
        )
