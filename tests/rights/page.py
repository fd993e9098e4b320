"""Makes docs/rights.md from the tables of ``prioritisation/meeting/rules``.

Run by `make rights`; a test fails while the file says something else. What no table says stands
here as text, and allows or refuses nothing beside them.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from prioritisation.cases.rights import DOSSIER_ROLES, IN_ARCHIVE, Deed
from prioritisation.meeting.room.facilitation import CLOSING_S
from prioritisation.meeting.rules import LINKED, Act, Phase, Reason, Refusal, Role
from prioritisation.meeting.rules.rights import (
    CONDITIONS,
    NARROWER,
    PHASES,
    REASONED,
    REOPENED,
    ROLES,
    SPARED_WHILE_OPEN,
)
from prioritisation.sentences.meeting import act_name, phase_name, refusal_sentence, role_name
from prioritisation.wording import listed

FILE = Path(__file__).parents[2] / "docs" / "rights.md"
DOT = "●"
DEEDS = {
    Deed.READ: "le lire, avec son classement", Deed.EXPORT: "emporter ses fichiers",
    Deed.SEE_HISTORY: "voir ce qui a changé, et ses versions passées",
    Deed.COPY: "en faire un autre dossier", Deed.OPEN_MEETING: "ouvrir une séance dessus",
    Deed.PROPOSE: "proposer une correction", Deed.WRITE: "le corriger",
    Deed.UNDO: "annuler un changement", Deed.RESTORE: "revenir à une version passée",
    Deed.GIVE_LINKS: "refaire ses liens", Deed.ARCHIVE: "l’archiver, le ressortir",
    Deed.ERASE: "l’effacer",
}  # fmt: skip
READER = "lecture"
"""Whoever reads a dossier by a link for that."""

WHO = """\
# Who may do and see what, and when

Made from `prioritisation/meeting/rules` by `make rights`. Nothing else decides: pages and routes
ask.

A role is of one meeting. {linked}: whoever came by its secret link of that name. {voter}: a device
that has joined. {observer}: whoever looks at it without either. Whoever holds the set-up link, or
sits at the serving machine where its starter said that it counts, creates meetings and dossiers,
and makes a lost link again.
"""

TABLE = """
{dot}: the role may, in the phases beside it, unless a refusal stands whose number comes last.
"""

OPEN = """
**While a round is open**, from its opening until it is revealed or declared void, a remote one of
several days too:
- to nobody, the facilitator included: {closed};
{spared}

« {ranking} » is asked of whoever has joined a meeting that votes on the case, came to it by a
link, or looks at its own case; all others see it ranked. On pages that follow the meeting nothing
is ranked then, for anybody.
"""

REST = """
Besides, without any right in it:
- « {reopen} » leads to: {reopened}. A revealed round never opens again; a void one keeps its
  reason and is never shown. Going back to the review thaws the scores: the next freeze is a new
  version, and needs a new round.
- A round that is ended while people are missing takes ballots for {warned} seconds more; then
  none, from anybody.
- Results are shown under the thresholds of anonymity, whoever looks.
- A rehearsal is erased whole, but for the log, links and invitations.
- A score needs its source; that nobody knows it needs at least a reason.
- Every move, with its reason, goes into the log.
"""

DOSSIERS = """\
## Dossiers

