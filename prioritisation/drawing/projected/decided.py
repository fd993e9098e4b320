"""The decision: who validates it, the vote, what is objected, what comes next, and when."""

from criteria.case import Case
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import (
    Foot,
    framed_picture,
    isolated,
    lever_name,
    meeting_foot,
    units,
)
from prioritisation.meeting.room import Stage
from prioritisation.meeting.rules.decision import (
    Decision,
    DecisionStatus,
    Outcome,
    ShowOfHands,
    State,
)
from prioritisation.meeting.rules.levers import is_about
from prioritisation.sentences.decision import answered_text
from prioritisation.wording import listed, number, t, tn
from prioritisation.wording.numbers import long_date

_LINE = 30
"""Characters of a line of a block."""

_LINES, _MORE_IN_ONE_ROW = 2, 3
"""Lines of a block when the picture is full; how many more if no row of blocks is below."""

_ROW = 2
"""Blocks side by side."""

_ARTICLES = frozenset(("le", "la", "les", "un", "une", "des"))

_MOST_LARGE, _MOST_SMALL = 18, 34
"""Hands drawn as large discs, and as discs at all."""

_SHORT, _MIDDLE = 27, 36
"""Characters of an answer in one line of 108 units, and of 84."""


def decision_picture(
    stage: Stage, case: Case, now: Decision, standing: DecisionStatus, departs: str = ""
) -> str:
    """What is proposed, the vote, and up to four blocks; a kept objection is always one of them.

    Parameters
    ----------
    departs
        Where the proposal departs from the ranking, as the minutes say it.
    """
    answer, squares = _proposal(case, now)
    size = "p-one" if len(answer) <= _SHORT else "p-two" if len(answer) <= _MIDDLE else "p-three"
    lines = _LINES + (not departs and size != "p-three")
    lines += _MORE_IN_ONE_ROW * (len(_blocks(now, lines)) <= _ROW)
    blocks = _blocks(now, lines)
    cut = any("…" in words for _, words in blocks)
    body = _consent(now) if now.proposed else ""
    body += tag("p", tag("span", text(departs), "p-clamp"), "p-departs") if departs else ""
    style = f"--lines:{lines}"
    body += tag("div", "".join(_block(*block) for block in blocks), "p-blocks", style=style)
    parts = [t("The vote helps to decide: it does not decide.")] * bool(now.vote)
    parts += [t("The whole texts are in the minutes.")] * cut
    foot = Foot(text(" ".join(parts)), meeting_foot(stage, coded=False).right)
    return framed_picture(f"decision {size}", _whose(now, standing), answer, body, foot, squares)


def _whose(now: Decision, standing: DecisionStatus) -> str:
    """Whose proposal, to whom; a project as long as it lacks its reasons."""
    if standing.state is State.DECISION:
        what = t("Proposal of the group")
    else:
        what = t("Draft proposal of the group")
    return (
        t("{what}, to be validated by {body}", what=what, body=isolated(_inside(now.body)))
        if now.body
        else what
    )


def _inside(body: str) -> str:
    """Who validates, as it is written inside a sentence: « le comité », but « CREFOP »."""
    first = body.partition(" ")[0].lower()
    article = first in _ARTICLES or first.startswith(("l’", "l'"))
    return body[:1].lower() + body[1:] if article else body


def _proposal(case: Case, now: Decision) -> tuple[str, str]:
    """What is proposed, and a square of the colour of each lever."""
    levers = {lever.id: lever for lever in case.levers}
    names = [lever_name(levers[one]) if one in levers else one for one in now.proposed]
    if not names:
        return t("No lever is proposed yet."), ""
    squares = "".join(
        tag("i", "", "p-lever", style=f"--c:{levers[one].colour}")
        for one in now.proposed
        if one in levers
    )
    return t("Start with {levers}", levers=listed(names)), squares


def _consent(now: Decision) -> str:
    if now.vote:
        return _hands(now.vote)
    if now.current_objections:
        words = answered_text(now)
    elif now.no_objection:
        words = t("The group was asked: nobody objected.")
    else:
        words = t("Does anybody object?")
    return tag("p", text(words), "p-how")


def _hands(vote: ShowOfHands) -> str:
    """A disc for each hand, while they are not too many."""
    groups = (
        (vote.favour, t("for"), "p-for"),
        (vote.against, t("against"), "p-against"),
        (vote.abstaining, tn("who abstains", "who abstain", vote.abstaining), "p-none"),
    )
    size = 64 if vote.hands <= _MOST_LARGE else 34 if vote.hands <= _MOST_SMALL else 0
    return tag("div", "".join(_hand(*group, size) for group in groups), "p-hands")


def _hand(count: int, word: str, css: str, size: int) -> str:
    style = f"width:{units(size)};height:{units(size)}"
    discs = tag("div", tag("i", "", css, style=style) * count * bool(size), "p-toks")
    return tag("div", discs + tag("p", tag("b", text(number(count))) + " " + text(word)))


def _blocks(now: Decision, lines: int) -> list[tuple[str, str]]:
    """What is kept against it, who thinks otherwise, what comes next, when it is looked at."""
    most = lines * _LINE
    maintained = [o.text for o in now.current_objections if o.outcome is Outcome.KEPT]
    blocks = []
    if maintained:
        title = tn("{n} objection kept", "{n} objections kept", len(maintained))
        title = t("Objection kept") if len(maintained) == 1 else title
        blocks.append((title, t("“{words}”", words=shortened(maintained[0], most))))
    if now.steps:
        blocks.append(_next_step(now, most))
    if now.minority.strip():
        own = is_about(now.minority_for, now.proposed)
        title = t("Minority view") if own else t("Minority view, on another proposal")
        blocks.append((title, shortened(now.minority, most)))
    if now.review:
        blocks.append((t("We talk about it again"), long_date(now.review)))
    return blocks


def _next_step(now: Decision, most: int) -> tuple[str, str]:
    """The first step: when it is stands in the title, where a long text cannot hide it."""
    step, n = now.steps[0], len(now.steps)
    title = t("The next step") if n == 1 else t("The next step (1 of {n})", n=n)
    if step.when:
        when = shortened(step.when, _LINES * _LINE)
        title = t("{what}: {when}", what=title, when=isolated(when))
    return title, shortened(", ".join(filter(None, (step.action, step.who))), most)


def shortened(words: str, most: int = _LINES * _LINE) -> str:
    """A text in one line, cut at a whole word with « … » when it is longer.

    Examples
    --------
    >>> shortened("Parce que le groupe le veut.", 12)
    'Parce que …'
    """
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    head = line[:most]
    return (head.rpartition(" ")[0] or head) + " …"


def _block(title: str, words: str) -> str:
    inside = tag("h2", text(title)) + tag("p", tag("span", text(words), "p-clamp"))
    return tag("div", inside, "p-block")
