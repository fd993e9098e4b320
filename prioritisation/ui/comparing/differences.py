"""What changes from the ranking of the screen to each other one, and why."""

from criteria.case import Case
from prioritisation.analysis.comparison import Column, agreement
from prioritisation.analysis.scenario import Scenario
from prioritisation.drawing.markup import details, items, tag, text
from prioritisation.sentences.columns import (
    agreement_text,
    change_label,
    tau_text,
    what_changes,
)
from prioritisation.sentences.reasons import reasons_of
from prioritisation.wording import t


def differences(case: Case, chosen: Scenario, columns: tuple[Column, ...]) -> str:
    """One block per column: its effect on the first place, the reasons, the agreement."""
    if len(columns) == 1:
        return ""
    blocks = "".join(_block(case, chosen, columns[0], column) for column in columns[1:])
    title = tag("h2", text(t("What changes, and why")))
    return title + tag("div", blocks, "criteria") + _method(case, chosen, columns)


def _method(case: Case, chosen: Scenario, columns: tuple[Column, ...]) -> str:
    """The measure of the agreement of each column, in a line of explanation, on demand."""
    means = t("Kendall's tau is 1 when all pairs are in the same order, −1 when all are opposite.")
    reference, *others = columns
    rows = [
        t(
            "{name}: {told}.",
            name=change_label(case, chosen, column.change),
            told=tau_text(agreement(reference.opinion, column.opinion)),
        )
        for column in others
    ]
    told = tag("p", text(means), "note") + items((text(row) for row in rows), "plainlist")
    return details(text(t("Method")), told, "fold")


def _block(case: Case, chosen: Scenario, reference: Column, column: Column) -> str:
    title = tag("h3", text(change_label(case, chosen, column.change)))
    lines = tag("p", tag("strong", text(what_changes(reference, column))))
    lines += "".join(tag("p", text(reason)) for reason in reasons_of(reference, column))
    found = agreement(reference.opinion, column.opinion)
    agreed = tag("p", text(agreement_text(found, column.opinion)), "st")
    return tag("section", title + lines + agreed, "criterion")
