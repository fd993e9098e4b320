"""What a database refuses is told by its cause, and never with a password."""

import traceback
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import exc, make_url

from prioritisation.meeting.store import StoreUnavailable, open_store
from prioritisation.meeting.store.errors import cause_of


@pytest.mark.parametrize(
    "url",
    [
        "postgresql//user:motdepasse@host/base",
        "postgresql://user:motdepasse@host:port/base",
        "mysql://user:motdepasse@host/base",
        "motdepasse",
        "sqlite:/motdepasse",
    ],
)
def test_a_malformed_address_is_told_as_such_and_never_repeated(url):
    with pytest.raises(StoreUnavailable) as error:
        open_store(url)
    assert error.value.cause == "address"
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__ or error.value.__context__ is None
    assert "motdepasse" not in str(error.value)


@pytest.fixture
def guarded(postgres):
    """The address of a server that asks one of its users for a password."""
    uri = postgres.get_uri()
    with psycopg.connect(uri, autocommit=True) as asking:
        asking.execute("DROP ROLE IF EXISTS invitee")
        asking.execute("CREATE ROLE invitee LOGIN PASSWORD 'juste'")
        rules = Path(asking.execute("SHOW hba_file").fetchone()[0])
        before = rules.read_text()
        rules.write_text(f"local all invitee scram-sha-256\n{before}")
        asking.execute("SELECT pg_reload_conf()")
        yield make_url(uri)
        rules.write_text(before)
        asking.execute("SELECT pg_reload_conf()")


@pytest.mark.parametrize(
    ("parts", "cause"),
    [
        ({"username": "invitee", "password": "faux"}, "password"),
        ({"username": "invitee"}, "password"),
        ({"username": "personne"}, "password"),
        ({"database": "ailleurs"}, "base"),
        ({"username": "invitee", "password": "juste", "database": "ailleurs"}, "base"),
    ],
)
def test_a_server_that_lets_nobody_in_is_told_with_what_it_refuses(guarded, parts, cause):
    url = guarded.set(**parts).render_as_string(hide_password=False)
    with pytest.raises(StoreUnavailable) as error:
        open_store(url, patience=2)
    assert error.value.cause == cause
    assert "faux" not in "".join(traceback.format_exception(error.value))


# --- a server that speaks another language: its driver gives its words, or a code

AT = 'connection to server at "127.0.0.1", port 5432 failed: '
WORDS = {
    "password": (
        'FATAL:  password authentication failed for user "x"',
        'FATAL:  role "x" does not exist',
        'FATAL:  no pg_hba.conf entry for host "10.0.0.2", user "x", database "y", no encryption',
        "fe_sendauth: no password supplied",
        "FATAL:  authentification par mot de passe échouée pour l'utilisateur « x »",
        "FATAL:  authentification par mot de passe échouée pour l’utilisateur «\u00a0x\u00a0»",
        "FATAL:  l'authentification par mot de passe a échoué pour l'utilisateur « x »",
        "FATAL:  le rôle « x » n'existe pas",
        "FATAL:  le rôle «\u00a0x\u00a0» n’existe pas",
        "fe_sendauth: aucun mot de passe n'a été fourni",
        "FATAL:  aucune entrée dans pg_hba.conf pour l'hôte « 10.0.0.2 », utilisateur « x »",
        "FATAL:  Passwort-Authentifizierung für Benutzer »x« fehlgeschlagen",
        "FATAL:  Rolle »x« existiert nicht",
        "FATAL:  la autentificación password falló para el usuario «x»",
        "FATAL:  no existe el rol «x»",
        'FATAL:  autenticazione con password fallita per l\'utente "x"',
        'FATALE:  il ruolo "x" non esiste',
        "FATAL:  le r\ufffdle \ufffd x \ufffd n'existe pas",
    ),
    "base": (
        'FATAL:  database "x" does not exist',
        "FATAL:  la base de données « x » n'existe pas",
        "FATAL:  la base de données «\u00a0x\u00a0» n’existe pas",
        "FATAL:  Datenbank »x« existiert nicht",
        "FATAL:  no existe la base de datos «x»",
        'FATALE:  il database "x" non esiste',
    ),
    "gone": (
        "Connection refused",
        "FATAL:  le système de bases de données démarre",
        "FATAL:  trop de clients déjà connectés",
        "FATAL:  the database system is starting up",
        "FATAL:  die Datenbank startet",
    ),
}


def refused(words, kind=psycopg.OperationalError):
    return exc.OperationalError("", {}, kind(AT + words))


@pytest.mark.parametrize(("cause", "words"), [(c, w) for c in WORDS for w in WORDS[c]])
def test_each_sentence_of_a_server_has_its_cause(cause, words):
    assert cause_of(refused(words)) == cause


@pytest.mark.parametrize(
    ("kind", "cause"),
    [
        (psycopg.errors.InvalidPassword, "password"),
        (psycopg.errors.InvalidAuthorizationSpecification, "password"),
        (psycopg.errors.InvalidCatalogName, "base"),
    ],
)
def test_a_code_says_it_in_any_language(kind, cause):
    assert cause_of(refused("ユーザー", kind)) == cause
