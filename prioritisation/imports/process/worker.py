"""The process that reads one file, and ends: what that file did to it ends with it.

It is started by ``service`` and by nobody else. What it is asked comes in on its input, a line of
JSON before the bytes of the file; what it answers leaves by its output, JSON as well.
"""

import contextlib
import ctypes
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from prioritisation.imports.grids import FileRefused
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.process.wire import answers_from_json, answers_json, refusal_json

try:
    import resource
except ImportError:  # Windows: its time is limited by who started it, and nothing else
    resource = None  # type: ignore[assignment] # a module elsewhere

MOST_MEMORY, MOST_CPU_S = 500_000_000, 5
"""Bytes of addresses, and seconds of a processor, start included."""

NICENESS_OF_READING = 5
"""As what makes documents: it gives way, and is not starved."""

MOST_CLOCK_S = 20
"""Seconds after which it ends by itself: who started it, and would have ended it, may be gone."""

_MOST_OPEN = 32
_PR_SET_PDEATHSIG = 1
"""Of ``prctl.h``."""
_OOM_SCORE = Path("/proc/self/oom_score_adj")
"""Which process Linux ends first, once memory is short: this one rather than a room that votes."""

_REFUSED = (
    *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.sendto"),
    *("subprocess.", "os.system", "os.fork", "os.exec", "os.posix_spawn", "os.spawn", "os.kill"),
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "shutil.", "tempfile.", "winreg.", "webbrowser."),
)
"""Beginnings of the names of what is not done."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


class NotDone(RuntimeError):
    """Something was tried that reads no file."""


def end_with_starter() -> None:
    """Have this process end once who started it does, however: Linux sees to it."""
    if hasattr(signal, "alarm"):
        signal.alarm(MOST_CLOCK_S)
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def is_left(starter: int) -> bool:
    """Whether who started this process was gone before it could end with it."""
    return sys.platform == "linux" and os.getppid() != starter


def confine() -> None:
    """Keep this process to its limits from here on."""
    with contextlib.suppress(OSError):
        _OOM_SCORE.write_text("1000")
    if hasattr(os, "nice"):
        os.nice(NICENESS_OF_READING)
    if resource is not None:
        for kind, most in _limits().items():
            # What the system sets lower stays so; one that a system does not know is left out.
            with contextlib.suppress(OSError, ValueError):
                # Time has an end of its own before the one that says nothing of why.
                hard = most + 1 if kind == resource.RLIMIT_CPU else most
                resource.setrlimit(kind, (most, hard))
    sys.dont_write_bytecode = True  # of what is imported later
    sys.addaudithook(_refuse)


def _limits() -> dict[int, int]:
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_CPU: MOST_CPU_S,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: _MOST_OPEN,
    }
    # Not everywhere: counted for the whole user, and not for the one who may do anything.
    nproc = getattr(resource, "RLIMIT_NPROC", None)
    return limits | ({nproc: 0} if nproc is not None else {})


def _refuse(event: str, details: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED) or (event == "open" and _writes(details)):
        raise NotDone(event)


def _writes(details: tuple[Any, ...]) -> bool:
    _path, mode, flags = details
    letters = mode if isinstance(mode, str) else ""
    return bool(set(letters) & set("wax+") or (isinstance(flags, int) and flags & _WRITING))


Task = Callable[[str, bytes, FileAnswers], bytes]

TASKS: Mapping[str, tuple[str, str]] = {
    "read": ("prioritisation.imports.process.whole", "whole_reading"),
    "annotate": ("prioritisation.imports.files.annotated", "annotated_file"),
}
"""What may be asked -> the module and the function that does it."""

ANSWERED, REFUSED_ANSWER = b"A", b"R"
"""What an answer begins with."""

_LONGEST_WHY = 200
_ARCHIVE = b"PK"
_NOT_NEEDED = ("numpy", "pandas", "PIL")
"""Looked for by what reads workbooks, which does without: half of its start."""


def request_bytes(task: str, name: str, content: bytes, answers: FileAnswers) -> bytes:
    """A request, as it is sent."""
    more = {"answers": answers_json(answers.given), "starter": os.getpid()}
    return json.dumps({"task": task, "name": name, **more}).encode() + b"\n" + content


def main() -> None:
    """Answer one request."""
    end_with_starter()
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not be read as an answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    head = json.loads(sys.stdin.buffer.readline())
    if is_left(head["starter"]):
        return
    module, name = TASKS[head["task"]]
    task: Task = getattr(import_module(module), name)
    confine()
    answer.write(_answer(task, head))
    answer.flush()
    os._exit(0)  # nothing is left to be tidied up


def _answer(task: Task, head: Mapping[str, Any]) -> bytes:
    """What a task gives for the file, or why it gives nothing."""
    try:
        content = sys.stdin.buffer.read()
        if content.startswith(_ARCHIVE):
            sys.modules.update(dict.fromkeys(_NOT_NEEDED))  # type: ignore[arg-type] # None: absent
        answers = FileAnswers(answers_from_json(head["answers"]))
        return ANSWERED + task(head["name"], content, answers)
    except FileRefused as refused:
        return REFUSED_ANSWER + refusal_json(refused)
    except MemoryError:
        return REFUSED_ANSWER + refusal_json(FileRefused("too_heavy"))
    except Exception as error:  # noqa: BLE001 (one sentence for whatever a file can do)
        return REFUSED_ANSWER + refusal_json(FileRefused("broken", why=_why(error)))


def _why(error: BaseException) -> str:
    """For a log: what kind of error, and where; nothing of the file."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f"{last.tb_frame.f_code.co_name}:{last.tb_lineno}" if last else ""
    tried = f" {error}" if isinstance(error, NotDone) else ""
    return f"{type(error).__name__}{tried} {place}"[:_LONGEST_WHY]


if __name__ == "__main__":
    main()
