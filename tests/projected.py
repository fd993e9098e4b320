"""Every picture of the projector of a meeting, as whole pages that need no server."""

import datetime as dt
import re
from datetime import UTC, datetime
from pathlib import Path

from criteria.model import Sense
from prioritisation.analysis.comparison import compare, suggested_changes
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.one_or_two import one_or_two
from prioritisation.analysis.scenario import analyse, starting_scenario
from prioritisation.drawing.projected.beside import beside_picture
from prioritisation.drawing.projected.pair import pair_picture
from prioritisation.drawing.projected.ranked import projected_ranking
from prioritisation.drawing.projected.shared_out import solid_picture
from prioritisation.drawing.projector import projectable_views, projector_view
from prioritisation.drawing.rank_bench import RankColumn, RankSpan
from prioritisation.meeting.rules import Act, Form, Phase
from prioritisation.meeting.rules.decision import (
    Decision,
    Objection,
    Outcome,
    ShowOfHands,
    Step,
    to_json,
)
from prioritisation.meeting.rules.setup import PROJECT_AUTO
from prioritisation.sentences.columns import change_label, comparison_answer
from prioritisation.sentences.robustness import solid_headline
from prioritisation.ui.shared.page import no_weights_headline
from prioritisation.web import projection
from tests.sitting import Sitting
from tests.thresholds import ROBUSTNESS

FONTS = Path(projection.__file__).parent / "fonts"
PHONES = "http://192.0.2.2"
WIDTH, HEIGHT = 1920, 1080
LEAST_PX, LEAST_LOUD_PX = 28, 66
MOST_WORDS = 25
WHOLE = (
    ".p-name, .p-say, .p-ask, .p-v, .p-told, .p-block p, .p-rank, .p-points, .p-group, .p-what",
    ".p-beaten, .p-ends span, .p-steps > span, .p-cell, .p-amount, .p-key, .p-corner, .p-label",
    ".p-in > *, .p-sign",
    ".p-how, .p-under span, .p-path > *, .p-side li, .p-side h2",
)
"""Words that nothing may cover, as a selector."""

LOOK = """names => {
  const root = document.querySelector('.proj'), edge = root.getBoundingClientRect();
  const below = root.querySelector('.p-foot'), inFoot = document.createRange();
  inFoot.selectNodeContents(below);
  const frame = below.getBoundingClientRect(), written = inFoot.getBoundingClientRect();
  const top = written.height ? Math.min(frame.top, written.top) : frame.top;
  const foot = {top, left: frame.left};
  const ordinary = Math.max(0, ...[...names].map(name => name.length)) <= 40;
  const faults = [], add = (what, words) => faults.push(`${what}: ${words.trim().slice(0, 50)}`);
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const boxes = [];
  while (walk.nextNode()) {
    const words = walk.currentNode.textContent, parent = walk.currentNode.parentElement;
    if (!words.trim()) continue;
    const style = getComputedStyle(parent), size = parseFloat(style.fontSize);
    const slack = 0.2 * size;
    if (size < LEAST) add(`${size} px`, words);
    const range = document.createRange(); range.selectNodeContents(walk.currentNode);
    const cut = parent.closest('.p-clamp, .p-named span, .p-foot > span, .p-ask');
    if (cut && cut.matches('.p-foot > :first-child') && ordinary
        && cut.scrollHeight > cut.clientHeight + slack) add('foot cut', words);
    if (cut && cut.matches('.p-name .p-clamp') && ordinary
        && (cut.scrollWidth > cut.clientWidth + 1 || cut.scrollHeight > cut.clientHeight + slack))
      add('name cut', words);
    const box = (cut ?? range).getBoundingClientRect();
    if (box.left < edge.left - 1 || box.right > edge.right + 1) add('beyond a side', words);
    const out = box.top < edge.top - slack || box.bottom > edge.bottom + slack;
    if (out) add('beyond an end', words);
    if (!parent.closest('.p-foot') && box.bottom > foot.top + slack && box.right > foot.left)
      add('on the foot', words);
    if (cut && !['-webkit-box', 'flow-root'].includes(getComputedStyle(cut).display)
        && getComputedStyle(cut).textOverflow !== 'ellipsis') add('cut without a sign', words);
    const whole = parent.closest(WHOLE);
    if (whole && !boxes.some(b => b.whole === whole)) {
      const r = document.createRange(); r.selectNodeContents(whole);
      const lone = whole.children.length === 1 && whole.firstElementChild;
      const boxed = one => one && one.matches('.p-clamp, .p-in > *');
      const cutAt = [whole, lone].find(boxed);
      const all = (cutAt ?? r).getBoundingClientRect(); // what is cut covers nothing
      boxes.push({whole, words, all});
    }
  }
  boxes.forEach((a, k) => boxes.slice(k + 1).forEach(b => {
    if (a.whole.contains(b.whole) || b.whole.contains(a.whole)) return;
    const wide = Math.min(a.all.right, b.all.right) - Math.max(a.all.left, b.all.left);
    const high = Math.min(a.all.bottom, b.all.bottom) - Math.max(a.all.top, b.all.top);
    const both = `${a.words.slice(0, 20)} / ${b.words.slice(0, 20)}`;
    if (wide > 2 && high > 14) add('over another', both);
  }));
  const loud = root.querySelector('.p-say');
  const size = loud ? parseFloat(getComputedStyle(loud).fontSize) : LOUD;
  if (size < LOUD) add(`answer of ${size} px`, loud.textContent);
  if (ordinary && loud && loud.scrollHeight > loud.clientHeight + size / 4)
    add('answer cut', loud.textContent);
  let told = [...root.querySelectorAll('.p-ask, .p-say')].map(one => one.innerText).join(' ');
  for (const name of names) told = told.replaceAll(name, 'nom');
  const words = told.split(/[\\s\\u00a0]+/).filter(word => /[\\p{L}\\d]/u.test(word)).length;
  if (words > MOST) add(`${words} words`, told);
  return [...new Set(faults)];
}"""
for mark, value in (("LEAST", LEAST_PX), ("LOUD", LEAST_LOUD_PX), ("MOST", MOST_WORDS)):
    LOOK = LOOK.replace(mark, str(value))
