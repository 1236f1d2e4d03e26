"""A middleware that says in headers what a response took. It stands in the bench alone."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

QUERIES = "X-Queries"
# The milliseconds of work in the web server itself, which other work on the machine makes no longer.
WORK = "X-Work"


def count_queries(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    def counted(request: HttpRequest) -> HttpResponseBase:
        number, start = 0, time.thread_time()

        def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal number
            # Opening and closing savepoints is work of the database's, but no question to it.
            number += not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT"))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response[QUERIES] = str(number)
        response[WORK] = f"{(time.thread_time() - start) * 1000:.1f}"
        return response

    return counted
