"""The import contracts of pyproject.toml are kept, and they bite."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

SINS = {
    "headless-core": ("app/infra/sin.py", "from PySide6 import QtCore\n"),
    "tiers": ("app/kernel/sin.py", "import app.infra\n"),
    "app-tree": ("app/somewhere/__init__.py", ""),
    "feature-map": ("app/features/swimming_pool/__init__.py", ""),
    "inside-a-feature": ("app/features/property/rules.py", "import app.features.property.commands\n"),
    "pure-rules": ("app/features/property/events.py", "import sqlalchemy\n"),
    "timeless-rules": ("app/features/property/rules.py", "from app.kernel.clock import Clock\n"),
    "ui-no-sql": ("ui/shell/sin.py", "import app.infra\n"),
    "ui-features": ("ui/features/one/__init__.py", "import ui.features.two\n"),
    "ui-tiers": ("ui/widgets/sin.py", "import ui.shell\n"),
    "acyclic": ("app/infra/sin.py", "from app.infra import sinner\n"),
}
SKELETON = (
    "app", "app/kernel", "app/infra", "app/sync", "app/features", "app/features/property", "app/central",
    "app/workbench", "ui", "ui/widgets", "ui/shell", "ui/features", "ui/features/two",
)  # fmt: skip


def lint(directory: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the packages of a directory."""
    command = [sys.executable, "-P", "-c", "import sys; sys.path.insert(0, '.');"
               "from importlinter.cli import lint_imports_command as lint; lint()"]  # fmt: skip
    return subprocess.run(
        [*command, "--no-cache", "--no-logo", *options], cwd=directory, capture_output=True, text=True
    )


def skeleton(directory: Path) -> None:
    """A small sound product below the directory, under the contracts of the real one."""
    (directory / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for folder in SKELETON:
        plant(directory, f"{folder}/__init__.py", "")
    plant(directory, "app/kernel/clock.py", "class Clock: ...\n")
    plant(directory, "app/features/property/models.py", "")
    plant(directory, "app/features/property/repository.py", "")
    plant(directory, "app/features/property/commands.py", "")


def plant(directory: Path, path: str, text: str) -> None:
    """Write a module, with its folder."""
    file = directory / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_the_contracts_are_kept() -> None:
    """Nobody imports what is not theirs to import."""
    told = lint(ROOT)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("contract", sorted(SINS))
def test_planted_sins_are_caught(contract: str, tmp_path: Path) -> None:
    """Each contract is kept by a sound skeleton and broken by the sin planted for it."""
    skeleton(tmp_path)
    sound = lint(tmp_path, "--contract", contract)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    path, text = SINS[contract]
    plant(tmp_path, path, text)
    if contract == "acyclic":
        plant(tmp_path, "app/infra/sinner.py", "from app.infra import sin\n")
    assert lint(tmp_path, "--contract", contract).returncode != 0
