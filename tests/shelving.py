"""A dossier made from a test, whatever reads it: pages, routes, a browser."""

from prioritisation.cases.changes import difference
from prioritisation.cases.reading import DOSSIER_COOKIE, DoorOrigin
from prioritisation.cases.shelf import shelf_of
from prioritisation.cases.units import CASE, canonical_json, unit_content
from prioritisation.cases.writing import DossierEdit
from prioritisation.meeting.room.case_edits import case_files_of
from prioritisation.meeting.rules import Role
from tests.conftest import INTERVALS


class Shelved:
    """A dossier, its facilitator's secret, and short ways to change it."""

    def __init__(self, room, title="Bretagne", *, ident="", files=None, origin=None):
        self.shelf = shelf_of(room)
        files = files or case_files_of(INTERVALS)
        made = self.shelf.create(files, origin or DoorOrigin("copy"))
        self.key, self.secret = made.key, made.secret
        self.shelf.rename(self.key, self.secret, title, "Groupe breton")
        if ident:
            self.alter(id=ident)

    @property
    def seq(self):
        return self.shelf.standing(self.key)[0]

    def alter(self, **values):
        """Write other values of the case itself."""
        before = self.shelf.state(self.key, self.secret)
        after = {**before, CASE: canonical_json(unit_content(before, CASE) | values)}
        edit = DossierEdit(difference(before, after), self.seq, "form", "corrigé")
        self.shelf.write(self.key, self.secret, edit)
        return self

    def link(self, role):
        """The secret of a link: its own of the facilitator, another made anew."""
        if role is Role.FACILITATOR:
            return self.secret
        return self.shelf.new_link(self.key, self.secret, role)

    def cookie(self, secret=None):
        """What a browser keeps once it has opened a link: that of the facilitator, or another."""
        return {DOSSIER_COOKIE + self.key: self.shelf.pass_of(self.key, secret or self.secret)}

    def opened(self):
        return self.shelf.open(self.key, self.secret)

    def files(self):
        return self.shelf.files(self.key, self.secret)

    def meeting(self):
        """What a meeting opened on it takes."""
        return self.shelf.for_meeting(self.key, self.secret)
