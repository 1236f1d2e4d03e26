"""The page's evaluator of conditions says what the server's says, case by case of one table."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.templatetags.static import static

from tests.browsing import Visitor
from tests.grants.forms.condition_cases import table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EVALUATE = """async ([address, cases]) => {
  const { evaluate } = await import(address);
  return cases.map(([condition, answer]) => evaluate(condition, { q: answer }));
}"""


def test_page_evaluates_every_case_as_the_server_does(
    visit: Callable[..., Visitor], live_server: Any
) -> None:
    page = visit().page
    page.goto(f"{live_server.url}/accounts/login/")
    cases = table()
    address = f"{live_server.url}{static('js/conditions.js')}"
    asked: list[Any] = [[condition, answer] for condition, answer, _ in cases]
    found = page.evaluate(EVALUATE, [address, asked])
    wrong = [
        f"{json.dumps(condition)} of {json.dumps(answer)}: {there}, not {here}"
        for (condition, answer, here), there in zip(cases, found, strict=True)
        if there is not here
    ]
    assert wrong == []
    assert {result for _, _, result in cases} == {True, False, None}
