import re
import shlex

from prioritisation.cli.main import ROOT, main


def test_the_documented_example_gives_the_documented_lines(capsys):
    page = (ROOT / "docs" / "analyse.md").read_text("utf-8")
    blocks = dict(re.findall(r"```(sh|text)\n(.*?)\n```", page, re.DOTALL))
    words = shlex.split(blocks["sh"])[3:]
    words[1] = str(ROOT / words[1])
    assert main(words) == 0
    lines = iter(capsys.readouterr().out.replace("\u00a0", " ").splitlines())
    assert all(line in lines for line in blocks["text"].splitlines())  # in this order
