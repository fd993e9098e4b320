import re
from dataclasses import replace

from prioritisation.analysis.ballots.ballot import Ballot
from prioritisation.meeting.rules import Act
from prioritisation.web.ballot.after import receipt_page
from prioritisation.web.ballot.form import Visitor
from prioritisation.web.ballot.rendering import render
from tests.each import each
from tests.prioritisation.web.visitor import filled, voted


def cast(here, points):
    token = here.room.new_token(here.code)
    voter = here.room.voter_of(here.code, token)
    here.room.join_soon(here.code, token).result()
    ballot = Ballot(dict(zip(here.ids, points, strict=True)), here.ids[0])
    return here.room.cast_soon(here.code, voter, ballot, "", "n").result()


def test_two_receipts_share_their_words_and_nothing_else(sitting):
    here = sitting().open()
    one, two = cast(here, (100, 60, 40)), cast(here, (100, None, 100))
    texts = [render(receipt_page(here.stage(), s, Visitor("t")), part=True) for s in (one, two)]
    assert one.receipt in texts[0]
    assert one.receipt not in texts[1]
    assert "je ne me prononce pas" in texts[1]
    assert "je ne me prononce pas" not in texts[0]
    assert f'data-version="{two.version}"' in texts[1]


def test_a_receipt_says_of_which_round_it_is(sitting):
    """A page without its script stays as it was while another round is open."""
    here = sitting().open()
    text = render(receipt_page(here.stage(), cast(here, (100, 60, 40)), Visitor("t")))
    assert "Vote enregistré <small>premier vote</small></h1>" in text


def test_no_count_is_told_that_would_be_wrong_a_moment_later(sitting):
    """The page of a ballot does not change with each ballot: the projector counts."""
    here = sitting().open()
    stored = cast(here, (100, 60, 40))
    before = render(receipt_page(here.stage(), stored, Visitor("t")))
    cast(here, (100, None, 100))
    assert render(receipt_page(here.stage(), stored, Visitor("t"))) == before
    assert "présent" not in before


def test_two_meetings_of_the_same_code_never_share_a_receipt(sitting):
    """Of two stores: same code and title, another criterion."""
    here = sitting().open()
    stored, stage = cast(here, (100, 60, 40)), here.stage()
    first, *rest = stage.case.criteria
    case = replace(stage.case, criteria=(replace(first, label="Ailleurs"), *rest))
    pages = [
        render(receipt_page(s, stored, Visitor("t"))) for s in (stage, replace(stage, case=case))
    ]
    assert "Ailleurs" not in pages[0]
    assert "Ailleurs" in pages[1]


def address(page):
    return re.search(r'href="([^"]*/recu)">([^<]*)<', page.main)


def test_a_receipt_tells_the_whole_address_where_it_is_checked_as_each_device_reaches_it(
    sitting, device
):
    here, phone = sitting().open(), device()
    voted(phone, here)
    for host in ("192.168.1.20:8501", "salle.test", "[::1]:8501"):
        link = address(phone.get(here.path, host=host))
        assert (link[1], link[2]) == (f"{here.path}/recu", f"http://{host}{here.path}/recu")
    phone.scheme = "https"
    phone.cookies = {f"__Host-{name}": value for name, value in phone.cookies.items()}
    assert address(phone.get(here.path))[2] == f"https://salle.test{here.path}/recu"


def test_a_receipt_tells_its_path_to_who_says_an_odd_host(sitting, device):
    here, phone = sitting().open(), device()
    voted(phone, here)
    assert address(phone.get(here.path, host="a" * 300))[2] == f"{here.path}/recu"


def test_a_receipt_shows_the_reason_that_was_sent_to_its_device_only(sitting, device):
    here, visitor, other = sitting().open(), device(), device()
    reason = "Le train <b>d’abord</b>"
    voted(visitor, here, raison=reason)
    voted(other, here)
    assert f"Votre raison : {reason}" in visitor.get(here.path).words.replace("\xa0", " ")
    assert "Votre raison" not in other.get(here.path).words
    assert "train" not in other.get(here.path).text


def test_shares_are_written_alike_before_a_vote_is_sent_once_it_is_and_beside_the_group(
    sitting, device
):
    here, visitor = sitting().open(), device()
    here.others_vote(6)
    preview = visitor.post(here.path, filled(visitor.get(here.path), geste="apercu"))
    receipt = voted(visitor, here)
    here.act(Act.END_ROUND).reveal()
    after = visitor.get(here.path)
    shares = re.findall(r"<b>(\d[\d,]*\xa0%)</b>", receipt.main)
    assert len(shares) == len(here.ids)
    before = re.search('<div class="note">.*?</figure>', preview.main, re.DOTALL)[0]
    assert re.findall(r"<b>(\d[\d,]*\xa0%)</b>", before) == shares
    assert set(re.findall(r"vous (\d+\xa0%)", after.main)) == set(shares)


@each(("points", "noted"), [((100, 100, 100), True), ((100, 50, 50), False)])
def test_a_receipt_says_of_shares_that_do_not_add_up_that_they_are_rounded(sitting, points, noted):
    here = sitting().open()
    page = receipt_page(here.stage(), cast(here, points), Visitor("t"))
    assert ("<small>poids arrondis</small>" in render(page)) is noted
