"""The table of rights: every deed has its line, and nobody without a link has any."""

import pytest

from prioritisation.cases.rights import (
    DOSSIER_ROLES,
    IN_ARCHIVE,
    LINK_ROLES,
    Deed,
    DossierReason,
    dossier_refusal,
)
from prioritisation.meeting.rules import Role


def test_every_deed_has_its_line():
    assert set(DOSSIER_ROLES) == set(Deed)


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("role", [None, *Role])
def test_who_is_not_in_the_line_may_not(deed, role):
    reason = dossier_refusal(role, deed, archived=False)
    assert (reason is None) == (role in DOSSIER_ROLES[deed])
    assert (reason is DossierReason.NO_LINK) == (role is None)
    put_away = dossier_refusal(role, deed, archived=True)
    assert (put_away is None) == (role in DOSSIER_ROLES[deed] and deed in IN_ARCHIVE)


def test_who_writes_may_also_read_and_who_erases_may_write():
    assert DOSSIER_ROLES[Deed.ERASE] <= DOSSIER_ROLES[Deed.WRITE] <= DOSSIER_ROLES[Deed.READ]
    assert set().union(*DOSSIER_ROLES.values()) == {*LINK_ROLES}
