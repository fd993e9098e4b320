"""Files that wait to become dossiers, of the browser that shows the pages."""

import itertools

from prioritisation.imports.process.uploads import Uploads
from prioritisation.ui.dossiers import file_door, file_ground, making

NUMBERS = itertools.count()


class OwnUploads(Uploads):
    """All that is received comes from one browser, and is for it."""

    def __init__(self, reader):
        super().__init__(reader)
        self.own = f"mark {next(NUMBERS)}"

    def receive(self, name, content, mark=""):
        return super().receive(name, content, mark or self.own)

    def received(self, token, mark=""):
        return super().received(token, mark or self.own)


def waiting_files(monkeypatch, reader):
    """Files that are received are read so."""
    uploads = OwnUploads(reader)
    for module in (file_door, file_ground):
        monkeypatch.setattr(module, "current_uploads", lambda: uploads)
    for module in (file_door, file_ground, making):
        monkeypatch.setattr(module, "browser_mark", lambda: uploads.own)
    return uploads
