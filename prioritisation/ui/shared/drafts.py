"""What is typed and not sent yet: lines and reasons that a reload of the page gives back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from secrets import token_hex
from time import monotonic
from typing import Any

import streamlit as st

from prioritisation.drawing.markup import items, tag, text
from prioritisation.sentences.dossier_changes import ChangedLine
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.scripts import declared
from prioritisation.wording import t, tn

_DRAFTS = declared(
    "drafts", Path(__file__).parent / "drafts.js", html='<div role="status" class="drafts"></div>'
)

_SESSION = "drafts_session"
"""Session key: what tells this session from an earlier one of the same tab."""

_GIVEN = "drafts_given"
"""Session key: names of those that had what an earlier session left -> whether it was anything."""

_WATCHED = "drafts_watched"
"""Session key: name of a text field -> its widget's key, what the server has of it, its form,
how many times what was typed there was done with."""


_Values = Mapping[str, object]


@contextmanager
def drafts(
    name: str,
    current: Callable[[], _Values] = dict,
    back: Callable[[_Values], object] | None = None,
) -> Iterator[None]:
    """Have the tab of the browser keep what is typed in the fields that are watched inside.

    What was typed before somebody else wrote there is shown, and never put back into the field.

    Parameters
    ----------
    name
        Whose fields: what was typed in a meeting does not come back in another.
    current
        What else stands in the forms, as the server knows it: which are open, what is chosen.
    back
        Called once in a session with what an earlier one left in this tab; whether it is of use
        is then said.
    """
    # The same object: what is watched inside is in it by the time it is sent.
    fields = st.session_state[_WATCHED] = dict[str, tuple[str, str, bool, int]]()
    yield
    key, given = f"drafts_{name}", st.session_state.get(_GIVEN, {})
    _DRAFTS(
        key=key,
        data={
            "name": f"drafts:{name}",
            "fields": fields,
            "values": dict(current()),
            "session": st.session_state.setdefault(_SESSION, token_hex(8)),
            "at": monotonic(),
            "gives": back is not None,
            "given": key in given,
            "returned": given.get(key, False),
            "back": t("What you had typed is back."),
            "other": t("What you had typed is not put back, somebody wrote there since:"),
            "forget": t("Forget this text"),
        },
        on_left_change=partial(_give_back, key, back),
    )


def _give_back(key: str, back: Callable[[_Values], object] | None) -> None:
    draft, given = st.session_state[key].left, st.session_state.setdefault(_GIVEN, {})
    if back is not None and isinstance(draft, dict) and key not in given:
        given[key] = bool(back(draft))


def forget_drafts(name: str) -> None:
    """Have the tab forget all that it keeps under a name: it was sent, and its form is gone."""
    with drafts(name):
        pass


def watch(name: str, text: str, key: str = "", *, form: bool = False) -> None:
    """A text field, what the server has of it, and the key of its widget when that changes.

    A list of choices, or a box to tick, too: ``text`` is then the place of what is chosen at
    first, -1 for nothing. In a form, whose text the server has only once it is sent, another key
    means that it was.
    """
    times = widgets.times_renewed(name)
    st.session_state.setdefault(_WATCHED, {})[name] = (key or name, text, form, times)


LONGEST_REASON = 300


def text_line(label: str, name: str, **looks: Any) -> None:  # noqa: ANN401 (the widget's own)
    """Draw it inside ``drafts``; ``typed_text`` reads it when the form is sent."""
    widgets.text_input(label, name=name, value="", write=None, **looks)
    watch(name, "", widgets.key_of(name), form=True)


def quiet_line(label: str, name: str) -> None:
    """The same for a reason, its label within it: where a line each would be one too many."""
    looks = {"placeholder": label, "label_visibility": "collapsed"}
    text_line(label, name, max_chars=LONGEST_REASON, **looks)


def typed_text(name: str) -> str:
    """What was typed, without the blanks around it."""
    return str(widgets.value_of(name, "") or "").strip()


def why(name: str) -> str:
    """The field of a written reason, and what is written in it."""
    reason = widgets.own_choice(name, "")
    widgets.text_input(t("Why"), **widgets.own_keywords(name, ""), max_chars=LONGEST_REASON)
    return reason


_LINES = 20
"""Things that differ, that are shown."""


def changes_html(lines: Sequence[ChangedLine], *, proposed: bool = False) -> str:
    """Each thing that differs, and how many are left out.

    Parameters
    ----------
    proposed
        Whether what comes after is not there: it is proposed.
    """
    left = len(lines) - _LINES
    more = tn("… and {n} other thing.", "… and {n} other things.", left) if left > 0 else ""
    each = (_line_html(line, proposed=proposed) for line in lines[:_LINES])
    rows = items(each, "plainlist changes")
    return rows + (tag("p", text(more), "thin") if more else "")


def _line_html(line: ChangedLine, *, proposed: bool) -> str:
    """« Thing: before → after »; what is read aloud has words for the arrow."""
    what = tag("b", tag("bdi", text(line.what))) if line.what else ""
    was, now = {"words": line.before}, {"words": line.after}
    before = t("was: {words}", **was)
    after = t("proposed: {words}", **now) if proposed else t("now: {words}", **now)
    first = text(before if line.before else t("added"))
    last = text(after if line.after else t("taken out"))
    return f"{what} {tag('span', first, 'was')} {tag('span', last, 'now')}"
