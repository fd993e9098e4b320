"""The process that makes documents, and how the server asks it: both ends of two pipes.

Requests come in on its input, answers leave by its output. It is started by ``Process`` and by
nobody else, as ``python -m prioritisation.documents.worker``: a plain process, since what
``multiprocessing`` starts would import the server's own main module once more. It imports what
makes documents, so that the server never has to; it gives way to everything else, and ends with
the server.
"""

import contextlib
import hashlib
import io
import logging
import os
import pickle
import signal
import struct
import subprocess
import sys
import traceback
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Timer
from typing import BinaryIO

from prioritisation.documents.kinds import DocumentNotMade, Lost
from prioritisation.memory import give_back

HEAD = struct.Struct(">cQ")
"""What comes before each message: its kind, and how many bytes it has."""

ASK, ANSWER, REFUSED = b"A", b"D", b"R"
"""Kinds: a request; a document; why there is none."""

NICENESS = 5
"""Gives way, and is not starved: at 15, beside two busy cores, it had not begun after 90 s."""

MOST_NOTES_KEPT = 4
"""Notes kept: all documents of a meeting are made from the same."""

_Reply = tuple[bytes, bytes]


def main() -> None:
    """Answer until nobody asks any more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not be read as an answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    with contextlib.suppress(BrokenPipeError):
        serve(sys.stdin.buffer, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each request, in order; what it took is given back before the next."""
    answer = request_handler()
    while len(head := requests.read(HEAD.size)) == HEAD.size:
        _, size = HEAD.unpack(head)
        request = requests.read(size)
        if len(request) < size:  # the server is gone in the middle
            return
        kind, content = answer(request)
        answers.write(HEAD.pack(kind, len(content)) + content)
        answers.flush()
        del content  # nothing of a document that was sent waits here
        give_back()


def request_of(facts: bytes, document: str) -> bytes:
    """A request, as it is sent.

    Parameters
    ----------
    facts
        Already pickled: they come last, as they are, and are known again by their hash.
    """
    return pickle.dumps(document) + facts


def request_handler() -> Callable[[bytes], _Reply]:
    """A function from requests to answers, which remembers the last notes."""
    from prioritisation.documents.writing.errors import ExportError  # noqa: PLC0415 (slow)

    content = _contents()

    def answer(request: bytes) -> _Reply:
        parts = io.BytesIO(request)
        document = pickle.load(parts)  # noqa: S301 (the server's own)
        try:
            return ANSWER, content(parts.read(), document)
        except ExportError as error:
            _tell()
            return REFUSED, error.sentence.encode()
        except Exception:  # noqa: BLE001 (one document that fails must not stop the others)
            _tell()
            return REFUSED, ExportError().sentence.encode()

    return answer


def _contents() -> Callable[[bytes, str], bytes]:
    """From facts and what is asked for to a document."""
    from prioritisation.documents import making  # noqa: PLC0415 (slow)

    kept: OrderedDict[str, making.RecordedNote] = OrderedDict()

    def made(facts: bytes) -> making.RecordedNote:
        name = hashlib.sha256(facts).hexdigest()
        if name not in kept:
            kept[name] = making.recorded_note(pickle.loads(facts))  # noqa: S301 (our own)
        kept.move_to_end(name)
        while len(kept) > MOST_NOTES_KEPT:
            kept.popitem(last=False)
        return kept[name]

    def content(facts: bytes, document: str) -> bytes:
        return making.content_of(made(facts), document)

    return content


def _tell() -> None:
    """What went wrong, in the server's log."""
    out = io.StringIO()
    traceback.print_exc(file=out)
    sys.stderr.write(out.getvalue())


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
        DocumentNotMade
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
            raise DocumentNotMade(content.decode(errors="replace"))
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


if __name__ == "__main__":
    main()
