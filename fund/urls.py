"""Every address. Apps bring their own; the pages of the site come last."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls
from wagtail.views import serve as serve_page

from fund.accounts.single_sign_on import leave_for_provider

PAGES = {
    "home": "",
    "funding": "funding/",
    "stories": "stories/",
    "accessibility": "accessibility/",
    "privacy": "privacy/",
}
handler400 = "fund.common.unreadable.refuse_unreadable"
urlpatterns: list[URLPattern | URLResolver] = [
    # People sign in and out in one place, whichever side they come from.
    path("accounts/oidc/<slug:provider_id>/login/", leave_for_provider),
    path("accounts/", include("allauth.urls")),
    path("accounts/", RedirectView.as_view(pattern_name="account_email"), name="account"),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", RedirectView.as_view(pattern_name="account_logout")),
    # Wagtail's own sign-in asks for a password alone: no second step, no limit to guessing.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(admin_urls)),
    path("", include("grants.assessment.urls")),
    path("documents/", include(document_urls)),
    path("", include("fund.files.urls")),
    path("", include("fund.notifications.urls")),
    path("", include("fund.jobs.urls")),
    path("", include("grants.organisations.urls")),
    path("", include("grants.funding.urls")),
    path("", include("grants.workshops.urls")),
    path("", include("grants.applications.urls")),
    path("", include("grants.awards.urls")),
    path("", include("grants.payments.urls")),
    path("", include("grants.reports.urls")),
    path("", include("grants.desk.urls")),
]
if settings.DEMONSTRATION and not settings.S3_MEDIA_BUCKET:
    # In production a bucket or the web server in front hands the pictures out.
    # Documents have an address of their own, where the rules of their collection are asked; and what a
    # publisher is still filling in is not public yet.
    pictures = r"^media/(?P<path>(?!documents/|wagtail_uploads/).+)$"
    urlpatterns.append(re_path(pictures, serve, {"document_root": settings.MEDIA_ROOT}))
# The pages that every page links to stay at their addresses (cms.site), so their names lead there.
for name, address in PAGES.items():
    urlpatterns.append(path(address, serve_page, {"path": address}, name=name))
urlpatterns.append(path("", include(wagtail_urls)))
