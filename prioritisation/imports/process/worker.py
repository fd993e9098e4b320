"""The process that reads one file, and ends: what that file did to it ends with it.

It is started by ``service`` and by nobody else. What it is asked comes in on its input, a line of
JSON before the bytes of the file; what it answers leaves by its output, JSON as well.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from prioritisation.imports.answers import FileAnswers
from prioritisation.imports.errors import FileRefused
from prioritisation.imports.process.limits import NotDone, confine, end_with_starter, is_left
from prioritisation.imports.process.wire import answers_from_json, answers_json, refusal_json

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
