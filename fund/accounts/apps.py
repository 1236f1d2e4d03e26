from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "fund.accounts"
    default = True

    def ready(self) -> None:
        from fund.accounts import checks  # noqa: F401, PLC0415 - registers itself


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's own room for people, with our forms."""

    user_viewset = "fund.accounts.people_admin.PeopleViewSet"
