"""Makes `.venv` ready from a hash-pinned lock file: what ./packaging/run and ./packaging/test do first.

Runs under any Python 3.11 or newer with nothing but its standard library:

    python3 packaging/setup_environment.py requirements.lock [--window] [--needed]

`--window` also asks for the system libraries of a real window, `--needed` makes a missing library an error
instead of a warning. Where nothing has changed since the last time it costs a few hundredths of a second.
"""

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
STAMP = VENV / "keyrack-environment"
# What tests talk to over loopback and must never import (its licence is the GPL's): a place of its own.
LOCALSTRIPE = VENV / "localstripe"
# The lock of the tests holds all that the lock of the program holds, at the same versions (a test compares).
COVERS = {"requirements.lock": ("requirements.lock", "dev.lock"), "dev.lock": ("dev.lock",)}

# What Qt's wheels leave to the system: shared library -> Debian's package.
DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libcups.so.2": "libcups2",
}
WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# What helps and is not needed: program -> Debian's package. It comes along when others are installed; the
# tests, which read a passport's picture with it, ask for it by itself.
HELPFUL = {"tesseract": "tesseract-ocr"}


class SetupError(Exception):
    """The environment cannot be made; the message says what to do."""


def say(sentence: str) -> None:
    """Tell the person at the terminal; never on standard output, which belongs to the program."""
    print(f"keyrack set-up: {sentence}", file=sys.stderr, flush=True)  # noqa: T201 - a terminal program


def answers(command: list[str]) -> bool:
    """Whether a command runs and is content; what it says is not shown."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0


def missing_libraries(wanted: dict[str, str]) -> list[str]:
    """The Debian packages of those shared libraries that this Linux cannot load, each named once."""
    if not sys.platform.startswith("linux"):
        return []
    missing: dict[str, None] = {}
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[package] = None
    return list(missing)


def missing_helpers() -> list[str]:
    """The Debian packages of programs that help where they are, and are not missed where they are not."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for program, package in HELPFUL.items() if not shutil.which(program)]


def has_module(name: str) -> bool:
    """Whether this Python has a module of that name."""
    return importlib.util.find_spec(name) is not None


def find_uv() -> str | None:
    """The command uv, where it is installed and runs."""
    uv = shutil.which("uv")
    return uv if uv and answers([uv, "--version"]) else None


def missing_filler() -> list[str]:
    """The Debian package that brings ensurepip, where neither uv nor ensurepip nor pip can fill a `.venv`."""
    if WINDOWS or find_uv() or has_module("ensurepip") or has_module("pip"):
        return []
    return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]


def as_root() -> list[str] | None:
    """The words before a command that make it run as root without a question, or None where none do."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return ["env"]
    if shutil.which("sudo") and answers(["sudo", "-n", "true"]):
        return ["sudo", "-n", "env"]
    return None


def install_packages(packages: list[str]) -> None:
    """Install Debian packages, or raise SetupError with the line that a person with the right can type."""
    typed = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
    if not shutil.which("apt-get"):
        raise SetupError(
            "this system lacks what Debian packages as "
            f"{', '.join(packages)}; install the same with your system's package manager, then start again."
        )
    root = as_root()
    if root is None:
        raise SetupError(
            f"some system packages are missing. Type this line, then start again:\n\n  {typed}\n"
        )
    say(f"installing {', '.join(packages)}")
    apt = [*root, "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    updated = subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL, stdout=sys.stderr)
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    installed = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    if installed.returncode != 0:
        doubt = " (the package lists could not be fetched either)" if updated.returncode else ""
        raise SetupError(f"apt-get could not install them{doubt}. Mend that, then type:\n\n  {typed}\n")


def wanted_stamp(lock: Path) -> str:
    """What must be true of `.venv` to be left alone: this lock, this Python, this place."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{lock.name} {digest}\nPython {sys.version_info[0]}.{sys.version_info[1]}\n{ROOT}\n"


def is_ready(lock_name: str) -> bool:
    """Whether `.venv` was completed from this lock (or one that holds all of it) and its Python runs."""
    try:
        stamp = STAMP.read_text(encoding="utf-8")
    except OSError:
        return False
    if stamp not in [wanted_stamp(ROOT / "packaging" / name) for name in COVERS[lock_name]]:
        return False
    return answers([str(PYTHON), "-c", ""])


def same_place() -> bool:
    """Whether `.venv` was made here with this Python, so that it may be brought up to date."""
    try:
        stamp = STAMP.read_text(encoding="utf-8")
    except OSError:
        return False
    return PYTHON.exists() and stamp.split("\n")[1:] == wanted_stamp(Path(__file__)).split("\n")[1:]


def make_venv(uv: str | None) -> list[str]:
    """Make an empty `.venv`; the answer is the command, to be followed by "install …", that fills it by pip.

    Debian ships Python without ensurepip: there the `pip` beside this Python fills it from outside.
    """
    inside = [str(PYTHON), "-m", "pip"]
    beside = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    importlib.invalidate_caches()
    with_pip = has_module("ensurepip") and not uv
    options = ["--clear"] if with_pip else ["--clear", "--without-pip"]
    made = subprocess.run([sys.executable, "-m", "venv", *options, str(VENV)], stdout=sys.stderr)
    if made.returncode != 0:
        raise SetupError(f"Python could not make {VENV}; its own message stands above.")
    return inside if with_pip else beside


