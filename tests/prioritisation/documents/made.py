"""Stand-ins for the process that makes documents: quick, or wrong in one way."""

import subprocess
import sys

from prioritisation.documents.worker import Process

HEAD = """
import io, pickle, struct, sys, time, os
head = struct.Struct(">cQ")
out = sys.stdout.buffer
def asked():
    found = sys.stdin.buffer.read(head.size)
    if len(found) < head.size: sys.exit()
    parts = io.BytesIO(sys.stdin.buffer.read(head.unpack(found)[1]))
    return pickle.load(parts), parts.read()
def say(kind, content):
    out.write(head.pack(kind, len(content)) + content); out.flush()
"""
ECHO = """
while True:
    document, facts = asked()
    say(b"D", f"{os.getpid()} {document}".encode())
"""
NAMED = """
while True:
    document, facts = asked()
    say(b"D", f"un-{document}\\n{os.getpid()} {document}".encode())
"""
SLOW = """
while True:
    asked(); time.sleep(0.3); say(b"D", b"done")
"""
DIES = """
asked(); say(b"D", b"x")
asked(); os._exit(9)
"""
CUT = """
asked(); out.write(head.pack(b"D", 100) + b"half"); out.flush(); sys.exit()
"""
REFUSES = """
while True:
    asked(); say(b"R", "Non.".encode())
"""
HANGS = """
asked(); time.sleep(60)
"""
HUGE = """
asked(); out.write(head.pack(b"D", 1 << 50)); out.flush(); time.sleep(60)
"""


def loaded(code, *modules):
    """Which of these modules a process of its own has after running this code."""
    script = f"import sys; {code}; print([m for m in {modules} if m in sys.modules])"
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def process(script=ECHO, **options):
    return Process([sys.executable, "-c", HEAD + script], **options)
