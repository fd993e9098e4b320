import re

from hypothesis import given

from prioritisation.analysis.ballots.ballot import ballot_shares_of
from prioritisation.analysis.ballots.group import Flag, Spread
from prioritisation.sentences.group import caption, flag_text, swarm_text
from tests.each import each
from tests.prioritisation.analysis.ballots.made import THREE, groups
from tests.prioritisation.sentences.made import plain
from tests.thresholds import spreads


def spread(**other):
    figures = {"median": 0.51, "low_quartile": 0.262, "high_quartile": 0.598}
    return Spread("a", 14, **{**figures, "deviation": 0.35, "flag": Flag.FLAGGED, **other})


def test_a_swarm_in_words():
    assert plain(swarm_text(spread(), "43 %", "Impact GES")) == (
        "Impact GES : groupe 43 %, vote du milieu 51 %, au moins un vote sur deux entre 26 et "
        "60 % ; avis éloignés."
    )


def test_a_rehearsal_is_said_in_the_text_and_in_captions():
    said = plain(swarm_text(spread(flag=Flag.CLOSE), 43, "Impact GES", rehearsal=True))
    assert said.endswith("; avis proches. Votes inventés.")
    assert caption("Poids.", rehearsal=True) == "Poids. Votes inventés."
    assert caption("Poids.", rehearsal=False) == "Poids."


@each("flag", Flag)
def test_every_flag_has_its_words(flag):
    assert flag_text(flag) != ""


@given(groups(5, 12))
def test_at_least_half_of_the_ballots_are_where_the_text_says(ballots):
    for found in spreads(ballots, THREE):
        said = plain(swarm_text(found, 40, "X"))
        low, high = map(int, re.search(r"entre (\d+) et (\d+) %", said).groups())
        given_ = [s for b in ballots if (s := ballot_shares_of(b)[found.criterion]) is not None]
        assert 2 * sum(low - 1e-6 <= 100 * s <= high + 1e-6 for s in given_) >= len(given_)
