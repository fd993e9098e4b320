from tests.rights.page import FILE, rights_page


def test_the_documentation_is_what_the_rules_say():
    """To make it again: `make rights`."""
    assert FILE.read_text("utf-8") == rights_page()
