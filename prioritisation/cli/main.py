"""The command line, ``python -m prioritisation``: analyse, import, solve, export, replay, keep.

Exit codes: 0 done, 1 failed, 2 something to correct in what was asked or in the folder,
130 interrupted, 141 when who reads the output stops reading.
"""

import io
import os
import sys
import tomllib
import traceback
from argparse import ArgumentError, ArgumentParser, HelpFormatter
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from criteria.errors import Problem
from criteria.model import DEFAULT_OPTION
from prioritisation.cli import (
    FAILED,
    INTERRUPTED,
    LONGEST_TYPED,
    UNREAD,
    WRONG,
    CommandOutput,
    terminal_line,
)
from prioritisation.documents.kinds import Document
from prioritisation.errors import InvalidRequest
from prioritisation.wording import problem_sentence, t
from prioritisation.wording.nouns import speaking_of

DEBUG = "PRIORITISATION_DEBUG"
ROOT = Path(__file__).parents[2]

DOING = {
    "analyse": ("analyse", "analyse_command"),
    "import": ("importing", "import_command"),
    "solve": ("solving", "solve_command"),
    "export": ("export", "export_command"),
    "replay": ("replay", "replay_command"),
    "backup": ("keeping", "backup_command"),
    "restore": ("keeping", "restore_command"),
    "setup-link": ("keeping", "setup_link_command"),
    "rotate-secrets": ("keeping", "rotate_command"),
}
"""Command -> what does it, imported then only: --help does not wait for NumPy."""


