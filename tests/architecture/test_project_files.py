"""The project's files: locks that name no host, no path of anyone's machine, tracked rules for exceptions."""

import re
import tomllib

from tests.architecture.source import ROOT, project_files

LOCKS = ("requirements.lock", "dev.lock", "localstripe.lock")
PINNED = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*(\[[a-z0-9,_-]+\])?==[^\s;]+( ; [^\\]+)?( \\)?$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
# Home and work folders of machines; a web address or a longer word before the slash is none.
MACHINE = re.compile(r"(?<![\w.~*\"'/-])(?:/(?:root|work|home/\w+|Users/\w+)/[\w.]|[A-Z]:\\Users\\)")
QUOTED_MACHINE = re.compile(r"[\"'`]/(?:root|work|home/\w+|Users/\w+)/")
BARE_EXCEPTION = re.compile(r"#\s*(type:\s*ignore(?!\[)|noqa(?!:\s*[A-Z]))")
TEXT = (".py", ".md", ".toml", ".txt", ".sh", ".ps1", ".qss", ".json", ".cfg", ".ini", ".yml", ".lock", "")


def foreign_lines(text: str) -> list[str]:
    """Lines of a lock file that are neither a pinned version nor a hash: an index, a host, a path."""
    return [line for line in text.splitlines() if not (PINNED.match(line) or HASH.match(line))]


def pins(text: str) -> dict[str, str]:
    """Each pinned package with its version and the condition under which it is wanted."""
    lines = [line.removesuffix(" \\") for line in text.splitlines() if PINNED.match(line)]
    return {
        line.split("==")[0] + "".join(line.split(" ; ")[1:]): line.split("==")[1].split()[0] for line in lines
    }


def machine_paths(path: str, text: str) -> list[str]:
    """Lines that name a folder of one person's machine."""
    return [
        f"{path}:{number}"
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE.search(line) or QUOTED_MACHINE.search(line)
    ]


def bare_exceptions(path: str, text: str) -> list[str]:
    """Exceptions from the checks that do not name what they except."""
    return [f"{path}:{n}" for n, line in enumerate(text.splitlines(), 1) if BARE_EXCEPTION.search(line)]


def read(path: str) -> str:
    """A text file of the project."""
    return (ROOT / path).read_text(encoding="utf-8")


def texts() -> list[str]:
    """The project's files that hold text."""
    return [
        path for path in project_files() if ("." + path.rpartition(".")[2] if "." in path else "") in TEXT
    ]


def test_locks_name_no_host() -> None:
    """A lock file holds pinned versions and hashes, nothing about where they come from."""
    assert {name: foreign_lines(read(f"packaging/{name}")) for name in LOCKS} == {name: [] for name in LOCKS}


def test_the_test_lock_holds_the_program_lock() -> None:
    """The environment of the tests is that of the program, at the same versions, and more."""
    program, tests = (pins(read(f"packaging/{name}")) for name in LOCKS[:2])
    versions = {name: tests.get(name) for name in program}
    assert versions == program


def test_locks_pin_what_is_asked_for() -> None:
    """Every dependency of pyproject.toml is in the lock."""
    asked = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    names = {re.split(r"[\[<>=!~ ]", line)[0].lower().replace("_", "-") for line in asked}
    locked = {
        re.split(r"==", line)[0].split("[")[0] for line in read("packaging/requirements.lock").splitlines()
    }
    assert names <= locked


def test_no_path_of_a_machine() -> None:
    """No file names a folder of one person's machine."""
    assert [finding for path in texts() for finding in machine_paths(path, read(path))] == []


def test_exceptions_name_what_they_except() -> None:
    """Each exception from a type or style check names the check."""
    modules = [path for path in texts() if path.endswith(".py")]
    assert [finding for path in modules for finding in bare_exceptions(path, read(path))] == []


def test_planted_sins_are_caught() -> None:
    """An index, a host, a home folder and a bare exception are found; right lines are left alone."""
    hashed = "    --hash=sha256:" + "0" * 64
    right = f"numpy==2.3.1 ; python_full_version < '3.12' \\\n{hashed} \\\n{hashed}\nargon2-cffi==25.1.0 \\\n"
    assert foreign_lines(right) == []
    assert len(foreign_lines("--index-url https://index/simple\nnumpy @ https://host/numpy.whl\n# x\n")) == 3
    home, root = "/".join(("", "home", "ann", "keyrack")), "/".join(("", "root", "x"))
    assert machine_paths("a", f'x = "{home}"\nsee {root}\n/usr/lib/x\n./work/x\nthe /homework/a\n') == [
        "a:1",
        "a:2",
    ]
    ignore, quiet = "# type" + ": ignore", "# no" + "qa"
    assert bare_exceptions("a", f"{ignore}\n{ignore}[arg-type]\n{quiet}\n{quiet}: E501\n") == ["a:1", "a:3"]
    assert pins("a==1 ; x \\\nb==2\n") == {"ax": "1", "b": "2"}
