"""The command line, ``python -m prioritisation``: analyse, import, solve, export, replay, keep.

Exit codes: 0 done, 1 failed, 2 something to correct in what was asked or in the folder,
130 interrupted, 141 when who reads the output stops reading.
"""

import io
import os
import re
import subprocess
import sys
import tomllib
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from criteria.errors import Problem
from criteria.model import DEFAULT_OPTION
from prioritisation.cli import (
    DONE,
    FAILED,
    INTERRUPTED,
    LONGEST_TYPED,
    UNREAD,
    WRONG,
    CommandOutput,
    Options,
    once,
    unknown_words,
)
from prioritisation.cli.usage import help_text
from prioritisation.errors import InvalidRequest
from prioritisation.wording import problem_sentence, t
from prioritisation.wording.nouns import speaking_of

DEBUG = "PRIORITISATION_DEBUG"
ROOT = Path(__file__).parents[2]
PYPROJECT, BENCHMARKS = ROOT / "pyproject.toml", ROOT / "tests" / "benchmarks"

TOLD = ("--rank-order", "--rank-sum", "--cards", "--ratio", "--pairwise")
"""Options that tell weights otherwise than in points."""
_TUNING = ("--reading", "--direction", "--constraint", "--portfolio")
COMMANDS = {
    "analyse": ("--weights", *TOLD, *_TUNING, "--json"),
    "import": ("--sheet", "--answers", "--output", "--json"),
    "solve": (),
    "export": ("--format", "--output", "--template", "--force"),
    "replay": ("--case",),
    "backup": (),
    "restore": (),
    "setup-link": (),
    "rotate-secrets": (),
    "bench": ("--only",),
}
"""Command -> the options it has."""
TELLING = {
    "import": ("prioritisation.cli.importing", "import_command"),
    "export": ("prioritisation.cli.export", "export_command"),
    "replay": ("prioritisation.cli.replay", "replay_command"),
    "backup": ("prioritisation.cli.keeping", "backup_command"),
    "restore": ("prioritisation.cli.keeping", "restore_command"),
    "setup-link": ("prioritisation.cli.keeping", "setup_link_command"),
    "rotate-secrets": ("prioritisation.cli.keeping", "rotate_command"),
}
"""Command -> what does it, imported then only: --help does not wait for NumPy."""
VALUED = (
    *("--weights", *TOLD, *_TUNING, "--case", "--only", "--format", "--output", "--template"),
    *("--sheet", "--answers"),
)
FLAGS = ("--json", "--force", "--help", "--version")


@dataclass(frozen=True, slots=True)
class Arguments:
    """What was typed.

    Attributes
    ----------
    words
        The command and its folder: what is not an option.
    options
        Option -> the texts it was given, in order; an empty one for a flag.
    """

    words: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; whatever happens is told in a sentence."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal of another encoding must not fail on a French sentence.
            stream.reconfigure(encoding="utf-8", errors="replace")
    # A command that reads a case speaks of it from there on, and of no other once it is over.
    with speaking_of(DEFAULT_OPTION):
        return _answered(sys.argv[1:] if argv is None else argv)


def _answered(argv: Sequence[str]) -> int:
    try:
        return _run(read_arguments(argv))
    except InvalidRequest as error:
        return _complain(map(problem_sentence, error.problems), WRONG)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return UNREAD
    except Exception:  # noqa: BLE001 (the last resort, where a traceback would say nothing)
        return _apologise()


def read_arguments(argv: Sequence[str]) -> Arguments:
    """Words apart from options, and what is wrong with these; after ``--`` all are words."""
    words: list[str] = []
    options: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    left = ["--help" if text == "-h" else text for text in argv]
    while left:
        text = left.pop(0)
        name, equal, value = text.partition("=")
        if text == "--":
            words, left = [*words, *left], []
        elif not text.startswith("-") or text == "-":
            words.append(text)
        # A value may begin with one dash, as a negative number does; an option has two.
        elif name in VALUED and (equal or (left and not left[0].startswith("--"))):
            options[name] = (*options.get(name, ()), value if equal else left.pop(0))
        elif name in FLAGS and not equal:
            options[name] = ("",)
        else:
            problems.append(_unreadable(name, value))
    return Arguments(tuple(words), options, tuple(problems))


def _unreadable(name: str, value: str) -> Problem:
    """What is wrong with an option: no value, one too many, or nobody knows it."""
    if name in VALUED:
        return Problem("missing_key", name)
    if name in FLAGS:
        values = {"found": value[:LONGEST_TYPED], "allowed": name}
        return Problem("setting_malformed", name, values=values)
    return Problem("unknown_setting", name[:LONGEST_TYPED])