def fill_venv(lock: Path) -> None:
    """Install exactly what the lock names: with uv where it is found, for its speed, else with pip."""
    uv = find_uv()
    pip = [str(PYTHON), "-m", "pip"] if same_place() else make_venv(uv)
    if uv:
        command = [uv, "pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode"]
        command += ["--python", str(PYTHON), str(lock)]
        environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
        if subprocess.run(command, stdout=sys.stderr, env=environment).returncode == 0:
            return
        say("uv could not do it; trying again with pip")
    if pip[0] == str(PYTHON) and not answers([*pip, "--version"]):
        pip = make_venv(None)
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    if subprocess.run([*pip, "install", *options, "-r", str(lock)], stdout=sys.stderr).returncode != 0:
        raise SetupError("the libraries could not be installed; is there a way to the package index?")


def compile_project() -> None:
    """Compile our own modules too, so that the first start is as quick as the second."""
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "app", "ui"], cwd=ROOT, check=False)


def unpack_qt_support() -> None:
    """Let Qt's binding unpack its own modules once, by its own switch; else each start compiles them."""
    environment = {**os.environ, "SBK_EMBED": "0"}
    subprocess.run([str(PYTHON), "-c", "import PySide6.QtCore"], env=environment, check=False)


def put_project_in() -> None:
    """Let `.venv` see the checkout by a path file and give it the `keyrack` command: no build, no network."""
    found = subprocess.run(
        [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    Path(found.stdout.strip(), "keyrack.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    body = "import sys\n\nfrom ui.__main__ import main\n\nsys.exit(main())\n"
    if WINDOWS:
        (SCRIPTS / "keyrack-script.py").write_text(body, encoding="utf-8")
        line = '@"%~dp0python.exe" "%~dp0keyrack-script.py" %*\n'
        (SCRIPTS / "keyrack.cmd").write_text(line, encoding="utf-8")
        return
    # A shell line instead of "#!/path/python": a path may hold spaces or be too long for the kernel.
    start = f"#!/bin/sh\n'''exec' '{PYTHON}' \"$0\" \"$@\"\n' '''\n"
    launcher = SCRIPTS / "keyrack"
    launcher.write_text(start + body, encoding="utf-8")
    launcher.chmod(0o755)


def prepare_system(lock_name: str, wanted: dict[str, str], needed: bool) -> None:
    """Install what is missing of Debian's packages, all at once; libraries may be left out unless needed."""
    libraries = missing_libraries(wanted)
    filler = [] if is_ready(lock_name) else missing_filler()
    if not libraries and not filler:
        if lock_name == "dev.lock":
            prepare_helpers()
        return
    try:
        install_packages([*filler, *libraries, *missing_helpers()])
    except SetupError as error:
        if filler or needed:
            raise
        say(f"windows and pictures will not work yet: {error}")


def prepare_helpers() -> None:
    """Install what helps by itself where that may be done; else say which test will miss it."""
    helpers = missing_helpers()
    try:
        if helpers:
            install_packages(helpers)
    except SetupError as error:
        say(f"the test that reads a passport's picture will fail: {error}")


def prepare_venv(lock_name: str) -> None:
    """Bring `.venv` to the state that the lock describes; nothing is done where it is there already."""
    if is_ready(lock_name):
        return
    lock = ROOT / "packaging" / lock_name
    say(f"making .venv from packaging/{lock_name} (the first time takes a minute or two)")
    fill_venv(lock)
    put_project_in()
    compile_project()
    unpack_qt_support()
    STAMP.write_text(wanted_stamp(lock), encoding="utf-8")
    say("ready")


def prepare_localstripe() -> Path:
    """The Python of the environment with localstripe, made from its lock where it is not there yet."""
    python = LOCALSTRIPE / SCRIPTS.name / PYTHON.name
    lock, stamp = ROOT / "packaging" / "localstripe.lock", LOCALSTRIPE / "keyrack-environment"
    if (
        stamp.exists()
        and stamp.read_text(encoding="utf-8") == wanted_stamp(lock)
        and answers([str(python), "-c", ""])
    ):
        return python
    say("making .venv/localstripe from packaging/localstripe.lock")
    venv = [sys.executable, "-m", "venv", "--clear", "--without-pip", str(LOCALSTRIPE)]
    if subprocess.run(venv, stdout=sys.stderr).returncode != 0:
        raise SetupError(f"Python could not make {LOCALSTRIPE}; its own message stands above.")
    exactly = ["--quiet", "--require-hashes"]
    ways = [
        [own, "-m", "pip", "--python", str(python), "install", *exactly, "--no-deps", "-r", str(lock)]
        for own in (str(PYTHON), sys.executable)
    ]
    if uv := find_uv():
        ways.insert(0, [uv, "pip", "sync", *exactly, "--python", str(python), str(lock)])
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    for way in ways:
        if subprocess.run(way, stdout=sys.stderr, env=environment).returncode == 0:
            stamp.write_text(wanted_stamp(lock), encoding="utf-8")
            return python
    raise SetupError("localstripe could not be installed; is there a way to the package index?")


def main() -> int:
    """Read the command line, do it, and turn a SetupError into a sentence and exit status 1."""
    parser = argparse.ArgumentParser(description="Make Keyrack's .venv from a lock file.")
    parser.add_argument("lock", choices=sorted(COVERS))
    parser.add_argument("--window", action="store_true", help="a real window will be opened")
    parser.add_argument("--needed", action="store_true", help="stop where a system library is missing")
    asked = parser.parse_args()
    try:
        prepare_system(asked.lock, DRAWING | WINDOW if asked.window else DRAWING, asked.needed)
        prepare_venv(asked.lock)
        if asked.lock == "dev.lock":
            prepare_localstripe()
    except SetupError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
