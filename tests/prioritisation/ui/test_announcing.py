from prioritisation.meeting.room.office import ANOTHER_LINK
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.ui.meeting import arrivals


def test_the_terminal_gives_a_link_that_opens(room, capsys):
    arrivals.announce()
    line = capsys.readouterr().out
    assert "Lien de démarrage" in line
    assert room.is_setup(line.splitlines()[0].rpartition("/demarrer/")[2])


def test_at_later_starts_it_says_how_to_have_another(room, capsys):
    arrivals.announce()
    secret = capsys.readouterr().out.splitlines()[0].rpartition("/demarrer/")[2]
    arrivals.announce()
    line = capsys.readouterr().out
    assert ANOTHER_LINK in line
    assert "/demarrer/" not in line
    assert room.is_setup(secret)


def test_without_a_store_the_terminal_says_why(monkeypatch, capsys):
    def gone():
        raise StoreUnavailable("gone")

    monkeypatch.setattr(arrivals, "current_room", gone)
    arrivals.announce()
    assert "Aucune séance n’est possible" in capsys.readouterr().err
