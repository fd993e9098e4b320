"""What must never be done with a dossier: by hand, read from nowhere."""

from prioritisation.cases.rights import Deed, DossierReason, dossier_refusal
from prioritisation.meeting.rules import Role

# The three links: to read (O), to propose (E), to correct (F). No letter: never, by nobody else.
TABLE = """
deed          in use  put away
read          OEF     OEF
export        OEF     OEF
see_history   OEF     OEF
copy          OEF     OEF
open_meeting  F       .
propose       EF      .
write         F       .
undo          F       .
restore       F       .
give_links    F       .
archive       F       F
erase         F       F
"""
LETTERS = {Role.OBSERVER: "O", Role.EXPERT: "E", Role.FACILITATOR: "F"}


def test_no_link_gives_what_is_not_its_own_and_each_gives_what_is():
    table = {deed: cells for deed, *cells in map(str.split, TABLE.strip().splitlines()[1:])}
    assert set(table) == set(Deed)
    wrong = []
    for deed, cells in table.items():
        for archived, cell in enumerate(cells):
            for role in (None, *Role):
                got = dossier_refusal(role, Deed(deed), archived=bool(archived))
                ever = LETTERS.get(role, "?") in cells[0]
                reason = DossierReason.ARCHIVED if ever else DossierReason.ROLE
                reason = DossierReason.NO_LINK if role is None else reason
                if got is not (None if LETTERS.get(role, "?") in cell else reason):
                    wrong.append(f"{role}, {deed}, {'put away' if archived else 'in use'}: {got}")
    assert not wrong, "\n".join(wrong)
