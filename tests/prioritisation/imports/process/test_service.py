"""A file is read in a process that can harm nothing, and what becomes of that process is told.

The process is the real one; what it does with the file is written in each test.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from prioritisation.imports.grids import LARGEST_FILE, FileKind, FileRefused
from prioritisation.imports.model import FileAnswers, FileReading, GivenAnswer, Layout
from prioritisation.imports.process import service
from prioritisation.imports.process.service import LimitedReader
from prioritisation.imports.process.uploads import UPLOAD_KEPT_S, Uploads
from tests.each import each

ROOT = Path(__file__).parents[4]
PYTHON = (sys.executable, "-P", "-c")
CHILD = """
import sys, types
task = types.ModuleType("hostile")
sys.modules["hostile"] = task
exec({body!r}, task.__dict__)
from prioritisation.imports.process import worker
worker.TASKS = {{"read": ("hostile", "task")}}
worker.main()
"""
limited = pytest.mark.skipif(sys.platform == "win32", reason="a system without such limits")


def reader(body, patience=service.READING_S):
    """One whose process does with the file what a function ``task`` of this text does."""
    return LimitedReader((*PYTHON, CHILD.format(body=body)), patience=patience)


def doing(*lines):
    return "\n ".join(["def task(name, content, answers):", *lines])


def refused(of, content=b"x"):
    with pytest.raises(FileRefused) as caught:
        of.run("read", "f.csv", content, FileAnswers())
    return caught.value.kind


def ran(*lines, content=b"x", answers=()):
    return reader(doing(*lines)).run("read", "é\n\udc80.csv", content, FileAnswers(answers))


def test_the_process_is_given_the_file_its_name_and_the_answers():
    told = ran(
        "one = answers.given[0]",
        "return repr((name, content, one.kind, one.about, one.choice)).encode()",
        content=b"a;b\r\n\x00\xff",
        answers=[GivenAnswer("order", "Coût", ("é", "b"))],
    )
    assert told.decode() == repr(
        ("é\n\udc80.csv", b"a;b\r\n\x00\xff", "order", "Coût", ("é", "b"))
    )


@limited
@each(
    "line", ["whole = [bytes(50_000_000) for _ in range(40)]; return b''", "return bytes(10**9)"]
)
def test_one_that_eats_memory_is_too_heavy(line):
    assert refused(reader(doing(line))) == "too_heavy"


@limited
def test_one_that_never_ends_is_too_slow_by_the_processor():
    hurried = "from prioritisation.imports.process import worker\nworker.MOST_CPU_S = 1\n"
    start = time.monotonic()
    assert refused(reader(hurried + doing("while True: pass"), patience=60)) == "too_slow"
    assert time.monotonic() - start < 30


@pytest.mark.parametrize(
    "line",
    [
        "raise KeyError('Prix secret')",
        "import os; os._exit(3)",
        "import os; os.abort()",
        "import sys; sys.exit()",
        "def deep(): return deep()\n return deep()",
    ],
)
def test_one_that_dies_is_broken_and_the_log_has_nothing_of_the_file(line, caplog):
    assert refused(reader(doing(line))) == "broken"
    assert caplog.records
    assert "secret" not in caplog.text


@each("line", ["return b''", "return b'not a reading'", "print('A{}'); return b'{}'"])
def test_garbage_is_no_reading(line):
    with pytest.raises(FileRefused) as caught:
        reader(doing(line)).read("f.csv", b"x", FileAnswers())
    assert caught.value.kind == "broken"


def test_an_answer_without_end_is_cut_off(monkeypatch):
    monkeypatch.setattr(service, "_LARGEST_ANSWER", 1_000_000)
    assert refused(reader(doing("return bytes(2_000_000)"))) == "broken"


@limited
@pytest.mark.parametrize(
    "line",
    [
        "open('{folder}/x', 'w')",
        "open('{folder}/x', 'ab')",
        "import os; os.open('{folder}/x', os.O_CREAT | os.O_RDWR)",
        "import pathlib; pathlib.Path('{folder}/there').unlink()",
        "import os; os.rename('{folder}/there', '{folder}/x')",
        "import tempfile; tempfile.NamedTemporaryFile(dir='{folder}')",
        "import socket; socket.create_connection(('127.0.0.1', {port}))",
        "import socket; socket.getaddrinfo('elsewhere.example', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:{port}/')",
        "import subprocess; subprocess.run(['touch', '{folder}/x'])",
        "import os; os.system('touch {folder}/x')",
        "import os; os.fork()",
        "import os; os.kill(os.getppid(), 0)",
        "import os; os.posix_spawn('/bin/true', ['true'], {{}})",
    ],
)
def test_nothing_is_written_asked_or_started(line, tmp_path, unused_port, caplog):
    there = tmp_path / "there"
    there.write_text("x")
    body = doing(line.format(folder=tmp_path, port=unused_port), "return b'done'")
    assert refused(reader(body)) == "broken"
    assert "NotDone" in caplog.text
    assert list(tmp_path.iterdir()) == [there]


@pytest.fixture
def unused_port():
    """Where nobody listens: what got so far would be refused by the system, not by us."""
    return 9


@limited
def test_what_the_system_keeps_to_holds_without_our_own_refusals(tmp_path):
    path = tmp_path / "x"
    lines = [
        "import ctypes, os",
        "libc = ctypes.CDLL(None, use_errno=True)",
        f"fd = libc.creat({str(path).encode()!r}, 0o600)",
        "wrote = libc.write(fd, b'abc', 3)",
        "return str(wrote).encode()",
    ]
    assert ran(*lines) == b"-1"
    assert not path.exists() or path.read_bytes() == b""


@limited
def test_the_limits_cannot_be_lifted():
    lines = [
        "import resource",
        "big = resource.RLIM_INFINITY",
        "names = ('RLIMIT_AS', 'RLIMIT_CPU', 'RLIMIT_CORE', 'RLIMIT_FSIZE')",
        "return repr([resource.getrlimit(getattr(resource, n)) for n in names]).encode()",
    ]
    assert ran(*lines) == b"[(500000000, 500000000), (5, 6), (0, 0), (0, 0)]"


def test_nothing_of_the_server_is_handed_to_it(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://room:secret@db/x")
    monkeypatch.setenv("PRIORITISATION_DATA", "/nowhere")
    told = ran("import os", "return repr((dict(os.environ), os.getcwd())).encode()").decode()
    assert "secret" not in told
    assert "PRIORITISATION" not in told
    assert str(ROOT) not in told.rpartition(", ")[2]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_no_file_of_the_server_is_open_in_it(tmp_path):
    with (tmp_path / "secret").open("w") as kept:
        os.set_inheritable(kept.fileno(), True)
        lines = ["import os", "fds = os.listdir('/proc/self/fd')"]
        lines += ["return ' '.join(os.readlink(f'/proc/self/fd/{n}') for n in fds if int(n) < 9"]
        lines[-1] += " and os.path.exists(f'/proc/self/fd/{n}')).encode()"
        assert "secret" not in ran(*lines).decode()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_it_gives_way_to_the_room_and_is_ended_first_without_memory():
    lines = ["import os", "score = open('/proc/self/oom_score_adj').read().strip()"]
    lines += ["return f'{os.nice(0) > 0} {os.getsid(0) == os.getpid()} {score}'.encode()"]
    assert ran(*lines) == b"True True 1000"


def test_nothing_of_a_file_reaches_the_next():
    keeping = reader("before = []\n" + doing("before.append(1)", "return bytes(before)"))
    both = [keeping.run("read", "f", b"x", FileAnswers()) for _ in range(2)]
    assert both == [b"\x01", b"\x01"]


def test_no_process_is_left_when_it_is_over():
    body = doing("import os", "return str(os.getpid()).encode()")
    pid = int(reader(body).run("read", "f", b"x", FileAnswers()))
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


SERVER = """
from prioritisation.imports.model import FileAnswers
from prioritisation.imports.process.service import LimitedReader
LimitedReader((*{python!r}, {child!r})).run("read", "f", b"x", FileAnswers())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends when its time is over")
@each("reading", [True, False], ids=["while it reads", "while it starts"])
def test_it_ends_with_the_server_however_that_ends(reading):
    child = CHILD.format(body=doing("import time", "time.sleep(60)"))
    script = SERVER.format(python=PYTHON, child=child)
    line = (sys.executable, "-c", script)
    server = subprocess.Popen(line, cwd=ROOT)  # noqa: S603 (our own script)
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    pid = soon(lambda: children.read_text().strip())
    score = Path(f"/proc/{pid}/oom_score_adj")
    assert not reading or soon(lambda: score.read_text().strip() == "1000")
    server.kill()
    server.wait()
    try:
        assert soon(lambda: not score.exists(), within=3)
    finally:
        if score.exists():
            os.kill(int(pid), signal.SIGKILL)


