#!/usr/bin/env python
"""The command line. Without a MODE it is a first look, so that `manage.py` works in a fresh clone."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError

from fund.common.environment import stop_on_wrong_settings
from fund.common.health import unusable

if __name__ == "__main__":
    os.environ.setdefault("MODE", "demonstration")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fund.settings")
    stop_on_wrong_settings()
    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as error:
        if sentence := unusable(error):
            sys.exit(sentence)
        raise
