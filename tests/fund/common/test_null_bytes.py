import pytest
from django.test import Client
from django.urls import reverse

from grants.forms.models import Answer
from tests.factories import make_draft, make_organisation, make_user

pytestmark = pytest.mark.django_db


def test_zero_byte_in_an_address_is_not_found(client: Client) -> None:
    client.force_login(make_user())
    assert client.get("/my/applications/a%00b/").status_code == 404


def test_zero_byte_in_a_query_is_taken_out(client: Client) -> None:
    assert client.get("/where-the-money-goes/grants/?q=a%00b&after=%00").status_code == 200


def test_zero_byte_in_a_cookie_signs_nobody_in(client: Client) -> None:
    client.cookies["sessionid"] = "abcdefgh\0"
    assert client.get("/my/").status_code == 302


def test_text_copied_with_zero_bytes_is_kept_without_them(client: Client) -> None:
    lead = make_user()
    draft = make_draft(organisation=make_organisation(lead), by=lead)
    client.force_login(lead)
    address = reverse("applications:section", args=[draft.reference, "your-idea"])
    client.post(address, {"title": "Our\0 gar\0den", "seen_title": ""})
    assert Answer.objects.get(response=draft.response, question="title").value == "Our garden"
