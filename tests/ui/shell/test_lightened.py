"""Classes behave the same where their methods are compiled late; each proof has a process of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = '''
import dataclasses, sys
from ui.application.lightened import make_dataclasses_lazily
if sys.argv[1] == "lazily":
    make_dataclasses_lazily()
    make_dataclasses_lazily()

@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Base:
    """A base."""
    id: int

@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Move(Base):
    """A command."""
    room: str
    words: tuple[str, ...] = dataclasses.field(default=(), compare=False)

@dataclasses.dataclass
class Loose:
    """Not frozen."""
    count: int = 0

def attempt(change):
    try:
        change()
    except Exception as error:
        return type(error).__name__, str(error)
    return "done"

move = Move(id=1, room="a")
print(move, Move(id=1, room="a", words=("x",)) == move, Move(id=2, room="a") == move, move == 1)
print(len({move, Move(id=1, room="a"), Move(id=1, room="b")}), hash(Base(id=1)) == hash(Base(id=1)))
print(Base(id=1) == move, Base(id=1) != Base(id=1), dataclasses.replace(move, room="c"))
print(attempt(lambda: setattr(move, "room", "b")), attempt(lambda: delattr(move, "room")))
print(attempt(lambda: setattr(move, "other", "b")), attempt(lambda: hash(Loose())))
loose = Loose(); loose.count = 3
print(loose, loose == Loose(3), dataclasses.asdict(move), attempt(lambda: Move(1, "a")))
'''

BORROWED = """
import sys
from ui.application import lightened
lightened.load_sqlalchemy()
names = ("asyncio", "importlib.metadata")
print([name for name in names if name in sys.modules])
from sqlalchemy.util import compat, concurrency
async def later(): return "done"
coroutine = later()
print(concurrency.iscoroutine(coroutine), concurrency.iscoroutine(3))
import asyncio, importlib.metadata
print(asyncio.run(coroutine), compat.asyncio.Lock is asyncio.Lock)
print(compat.importlib_metadata.version("numpy") == importlib.metadata.version("numpy"))
lightened.load_sqlalchemy()
print(sys.modules["asyncio"] is asyncio)
stand_in = lightened.StandIn("wave")
sys.modules["wave"] = stand_in
print(stand_in.open.__module__, sys.modules["wave"] is stand_in)
"""


SIGNATURES = """
import re
from ui.application import lightened
plain = re.compile
lightened.load_qt()
print(re.compile is plain, type(re.compile("a")).__name__)
from PySide6.QtCore import QTimer
try:
    QTimer("a")
except TypeError as error:
    print("Supported signatures" in str(error), "parent: PySide6.QtCore.QObject" in str(error))
"""


def told(how: str) -> str:
    """What the program prints."""
    command = [sys.executable, "-c", PROGRAM, how]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_methods_compiled_late_do_the_same() -> None:
    """Equality, hashes, texts and the refusal to change are those of the library."""
    usual = told("usual")
    assert "FrozenInstanceError" in usual
    assert told("lazily") == usual


def test_sqlalchemy_gets_the_real_modules_when_it_asks() -> None:
    """A desk that needs no event loop loads none; whoever needs one has the real module."""
    done = subprocess.run(
        [sys.executable, "-c", BORROWED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["[]", "True False", "done True", "True", "True", "wave False"]


def test_qt_explains_a_wrong_argument_with_patterns_compiled_late() -> None:
    """What is put off is there when it is needed, and only Qt's own patterns are put off."""
    done = subprocess.run(
        [sys.executable, "-c", SIGNATURES], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["True Pattern", "True True"]