def _run(arguments: Arguments) -> int:
    """Do what was typed; raise InvalidRequest when it cannot be."""
    options = arguments.options
    if "--help" in options or arguments == Arguments((), {}, ()):
        return _put(help_text())
    if "--version" in options:
        return _put(_version())
    command, *words = arguments.words or ("",)
    problems = (*arguments.problems, *_misplaced(command, options))
    if command not in COMMANDS:
        raise InvalidRequest(problems)
    if command == "solve":
        return _solve(words, problems)
    if command in TELLING:
        return _run_command(command, words, options, problems)
    if command == "analyse":
        from prioritisation.cli.analyse import analyse_command  # noqa: PLC0415 (a second)

        return _put(analyse_command(words, options, problems))
    failed = bench_command(words, options, problems)
    sentences = [t("This benchmark failed: {name}.", name=name) for name in failed]
    return _complain(sentences, FAILED if failed else DONE)


def _solve(words: Sequence[str], before: Sequence[Problem]) -> int:
    """Answer the problem of a file; nothing on stdout when there is something to correct."""
    problems = [*before, *unknown_words(words[1:])]
    if not words or not words[0]:
        problems.append(Problem("missing_key", t("PROBLEM")))
    if problems:
        raise InvalidRequest(problems)
    from prioritisation.solve.numbers import InvalidProblem  # noqa: PLC0415 (as above)
    from prioritisation.solve.solve import solve  # noqa: PLC0415

    try:
        answer, warnings = solve(words[0])
    except InvalidProblem as error:
        return _complain([t("{place}: {text}", place=error.place, text=error.fault)], WRONG)
    _complain(warnings, DONE)
    return _put(answer)


def _run_command(
    command: str,
    words: Sequence[str],
    options: Mapping[str, tuple[str, ...]],
    before: Sequence[Problem],
) -> int:
    """Do what tells what it found on stdout, and what is wrong with the rest on stderr."""
    module, name = TELLING[command]
    output: CommandOutput = getattr(import_module(module), name)(words, options, before)
    if output.lines:
        _put("\n".join(output.lines))
    return _complain(output.complaints, output.code)


def _misplaced(command: str, options: Iterable[str]) -> list[Problem]:
    """An unknown command, or the options that it does not have."""
    if not command:
        return [Problem("missing_key", t("COMMAND"))]
    if command not in COMMANDS:
        values = {"found": command[:LONGEST_TYPED], "allowed": ", ".join(COMMANDS)}
        return [Problem("not_allowed", t("COMMAND"), values=values)]
    return [Problem("unknown_setting", name) for name in options if name not in COMMANDS[command]]


def _put(text: str) -> int:
    print(text, flush=True)
    return DONE


def _complain(sentences: Iterable[str], code: int) -> int:
    """Say what is wrong, one line each."""
    for sentence in sentences:
        print(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", sentence), file=sys.stderr)
    return code


def _apologise() -> int:
    """Say that something failed which should not have."""
    if os.environ.get(DEBUG):
        traceback.print_exc()
    _forget_output()
    sentence = t("Unexpected failure. To see its details, set {variable}=1.", variable=DEBUG)
    return _complain([sentence], FAILED)


def _forget_output() -> None:
    """Leave Python nothing to write, and to fail on, at exit."""
    if sys.__stdout__ is not None and sys.stdout is sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())


def _version() -> str:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    return t("{name}, version {version}", name=project["name"], version=project["version"])


def bench_command(
    words: Sequence[str], options: Options, before: Sequence[Problem]
) -> tuple[str, ...]:
    """Run the benchmarks, or the only one asked for; return the names of those that failed.

    Raises
    ------
    InvalidRequest
        When they are not there, or the one asked for is not.
    """
    problems = [*before, *unknown_words(words)]
    only, names = once(options, "--only", problems), _benchmarks()
    if not names:
        problems.append(Problem("missing_folder", str(BENCHMARKS)))
    elif only is not None and only not in names:
        values = {"found": only[:LONGEST_TYPED], "allowed": ", ".join(names)}
        problems.append(Problem("not_allowed", "--only", values=values))
    if problems:
        raise InvalidRequest(problems)
    return tuple(name for name in names if only in (None, name) and not _succeeds(name))


def _benchmarks() -> list[str]:
    """The files that can be run; the others help them."""
    files = sorted(BENCHMARKS.glob("*.py"))
    return [f.stem for f in files if "__main__" in f.read_text(encoding="utf-8")]


def _succeeds(name: str) -> bool:
    """Run a benchmark with this interpreter and this product, and pass on what it prints."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    needed = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    with subprocess.Popen(  # noqa: S603 (a file of ours, no text of the user's)
        [sys.executable, str(BENCHMARKS / f"{name}.py")],
        cwd=ROOT,
        env={**os.environ, **needed},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        try:
            for line in child.stdout or ():
                print(line, end="", flush=True)
        except BrokenPipeError:
            child.communicate()  # nobody reads any more, but it has a server to stop
            raise
    return child.returncode == 0
