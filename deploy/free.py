"""Says in a sentence, before anything starts, that somebody else listens where the web server is to."""

import os
import socket
import sys

from gunicorn.util import parse_address  # type: ignore[import-untyped]

place = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
try:
    address = parse_address(place)
    if isinstance(address, tuple):
        with socket.socket(socket.AF_INET6 if ":" in address[0] else socket.AF_INET) as trial:
            # As the web server does: what was stopped a moment ago is in nobody's way.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
except (OSError, OverflowError, RuntimeError):
    sys.exit(f"We can't listen at {place}. Perhaps it is taken. Choose another: make run PORT=8001")
