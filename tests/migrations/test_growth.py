"""The schema only grows: no migration drops, renames or retypes, and none knows the program."""

import ast
from pathlib import Path

import pytest

from app.infra.schema import SCRIPTS

VERSIONS = sorted((SCRIPTS / "versions").glob("[0-9]*.py"))
SHRINKING = {
    "drop_table", "drop_column", "drop_constraint", "drop_index", "rename_table", "batch_alter_table",
    "drop_table_comment",
}  # fmt: skip
SHRINKING_WORDS = ("drop ", "rename ", "alter column", "truncate ", "delete ")


def sins(source: str) -> list[str]:
    """What a migration does that makes the schema smaller or different for an older program."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            keywords = {keyword.arg for keyword in node.keywords}
            if name in SHRINKING or (name == "alter_column" and keywords - {"existing_type"}):
                found.append(name)
            if name == "add_column" and _is_demanding(node):
                found.append("add_column without a default")
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += [word for word in SHRINKING_WORDS if node.value.lower().lstrip().startswith(word)]
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            lowered = node.value.lower()
            if lowered.startswith("alter table") and any(word in lowered for word in SHRINKING_WORDS):
                found.append(lowered)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("app", "ui"):
            found.append(f"imports {node.module}")
    return found


def _is_demanding(node: ast.Call) -> bool:
    """Whether an added column is NOT NULL without a value for the rows that are there."""
    words = {k.arg: k.value for call in ast.walk(node) if isinstance(call, ast.Call) for k in call.keywords}
    nullable = words.get("nullable")
    refused = isinstance(nullable, ast.Constant) and nullable.value is False
    return refused and "server_default" not in words


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_it_only_grows(path: Path) -> None:
    """A migration adds; an older program still finds all that it knows."""
    assert sins(path.read_text(encoding="utf-8")) == []


def test_there_are_migrations() -> None:
    """Control: the files are found."""
    assert len(VERSIONS) >= 2


@pytest.mark.parametrize(
    "line",
    [
        'op.drop_column("room", "floor")',
        'op.drop_table("room")',
        'op.alter_column("room", "floor", type_=sa.Integer())',
        'op.rename_table("room", "unit")',
        'op.execute("ALTER TABLE room DROP COLUMN floor")',
        'op.execute("DELETE FROM room")',
        'op.add_column("room", sa.Column("x", sa.Integer(), nullable=False))',
        "from app.infra.database import Base",
    ],
)
def test_a_planted_sin_is_found(line: str) -> None:
    """Control: each way to shrink or to depend is seen."""
    assert sins(line) != []


@pytest.mark.parametrize(
    "line",
    [
        'op.add_column("room", sa.Column("x", sa.Integer(), nullable=True))',
        'op.add_column("room", sa.Column("x", sa.Integer(), nullable=False, server_default="0"))',
        'op.create_index("i", "room", ["tenant_id", "x"])',
        "from migrations.tenancy import JSON",
    ],
)
def test_growing_is_no_sin(line: str) -> None:
    """Control: adding is allowed."""
    assert sins(line) == []
