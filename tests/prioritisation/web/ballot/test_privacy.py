from prioritisation.web.ballot.rendering import render
from prioritisation.web.ballot.routes import privacy_page


def test_the_notice_says_what_is_kept_who_sees_it_how_long_and_ones_rights():
    text = render(privacy_page(), part=True)
    for words in ("Ce qui est gardé", "Qui voit quoi", "un an", "Vos droits", "indicatif"):
        assert words in text
