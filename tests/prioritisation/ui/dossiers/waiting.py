"""Files that wait to become dossiers, of the browser that shows the pages."""

import itertools

from prioritisation.imports.process.uploads import Uploads
from prioritisation.ui.dossiers import file_door, file_ground, file_sending, own_browser
from prioritisation.web.browsers import Browser

NUMBERS = itertools.count()


class OwnUploads(Uploads):
    """All that is received comes from one browser, and is for it."""

    def __init__(self, reader):
        super().__init__(reader)
        self.own = {f"mark {next(NUMBERS)}"}

    def receive(self, name, content, marks=frozenset()):
        return super().receive(name, content, marks or self.own)

    def received(self, token, marks=frozenset()):
        return super().received(token, marks or self.own)


def waiting_files(monkeypatch, reader):
    """Files that are received are read so."""
    uploads = OwnUploads(reader)
    for module in (file_door, file_ground, file_sending):
        monkeypatch.setattr(module, "current_uploads", lambda: uploads)
    monkeypatch.setattr(own_browser, "page_browser", lambda _mark: Browser(uploads.own))
    return uploads
