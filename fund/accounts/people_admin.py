"""People in the admin: who they are and which roles they hold."""

from typing import Any

from django import forms
from wagtail.users.views.users import UserViewSet

from fund.accounts.forms import PersonForm


class PeopleViewSet(UserViewSet):
    menu_label = "People"
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"
    inspect_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return PersonForm if for_update else _NewPersonForm


class _NewPersonForm(PersonForm):
    class Meta(PersonForm.Meta):
        fields = ["email", "full_name", "phone", "groups"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = "They sign in with it: by a code that we e-mail to them."
