"""Servers that have already read their code: they leave a process that did, and start at once.

Reading it takes most of a start, and the tests start two dozen servers. What starts is what
``streamlit run app.py`` starts; other tests give that command itself.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = (
    "pandas", "alembic.command", "uvicorn.loops.uvloop",
    "uvicorn.protocols.websockets.websockets_sansio_impl", "streamlit.web.cli",
    "streamlit.web.bootstrap", "streamlit.web.server.starlette",
    "streamlit.components.v2.manifest_scanner", "prioritisation.web.meetings",
    "prioritisation.web.lifespan", "prioritisation.ui.shared.server", "prioritisation.ui.ranking",
    "prioritisation.ui.meeting.page",
)  # fmt: skip
"""Modules of a server; none looks at the environment when it is read."""


class Nursery:
    """A process that servers leave; they outlive it."""

    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_):
        self.process.communicate()

    def start(self, port, environment):
        """Start a server on a port, with these variables besides one's own."""
        asked = {"port": port, "environment": {**os.environ, **environment}}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return Child(int(self.process.stdout.readline()))


class Child:
    """A server, as ``subprocess.Popen`` knows one: another process is its parent."""

    def __init__(self, pid):
        self.pid = pid

    def poll(self):
        """None as long as it runs."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, 0)
            return None
        return 0

    def wait(self, timeout):
        until = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(0.01)


def _serve(port, environment):
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["streamlit", "run", "app.py", "--server.port", str(port)]
    sys.modules["streamlit.web.cli"].main()


def main():
    for name in READ:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that have ended are not kept
    for line in iter(sys.stdin.readline, ""):
        if pid := os.fork():
            print(pid, flush=True)  # noqa: T201 (the answer)
            continue
        try:
            _serve(**json.loads(line))
        finally:
            os._exit(0)


if __name__ == "__main__":
    main()
