"""What is not shown of ballots, and why: too few, merged colleges, abstentions."""

from collections.abc import Mapping, Sequence

from prioritisation.ballots.anonymity import (
    MEAN_SHOWN,
    MIN_SHOWN,
    Shown,
    ShownColleges,
    shown,
)
from prioritisation.ballots.group import GroupWeights
from prioritisation.ballots.spread import Spread
from prioritisation.wording import listed, t, tn


def withheld_text(n: int) -> str:
    """What n ballots do not allow to show, and from how many it is; empty when all is shown."""
    allowed = shown(n)
    if allowed is Shown.ALL:
        return ""
    if allowed is Shown.MEAN:
        return tn(
            "{n} ballot: too few ballots to show distributions, medians, first levers or camps; "
            "they are shown from {least} ballots on.",
            "{n} ballots: too few ballots to show distributions, medians, first levers or camps; "
            "they are shown from {least} ballots on.",
            n,
            least=MIN_SHOWN,
        )
    return tn(
        "{n} ballot: too few ballots to show any result; mean weights are shown from {mean} "
        "ballots on, the rest from {least}.",
        "{n} ballots: too few ballots to show any result; mean weights are shown from {mean} "
        "ballots on, the rest from {least}.",
        n,
        mean=MEAN_SHOWN,
        least=MIN_SHOWN,
    )


def mean_withheld_text(group: GroupWeights, labels: Mapping[str, str]) -> str:
    """Why the mean weights are not shown although there are enough ballots; empty otherwise."""
    few = [
        labels[c]
        for c, given in zip(group.criteria, group.given, strict=True)
        if 0 < given < MEAN_SHOWN
    ]
    if not few or group.n < MEAN_SHOWN:
        return ""
    return t(
        "Too few ballots weigh {criteria} to show the group's weights: {least} on each criterion "
        "are needed.",
        criteria=listed(few),
        least=MEAN_SHOWN,
    )


def criteria_withheld_text(spreads: Sequence[Spread], labels: Mapping[str, str]) -> str:
    """The criteria whose distribution is not shown, too few ballots weighing them."""
    few = listed([labels[s.criterion] for s in spreads if not s.shown])
    if not few:
        return ""
    return t(
        "Too few ballots weigh {criteria} to show the distribution of the weights: it is shown "
        "from {least} on.",
        criteria=few,
        least=MIN_SHOWN,
    )


def carriers_withheld_text() -> str:
    """Why the results are not shown with and without the voters who carry an action sheet."""
    return t(
        "Too few ballots to show the results with and without the voters who carry an action "
        "sheet: {least} at least are needed on each side, and in each college shown.",
        least=MIN_SHOWN,
    )


def colleges_text(found: ShownColleges, labels: Mapping[str, str]) -> str:
    """Which colleges are shown alone, which are merged, and why; empty without any ballot."""
    alone, merged = ([labels[c] for c in some] for some in (found.shown, found.merged))
    if not alone and not merged:
        return ""
    if not alone:
        return t(
            "Nothing is shown by college: a college, or its difference with the total, would be "
            "about fewer than {least} ballots.",
            least=MIN_SHOWN,
        )
    if len(alone) == 1 and not merged:
        return t(
            "Nothing is shown by college: all ballots are from one, {college}.", college=alone[0]
        )
    told = tn(
        "College shown alone: {colleges}.",
        "Colleges shown alone: {colleges}.",
        len(alone),
        colleges=listed(alone),
    )
    if not merged:
        return told
    together = t(
        "{colleges} are shown together ({n} ballots): alone, or by difference with the total, "
        "some would be about fewer than {least} ballots.",
        colleges=listed(merged),
        n=found.merged_n,
        least=MIN_SHOWN,
    )
    return f"{told} {together}"


def movement_withheld_text() -> str:
    """Why nothing is said of what moved between two rounds."""
    return t(
        "Too few voters in both rounds to show what moved: it is shown from {least} on.",
        least=MIN_SHOWN,
    )


def abstentions_text(group: GroupWeights, labels: Mapping[str, str]) -> str:
    """How many ballots abstain on each criterion, and what becomes of its weight.

    Empty when there are so few ballots that nothing but their number is shown.
    """
    if shown(group.n) is Shown.COUNT:
        return ""
    found = dict(zip(group.criteria, group.abstentions, strict=True))
    counted = [(labels[c], k) for c, k in found.items() if 0 < k < group.n]
    silent = listed([labels[c] for c, k in found.items() if k == group.n])
    if not counted and not silent:
        return t("No abstention.")
    told = []
    if counted:
        parts = listed([t("{n} on {criterion}", n=k, criterion=label) for label, k in counted])
        told.append(
            t(
                "Abstentions: {parts}, out of {n} ballots; a criterion's weight is that of those "
                "who gave one.",
                parts=parts,
                n=group.n,
            )
        )
    if silent:
        told.append(t("Nobody weighs {criteria}: it does not count.", criteria=silent))
    return " ".join(told)
