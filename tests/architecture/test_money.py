"""Money is whole minor units: no float and no true division comes near it."""

import ast
import re

import pytest

from tests.architecture.source import Source, called, dotted, source, sources

MONEY = re.compile(r"(^|_)(minor|amount|price|prices|money|revenue|deposit|balance|adr|revpar|cents)(_|$)")
# A function that has to leave whole units, with the reason: "path::function" -> reason.
ALLOWED: dict[str, str] = {}


def is_money(node: ast.AST | None) -> bool:
    """Whether an expression is named like money, directly or as an attribute."""
    return node is not None and bool(MONEY.search(dotted(node).split(".")[-1]))


def _annotated_float(node: ast.AST) -> bool:
    if isinstance(node, ast.arg):
        return bool(MONEY.search(node.arg)) and _names_float(node.annotation)
    if isinstance(node, ast.AnnAssign):
        return is_money(node.target) and _names_float(node.annotation)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return bool(MONEY.search(node.name)) and _names_float(node.returns)
    return False


def _names_float(annotation: ast.AST | None) -> bool:
    return annotation is not None and any(
        isinstance(part, ast.Name) and part.id == "float" for part in ast.walk(annotation)
    )


def _computes_float(node: ast.AST) -> bool:
    if called(node) == "float":
        assert isinstance(node, ast.Call)
        return any(is_money(part) for argument in node.args for part in ast.walk(argument))
    if not isinstance(node, ast.BinOp):
        return False
    if isinstance(node.op, ast.Div):
        return is_money(node.left) or is_money(node.right)
    literal = any(
        isinstance(side, ast.Constant) and isinstance(side.value, float) for side in (node.left, node.right)
    )
    return literal and (is_money(node.left) or is_money(node.right))


def floats_near_money(module: Source) -> list[str]:
    """Floats as the type of money, made from money, multiplied with it, or made by dividing it."""
    excused = {
        id(part)
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef) and f"{module.path}::{function.name}" in ALLOWED
        for part in ast.walk(function)
    }
    return [
        module.at(node, "a float near money")
        for node in ast.walk(module.tree)
        if id(node) not in excused and (_annotated_float(node) or _computes_float(node))
    ]


def test_no_float_near_money() -> None:
    """Amounts are integers of minor units from the database to the screen."""
    assert [finding for module in sources("app", "ui") for finding in floats_near_money(module)] == []


@pytest.mark.parametrize(
    "sin",
    [
        "price_minor: float = 0",
        "def adr(nights: int) -> float: ...",
        "def charge(amount: float | None) -> None: ...",
        "shown = float(night.price_minor)",
        "adr_minor = revenue_minor / nights",
        "gross = price * 1.19",
    ],
)
def test_planted_sins_are_caught(sin: str) -> None:
    """Each way of making money inexact is found."""
    assert len(floats_near_money(source("app/features/rates/rules.py", sin))) == 1


@pytest.mark.parametrize(
    "right",
    [
        "price_minor: int = 0",
        "adr_minor = round_half_up(revenue_minor, nights)",
        "width = height / 2",
        "x = a.price // 2",
    ],
)
def test_right_forms_pass(right: str) -> None:
    """Whole units, floor division and the geometry of widgets are left alone."""
    assert floats_near_money(source("app/features/rates/rules.py", right)) == []
