"""Says by its exit code whether the web server of this container is ready, asked by a name it answers to."""

import os
import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

connection = HTTPConnection("127.0.0.1", 8000, timeout=5)
connection.request("GET", "/health/ready", headers={"Host": urlsplit(os.environ["PUBLIC_URL"]).netloc})
sys.exit(0 if connection.getresponse().status == 200 else 1)
