"""A middleware that says in a header how many queries a response took. It stands in the bench alone."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "X-Queries"


def count_queries(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    def counted(request: HttpRequest) -> HttpResponseBase:
        number = 0

        def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal number
            # Opening and closing savepoints is work of the database's, but no question to it.
            number += not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT"))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response[HEADER] = str(number)
        return response

    return counted
