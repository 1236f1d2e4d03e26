#!/bin/sh
# install.sh FILE — installs the pinned requirements into .venv, unless it did so with the same file before.
set -eu
stamp=.venv/installed-$1
wanted=$(cat requirements.txt "$1" | sha256sum)
[ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && exit 0
echo "Installing what $1 names (once)…"
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$1"
echo "$wanted" >"$stamp"
