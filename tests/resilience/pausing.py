"""A middleware that makes a moment certain: a request stops where its header says, and a file tells so.

It stands in the server of these tests alone. Nothing goes on from there: the server is killed.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "X-Stop"
# Everything is committed, and nobody has been told so.
BEFORE_THE_ANSWER = "before the answer"
LONGEST = 30


def pause_where_told(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Stop before the first query that contains the words of the header."""

    def paused(request: HttpRequest) -> HttpResponseBase:
        where = request.headers.get(HEADER)
        if not where:
            return get_response(request)

        def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            if where in sql:
                _stop()
            return execute(sql, params, many, context)

        with connection.execute_wrapper(watch):
            response = get_response(request)
        if where == BEFORE_THE_ANSWER:
            _stop()
        return response

    return paused


def _stop() -> None:
    Path(os.environ["STOPPED_AT"]).touch()
    time.sleep(LONGEST)
    raise RuntimeError("Nobody stopped the server here.")
