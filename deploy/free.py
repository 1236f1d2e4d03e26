"""Says in a sentence, before anything starts, that somebody else listens where the web server is to."""

import os
import socket
import sys

port = os.environ.get("PORT", "8000")
host, _, number = os.environ.get("BIND", f"127.0.0.1:{port}").rpartition(":")
with socket.socket() as trial:
    # As the web server does: what was stopped a moment ago is in nobody's way.
    trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        trial.bind((host, int(number)))
    except (OSError, OverflowError, ValueError):
        sys.exit(
            f"We can't listen at {host}:{number}. Perhaps it is taken. Choose another: make run PORT=8001"
        )
