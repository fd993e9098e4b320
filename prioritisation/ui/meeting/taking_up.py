"""What has become of the dossier of a meeting, and the button that takes its last version up."""

from collections.abc import Sequence

import streamlit as st

from criteria.errors import InvalidCase
from prioritisation.cases.reading import OpenDossier
from prioritisation.cases.rights import Deed, DossierRefused
from prioritisation.cases.shelf import current_shelf
from prioritisation.cases.taking import LaterVersion, later_version, lost_scores, take_later
from prioritisation.drawing.markup import html_paragraphs, plain_list, tag, text
from prioritisation.meeting.room import ScoreEdit
from prioritisation.meeting.rules import Act
from prioritisation.meeting.rules.versions import DossierVersion
from prioritisation.meeting.store import UnknownDossier
from prioritisation.sentences.dossier_changes import changed_lines
from prioritisation.ui.shared.folds import answered_fold
from prioritisation.ui.shared.page import draw_html
from prioritisation.ui.visit.dossiers import dossier_secret
from prioritisation.ui.visit.trying import is_done, press
from prioritisation.ui.visit.visit import Visit
from prioritisation.wording import listed, t, tn

_MOST_LINES = 12


def draw_since(visit: Visit, version: DossierVersion) -> None:
    """How many versions came since, as far as this browser may read; and the way to take them."""
    with st.container(key="taking_up", gap="small"):
        secret = dossier_secret(version.key)
        if not secret:
            return
        try:
            opened = current_shelf().open(version.key, secret)
            may = opened.may(Deed.OPEN_MEETING) and visit.may(Act.TAKE_DOSSIER)
            later = later_version(visit.room, visit.code, secret) if may else None
        except (DossierRefused, InvalidCase):
            return
        except UnknownDossier:
            gone = t("The case has been erased since; this meeting keeps it as it was.")
            draw_html(tag("p", text(gone), "thin"))
            return
        if opened.seq > version.seq:
            _draw_later(visit, version, opened, later)


def _draw_later(
    visit: Visit, version: DossierVersion, opened: OpenDossier, later: LaterVersion | None
) -> None:
    n = opened.seq - version.seq
    words = tn(
        "The case has changed since: {n} later version.",
        "The case has changed since: {n} later versions.",
        n,
    )
    if later is None:
        kept = [t("This meeting keeps its own.")]
        if opened.may(Deed.OPEN_MEETING):
            kept += [t("To take the last one, create another meeting.")]
        draw_html(tag("div", html_paragraphs((words, " ".join(kept))), "thin"))
        return
    st.html(tag("p", text(words)))
    lost = lost_scores(visit.room, visit.code, visit.secret, later)
    if lost:
        st.html(tag("p", text(_losing(visit, lost)), "warn"))
    _draw_changes(opened, later)
    label = t("Take up version {n} of the case", n=later.seq)
    if press(visit, label, "take_up", also=later.seq) and is_done(
        lambda: take_later(visit.room, visit.code, visit.secret, later)
    ):
        st.rerun()


def _draw_changes(opened: OpenDossier, later: LaterVersion) -> None:
    """What is not as the meeting has it, folded: the first lines, and how many more."""
    lines = changed_lines(opened.case, later.change)
    counted = tn("{n} thing changed", "{n} things changed", len(lines))
    with answered_fold(t("What changed?"), counted, "taking_up_lines"):
        shorter = [
            t(
                "{what}: {before} → {after}",
                what=one.what,
                before=one.before or t("nothing"),
                after=one.after or t("nothing"),
            )
            for one in lines[:_MOST_LINES]
        ]
        left = len(lines) - len(shorter)
        shorter += [t("… and {n} more.", n=left)] if left else []
        draw_html(plain_list(shorter))


def _losing(visit: Visit, lost: Sequence[ScoreEdit]) -> str:
    """The scores written in the meeting that the dossier has written too."""
    case = visit.stage.plain_case
    names = {v.id: v.label for v in case.levers} | {c.id: c.label for c in case.criteria}
    cells = [
        t(
            "{lever}, {criterion}",
            lever=names.get(one.lever, one.lever),
            criterion=names.get(one.criterion, one.criterion),
        )
        for one in lost
    ]
    return t(
        "Written here and changed in the case too: taking it up gives the score of the case "
        "for {what}.",
        what=listed(cells),
    )
