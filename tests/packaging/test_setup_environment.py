"""The set-up script: what it finds missing, what it tells a person, when it does nothing, what it writes."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def setup(tmp_path: Path) -> ModuleType:
    """The script, working on a checkout of its own in a folder with a space in its name."""
    checkout = tmp_path / "key rack"
    (checkout / "packaging").mkdir(parents=True)
    for name in ("setup_environment.py", "requirements.lock", "dev.lock"):
        (checkout / "packaging" / name).write_bytes((ROOT / "packaging" / name).read_bytes())
    spec = importlib.util.spec_from_file_location("setup", checkout / "packaging" / "setup_environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def finished(setup: ModuleType) -> None:
    """Make the environment as the script does, without the libraries."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(setup.VENV)], check=True)
    setup.put_project_in()
    setup.STAMP.write_text(setup.wanted_stamp(setup.ROOT / "packaging" / "dev.lock"), encoding="utf-8")


def test_missing_libraries_are_named_once(setup: ModuleType) -> None:
    """Each Debian package is asked for once, however many of its libraries are missing."""
    wanted = {"libno-such.so.1": "libno1", "libno-such-either.so.2": "libno1", "libother.so.9": "libother9"}
    expected = ["libno1", "libother9"] if sys.platform.startswith("linux") else []
    assert setup.missing_libraries(wanted) == expected


def test_without_rights_the_line_is_told(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may not install packages is given the exact line to type."""
    monkeypatch.setattr(setup, "as_root", lambda: None)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(
        setup.SetupError, match=r"sudo apt-get install -y --no-install-recommends libgl1 libegl1\n"
    ):
        setup.install_packages(["libgl1", "libegl1"])


def test_without_apt_the_packages_are_told(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """On another Linux the sentence names what Debian calls the packages."""
    monkeypatch.setattr(setup.shutil, "which", lambda _name: None)
    with pytest.raises(setup.SetupError, match="libgl1; install the same"):
        setup.install_packages(["libgl1"])


def test_a_headless_verb_goes_on_without_libraries(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Missing libraries stop a window, and only warn a verb that opens none."""

    def refuse(packages: list[str]) -> None:
        raise setup.SetupError(f"type: {packages}")

    monkeypatch.setattr(setup, "install_packages", refuse)
    monkeypatch.setattr(setup, "missing_filler", list)
    monkeypatch.setattr(setup, "missing_helpers", list)
    monkeypatch.setattr(setup, "missing_libraries", lambda _wanted: ["libgl1"])
    setup.prepare_system("requirements.lock", {}, needed=False)
    assert "will not work yet: type: ['libgl1']" in capsys.readouterr().err
    with pytest.raises(setup.SetupError):
        setup.prepare_system("requirements.lock", {}, needed=True)


def test_the_tests_ask_for_a_reader_of_pictures(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The program does without; the set-up of the tests installs it, or says which test will fail."""
    asked: list[str] = []
    monkeypatch.setattr(setup, "missing_libraries", lambda _wanted: [])
    monkeypatch.setattr(setup, "missing_filler", list)
    monkeypatch.setattr(setup, "missing_helpers", lambda: ["tesseract-ocr"])
    monkeypatch.setattr(setup, "install_packages", asked.extend)
    setup.prepare_system("requirements.lock", {}, needed=True)
    assert asked == []
    setup.prepare_system("dev.lock", {}, needed=True)
    assert asked == ["tesseract-ocr"]

    def refuse(packages: list[str]) -> None:
        raise setup.SetupError(f"type: {packages}")

    monkeypatch.setattr(setup, "install_packages", refuse)
    setup.prepare_system("dev.lock", {}, needed=True)
    assert "a passport's picture will fail: type: ['tesseract-ocr']" in capsys.readouterr().err


def test_it_is_left_alone_until_the_lock_changes(setup: ModuleType) -> None:
    """A finished environment of the tests serves the program too; another lock calls for a new one."""
    assert not setup.is_ready("requirements.lock")
    finished(setup)
    assert setup.is_ready("dev.lock")
    assert setup.is_ready("requirements.lock")
    lock = setup.ROOT / "packaging" / "dev.lock"
    lock.write_text(lock.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert not setup.is_ready("dev.lock")
    assert setup.same_place()


def test_the_command_runs_from_anywhere(setup: ModuleType, tmp_path: Path) -> None:
    """The `keyrack` command passes its arguments and its status on, in a folder with a space in its name."""
    finished(setup)
    screens = setup.ROOT / "ui"
    screens.mkdir()
    (screens / "__main__.py").write_text(
        "import sys\n\ndef main():\n    print(sys.argv[1:])\n    return 3\n", encoding="utf-8"
    )
    command = [str(setup.SCRIPTS / "keyrack"), "report", "a b", "--json"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (told.returncode, told.stdout) == (3, "['report', 'a b', '--json']\n")


def test_no_python_is_told(tmp_path: Path) -> None:
    """Where no Python 3.11 is found the sentence says so."""
    command = ["/bin/sh", str(ROOT / "packaging" / "find-python")]
    told = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert told.returncode == 1
    assert "no Python 3.11 or newer" in told.stderr
