"""One press is one address: « Back » takes it back with one press."""

import pytest
from streamlit.runtime.state.query_params import QueryParams

from tests.each import each
from tests.prioritisation.ui.dossiers.conftest import SCREEN
from tests.prioritisation.ui.reading import page


@pytest.fixture
def addresses(monkeypatch):
    """The addresses that a browser is told, one after the other, without those told again."""
    told, tell = [], QueryParams._send_query_param_msg  # noqa: SLF001 (what the browser hears)

    def hear(params):
        address = dict(params._query_params)  # noqa: SLF001
        if told[-1:] != [address]:
            told.append(address)
        tell(params)

    monkeypatch.setattr(QueryParams, "_send_query_param_msg", hear)
    return told


@pytest.mark.usefixtures("seated")
@each(
    ("query", "button", "after"),
    [
        ({"vue": "liste", "dossier": "ZZZZ9999"}, "go_region", "region"),
        ({"porte": "region", "dossier": "ZZZZ9999"}, "back_to_list", "liste"),
        ({"porte": "copie"}, "back_to_list", ""),
    ],
)
def test_one_press_is_one_address(addresses, query, button, after):
    app = page(SCREEN, **query)
    addresses.clear()
    app.button(key=button).click().run()
    assert not app.exception
    assert len(addresses) == 1
    assert after in str(addresses)
