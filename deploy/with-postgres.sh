#!/usr/bin/env bash
# with-postgres.sh COMMAND… — runs COMMAND with DATABASE_URL set to a throwaway PostgreSQL, and removes it after.
set -euo pipefail

tools=$(dirname "$(command -v initdb || ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1 || true)")
[ -x "$tools/initdb" ] || { echo "PostgreSQL is missing. Install it: apt-get install postgresql" >&2; exit 1; }

# PostgreSQL refuses to run as root, so root hands it to the user that its package made.
as=()
[ "$(id -u)" -ne 0 ] || as=(runuser -u postgres --)
folder=$(mktemp -d "${TMPDIR:-/tmp}/postgres.XXXXXX")
[ "$(id -u)" -ne 0 ] || chown postgres "$folder"
cd_back=$PWD

finish() {
  code=$?
  trap - EXIT INT TERM
  cd "$folder" && "${as[@]}" "$tools/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1 || true
  cd "$cd_back" && rm -rf "$folder"
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cd "$folder"
printf '%s' "$password" | "${as[@]}" tee "$folder/password" >/dev/null
"${as[@]}" "$tools/initdb" -D "$folder/data" -U fund --auth=scram-sha-256 --pwfile="$folder/password" \
  --encoding=UTF8 --locale=C.UTF-8 >"$folder/initdb.log"
"${as[@]}" "$tools/pg_ctl" -D "$folder/data" -l "$folder/data/log" -s -w -o "-p $port -k $folder \
  -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
  -c shared_buffers=256MB -c max_connections=60 -c lock_timeout=60s \
  -c idle_in_transaction_session_timeout=120s" start
cd "$cd_back"

export DATABASE_URL="postgres://fund:$password@127.0.0.1:$port/postgres"
"$@"