def soon(what, within=10.0):
    """What comes of something, once it is true."""
    end = time.monotonic() + within
    while not (outcome := what()) and time.monotonic() < end:
        time.sleep(0.01)
    return outcome


def test_a_file_that_is_too_large_starts_no_process(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", lambda *_given, **_more: pytest.fail("it started"))
    with pytest.raises(FileRefused) as caught:
        LimitedReader().run("read", "f", bytes(LARGEST_FILE + 1), FileAnswers())
    assert caught.value.kind == "too_large"
    assert caught.value.values == {"found": LARGEST_FILE + 1, "allowed": LARGEST_FILE}


def test_few_are_read_at_once_a_few_wait_and_others_come_again():
    slow = reader(doing("import time", "time.sleep(1)", "return str(time.time()).encode()"))
    ends, kinds = [], []

    def ask():
        try:
            ends.append(float(slow.run("read", "f", b"x", FileAnswers())))
        except FileRefused as why:
            kinds.append(why.kind)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (len(ends), kinds) == (6, ["busy", "busy"])
    assert sorted(ends)[2] - min(ends) > 0.8


# Files that wait: few, not for long, read once for the same answers, and forgotten.

READING = FileReading(FileKind.TEXT, None, (), (), ())
DIRECTION = GivenAnswer("direction", "Coût", ("min",))


class Reader:
    """Counts what it reads; the title of each reading is what it was read from."""

    def __init__(self):
        self.calls = []
        self.refusals = []

    def __call__(self, name, content, answers):
        self.calls.append((name, content, answers.given))
        if self.refusals:
            raise FileRefused(self.refusals.pop(0), found=3)
        return replace(READING, title=f"{name} {len(answers.given)}")


ME = "my mark"


@pytest.fixture
def reader_uploads():
    return Reader()


@pytest.fixture
def moment():
    return [0.0]


@pytest.fixture
def uploads(reader_uploads, moment):
    return Uploads(reader_uploads, now=lambda: moment[0])


def test_what_was_received_is_there_as_it_came(uploads):
    one = uploads.received(uploads.receive("Notes été.xlsx", b"abc", ME), ME)
    assert (one.name, one.content, one.size, one.pasted) == ("Notes été.xlsx", b"abc", 3, False)
    assert one.sha256.startswith("ba7816bf")
    block = uploads.received(uploads.receive_pasted("é\ud800", ME), ME)
    assert (block.pasted, block.content) == (True, "é?".encode())


@pytest.mark.parametrize("token", ["", "x", "é" * 5000, "../a"])
def test_no_other_token_opens_anything(uploads, token):
    uploads.receive("a", b"x", ME)
    assert uploads.received(token, ME) is None


def test_answers_are_kept_beside_it_each_in_the_place_of_the_one_before(uploads):
    token = uploads.receive("a", b"x", ME)
    other = GivenAnswer("sheet", "", ("Notes",))
    uploads.received(token, ME).answer(DIRECTION, other)
    uploads.received(token, ME).answer(replace(DIRECTION, choice=("max",)))
    uploads.received(token, ME).head["title"] = "Mobilité"
    again = uploads.received(token, ME)
    assert set(again.answers.given) == {replace(DIRECTION, choice=("max",)), other}
    assert again.head == {"title": "Mobilité"}


def test_what_was_said_of_the_columns_of_a_sheet_is_not_said_of_those_of_another():
    """« Remarque » in C was left out; on the other sheet C was left out too."""

    def reader_uploads(_name, _content, answers):
        sheet = answers.choice("sheet") or "Un"
        return replace(READING, layout=Layout(sheet, ("Un", "Deux"), "rows", (0,), 0, (), ()))

    uploads = Uploads(reader_uploads)
    one = uploads.received(uploads.receive("a", b"x", ME), ME)
    role = GivenAnswer("role", "C", ("left_out",))
    same, other = (GivenAnswer("sheet", "", (name,)) for name in ("Un", "Deux"))
    one.answer(role, DIRECTION)
    one.answer(same)
    assert set(one.answers.given) == {role, DIRECTION, same}
    one.answer(other)
    assert set(one.answers.given) == {DIRECTION, other}
    one.answer(role)
    one.answer(same)
    assert set(one.answers.given) == {DIRECTION, same}


def test_two_pages_that_ask_for_the_same_wait_for_the_same():
    entered, leave, calls = threading.Event(), threading.Event(), []

    def slow(name, _content, _answers):
        calls.append(name)
        entered.set()
        assert leave.wait(10)
        return READING

    uploads = Uploads(slow)
    one = uploads.received(uploads.receive("a", b"x", ME), ME)
    threads = [threading.Thread(target=one.reading) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert entered.wait(10)
    leave.set()
    for thread in threads:
        thread.join()
    assert calls == ["a"]


def test_one_that_nobody_uses_for_two_hours_is_forgotten(uploads, moment):
    used, left = uploads.receive("a", b"x", ME), uploads.receive("b", b"x", ME)
    moment[0] = UPLOAD_KEPT_S - 1
    assert uploads.received(used, ME)
    moment[0] = UPLOAD_KEPT_S + 1
    assert uploads.received(used, ME)
    assert uploads.received(left, ME) is None


def test_nothing_is_left_of_one_that_is_a_case_now(uploads, reader_uploads):
    token = uploads.receive("a", b"x", ME)
    one = uploads.received(token, ME)
    one.reading()
    uploads.forget(token)
    uploads.forget(token)
    assert uploads.received(token, ME) is None
    one.reading()  # whoever still has it in hand
    one.reading()
    assert len(reader_uploads.calls) == 3


def test_what_somebody_sent_is_there_for_their_browser_alone(uploads):
    token = uploads.receive("a", b"x", ME)
    for mark in ("", "another mark"):
        assert uploads.received(token, mark) is None
    assert uploads.received(token, ME).name == "a"
