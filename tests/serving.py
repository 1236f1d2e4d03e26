"""A real web server for tests and for the bench: gunicorn on loopback, ended by its own process ids."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

START_TRIES, PAUSE = 240, 0.1
COMMAND = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "fund.wsgi"]


class Server:
    """One gunicorn with its workers, in a process group of its own."""

    def __init__(self, env: dict[str, str], *, workers: int = 2, preload: bool = False) -> None:
        self.port = free_port()
        self.command = [*COMMAND, "--preload"] if preload else COMMAND
        self.env = {**os.environ, **env, "PORT": str(self.port), "WEB_WORKERS": str(workers)}
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(self.command, env=self.env, start_new_session=True)
        self._wait(process)
        return process

    def _wait(self, process: "subprocess.Popen[bytes]") -> None:
        for _try in range(START_TRIES):
            if process.poll() is not None:
                raise RuntimeError("The web server did not start.")
            try:
                connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", "/health/live")
                connection.getresponse().read()
                connection.close()
                return
            except OSError:
                time.sleep(PAUSE)
        raise RuntimeError("The web server did not answer in time.")

    @property
    def workers(self) -> list[int]:
        """The process ids of the workers, as Linux tells them."""
        pid = self.process.pid
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def work_seconds(self) -> float:
        """The processor time that the workers have taken since they started."""
        ticks = 0
        for pid in self.workers:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def kill_workers(self) -> None:
        """End every worker without warning, and wait until others answer."""
        killed = self.workers
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        for _try in range(START_TRIES):
            if self.workers and not set(killed) & set(self.workers):
                break
            time.sleep(PAUSE)
        self._wait(self.process)

    def kill(self) -> None:
        """End the server with its workers without warning, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)

    def start_again(self) -> None:
        self.process = self._start()

    def stop(self) -> None:
        if self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def serving(env: dict[str, str], *, workers: int = 2, preload: bool = False) -> Iterator[Server]:
    server = Server(env, workers=workers, preload=preload)
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
