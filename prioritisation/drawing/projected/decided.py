"""The decision: who validates it, the vote, why, what is objected, what comes next, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from criteria.case import Case
from prioritisation.drawing.markup import tag, text
from prioritisation.drawing.projected.frame import (
    Foot,
    framed_picture,
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
    is_about,
)
from prioritisation.sentences.decision import answered_text, proposal_title
from prioritisation.wording import number, t, tn
from prioritisation.wording.numbers import long_date

_LINE, _FILLED = 30, 24
"""Characters of a line of a block at most, and of one that ends where a word does at least."""

_LINES = 2
"""Lines of a block in each of two rows when the picture is full."""

_ROW, _MOST_BLOCKS = 2, 4
"""Blocks side by side, and in all."""

_MOST_LARGE, _MOST_SMALL = 18, 34
"""Hands drawn as large discs, and as discs at all."""

_SHORT, _MIDDLE = 28, 36
"""Characters of an answer in one line of 108 units, and of 84."""


@dataclass(frozen=True, slots=True)
class DecisionBlock:
    """A title, and a text below it: between « … » where it is somebody's."""

    title: str
    words: str
    quoted: bool = False

    def html(self, words: str, lines: int) -> str:
        """The block with its words as shortened, on so many lines at most."""
        inner = t("“{words}”", words=words) if self.quoted else words
        inside = tag("h2", text(self.title)) + tag("p", tag("span", text(inner), "p-clamp"))
        return tag("div", inside, "p-block", style=f"--lines:{lines}")


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
    blocks, cut = _laid_out(_blocks(now), lines)
    body = _consent(now) if now.proposed else ""
    body += tag("p", tag("span", text(departs), "p-clamp"), "p-departs") if departs else ""
    body += tag("div", blocks, "p-blocks")
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
    return t("{what}, to be validated by: {body}", what=what, body=now.body) if now.body else what


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
    return proposal_title(case, names), squares


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


def _laid_out(blocks: Sequence[DecisionBlock], lines: int) -> tuple[str, bool]:
    """The blocks as HTML, and whether a text is cut: the lines that a row leaves, the other has.

    Parameters
    ----------
    lines
        Lines of a text in each of two rows.
    """
    rows = [blocks[k : k + _ROW] for k in range(0, len(blocks), _ROW)]
    needs = [max(ceil(len(block.words) / _FILLED) for block in row) for row in rows]
    room, html, cut = _ROW * lines + (len(rows) == 1), "", False
    for row, need in zip(rows, needs, strict=True):
        most = min(need, room - min(sum(needs) - need, lines))
        for block in row:
            words = shortened(block.words, most * _LINE)
            cut = cut or words.endswith("…")
            html += block.html(words, most)
    return html, cut


def _blocks(now: Decision) -> list[DecisionBlock]:
    """Why, where there is room; what is kept against it, what comes next, who thinks otherwise."""
    maintained = [o.text for o in now.current_objections if o.outcome is Outcome.KEPT]
    blocks = []
    if maintained:
        title = tn("{n} objection kept", "{n} objections kept", len(maintained))
        title = t("Objection kept") if len(maintained) == 1 else title
        blocks.append(DecisionBlock(title, maintained[0], quoted=True))
    if now.steps:
        blocks.append(_next_step(now))
    if now.minority.strip():
        own = is_about(now.minority_for, now.proposed)
        title = t("Minority view") if own else t("Minority view, on another proposal")
        blocks.append(DecisionBlock(title, now.minority))
    if now.review:
        blocks.append(DecisionBlock(t("We talk about it again"), long_date(now.review)))
    # What is against it is not all that is said of it, where it leaves room.
    reasons = is_about(now.motives_for, now.proposed) and now.motives.strip()
    if reasons and len(blocks) < _MOST_BLOCKS:
        blocks.insert(0, DecisionBlock(t("Reasons of the group"), reasons))
    return blocks


def _next_step(now: Decision) -> DecisionBlock:
    """The first step: when it is stands in the title, where a long text cannot hide it."""
    step, n = now.steps[0], len(now.steps)
    title = t("The next step") if n == 1 else t("The next step (1 of {n})", n=n)
    if step.when:
        when = shortened(step.when, _LINES * _LINE)
        title = t("{what}: {when}", what=title, when=when)
    return DecisionBlock(title, ", ".join(filter(None, (step.action, step.who))))


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
