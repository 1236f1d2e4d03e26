# run: a first look · test, test-postgres, lint: what must pass · bench: how quick it is
PYTHON ?= python3
PORT ?= 8000
PUBLIC_URL ?= http://127.0.0.1:$(PORT)
MODE ?= demonstration
bin := .venv/bin
MOVED := -m "not browser and not postgres" tests/grants/awards tests/grants/payments tests/grants/workshops \
  tests/grants/applications/test_expiring.py tests/grants/applications/test_reminders.py tests/fund/common tests/fund/jobs
export PORT PUBLIC_URL MODE

.PHONY: help run test test-postgres test-moved-clock requirements lint bench clean

help:
	@sed -n '1s/^# //p' Makefile

run: .venv/bin/pip
	@deploy/install.sh requirements.txt
	@$(bin)/python deploy/free.py
	@$(bin)/python manage.py prepare
	@PATH="$(CURDIR)/$(bin):$$PATH" exec $(bin)/honcho start

test: .venv/bin/pip
	@deploy/install.sh requirements-dev.txt
	$(bin)/python -m pytest -n 2 -q $(ARGS)

test-postgres: .venv/bin/pip
	@deploy/install.sh requirements-dev.txt
	deploy/with-postgres.sh $(bin)/python -m pytest -n 2 -q $(ARGS)

# On other days than today: what holds the day on which it was written fails there.
test-moved-clock: .venv/bin/pip
	@deploy/install.sh requirements-dev.txt
	TZ=Pacific/Auckland TEST_CLOCK=2028-02-29T12:00 $(bin)/python -m pytest -n 2 -q $(MOVED) $(ARGS)
	TZ=UTC TEST_CLOCK=2026-12-31T23:50 $(bin)/python -m pytest -n 2 -q $(MOVED) $(ARGS)

bench: .venv/bin/pip
	@deploy/install.sh requirements-dev.txt
	deploy/with-postgres.sh $(bin)/python -m tests.bench $(ARGS)

# After a change of the dependencies in pyproject.toml. What is pinned stays, unless pyproject says otherwise.
requirements: .venv/bin/pip
	@deploy/install.sh requirements-dev.txt
	deploy/pin-requirements.sh

lint: .venv/bin/pip
	@deploy/install.sh requirements-dev.txt
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy .
	$(bin)/lint-imports
	$(bin)/python manage.py makemigrations --check --dry-run
	deploy/check-production.sh $(bin)/python

# It is the last thing that comes to be in there, so what was cut short is begun again.
.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv is missing. Install it: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv

clean:
	rm -rf .venv staticfiles .mypy_cache .ruff_cache
