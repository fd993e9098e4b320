"""The table of rights of the documentation, made from the rules themselves."""

from collections.abc import Iterator

from prioritisation.meeting import Act, Phase, Role
from prioritisation.meeting.rights import PHASES, ROLES
from prioritisation.sentences.rights import act_name, phase_name, role_name
from prioritisation.wording import t


def rights_table() -> str:
    """Markdown: one row per act, who may, and in which phases."""
    head = [t("What"), *map(role_name, Role), t("Phases")]
    rows = [head, ["---"] * len(head), *_rows()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _rows() -> Iterator[list[str]]:
    for act in Act:
        marks = ["●" if role in ROLES[act] else "" for role in Role]
        yield [act_name(act), *marks, _phases(PHASES[act])]


def _phases(phases: tuple[Phase, ...]) -> str:
    if len(phases) == len(Phase):
        return t("all")
    return ", ".join(phase_name(p) for p in sorted(phases, key=list(Phase).index))
