"""Reads the project for the house rules: its files, and its Python modules as syntax trees."""

import ast
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[2]
CODE = ("app", "ui", "migrations")
EVERYTHING = (*CODE, "tests", "packaging")
# What a checkout holds and git does not.
UNTRACKED = {".git", ".venv", "__pycache__", "build", "dist", "out", "uv.lock", "pylock.toml", ".coverage"}
UNTRACKED_ENDINGS = ("_cache", ".egg-info", ".hypothesis", ".pyc")


@dataclass(frozen=True, slots=True)
class Source:
    """A Python module: its path from the root with forward slashes, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        """Number of lines."""
        return self.text.count("\n")

    def at(self, node: ast.AST, words: str) -> str:
        """A finding, with the place where it is."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {words}"


Rule: TypeAlias = Callable[[Source], list[str]]


def source(path: str, text: str) -> Source:
    """A module from its text; planted sins are made with it."""
    return Source(path, text, ast.parse(text))


@cache
def sources(*tops: str) -> tuple[Source, ...]:
    """Every Python module below the named folders of the project."""
    return tuple(
        _parsed(path) for path in project_files() if path.endswith(".py") and path.split("/")[0] in tops
    )


@cache
def _parsed(path: str) -> Source:
    return source(path, (ROOT / path).read_text(encoding="utf-8"))


@cache
def project_files() -> tuple[str, ...]:
    """Every file of the project, from the root, with forward slashes; walked, so that git is not needed."""
    return tuple(sorted(_walk(ROOT)))


def _walk(root: Path) -> Iterator[str]:
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if not _untracked(name)]
        for file in files:
            if not _untracked(file):
                yield (Path(folder) / file).relative_to(root).as_posix()


def _untracked(name: str) -> bool:
    return name in UNTRACKED or name.endswith(UNTRACKED_ENDINGS)


def called(node: ast.AST) -> str:
    """The dotted name that a call calls, as written: "datetime.now"; empty for anything else."""
    return dotted(node.func) if isinstance(node, ast.Call) else ""


def dotted(node: ast.AST) -> str:
    """A name or attribute as written, as far as it is one: "session.execute", ".commit" after a call."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""