Made from `prioritisation/cases/rights.py`. A role is of one dossier, by one of its three links (to
read, to propose, to correct); made anew, a link makes the old one fail. Whoever holds no link may
nothing at all, reading included.
"""


def rights_page() -> str:
    """The whole file."""
    numbers = {reason: k for k, reason in enumerate(_reasons(), 1)}
    told = [f"{k}. {_sentence(reason)}" for reason, k in numbers.items()]
    parts = [
        WHO.format(
            linked=_names(LINKED), voter=role_name(Role.VOTER), observer=role_name(Role.OBSERVER)
        ),
        TABLE.format(dot=DOT),
        _table(numbers),
        "\n".join(told) + "\n",
        _while_open(),
        REST.format(
            reopen=act_name(Act.REOPEN),
            reopened=listed([phase_name(p) for p in REOPENED]),
            results=act_name(Act.SEE_RESULTS),
            warned=CLOSING_S,
        ),
        DOSSIERS,
        _dossiers(),
    ]
    return "\n".join(part.strip("\n") + "\n" for part in parts)


def _names(roles: Sequence[Role]) -> str:
    return listed([role_name(r) for r in Role if r in roles])


def _table(numbers: Mapping[Reason, int]) -> str:
    head = ["Quoi", *map(role_name, Role), "Phases", "Refus"]
    rows = [head, ["---"] * len(head)]
    for act in Act:
        said = ", ".join(str(numbers[r]) for r in _refused(act))
        rows += [[act_name(act), *marks, phases, said] for marks, phases in _rows(act)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _rows(act: Act) -> Iterator[tuple[list[str], str]]:
    """The roles that may, and in which phases: one row for each set of roles."""
    order = list(Phase)
    found = sorted((p for p in Phase if roles_in(act, p)), key=lambda p: -len(roles_in(act, p)))
    for roles, group in groupby(found, key=lambda p: roles_in(act, p)):
        phases = sorted(group, key=order.index)
        yield [DOT if role in roles else "" for role in Role], _phases(phases)


def roles_in(act: Act, phase: Phase) -> frozenset[Role]:
    """Who may in a phase, as far as roles and phases say; the state may still forbid it."""
    if phase not in PHASES[act]:
        return frozenset()
    may = ROLES[act] & NARROWER.get((act, phase), frozenset(Role))
    return may & SPARED_WHILE_OPEN.get(act, may) if phase is Phase.ROUND else may


def _phases(phases: Sequence[Phase]) -> str:
    left = [p for p in Phase if p not in phases]
    if len(left) > len(("first", "last")):
        return ", ".join(map(phase_name, phases))
    return f"toutes sauf {listed([phase_name(p) for p in left])}" if left else "toutes"


def _refused(act: Act) -> Iterator[Reason]:
    """What may stand against an act, besides its roles and phases."""
    if act in SPARED_WHILE_OPEN:
        yield Reason.ROUND_OPEN
    yield from (condition.reason for condition in CONDITIONS.get(act, ()))
    if act in REASONED:
        yield Reason.NO_WRITTEN_REASON
    if act is Act.REOPEN:
        yield Reason.NOT_EARLIER


def _reasons() -> list[Reason]:
    return list(dict.fromkeys(reason for act in Act for reason in _refused(act)))


def _sentence(reason: Reason) -> str:
    if reason is Reason.PHASE:  # the one condition on a phase: the form
        return refusal_sentence(Refusal(reason, (Phase.LOBBY,))) + " (forme complète)"
    return refusal_sentence(Refusal(reason, ("…",)))


def _while_open() -> str:
    closed = [f"« {act_name(a)} »" for a, spared in SPARED_WHILE_OPEN.items() if not spared]
    spared = [
        f"- to {_names(tuple(roles & ROLES[act]))} only: « {act_name(act)} »."
        for act, roles in SPARED_WHILE_OPEN.items()
        if roles
    ]
    return OPEN.format(
        closed=", ".join(closed), spared="\n".join(spared), ranking=act_name(Act.SEE_CASE_RANKING)
    )


def _dossiers() -> str:
    """The table of dossiers, and which links each role gives."""
    roles = [role for role in Role if role in DOSSIER_ROLES[Deed.READ]]
    head = ["Quoi", *(READER if r is Role.OBSERVER else role_name(r) for r in roles), "Archivé"]
    rows = [head, ["---"] * len(head)]
    for deed in Deed:
        marks = [DOT if role in DOSSIER_ROLES[deed] else "" for role in roles]
        rows.append([DEEDS[deed], *marks, DOT if deed in IN_ARCHIVE else ""])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{table}\n\n« Archivé »: also once the dossier is put away.\n"


if __name__ == "__main__":
    FILE.write_text(rights_page(), encoding="utf-8")
