"""What benchmarks share: the real server, a base for meetings, sizes, and how time is told."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from typing import TypeVar

from prioritisation.meeting.room import Room
from prioritisation.meeting.store import open_store

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
STARTING = 60.0
PAUSE = 0.005
SMALLEST = "BENCH_SMALLEST" in os.environ
"""Everything once and small: `make soak` only asks whether each benchmark still runs."""

Size = TypeVar("Size")


def sized(usual: Size, smallest: Size) -> Size:
    """How much is measured."""
    return smallest if SMALLEST else usual


def forget(*spared: str) -> None:
    """Empty what the analysis keeps; but for modules whose name ends so."""
    for name, module in list(sys.modules.items()):
        if name.startswith("prioritisation.analysis") and not name.endswith(spared or ("-",)):
            for kept in list(vars(module).values()):
                getattr(kept, "cache_clear", lambda: None)()


def forget_matrix() -> None:
    """A matrix never met; draws of the weights stay, as the server keeps them."""
    forget("draws", "weight_sets")


def timed(
    action: Callable[[], object],
    runs: int,
    clock: Callable[[], float] = time.perf_counter,
    before: Callable[[], object] = lambda: None,
) -> list[float]:
    """Milliseconds of each run after a first one, what is done before each apart."""
    times = []
    for _ in range(1 + sized(runs, 1)):
        before()
        start = clock()
        action()
        times.append(1000 * (clock() - start))
    return times[1:]


@contextlib.contextmanager
def setting(name: str, value: str) -> Iterator[None]:
    """A variable of the environment for the servers that are started meanwhile."""
    former = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        os.environ.pop(name)
        if former is not None:
            os.environ[name] = former


_running: list["Server"] = []
"""The one server that all share where only whether they run is asked."""


@contextlib.contextmanager
def sharing() -> Iterator[None]:
    """One server and one base for everything meanwhile."""
    with meetings(), serving() as server:
        _running.append(server)
        yield
        _running.clear()


@contextlib.contextmanager
def meetings() -> Iterator[Room]:
    """A base of its own, for the servers that are started meanwhile too."""
    if _running:
        with contextlib.closing(open_store(os.environ["DATABASE_URL"])) as store:
            yield Room(store)
        return
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'seances.db'}"
        with setting("DATABASE_URL", url), contextlib.closing(open_store(url)) as store:
            yield Room(store)


@dataclass(frozen=True)
class Server:
    """A running server; ``healthy`` and ``served`` are seconds since it was asked to start."""

    port: int
    pid: int
    healthy: float
    served: float

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def memory(self) -> float | None:
        """Resident memory in MB, where /proc tells it."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.exists():
            return None
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmRSS"].split()[0]) / 1000

    def processor(self) -> float | None:
        """Seconds of processor that it has used, where /proc tells it."""
        found = Path(f"/proc/{self.pid}/stat")
        if not found.exists():
            return None
        user, system = found.read_text().rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """A server on a free port; its whole process group is ended at the end."""
    if _running:
        yield _running[0]
        return
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with opened(command, port) as server:
        yield server


@contextlib.contextmanager
def opened(command: Sequence[str], port: int) -> Iterator[Server]:
    """The server that a command starts on a port; its whole process group is ended at the end."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        healthy = _answers(process, port, "/healthz", start)
        served = _answers(process, port, "/", start)
        yield Server(port, process.pid, healthy, served)
    finally:
        _end(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _answers(process: subprocess.Popen[bytes], port: int, path: str, start: float) -> float:
    """Seconds from the start to the first 200 of an address."""
    while time.perf_counter() - start < STARTING:
        if process.poll() is not None:
            message = f"the server ended with code {process.returncode}"
            raise RuntimeError(message)
        if _status(port, path) == 200:
            return time.perf_counter() - start
        time.sleep(PAUSE)
    message = f"no answer at {path} after {STARTING:.0f} s"
    raise TimeoutError(message)


def _status(port: int, path: str) -> int | None:
    connection = HTTPConnection(HOST, port, timeout=STARTING)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
    except (OSError, HTTPException):
        return None
    else:
        return response.status
    finally:
        connection.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
            return


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """Median, 95th percentile (nearest rank) and largest of some figures."""
    ranked = sorted(values)
    rank = max(0, -(-95 * len(ranked) // 100) - 1)
    return median(ranked), ranked[rank], ranked[-1]
