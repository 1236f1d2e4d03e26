"""What Wagtail's own pages about people leave to ours."""

from wagtail import hooks
from wagtail.admin.views.account import NameEmailSettingsPanel

from fund.accounts.people_admin import GiveRole

# It asks for first and last names, which our people do not have; their name is kept under People.
NameEmailSettingsPanel.is_active = lambda self: False

# After Wagtail's own of the same name, so that this one is taken.
hooks.register("register_bulk_action", GiveRole, order=1)
