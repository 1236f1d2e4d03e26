"""What stands in deploy/ works as the runbook says, as far as can be told without containers."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from fnmatch import fnmatch
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
EXAMPLE = DEPLOY / "production.env.example"
SECRETS = "deploy/production.env"
# What the database and the store of compose.yaml read, and the library that speaks to the store.
OF_OTHERS = re.compile("POSTGRES_|MINIO_|AWS_")


def _names_in(text: str) -> set[str]:
    return set(re.findall(r"^([A-Z0-9_]+)=", text, re.MULTILINE))


def test_example_of_settings_can_be_read_by_a_shell_as_the_runbook_does() -> None:
    read = f'set -a; . {EXAMPLE}; set +a; printf "%s|%s" "$FROM_EMAIL" "$MINIO_ROOT_PASSWORD$MODE"'
    done = subprocess.run(["sh", "-euc", read], capture_output=True, text=True, check=False, timeout=10)
    assert (done.stderr, done.stdout) == ("", "The fund <fund@fund.example>|production")


def test_example_names_only_settings_of_the_table() -> None:
    table = set(re.findall(r"^\| `([A-Z0-9_]+)`", (ROOT / "README.md").read_text(), re.MULTILINE))
    ours = {name for name in _names_in(EXAMPLE.read_text()) if not OF_OTHERS.match(name)}
    assert ours <= table


@pytest.mark.parametrize("ignore", [".gitignore", ".dockerignore"])
def test_secrets_go_into_no_commit_and_no_image(ignore: str) -> None:
    patterns = [line.strip("/") for line in (ROOT / ignore).read_text().splitlines()]
    assert any(fnmatch(SECRETS, pattern) for pattern in patterns)


def test_same_processes_run_everywhere() -> None:
    """In a first look, in containers and under systemd."""
    procfile = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    composed = (DEPLOY / "compose.yaml").read_text()
    assert set(procfile) == {"web", "worker", "scheduler"}
    for name, line in procfile.items():
        command = line.removeprefix("exec deploy/with-parent.sh ")
        unit = (DEPLOY / "systemd" / f"fund-{name}.service").read_text()
        assert f"ExecStart=/srv/fund/.venv/bin/{command}\n".replace('"', "") in unit
        assert name == "web" or f"command: {command}\n" in composed


def test_folders_that_units_may_write_to_are_made_by_the_runbook() -> None:
    """Without them systemd starts no unit."""
    runbook = (DEPLOY / "runbook.md").read_text()
    for unit in (DEPLOY / "systemd").glob("*.service"):
        folders = re.findall(r"^ReadWritePaths=(.*)$", unit.read_text(), re.MULTILINE)
        assert folders == ["/srv/fund/media /srv/fund/var"]
        assert f"mkdir -p {folders[0]}" in runbook


def test_process_ends_with_whoever_started_it() -> None:
    """Else a closed window leaves a web server behind, and the next start finds its port taken."""
    for line in (ROOT / "Procfile").read_text().splitlines():
        assert line.split(": ", 1)[1].startswith("exec deploy/with-parent.sh ")
    if not shutil.which("setpriv"):
        pytest.skip("setpriv is not installed")
    # Its number comes once it is bound to its parent.
    wrapped = f"{DEPLOY}/with-parent.sh sh -c 'echo $$; exec sleep 60' & wait"
    with subprocess.Popen(["sh", "-c", wrapped], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = Path("/proc") / parent.stdout.readline().strip()
        parent.kill()
        parent.wait(timeout=10)
    for _ in range(100):
        if not child.exists() or "Z" in (child / "stat").read_text().rsplit(")", 1)[1].split()[0]:
            return
        time.sleep(0.05)
    pytest.fail("The child outlived its parent.")


def test_taken_port_is_told_in_a_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        values = {"PATH": os.environ["PATH"], "PORT": str(port)}
        command = [sys.executable, str(DEPLOY / "free.py")]
        done = subprocess.run(command, env=values, capture_output=True, text=True, check=False, timeout=20)
    words = f"We can't listen at 127.0.0.1:{port}. Perhaps it is taken. Choose another: make run PORT=8001\n"
    assert (done.returncode, done.stderr) == (1, words)


def test_every_pinned_part_runs_on_the_python_of_a_bare_debian() -> None:
    """Which is 3.11.2, and stays so: a part that wants a later 3.11 stops `make run` there."""
    lists = "".join((ROOT / name).read_text() for name in ("requirements.txt", "requirements-dev.txt"))
    pins = re.findall(r"^([\w.-]+)(?:\[.*\])?==\S+(.*)", lists, re.MULTILINE)
    names = [name for name, marker in pins if "win32" not in marker]
    wanted = {name: metadata(name)["Requires-Python"] for name in names}
    assert [name for name, python in wanted.items() if "3.11.2" not in SpecifierSet(python or "")] == []


def test_requirements_pin_what_the_project_declares_with_hashes() -> None:
    """After a change in pyproject.toml: `make requirements`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed, dev = project["dependencies"], project["optional-dependencies"]["dev"]
    for name, declared in {"requirements.txt": needed, "requirements-dev.txt": [*needed, *dev]}.items():
        text = (ROOT / name).read_text()
        pinned = {
            pin.lower().replace("_", "-")
            for pin in re.findall(r"^([\w.-]+)(?:\[.*\])?==", text, re.MULTILINE)
        }
        wanted = {Requirement(each).name.lower().replace("_", "-") for each in declared}
        assert wanted - pinned == set()
        blocks = re.split(r"^(?=[\w.-]+(?:\[.*\])?==)", text, flags=re.MULTILINE)[1:]
        assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []
        assert "://" not in text
