import os
import shutil

import pytest

from criteria.errors import InvalidCase
from prioritisation.settings import CASE_VARIABLE, DEFAULT_CASE, current_case


def test_the_default_case_is_normandie(monkeypatch):
    monkeypatch.delenv(CASE_VARIABLE, raising=False)
    assert current_case().id == "normandie"
    assert current_case() is current_case()


def test_a_corrected_file_is_read_again(tmp_path, monkeypatch):
    folder = tmp_path / "case"
    shutil.copytree(DEFAULT_CASE, folder)
    monkeypatch.setenv(CASE_VARIABLE, str(folder))
    before = current_case()
    path = folder / "case.toml"
    path.write_text(path.read_text("utf-8").replace("COP normande", "COP bretonne"), "utf-8")
    os.utime(path, ns=(1, 1))
    assert before.group == "COP normande"
    assert current_case().group == "COP bretonne"


def test_a_missing_folder_is_a_problem_like_any_other(monkeypatch):
    monkeypatch.setenv(CASE_VARIABLE, "nowhere")
    with pytest.raises(InvalidCase) as error:
        current_case()
    assert [p.kind for p in error.value.problems] == ["missing_folder"]
