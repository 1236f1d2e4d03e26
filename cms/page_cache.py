"""Pages that every other page links to: no press of an editor's takes them from their address."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from cms.models.pages import is_kept


def _refuse(request: HttpRequest, page: Page) -> HttpResponseBase:
    words = "Every page of the site links to it: it stays where it is, and people can always open it."
    messages.error(request, f"“{page.get_admin_display_title()}”: {words} Its words are yours to change.")
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def keep_from_going(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    return _refuse(request, page) if is_kept(page) else None


@hooks.register("before_move_page")
def keep_from_moving(request: HttpRequest, page: Page, destination: Page) -> HttpResponseBase | None:
    return _refuse(request, page) if is_kept(page) else None


@hooks.register("before_bulk_action")
def keep_from_going_with_others(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponseBase | None:
    if action_type not in ("delete", "move", "unpublish"):
        return None
    kept = next((page for page in objects if isinstance(page, Page) and is_kept(page)), None)
    return _refuse(request, kept) if kept else None
