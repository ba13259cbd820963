"""Sizes: what a reader can hold in the head at once (design: Budget)."""

import ast
import statistics

from tests.architecture.source import EVERYTHING, Source, source, sources

FILE_MAX, FILE_MEDIAN, FILE_P90 = 500, 150, 350
FUNCTION_MAX, FUNCTION_P90 = 70, 30


def p90(numbers: list[int]) -> int:
    """The number that nine of ten do not pass."""
    return sorted(numbers)[int(len(numbers) * 0.9)] if numbers else 0


def long_files(modules: tuple[Source, ...]) -> list[str]:
    """Files over the limit."""
    return [f"{module.path}: {module.lines} lines" for module in modules if module.lines > FILE_MAX]


def functions(module: Source) -> list[tuple[str, int]]:
    """Every function of a module, nested ones too, with its number of lines."""
    return [
        (module.at(node, node.name), (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def long_functions(modules: tuple[Source, ...]) -> list[str]:
    """Functions over the limit. A migration is exempt: it is one list of tables, and it never changes."""
    found = [
        item
        for module in modules
        if not module.path.startswith("migrations/versions/")
        for item in functions(module)
    ]
    return [f"{place}: {lines} lines" for place, lines in found if lines > FUNCTION_MAX]


def without_docstring(modules: tuple[Source, ...]) -> list[str]:
    """Modules that do not say what a reader finds there."""
    return [module.path for module in modules if not (ast.get_docstring(module.tree) or "").strip()]


def test_no_file_is_over_long() -> None:
    """No module has more than 500 lines."""
    assert long_files(sources(*EVERYTHING)) == []


def test_most_files_are_short() -> None:
    """Half of the modules have at most 150 lines, nine of ten at most 350."""
    lines = [module.lines for module in sources(*EVERYTHING)]
    assert statistics.median(lines) <= FILE_MEDIAN
    assert p90(lines) <= FILE_P90


def test_no_function_is_over_long() -> None:
    """No function has more than 70 lines."""
    assert long_functions(sources(*EVERYTHING)) == []


def test_most_functions_are_short() -> None:
    """Nine of ten functions have at most 30 lines."""
    found = [lines for module in sources(*EVERYTHING) for _, lines in functions(module)]
    assert p90(found) <= FUNCTION_P90


def test_every_module_says_what_is_in_it() -> None:
    """Every module opens with a docstring."""
    assert without_docstring(sources(*EVERYTHING)) == []


def test_planted_sins_are_caught() -> None:
    """The size rules find a long file, a long function and a mute module, and leave small ones alone."""
    long_file = source("app/a.py", "x = 1\n" * (FILE_MAX + 1))
    long_function = source("app/b.py", "class A:\n    def f(self):\n" + "        x = 1\n" * FUNCTION_MAX)
    small = source("app/c.py", '"""Small."""\n\n\ndef f() -> None:\n    """Nothing."""\n')
    modules = (long_file, long_function, small)
    assert long_files(modules) == ["app/a.py: 501 lines"]
    assert long_functions(modules) == ["app/b.py:2: f: 71 lines"]
    assert without_docstring(modules) == ["app/a.py", "app/b.py"]
    assert p90(list(range(1, 11))) == 10
