"""Files of one criterion beside another: a lever for each way of writing."""

from functools import partial

from tests.cases.imports.expected import AwkwardFile, wide
from tests.cases.imports.writing import text


def column(name, head, cells, **expected):
    """A text of one criterion beside another, a lever for each cell, with what each must be."""
    lines = [f"Projet;{head};Adhésion"]
    lines += [f"Projet {place};{cell};{place % 4 + 1}" for place, cell in enumerate(cells, 1)]
    values = [[value, place % 4 + 1] for place, value in enumerate(cells.values(), 1)]
    return AwkwardFile(
        name,
        partial(text, lines),
        expected.pop("why"),
        levers=[f"Projet {place}" for place in range(1, len(cells) + 1)],
        criteria=[expected.pop("named", head), "Adhésion"],
        scores=wide("B:C", f"2:{len(cells) + 1}", values),
        **expected,
    )
