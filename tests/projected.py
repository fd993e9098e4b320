"""Every picture of the projector of a meeting, as whole pages that need no server."""

import datetime as dt
import re
from datetime import UTC, datetime
from pathlib import Path

from criteria.model import Sense
from prioritisation.drawing.projector import projectable_views, projector_view
from prioritisation.meeting.room.setup import PROJECT_AUTO
from prioritisation.meeting.rules import Act, Form
from prioritisation.meeting.rules.decision import (
    Decision,
    Objection,
    Outcome,
    ShowOfHands,
    Step,
    to_json,
)
from prioritisation.web import projection
from tests.sitting import Sitting

FONTS = Path(projection.__file__).parent / "fonts"
PHONES = "http://192.0.2.2"
WIDTH, HEIGHT = 1920, 1080


def page_of(sitting):
    """The projector's page of a meeting as it is now, without its script."""
    view = projector_view(sitting.room, sitting.stage())
    main = projection._main(view.at(datetime.now(UTC), PHONES), sitting.code, view)  # noqa: SLF001 (the page itself)
    page = projection._page(main)  # noqa: SLF001 (as it is sent)
    return re.sub("<script>.*?</script>", "", page, flags=re.DOTALL)


def every_page(sitting, ballots, *, arrived=16, decision=None):
    """Name -> page, of each picture that a meeting can project, from its draft to its decision.

    Parameters
    ----------
    ballots
        Points in the order of the criteria, a list a voter.
    """
    pages = {}

    def keep(name):
        pages[name] = page_of(sitting)

    def keep_all(results=None):
        for view in projectable_views(sitting.stage(), results)[1:]:
            sitting.room.project(sitting.code, sitting.secret, view)
            keep(view)
        sitting.room.project(sitting.code, sitting.secret, PROJECT_AUTO)

    sitting.lobby()
    voters = [sitting.voter() for _ in range(arrived)]
    keep("welcome")
    keep_all()
    _settle(sitting)
    sitting.open()
    sitting.room.set_countdown(sitting.code, sitting.secret, 2.25)
    late = len(ballots) // 4
    for k, points in enumerate(ballots):
        if k == len(ballots) - late:
            keep("vote")
        sitting.cast(voters[k], points, nonce=f"n{k}")
    if not late:
        keep("vote")
    sitting.reveal()
    role = sitting.room.role(sitting.code, sitting.secret)
    keep_all(sitting.room.results(sitting.code, role))
    sitting.act(Act.START_ANALYSIS).act(Act.START_DECISION)
    written = to_json(decision or a_decision(sitting.stage().case.levers[0].id))
    sitting.room.write_text(sitting.code, sitting.secret, "decision", written, 0)
    keep("decision")
    return pages


def _settle(sitting):
    if sitting.stage().meeting.form is not Form.FULL:
        return
    sitting.act(Act.START_REVIEW)
    for criterion in sitting.stage().meeting.unconfirmed:
        sitting.room.confirm_direction(sitting.code, sitting.secret, criterion, Sense.MIN)
    sitting.room.freeze(sitting.code, sitting.secret)
    sitting.act(Act.START_CHECKS)


def a_decision(lever, words=""):
    """A decision with a text in each of the blocks that a room sees."""
    kept = Objection(
        text=words or "Pour quatre leviers, personne n’a jugé les partenaires.",
        answer="On le saura en mars.",
        outcome=Outcome.KEPT,
    )
    return Decision(
        proposed=(lever,),
        body="le CREFOP",
        objections=(kept,),
        vote=ShowOfHands(favour=10, against=3, abstaining=1),
        motives="Parce que le groupe le veut.",
        minority=words or "Commencer par Mieux se déplacer",
        steps=(
            Step(action=words or "Étude flash du Carif-Oref : recueillir les avis qui manquent"),
        ),
        review=dt.date(2027, 3, 18),
    )


def fonts_of(page):
    """Have a browser's page find the product's own letters."""
    page.route(
        "**/fonts/*", lambda asked: asked.fulfill(path=FONTS / asked.request.url.split("/")[-1])
    )


def new_sitting(room, form=Form.SHORT, title="Choix du levier prioritaire"):
    return Sitting(room, form, title=title)
