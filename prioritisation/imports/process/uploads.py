"""Files that were received and are not yet cases: in memory, few, not for long.

Nothing of them is written anywhere. Who reads the page of one may answer what it asks; what was
answered is kept beside it, so that a page that is loaded again has lost nothing.
"""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from prioritisation.imports.grids import (
    LARGEST_FILE,
    MOST_READ_CRITERIA,
    MOST_READ_LEVERS,
    MOST_SHEET_ROWS,
    FileRefused,
)
from prioritisation.imports.model import FileAnswers, FileReading, GivenAnswer
from prioritisation.imports.process.service import read_file
from prioritisation.imports.process.wire import PASTED
from prioritisation.memory import Cache, MadeOnce

MOST_UPLOADS, MOST_UPLOADED_BYTES, UPLOAD_KEPT_S = 20, 60_000_000, 2 * 60 * 60.0
"""How many files wait to become cases, their bytes together, and for how long after their last
use; beyond it, the one that was used longest ago is forgotten."""
_MOST_READINGS = 6
"""Of all files: one of 1,000 levers has some 10 MB."""
MOST_ANSWERS = MOST_READ_LEVERS * MOST_READ_CRITERIA + MOST_SHEET_ROWS
"""About one file, each cell and each row of it: one who answers more plays with the server."""

_OF_ONE_SHEET = frozenset({"header", "names", "orientation", "role"})
"""Kinds of answers about rows and columns: those of another sheet are others."""

_Reader = Callable[[str, bytes, FileAnswers], FileReading]
_Outcome = FileReading | FileRefused


@dataclass(slots=True)
class ReceivedFile:
    """A file that was received.

    Attributes
    ----------
    token
        Opens it: 192 bits, drawn here.
    name
        As its sender calls it; empty for what was pasted.
    mark
        What the browser that sent it is known by: no other is shown it.
    head
        What is typed about the case that it is to become, by field.
    """

    token: str
    name: str
    content: bytes
    sha256: str
    mark: str
    head: dict[str, str] = field(default_factory=dict)
    answers: FileAnswers = field(default_factory=FileAnswers)
    _read: Callable[["ReceivedFile", FileAnswers], _Outcome] = field(kw_only=True, repr=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    @property
    def size(self) -> int:
        """Its bytes."""
        return len(self.content)

    @property
    def pasted(self) -> bool:
        """Whether it is a block of text that was pasted."""
        return self.name == PASTED

    def answer(self, *more: GivenAnswer) -> None:
        """Keep answers, each in the place of one about the same; one without a choice is none.

        Those about rows and columns go once another sheet is answered.
        """
        other = self._is_other_sheet(more)
        with self._turn:
            given = [g for g in self.answers.given if not (other and g.kind in _OF_ONE_SHEET)]
            by_subject = {(one.kind, one.about): one for one in (*given, *more)}
            left = [one for one in by_subject.values() if one.choice]
            self.answers = FileAnswers(left[-MOST_ANSWERS:])

    def _is_other_sheet(self, more: Sequence[GivenAnswer]) -> bool:
        """Whether answers say that the table is on another sheet than the one that is read."""
        wanted = [one.choice for one in more if one.kind == "sheet"]
        if not wanted or not any(g.kind in _OF_ONE_SHEET for g in self.answers.given):
            return False
        try:
            layout = self.reading().layout
        except FileRefused:
            return True
        return layout is None or wanted[-1] != (layout.sheet,)

    def reading(self, answers: FileAnswers | None = None) -> FileReading:
        """What it says, with the answers given so far, or with others; waited for some seconds.

        Raises
        ------
        FileRefused
            Whatever it holds; ``busy`` may be asked for again.
        """
        wanted = self.answers if answers is None else answers
        # Two pages that ask for the same wait for the same.
        with self._turn:
            outcome = self._read(self, wanted)
        if isinstance(outcome, FileRefused):
            raise FileRefused(outcome.kind, **outcome.values)
        return outcome


class Uploads:
    """Files that wait to become cases; any thread may use them."""

    def __init__(
        self, reader: _Reader = read_file, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._reader = reader
        self._now = now
        self._lock = threading.Lock()
        self._files: OrderedDict[str, tuple[float, ReceivedFile]] = OrderedDict()
        self._outcomes: Cache[tuple[str, tuple[GivenAnswer, ...]], _Outcome]
        self._outcomes = Cache(_MOST_READINGS)

    def __len__(self) -> int:
        """How many files wait now."""
        return len(self._files)

    def receive(self, name: str, content: bytes, mark: str) -> str:
        """Keep a file; what opens it. Raises FileRefused where it is too large.

        Parameters
        ----------
        mark
            What the browser that sends it is known by.
        """
        if len(content) > LARGEST_FILE:
            raise FileRefused("too_large", found=len(content), allowed=LARGEST_FILE)
        token = secrets.token_urlsafe(24)
        received = ReceivedFile(
            token, name, content, sha256(content).hexdigest(), mark, _read=self._outcome
        )
        with self._lock:
            self._files[token] = self._now(), received
            self._shorten()
        return token

    def receive_pasted(self, text: str, mark: str) -> str:
        """Keep a block of text that was pasted."""
        return self.receive(PASTED, text.encode(errors="replace"), mark)

    def received(self, token: str, mark: str) -> ReceivedFile | None:
        """The file of a token, for the browser that sent it; None where there is none any more."""
        with self._lock:
            self._shorten()
            if token not in self._files:
                return None
            _, received = self._files[token]
            if not mark or received.mark != mark:
                return None
            self._files[token] = self._now(), received
            self._files.move_to_end(token)
            return received

    def forget(self, token: str) -> None:
        """Keep nothing of a file: it is a case now, or was given up."""
        with self._lock:
            self._drop(token)

    def _shorten(self) -> None:
        """Forget what is too old and, of the rest, what is too much."""
        oldest = self._now() - UPLOAD_KEPT_S
        while self._files:
            token, (used, _) = next(iter(self._files.items()))
            size = sum(received.size for _, received in self._files.values())
            if used > oldest and size <= MOST_UPLOADED_BYTES and len(self._files) <= MOST_UPLOADS:
                return
            self._drop(token)

    def _drop(self, token: str) -> None:
        self._files.pop(token, None)
        self._outcomes.drop(lambda key: key[0] == token)

    def _outcome(self, received: ReceivedFile, answers: FileAnswers) -> _Outcome:
        """What came of reading a file, which stays so; but for what may be asked again."""
        key = received.token, answers.given
        known = self._outcomes.peek(key)
        if known is not None:
            return known
        try:
            outcome: _Outcome = self._reader(received.name, received.content, answers)
        except FileRefused as refused:
            if refused.kind == "busy":
                raise
            outcome = refused
        with self._lock:
            if received.token in self._files:  # not forgotten meanwhile
                self._outcomes.put(key, outcome)
        return outcome


@MadeOnce
def current_uploads() -> Uploads:
    """The files that this process has received."""
    return Uploads()
