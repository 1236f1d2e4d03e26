#!/bin/sh
# with-parent.sh COMMAND… — runs COMMAND until it ends or whoever started it is gone: a closed window, a kill.
set -eu
command -v setpriv >/dev/null && exec setpriv --pdeathsig TERM "$@"
exec "$@"
