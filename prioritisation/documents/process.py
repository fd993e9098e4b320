"""The process of its own in which documents are made, seen from the server.

A plain process and two pipes: what ``multiprocessing`` starts would import the server's own main
module once more.
"""

import contextlib
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Timer

from prioritisation.documents.kinds import DocumentNotMade, Lost
from prioritisation.documents.worker import ANSWER, ASK, HEAD, TEMPLATE

_LOGGER = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[2]
_COMMAND = (sys.executable, "-m", "prioritisation.documents.worker")
_PATIENCE_S = 90.0
"""The longest that one document may take, the start of the process included."""

_LARGEST = 500_000_000
"""Bytes of the largest answer believed."""


class Process:
    """Starts when a document is asked for; started again when it is gone.

    One thread at a time may ask; any may close.
    """

    def __init__(
        self, command: Sequence[str] = _COMMAND, *, patience: float = _PATIENCE_S
    ) -> None:
        self._command = command
        self._patience = patience
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Number of the process, while it runs."""
        child = self._child
        return child.pid if child and child.poll() is None else None

    def ask(self, request: bytes) -> bytes:
        """The document of a request.

        Raises
        ------
        NotMade
            With the sentence that says why.
        Lost
            When the process could not start, ended meanwhile, or took too long; the next request
            starts another.
        """
        try:
            return self._answered(request)
        except Lost as lost:
            _LOGGER.warning("a document was not made: %s (%r)", lost, lost.__cause__)
            raise

    def _answered(self, request: bytes) -> bytes:
        try:
            child = self._running()
        except OSError as error:  # no memory, process or file is left
            raise Lost from error
        late: list[bool] = []

        def give_up() -> None:
            late.append(True)
            child.kill()

        # A pipe has no time limit of its own: what is late is killed, and reading ends.
        timer = Timer(self._patience, give_up)
        timer.daemon = True
        timer.start()
        try:
            kind, content = _exchanged(child, request)
        except (OSError, EOFError) as error:
            self.close()
            raise Lost(late=bool(late)) from error
        finally:
            timer.cancel()
        if kind != ANSWER:
            raise DocumentNotMade(content.decode(errors="replace"), template=kind == TEMPLATE)
        return content

    def close(self) -> None:
        """End the process, if it runs; the next request starts another."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):  # what was still to be written has no reader
                if pipe:
                    pipe.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child and self._child.poll() is not None:
            self.close()
        if self._child is None:
            self._child = subprocess.Popen(  # noqa: S603 (our own command)
                self._command,
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONUTF8": "1"},
            )
        return self._child


def _exchanged(child: subprocess.Popen[bytes], request: bytes) -> tuple[bytes, bytes]:
    """Write a request and read its answer whole."""
    if child.stdin is None or child.stdout is None:
        raise EOFError
    child.stdin.write(HEAD.pack(ASK, len(request)) + request)
    child.stdin.flush()
    head = child.stdout.read(HEAD.size)
    if len(head) < HEAD.size:
        raise EOFError
    kind, size = HEAD.unpack(head)
    content = child.stdout.read(size) if size <= _LARGEST else b""
    if len(content) < size:
        raise EOFError
    return kind, content
