from prioritisation.meeting.rules import Act, Role
from prioritisation.meeting.rules.rights import CONDITIONS, NARROWER, ROLES, SPARED_WHILE_OPEN
from prioritisation.sentences.meeting import act_name
from tests.rights.page import DOT, FILE, rights_page


def rows(act):
    """The cells of each row of an act."""
    begins = f"| {act_name(act)} |"
    lines = [line for line in rights_page().splitlines() if line.startswith(begins)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_documentation_is_what_the_rules_say():
    """To make it again: `make rights`."""
    assert FILE.read_text("utf-8") == rights_page()


def test_each_act_has_its_roles_and_a_row_for_each_set_of_them():
    for act in Act:
        dots = {r for row in rows(act) for r, cell in zip(Role, row[1:7], strict=True) if cell}
        assert dots == ROLES[act]
        assert all(set(row[1:7]) <= {"", DOT} for row in rows(act))
    several = {act for act in Act if len(rows(act)) > 1}
    spared = {act for act, roles in SPARED_WHILE_OPEN.items() if roles}
    assert several == {act for act, _ in NARROWER} | spared


def test_whatever_may_be_refused_has_its_number():
    for act in Act:
        closed = act in CONDITIONS or act in SPARED_WHILE_OPEN
        assert all(bool(row[-1]) for row in rows(act)) or not closed
