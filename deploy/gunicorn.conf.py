"""The web server. Threads wait for the database and for uploads; processes share the cores."""

import gc
import os
from typing import Any

from fund.common.environment import stop_on_wrong_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fund.settings")
stop_on_wrong_settings()

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 20
keepalive = 5
# Recycled now and then, not all at once, so that nothing can grow for ever.
max_requests = 5000
max_requests_jitter = 500
loglevel = os.environ.get("LOG_LEVEL", "info").lower().replace("info", "warning")
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """What was loaded at the start stays for good, so it need not be looked through for garbage."""
    gc.collect()
    gc.freeze()
