"""What is typed in the forms of a dossier and not written: a new session has it again."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from prioritisation.ui.editing.ground import (
    FORM_NAMES,
    OpenForm,
    Workbench,
    is_typed_in,
    open_forms,
)
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.drafts import drafts, has_come_back
from prioritisation.ui.visit.trying import EXPECTED

_CHOICES, _FORMS = "choices", "forms"
_MOST_FORMS = 50
"""More than anybody has open at once."""


def keep_unwritten(bench: Workbench) -> None:
    """Have the tab keep every form in which something is typed, and the way to it.

    To be drawn above all of them: fields wait for what an earlier session left.
    """
    with drafts(_name(bench.key), partial(_now, bench), partial(_back, bench)):
        pass


def fold_of(form: OpenForm, fields: tuple[str, ...], name: str) -> dict[str, Any]:
    """Keywords of a fold that holds a form: open where what was typed in it has come back.

    A fold that stands on the page is opened by nobody but who reads it: it is another one then.
    """
    back = has_come_back(_name(form.key))
    is_open = back and is_typed_in(form, fields)
    return {"expanded": is_open, "key": f"{name}_back" if back else name, "type": "compact"}


def _name(key: str) -> str:
    return f"unwritten_{key}"


def _now(bench: Workbench) -> Mapping[str, object]:
    every = widgets.choices_under(FORM_NAMES)
    choices = {name: one for name, one in every.items() if bench.key in name}
    typed = {FORM_NAMES + name for name in choices if name.startswith(f"{bench.key}_")}
    if not typed:
        # Where somebody looks is in the address, or nowhere.
        return {}
    forms = [
        [form.unit, form.base, form.name]
        for (key, _), form in open_forms().items()
        if key == bench.key and any(name.startswith(form.name) for name in typed)
    ]
    return {_CHOICES: choices, _FORMS: forms}


def _back(bench: Workbench, left: Mapping[str, object]) -> bool:
    """Open the forms again as they were opened: what was written meanwhile clashes as ever."""
    for form in _reopened(bench, left.get(_FORMS)):
        open_forms()[bench.key, form.unit] = form
    choices = left.get(_CHOICES)
    if not isinstance(choices, dict):
        return False
    own = {name: one for name, one in choices.items() if bench.key in name}
    return widgets.give_choices(FORM_NAMES, own)


def _reopened(bench: Workbench, forms: object) -> Iterator[OpenForm]:
    """The forms whose unit was written since; a browser may say anything."""
    for one in forms[:_MOST_FORMS] if isinstance(forms, list) else ():
        match one:
            case [str(unit), int(base), str(name)] if name.startswith(FORM_NAMES):
                now = OpenForm(bench.key, unit, bench.units.get(unit), bench.dossier.seq)
                with suppress(*EXPECTED):
                    if name != now.name:
                        then = bench.shelf.state(bench.key, bench.secret, base)
                        yield OpenForm(bench.key, unit, then.get(unit), base, name)
