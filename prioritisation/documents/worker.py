"""The process that makes documents: requests come in on its input, answers leave by its output.

``python -m prioritisation.documents.worker``, started by ``documents.process`` and by nobody
else. It imports what makes documents, so that the server never has to; it gives way to
everything else, and ends with the server.
"""

import contextlib
import hashlib
import io
import os
import pickle
import signal
import struct
import sys
import traceback
from collections import OrderedDict
from collections.abc import Callable
from typing import BinaryIO

from prioritisation.memory import give_back

HEAD = struct.Struct(">cQ")
"""What comes before each message: its kind, and how many bytes it has."""

ASK, ANSWER, REFUSED, TEMPLATE = b"A", b"D", b"R", b"T"
"""Kinds: a request; a document; why there is none; why there is none with this template."""

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


def request_of(facts: bytes, document: str, template: bytes | None) -> bytes:
    """A request, as it is sent.

    Parameters
    ----------
    facts
        Already pickled: they come last, as they are, and are known again by their hash.
    """
    return pickle.dumps((document, template)) + facts


def request_handler() -> Callable[[bytes], _Reply]:
    """A function from requests to answers, which remembers the last notes."""
    from prioritisation.documents.writing.errors import BadTemplate, ExportError  # noqa: PLC0415 (slow)

    content = _contents()

    def answer(request: bytes) -> _Reply:
        parts = io.BytesIO(request)
        document, template = pickle.load(parts)  # noqa: S301 (the server's own)
        try:
            return ANSWER, content(parts.read(), document, template)
        except BadTemplate as error:
            return TEMPLATE, error.sentence.encode()
        except ExportError as error:
            _tell()
            return REFUSED, error.sentence.encode()
        except Exception:  # noqa: BLE001 (one document that fails must not stop the others)
            _tell()
            return REFUSED, ExportError().sentence.encode()

    return answer


def _contents() -> Callable[[bytes, str, bytes | None], bytes]:
    """From facts, what is asked for and a template to a document."""
    from prioritisation.documents import making  # noqa: PLC0415 (slow)
    from prioritisation.documents.kinds import RANKING_PICTURE  # noqa: PLC0415

    kept: OrderedDict[str, making.RecordedNote] = OrderedDict()

    def made(facts: bytes) -> making.RecordedNote:
        name = hashlib.sha256(facts).hexdigest()
        if name not in kept:
            kept[name] = making.recorded_note(pickle.loads(facts))  # noqa: S301 (our own)
        kept.move_to_end(name)
        while len(kept) > MOST_NOTES_KEPT:
            kept.popitem(last=False)
        return kept[name]

    def content(facts: bytes, document: str, template: bytes | None) -> bytes:
        if document == RANKING_PICTURE:
            return making.ranking_of(pickle.loads(facts))  # noqa: S301 (the server's own)
        return making.content_of(made(facts), document, template)

    return content


def _tell() -> None:
    """What went wrong, in the server's log."""
    out = io.StringIO()
    traceback.print_exc(file=out)
    sys.stderr.write(out.getvalue())


if __name__ == "__main__":
    main()
