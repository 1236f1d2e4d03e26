#!/bin/sh
# check-production.sh PYTHON — Django's own checks for a deployment, with production settings made up for it.
set -eu
secret=$(od -An -N48 -tx1 /dev/urandom | tr -d ' \n')
key=$("$1" -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())')
exec env -i PATH="$PATH" HOME="${HOME:-/tmp}" MODE=production SECRET_KEY="$secret" BANK_DETAILS_KEY="$key" \
  ALLOWED_HOSTS=fund.example PUBLIC_URL=https://fund.example DATABASE_URL=postgres://fund:secret@localhost/fund \
  SECOND_FACTOR_KEY="$key" EMAIL_URL=smtp+tls://fund:secret@mail.example:587 FROM_EMAIL="The fund <fund@fund.example>" \
  CLAMD_SOCKET=/run/clamav/clamd.ctl "$1" manage.py check --deploy --fail-level WARNING
