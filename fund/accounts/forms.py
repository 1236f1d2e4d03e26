"""Forms about people: signing up, and giving roles in the admin."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest

from fund.accounts.actions import keep_admin_flag, vouch_for_address
from fund.accounts.models import User
from fund.accounts.role_changes import held_by, tell
from fund.accounts.roles import POWERS, Role
from fund.common.forms import SeveralRows


class SignUpForm(forms.Form):
    """What we ask beside address and password. allauth puts its own fields after it."""

    full_name = forms.CharField(
        label="Your name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        user.full_name = self.cleaned_data["full_name"].strip()
        user.save(update_fields=["full_name"])


class RoleField(SeveralRows):
    """Roles with what each may do, in the order of the table."""

    def label_from_instance(self, group: Group) -> str:
        role = Role(group.name)
        return f"{role.label}: {POWERS[role].says}"


class PersonForm(forms.ModelForm):
    """A person in the admin. Their password is theirs: they sign in by an e-mailed code and may set one."""

    groups = RoleField(
        label="Roles",
        queryset=Group.objects.filter(name__in=Role.values).order_by("name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = User
        fields = ["email", "full_name", "phone", "is_active", "groups"]

    def __init__(self, *args: Any, editing_self: bool = False, by: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        if editing_self:
            # Nobody locks themselves out, nor gives themselves a role.
            del self.fields["is_active"]
            del self.fields["groups"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Somebody with this address is here already.")
        return email

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        before = held_by(self.instance)
        if self.instance.pk is None:
            self.instance.set_unusable_password()
        user: User = super().save(commit)
        if commit:
            keep_admin_flag(user)
            tell(user, before, by=self.by)
            if "email" in self.changed_data:
                vouch_for_address(user)
        return user
