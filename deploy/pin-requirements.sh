#!/bin/sh
# pin-requirements.sh — writes requirements.txt and requirements-dev.txt, with hashes, from pyproject.toml.
set -eu
pin() {
  target=$1
  shift
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-annotate --custom-compile-command "make requirements" "$@" pyproject.toml --output-file "$target"
}
pin requirements.txt
pin requirements-dev.txt --extra dev
