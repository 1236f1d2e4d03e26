"""What Wagtail's own account page leaves to ours."""

from wagtail.admin.views.account import NameEmailSettingsPanel

# It asks for first and last names, which our people do not have; their name is kept under People.
NameEmailSettingsPanel.is_active = lambda self: False
