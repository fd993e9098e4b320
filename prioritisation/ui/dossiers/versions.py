"""Two versions of a dossier side by side: what differs, and who comes first in each."""

from collections.abc import Sequence

import streamlit as st

from criteria.case import Case
from criteria.errors import InvalidCase
from prioritisation.cases.changes import difference
from prioritisation.drawing.markup import tag, text
from prioritisation.meeting.store import StoredEntry
from prioritisation.sentences.dossier_changes import changed_lines
from prioritisation.sentences.effects import firsts_of_versions
from prioritisation.ui.dossiers.place import Holder
from prioritisation.ui.editing.effect import effect_is_hidden
from prioritisation.ui.shared import widgets
from prioritisation.ui.shared.changed import changes_html
from prioritisation.ui.visit.trying import attempt
from prioritisation.wording import t, tn
from prioritisation.wording.moments import moment_text

_FEWEST = 3
"""Versions, from which on one chooses which to compare with."""


def version_beside(holder: Holder, seq: int, entries: Sequence[StoredEntry]) -> int:
    """The number of the version that another is compared with: at first, the last one."""
    last, name = holder.dossier.seq, f"beside_{holder.key}_{seq}"
    moments = {e.seq: moment_text(e.at, holder.dossier.case.timezone) for e in entries}
    names = {
        number: t("version {n}, of {moment}", n=number, moment=moment)
        for number, moment in moments.items()
        if number != seq
    }
    names[last] = t("version {n}, of today", n=last)
    if len(moments) < _FEWEST:
        return last
    widgets.selectbox(
        t("Compare version {n} with", n=seq),
        list(names),
        format_func=names.__getitem__,
        **widgets.own_keywords(name, last),
    )
    beside = int(widgets.own_choice(name, last))
    return beside if beside in names else last


def draw_between(holder: Holder, seq: int, beside: int) -> bool:
    """What the later of two versions says otherwise; whether anything differs."""
    first, second = sorted((seq, beside))
    door = holder.key, holder.secret
    states = attempt(lambda: tuple(holder.shelf.state(*door, one) for one in (first, second)))
    if states is None:
        return False
    # Named as on the day of the later one.
    lines = changed_lines(holder.dossier.case, difference(*states), states[1])
    if not lines:
        same = t("Versions {first} and {second} say the same.", first=first, second=second)
        st.html(tag("p", text(same), "note"))
        return False
    title = tn(
        "{n} thing differs between versions {first} and {second}",
        "{n} things differ between versions {first} and {second}",
        len(lines),
        first=first,
        second=second,
    )
    rows = changes_html(lines, versions=(first, second))
    st.html(tag("h2", text(title)) + _firsts_html(holder, first, second) + rows)
    return True


def _firsts_html(holder: Holder, first: int, second: int) -> str:
    """Who comes first in each, with equal weights; not while people vote on this dossier."""
    if effect_is_hidden(holder.dossier.case, holder.key):
        hidden = t("Who comes first in each is not shown while a vote is open.")
        return tag("p", text(hidden), "note")
    cases = [_case(holder, one) for one in (first, second)]
    known = [(n, case) for n, case in zip((first, second), cases, strict=True) if case]
    return "" if len(known) < len(cases) else tag("p", text(firsts_of_versions(*known)))


def _case(holder: Holder, seq: int) -> Case | None:
    """A version; None for one that this program cannot read."""
    try:
        return holder.shelf.open_version(holder.key, holder.secret, seq).case
    except InvalidCase:
        return None
