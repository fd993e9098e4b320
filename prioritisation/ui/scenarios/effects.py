"""What each scenario changes of the first one, and what that changes."""

from collections.abc import Sequence

import numpy as np

from criteria.case import Case
from prioritisation.analysis.whatif import Trial
from prioritisation.drawing.markup import items, tag, text
from prioritisation.sentences.forks import fork_changes, fork_effects
from prioritisation.wording import t


def effects(case: Case, trials: Sequence[Trial]) -> str:
    """One block per scenario: the changes, an arrow, the effects."""
    if len(trials) < 2:  # noqa: PLR2004 (nothing to compare)
        return ""
    first, *others = trials
    title = tag("h2", text(t("What changed, and what it changes")))
    told = tag("p", text(t("Compared with « {name} ».", name=first.fork.name)), "note")
    blocks = "".join(_block(case, first, one) for one in others)
    return title + told + tag("div", blocks, "criteria labeffects")


def _block(case: Case, first: Trial, one: Trial) -> str:
    changes = fork_changes(case, first, one) or [_hardly(first, one)]
    parts = (
        tag("h3", text(one.fork.name))
        + items((text(c) for c in changes), "labwas")
        + tag("p", "→", "labarrow", aria_hidden="true")
        + items((text(e) for e in fork_effects(first, one)), "labnow")
    )
    return tag("section", parts, "criterion")


def _hardly(first: Trial, one: Trial) -> str:
    """When no change can be read: there is none, or it is lost in the rounding."""
    if np.array_equal(first.analysis.weights, one.analysis.weights):
        return t("Nothing is changed.")
    return t("The weights move by less than one point.")
