"""Documents on demand: made one at a time, elsewhere; the last ones are kept.

Nobody waits for them here: what is asked for comes as a future.
"""

import itertools
import pickle
import queue
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import Enum, IntEnum, auto

from prioritisation.documents.kinds import TooManyDocuments
from prioritisation.documents.worker import Process, request_of
from prioritisation.memory import MadeOnce, drop_keys
from prioritisation.record.facts import MeetingFacts

_WAITING, FOR_VISITORS = 12, 4
"""Documents that may wait behind the one being made; those of no meeting come last, and wait only
where so few do: anybody may ask for them."""

MOST_DOCUMENTS_KEPT, HEAVIEST = 24, 40_000_000
"""Documents kept, and their bytes altogether."""

MEETING_SUBJECT, DOSSIER_SUBJECT = "meeting", "dossier"
"""Kinds of the subjects that are a meeting, or a dossier: then comes its code, or its key."""

_IDLE_S = 600.0
"""Without a request for so long, the process ends and its memory is given back."""


_SubjectKey = tuple[Hashable, ...]
_Key = tuple[_SubjectKey, str]


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """One document.

    Attributes
    ----------
    subject
        What it is about, at which version: the same documents are made from the same subject.
        A meeting's begins with its kind and its code.
    document
        A ``Document``, or the preview.
    """

    subject: _SubjectKey
    document: str

    @property
    def is_of_meeting(self) -> bool:
        """Whether only who holds a link of a meeting may ask for it."""
        return self.subject[0] == MEETING_SUBJECT

    @property
    def key(self) -> _Key:
        """What is the same when the document is."""
        return self.subject, str(self.document)


_Work = tuple[Future[bytes], bytes, _SubjectKey]
"""What is promised, the request, and what it is about, whatever its version."""


class _Order(Enum):
    """What the thread is told beside documents."""

    REST = auto()
    END = auto()


class _Turn(IntEnum):
    """What comes first in the queue."""

    MEETING = auto()
    VISITOR = auto()
    END = auto()


class DocumentQueue:
    """A queue before the process that makes documents, and what it made last."""

    def __init__(self, process: Process | None = None, *, idle: float = _IDLE_S) -> None:
        self._process = process or Process()
        self._idle = idle
        self._lock = threading.RLock()  # a work that ends at once settles in place
        self._queue: queue.PriorityQueue[tuple[_Turn, int, _Work | _Order]]
        self._queue, self._queued = queue.PriorityQueue(), itertools.count()
        self._making: dict[_Key, Future[bytes]] = {}
        self._told: set[_SubjectKey] = set()  # what the process may remember
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()
        self._thread: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """Number of the process that makes documents; None before the first, and after rest."""
        return self._process.pid

    def ask(self, order: DocumentRequest, facts: Callable[[], MeetingFacts]) -> Future[bytes]:
        """A document, when it is made; whoever asks for the same waits for the same.

        Parameters
        ----------
        facts
            Gives what it is made from; called at once, and only if it is not kept.

        Raises
        ------
        TooManyDocuments
            At once, when many wait already. Whatever ``facts`` raises is raised too.
        """
        known = self._known(order)
        if known is not None:
            return known
        request = request_of(pickle.dumps(facts()), str(order.document))
        # Facts are read without the lock, which may take long: another may have asked meanwhile.
        with self._lock:
            made = self._making.get(order.key)
            if made is None:
                made = self._making[order.key] = Future()
                turn = _Turn.MEETING if order.is_of_meeting else _Turn.VISITOR
                self._put(turn, (made, request, order.subject[:2]))
                made.add_done_callback(lambda done: self._settled(order.key, done))
            self._start()
        return made

    def forget(self, code: str) -> None:
        """Keep no document of a meeting that is no more; a process that may remember it ends."""
        self._forget((MEETING_SUBJECT, code))

    def forget_dossier(self, key: str) -> None:
        """The same of a dossier that is no more."""
        self._forget((DOSSIER_SUBJECT, key))

    def _forget(self, about: _SubjectKey) -> None:
        with self._lock:
            drop_keys(self._kept, lambda key: key[0][:2] == about)
            # The process also knows of what it is making, or is about to make.
            known = about in self._told or any(key[0][:2] == about for key in self._making)
            drop_keys(self._making, lambda key: key[0][:2] == about)
            if known:
                self._put(_Turn.MEETING, _Order.REST)

    def _put(self, turn: _Turn, work: _Work | _Order) -> None:
        self._queue.put((turn, next(self._queued), work))

    def _known(self, order: DocumentRequest) -> Future[bytes] | None:
        key, most = order.key, _WAITING if order.is_of_meeting else FOR_VISITORS
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                ready: Future[bytes] = Future()
                ready.set_result(self._kept[key])
                return ready
            if key not in self._making and len(self._making) > most:
                raise TooManyDocuments
            return self._making.get(key)

    def _settled(self, key: _Key, done: Future[bytes]) -> None:
        with self._lock:
            if self._making.get(key) is not done:  # its meeting was erased meanwhile
                return
            del self._making[key]
            if done.cancelled() or done.exception():
                return
            self._kept[key] = done.result()
            while len(self._kept) > MOST_DOCUMENTS_KEPT or self._too_heavy():
                self._kept.popitem(last=False)

    def _too_heavy(self) -> bool:
        return len(self._kept) > 1 and sum(map(len, self._kept.values())) > HEAVIEST

    def _start(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._work, name="documents", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while self._do_next():
            pass

    def _do_next(self) -> bool:
        """Do what comes next; False at the end. A thread that waits holds nothing of a meeting."""
        try:
            _, _, work = self._queue.get(timeout=self._idle)
        except queue.Empty:
            work = _Order.REST
        if work is _Order.REST:
            self._rest()
        elif work is not _Order.END:
            self._make(*work)
        return work is not _Order.END

    def _make(self, future: Future[bytes], request: bytes, subject: _SubjectKey) -> None:
        if not future.set_running_or_notify_cancel():
            return
        self._told.add(subject)
        try:
            future.set_result(self._process.ask(request))
        except Exception as error:  # noqa: BLE001 (whoever asked is told; the next is served)
            future.set_exception(error)

    def _rest(self) -> None:
        """End the process, its memory with it; the next document starts another."""
        self._process.close()
        self._told.clear()

    def close(self) -> None:
        """End the thread and the process."""
        thread = self._thread
        if thread is not None:
            self._put(_Turn.END, _Order.END)
            self._process.close()
            thread.join()
        self._process.close()


@MadeOnce
def current_queue() -> DocumentQueue:
    """The service of this process; nothing is started before a document is asked for."""
    return DocumentQueue()