class _Help(HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=34, width=100)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401 (argparse's own)
        super().add_usage(usage, actions, groups, t("Usage: ") if prefix is None else prefix)


class _Parser(ArgumentParser):
    """argparse in French: its complaints become problems, with the place of each."""

    def __init__(self, **keywords: Any) -> None:  # noqa: ANN401 (argparse's own)
        super().__init__(
            add_help=False,
            formatter_class=_Help,
            allow_abbrev=False,
            exit_on_error=False,
            **keywords,
        )
        self._positionals.title, self._optionals.title = t("What is given"), t("Settings")
        self.add_argument("--help", "-h", action="help", help=t("This text."))

    def error(self, message: str) -> NoReturn:
        """What argparse tells so is what lacks: « …: FOLDER »."""
        raise InvalidRequest([Problem("missing_key", message.rpartition(": ")[2])])


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
        return _run(argv or ("--help",))
    except InvalidRequest as error:
        return _told(CommandOutput((), tuple(map(problem_sentence, error.problems)), WRONG))
    except SystemExit:
        return 0  # the help, or the version, was printed
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return UNREAD
    except Exception:  # noqa: BLE001 (the last resort, where a traceback would say nothing)
        if os.environ.get(DEBUG):
            traceback.print_exc()
        _forget_output()
        text = t("Unexpected failure. To see its details, set {variable}=1.", variable=DEBUG)
        return _told(CommandOutput((), (text,), FAILED))


def _run(argv: Sequence[str]) -> int:
    """Do what was typed; raise InvalidRequest when it cannot be."""
    try:
        given, unknown = _parser().parse_known_args(argv)
    except ArgumentError as error:
        if error.argument_name == t("COMMAND"):
            values = {"found": argv[0][:LONGEST_TYPED], "allowed": ", ".join(DOING)}
            raise InvalidRequest([Problem("not_allowed", t("COMMAND"), values=values)]) from error
        if error.argument_name is None:
            _parser().error(error.message)
        # Nothing where a text is needed, or one where none is: --json=yes.
        explicit = "explicit" in error.message
        problem = Problem("unknown_setting" if explicit else "missing_key", error.argument_name)
        raise InvalidRequest([problem]) from error
    if unknown:
        raise InvalidRequest([Problem("unknown_setting", one[:LONGEST_TYPED]) for one in unknown])
    module, name = DOING[given.command]
    return _told(getattr(import_module(f"prioritisation.cli.{module}"), name)(given))


def _parser() -> _Parser:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    version = t("{name}, version {version}", name=project["name"], version=project["version"])
    parser = _Parser(
        prog="python -m prioritisation",
        description=t("Says which lever comes first, or that nobody can say, and why."),
        epilog=t("Exit code: 0 done, 1 failed, 2 something to correct, said one line each."),
    )
    parser.add_argument("--version", action="version", version=version, help=t("Its version."))
    commands = parser.add_subparsers(dest="command", required=True, metavar=t("COMMAND"))
    as_json = t("JSON for a program instead of a report.")
    told: dict[str, tuple[str, str, Sequence[tuple[str, str, str]]]] = {
        "analyse": (
            t("Analyse the case of a folder: data/normandie."),
            t("FOLDER"),
            (
                (
                    "--weights",
                    t("CRITERION=POINTS,…"),
                    t("Points from 0; « hors » leaves a criterion out. Equal by default."),
                ),
                (
                    "--rank-order",
                    t("CRITERION,…"),
                    t("The criteria from the most important; = between two of the same place."),
                ),
                ("--reading+", t("NAME"), t("A way of counting of the case. May be repeated.")),
                (
                    "--direction+",
                    t("CRITERION=max"),
                    t("Which way a criterion counts, where it is open. May be repeated."),
                ),
                (
                    "--constraint+",
                    t("CONSTRAINT"),
                    t("Weights in percents: a>=b, a>=20, a<=60, « a 20..60 ». May be repeated."),
                ),
                ("--json", "", as_json),
            ),
        ),
        "import": (
            t("Read a table as people make them: docs/import.md."),
            t("FILE"),
            (
                ("--sheet", t("NAME"), t("The sheet that has the table.")),
                (
                    "--answers",
                    t("FILE.json"),
                    t("The questions of --json, each with its « answer » added."),
                ),
                (
                    "--output",
                    t("FOLDER"),
                    t("Write the case as a new folder, once nothing is asked any more."),
                ),
                ("--json", "", as_json),
            ),
        ),
        "solve": (t("Solve a problem in JSON: docs/solve.md."), t("PROBLEM"), ()),
        "export": (
            t("Write its documents in a folder."),
            t("MEETING or FILE"),
            (
                (
                    "--format",
                    t("NAME,…"),
                    t("One or several of {all}; by default pdf,docx.", all=", ".join(Document)),
                ),
                ("--output", t("FOLDER"), t("Where they are written; here by default.")),
                ("--force", "", t("Replace files that are there already.")),
            ),
        ),
        "replay": (
            t("Compute a proof file again: docs/record.md."),
            t("FILE"),
            (("--case", t("FOLDER"), t("Write its case as a new folder.")),),
        ),
        "backup": (t("Copy all meetings into a new file."), t("FILE"), ()),
        "restore": (t("Put such a file back into an empty database."), t("FILE"), ()),
        "setup-link": (t("Make another set-up link; the old one opens nothing."), "", ()),
        "rotate-secrets": (t("Change the secrets of the server: docs/deployment.md."), "", ()),
    }
    for name, (about, subject, settings) in told.items():
        command = commands.add_parser(name, help=about, description=about)
        if subject:
            command.add_argument("subject", metavar=subject, type=_text)
        for option, value, text in settings:
            if not value:
                command.add_argument(option, action="store_true", help=text)
            elif option.endswith("+"):
                command.add_argument(
                    option[:-1], metavar=value, action="append", default=[], help=text
                )
            else:
                command.add_argument(option, metavar=value, type=_text, help=text)
    return parser


def _text(text: str) -> str:
    """What was typed, which is not nothing."""
    if not text.strip():
        raise ValueError
    return text


def _told(output: CommandOutput) -> int:
    """Print what a command says, and complain one line each."""
    if output.lines:
        print("\n".join(output.lines), flush=True)
    for sentence in output.complaints:
        print(terminal_line(sentence), file=sys.stderr)
    return output.code


def _forget_output() -> None:
    """Leave Python nothing to write, and to fail on, at exit."""
    if sys.__stdout__ is not None and sys.stdout is sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())
