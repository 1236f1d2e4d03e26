"""People in the admin: who they are and which roles they hold."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.users.views.bulk_actions import AssignRoleBulkAction
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from fund.accounts.actions import keep_admin_flag
from fund.accounts.forms import PersonForm
from fund.accounts.gates import AsksAgain
from fund.accounts.models import User
from fund.accounts.role_changes import held_by, tell
from fund.accounts.roles import Role


class _NewPerson(AsksAgain, CreateView):
    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user}


class _ChangePerson(AsksAgain, EditView):
    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user}


class PeopleViewSet(UserViewSet):
    add_view_class = _NewPerson
    edit_view_class = _ChangePerson
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


class _RoleForm(forms.Form):
    role = forms.ModelChoiceField(Group.objects.filter(name__in=Role.values).order_by("name"))


class GiveRole(AsksAgain, AssignRoleBulkAction):
    """Giving many people a role at once, by the rule of the form for one: nobody gives themselves one."""

    form_class = _RoleForm

    def check_perm(self, obj: User) -> bool:
        return bool(super().check_perm(obj)) and obj.pk != self.request.user.pk

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "by": self.request.user}

    @classmethod
    @transaction.atomic
    def execute_action(
        cls, objects: list[User], role: Group | None = None, by: User | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        before = {person.pk: held_by(person) for person in objects}
        super().execute_action(objects, role=role, **kwargs)
        for person in objects:
            keep_admin_flag(person)
            tell(person, before[person.pk], by=by)
        return len(objects), 0
