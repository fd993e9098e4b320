"""What the process that reads a file may not do, whatever the file holds.

The system keeps to figures: memory, time, nothing written, no other process. Beside it, Python
itself refuses what reads no file. None of it can be lifted once it is there.
"""

import contextlib
import ctypes
import os
import signal
import sys
from pathlib import Path
from typing import Any

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