LOOK = LOOK.replace("WHOLE", repr(", ".join(WHOLE)))


def page_of(sitting):
    """The projector's page of a meeting as it is now, without its script."""
    view = projector_view(sitting.room, sitting.stage())
    main = projection._main(view.at(datetime.now(UTC), PHONES), sitting.code, view)  # noqa: SLF001 (the page itself)
    page = projection._page(main)  # noqa: SLF001 (as it is sent)
    return re.sub("<script>.*?</script>", "", page, flags=re.DOTALL)


def page_around(picture):
    """The projector's page with any picture in it, without its script."""
    page = projection._page(projection._main(picture))  # noqa: SLF001 (as it is sent)
    return re.sub("<script>.*?</script>", "", page, flags=re.DOTALL)


WHOSE = "Séance K7Q4P (répétition), poids du groupe (70 votes), 27/11/2026"


def pages_of_analysis(case):
    """Name -> page, of what each page of analysis shows full screen, of a case as it starts."""
    scenario = starting_scenario(case)
    analysis = analyse(case, scenario, ROBUSTNESS)
    robustness = assess_robustness(analysis)
    columns = compare(case, scenario, suggested_changes(case, scenario)[:5], ROBUSTNESS)
    levers = [case.levers[i] for i in analysis.ranking.order]
    beside = [
        RankColumn(
            change_label(case, scenario, one.change),
            {lever.id: RankSpan.of(one.opinion, k) for k, lever in enumerate(case.levers)},
        )
        for one in columns
    ]
    bench, solid = comparison_answer(columns), solid_headline(analysis, robustness)
    pictures = {
        "page: ranking": projected_ranking(analysis, WHOSE),
        "page: solid": solid_picture(solid, analysis, robustness, WHOSE),
        "page: pair": pair_picture(analysis, one_or_two(analysis), WHOSE),
        "page: beside": beside_picture(bench, levers, beside, WHOSE),
        "page: one beside": beside_picture(bench, levers, beside[:1], WHOSE),
        "page: nothing": beside_picture(no_weights_headline("Et si ?", scenario), [], [], WHOSE),
    }
    return {name: page_around(picture) for name, picture in pictures.items()}


def every_page(sitting, ballots, *, arrived=16, decision=None, sense=Sense.MIN):
    """Name -> page, of each picture that a meeting can project, from its draft to its decision.

    Parameters
    ----------
    ballots
        Points in the order of the criteria, a list a voter.
    sense
        The direction confirmed where it is asked, in a full meeting.
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
    _settle(sitting, sense)
    if sitting.stage().meeting.phase is Phase.CHECKS:
        keep("counted")
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


def _settle(sitting, sense):
    if sitting.stage().meeting.form is not Form.FULL:
        return
    sitting.act(Act.START_REVIEW)
    for criterion in sitting.stage().meeting.unconfirmed:
        sitting.room.confirm_direction(sitting.code, sitting.secret, criterion, sense)
    sitting.room.freeze(sitting.code, sitting.secret)
    sitting.act(Act.START_CHECKS)
    for warning in sitting.room.warnings(sitting.code):
        if not warning.answer:
            sitting.act(Act.ANSWER_WARNING, warning=warning.id, reason="su et accepté")


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


def names_of(case):
    """What counts as one word, the longest first."""
    names = {v.short_label for v in case.levers} | {v.label for v in case.levers}
    for criterion in case.criteria:
        names |= {criterion.label, criterion.in_sentence, *criterion.plain.names.values()}
    return sorted(names, key=len, reverse=True)
