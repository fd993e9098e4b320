"""A file read in a process of its own, which has limits and ends with it.

Nothing that a file can do reaches the server, nor another file: each has a fresh process, and what
comes back is JSON. Few are read at once, since people vote meanwhile.
"""

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from prioritisation.imports.grids import LARGEST_FILE, FileRefused, RefusalKind
from prioritisation.imports.model import FileAnswers, FileReading
from prioritisation.imports.process.wire import (
    NotAReading,
    reading_adapter,
    reading_from_json,
    refusal_from_json,
)
from prioritisation.imports.process.worker import REFUSED_ANSWER, request_bytes
from prioritisation.memory import MadeOnce

_LOGGER = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[3]
READING_COMMAND = (sys.executable, "-P", "-m", "prioritisation.imports.process.worker")
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TZ")
"""Of the server's settings, what Python needs to start: no secret is among them."""

READING_S = 15.0
"""The longest that a file may take on a busy machine; its processor time is limited closer."""
_LARGEST_ANSWER = 40_000_000

_AT_ONCE, _WAITING, _PATIENCE_S = 2, 4, 20.0
"""Files read at once; how many wait for their turn, and how long."""

_FAREWELL_S = 1.0
"""Within which a process that has answered ends by itself."""

_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""No other may be started."""

_ENDED_BY: Mapping[str, RefusalKind] = {"SIGXCPU": "too_slow", "SIGKILL": "too_heavy"}


class LimitedReader:
    """Reads files, each in a process of its own; any thread may ask.

    Parameters
    ----------
    command
        What starts the process.
    patience
        Seconds after which it is ended.
    """

    def __init__(
        self, command: Sequence[str] = READING_COMMAND, *, patience: float = READING_S
    ) -> None:
        self._command = command
        self._patience = patience
        self._places = threading.BoundedSemaphore(_AT_ONCE + _WAITING)
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def read(self, name: str, content: bytes, answers: FileAnswers) -> FileReading:
        """What a file says; raises FileRefused whatever else it is."""
        answer = self.run("read", name, content, answers)
        try:
            return reading_from_json(answer)
        except NotAReading as error:
            _LOGGER.warning("what a file was read as is no reading: %r", error.__cause__)
            raise FileRefused("broken") from error

    def run(self, task: str, name: str, content: bytes, answers: FileAnswers) -> bytes:
        """What one of ``worker.TASKS`` gives; raises FileRefused where it gives nothing."""
        if len(content) > LARGEST_FILE:
            raise FileRefused("too_large", found=len(content), allowed=LARGEST_FILE)
        with self._turn():
            answer = self._answer(request_bytes(task, name, content, answers))
        try:
            if answer[:1] != REFUSED_ANSWER:
                return answer[1:]
            raise refusal_from_json(answer[1:])
        except NotAReading as error:
            raise FileRefused("broken") from error
        except FileRefused as refused:
            if why := refused.values.pop("why", ""):
                _LOGGER.warning("a file was not read: %s", why)
            raise

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """While a file is read; raises FileRefused where too many are."""
        if not self._places.acquire(blocking=False):
            raise FileRefused("busy")
        try:
            if not self._turns.acquire(timeout=_PATIENCE_S):
                raise FileRefused("busy")
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._places.release()

    def _answer(self, request: bytes) -> bytes:
        """What the process answers, whole; raises FileRefused where it does not."""
        try:
            child = self._started()
        except OSError as error:  # no memory, process or file is left
            raise FileRefused("busy") from error
        late: list[bool] = []

        def give_up() -> None:
            late.append(True)
            _kill(child)

        # A pipe has no time limit of its own: what is late is killed, and reading ends.
        timer = threading.Timer(self._patience, give_up)
        timer.daemon = True
        timer.start()
        try:
            answer = _exchange(child, request)
        finally:
            timer.cancel()
            code = _end(child)
        if late or code or not answer or len(answer) > _LARGEST_ANSWER:
            _LOGGER.warning("what reads a file ended: code %d, late %s", code, bool(late))
            raise FileRefused("too_slow" if late else _why_ended(code))
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        needed = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
        return subprocess.Popen(  # noqa: S603 (our own command)
            self._command,
            cwd=Path(sys.executable).anchor,
            env={**passed_on, **needed, **_ONE_THREAD},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def _exchange(child: subprocess.Popen[bytes], request: bytes) -> bytes:
    """Write the request, read what comes back: one byte more than it may be, at most."""
    if child.stdin is None or child.stdout is None:
        return b""
    # It may have ended without reading all: its code says why.
    with contextlib.suppress(OSError), child.stdin as requests:
        requests.write(request)
    reading_adapter()  # made while the file is read, so that nobody waits for both
    with child.stdout as answers:
        return answers.read(_LARGEST_ANSWER + 1)


def _end(child: subprocess.Popen[bytes]) -> int:
    """The code of a process that has nothing more to say; it ends now if it has not."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(_FAREWELL_S)
    _kill(child)
    return child.wait()


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it has started; what is not waited for keeps its number."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _why_ended(code: int) -> RefusalKind:
    """Why a process ended that was not late, by its code."""
    try:
        return _ENDED_BY.get(signal.Signals(-code).name, "broken")
    except ValueError:  # by no signal
        return "broken"


@MadeOnce
def _reader() -> LimitedReader:
    return LimitedReader()


def read_file(name: str, content: bytes, answers: FileAnswers) -> FileReading:
    """What a file says, read where it can harm nothing.

    Parameters
    ----------
    name
        Empty for what was pasted.

    Raises
    ------
    FileRefused
        Whatever it holds.
    """
    return _reader().read(name, content, answers)


def run_limited(task: str, name: str, content: bytes, answers: FileAnswers) -> bytes:
    """What else is made of a file, in the same process: one of ``worker.TASKS``."""
    return _reader().run(task, name, content, answers)
