"""The command ``solve``: one problem in JSON, one answer in JSON."""

from argparse import Namespace

from prioritisation.cli import WRONG, CommandOutput
from prioritisation.solve.problem import InvalidProblem
from prioritisation.solve.solve import solve
from prioritisation.wording import t


def solve_command(given: Namespace) -> CommandOutput:
    """Answer the problem of a file; nothing on stdout when there is something to correct."""
    try:
        answer, warnings = solve(given.subject)
    except InvalidProblem as error:
        text = t("{place}: {text}", place=error.place, text=error.fault)
        return CommandOutput((), (text,), WRONG)
    return CommandOutput((answer,), tuple(warnings))
