"""The two commands, on the database of the tests; in a terminal of its own where they ask."""

import os
import pty
import subprocess
import sys

import pytest

from prioritisation.cli.main import ROOT, WRONG, main
from prioritisation.meeting.rules import Act, Form

COMMANDS = ("setup-link", "rotate-secrets")


def secret_in(out):
    (line,) = [line for line in out.splitlines() if "/demarrer/" in line]
    return line.rpartition("/demarrer/")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_link_that_it_prints_opens_and_the_one_before_does_not(own_room, capsys, command):
    before = own_room.first_setup_secret()
    assert main([command]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert own_room.is_setup(secret_in(out))
    assert not own_room.is_setup(before)


def test_another_link_leaves_the_devices_known(own_room, capsys):
    code = own_room.create("Essai").code
    token = own_room.new_token(code)
    assert main(["setup-link"]) == 0
    own_room.stage(code, fresh=True)
    assert own_room.voter_of(code, token)
    assert "présents" not in capsys.readouterr().out


def test_other_secrets_say_what_it_costs(own_room, capsys):
    code = own_room.create("Essai").code
    token = own_room.new_token(code)
    assert main(["rotate-secrets"]) == 0
    own_room.stage(code, fresh=True)
    assert own_room.voter_of(code, token) is None
    assert "une fois de plus parmi les présents" in capsys.readouterr().out


def test_while_a_round_is_open_it_is_refused_with_its_name(own_room, capsys):
    made = own_room.create("Priorités 2027", form=Form.SHORT)
    own_room.act(made.code, made.facilitator, Act.OPEN_LOBBY)
    warned = {w.id: "oui" for w in own_room.warnings(made.code)}
    senses = {c.id: c.direction.default for c in own_room.stage(made.code).criteria}
    own_room.open_round(made.code, made.facilitator, senses=senses, answers=warned)
    assert main(["rotate-secrets"]) == WRONG
    out, err = capsys.readouterr()
    assert out == ""
    assert made.code in err
    assert "« Priorités 2027 »" in err.replace("\xa0", " ")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(("typed", "done"), [("oui\n", True), ("non\n", False)])
def test_at_a_terminal_it_tells_the_cost_and_asks(own_room, sqlite, typed, done):
    before = own_room.first_setup_secret()
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "prioritisation", "rotate-secrets"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": sqlite},
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as question_:
        os.close(slave)
        os.write(master, typed.encode())
        out, err = question_.communicate(timeout=60)
    os.close(master)
    assert (question_.returncode, err) == (0, b"")
    assert "parmi les présents" in out.decode()
    assert own_room.is_setup(before) is not done
    assert ("Rien n’a été changé" in out.decode()) is not done
