"""Words: what a user reads is translated, app says nothing of Qt, no name hides what a module is for."""

import ast
import re

import pytest

from tests.architecture.source import (
    CODE,
    EVERYTHING,
    Rule,
    Source,
    called,
    dotted,
    project_files,
    source,
    sources,
)

SHOWING = re.compile(
    r"(^|\.)(set(Text|WindowTitle|ToolTip|StatusTip|WhatsThis|PlaceholderText|AccessibleName|AccessibleDescription"
    r"|Title|LabelText|InformativeText|Prefix|Suffix)|addTab|QLabel|QPushButton|QToolButton|QCheckBox|QRadioButton"
    r"|QGroupBox|QAction|addAction|addMenu|QDockWidget)$"
)
LETTERS = re.compile(r"[^\W\d_]{2}")
# Not words to translate: markup, and the product's own name.
MARKUP = re.compile(r"<[^>]*>|Keyrack")
QT_MODULES = {"PySide6", "shiboken6", "qasync", "qtawesome", "pyqtgraph"}
QT_NAME = re.compile(r"^(Q[A-Z]{1,3}[a-z]\w*|Qt)$")
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}


def untranslated(module: Source) -> list[str]:
    """Texts with words in them that are given to a widget as they are, without tr()."""
    return [
        module.at(node, f"{called(node)} shows a text without tr()")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and SHOWING.search(called(node))
        if any(_has_words(argument) for argument in [*node.args, *(word.value for word in node.keywords)])
    ]


def _has_words(node: ast.expr) -> bool:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return bool(LETTERS.search(MARKUP.sub("", "{}".join(texts))))


def qt_names(module: Source) -> list[str]:
    """Imports of Qt's modules and names of Qt's classes."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Name | ast.Attribute):
            names = [dotted(node).split(".")[-1]]
        else:
            continue
        if any(name.split(".")[0] in QT_MODULES or QT_NAME.match(name) for name in names):
            found.append(module.at(node, "a name of Qt"))
    return found


def hidden_imports(module: Source) -> list[str]:
    """Uses of typing's constant that is true for type checkers only."""
    return [
        module.at(node, "an import for type checkers only")
        for node in ast.walk(module.tree)
        if dotted(node).split(".")[-1] == "TYPE_CHECKING"
    ]


def left_out_tests(module: Source) -> list[str]:
    """Tests that are skipped or expected to fail."""
    excuses = re.compile(r"(^|\.)(skip|skipif|skipTest|xfail|importorskip|exit)$")
    return [
        module.at(node, dotted(node))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and dotted(node).startswith(("pytest.", "unittest.", "self.skip"))
        if excuses.search(dotted(node))
    ]


def naps(module: Source) -> list[str]:
    """Waits by the clock instead of for the thing."""
    return [
        module.at(node, called(node))
        for node in ast.walk(module.tree)
        if called(node).endswith(("time.sleep", "qWait", "processEvents")) or called(node) == "sleep"
    ]


def vague_names(paths: tuple[str, ...]) -> list[str]:
    """Modules and folders whose name does not say what is in them."""
    return [
        path
        for path in paths
        if path.endswith(".py")
        if any(VAGUE & set(part.removesuffix(".py").lower().split("_")) for part in path.split("/"))
    ]


def test_texts_are_translated() -> None:
    """Every text that a user reads goes through tr() or trn()."""
    assert [finding for module in sources("ui") for finding in untranslated(module)] == []


def test_app_knows_no_qt() -> None:
    """The hotel runs without a screen: no name of Qt stands in app."""
    assert [finding for module in sources("app") for finding in qt_names(module)] == []


def test_no_import_is_hidden() -> None:
    """No import exists for type checkers only, which would hide a cycle."""
    assert [finding for module in sources(*EVERYTHING) for finding in hidden_imports(module)] == []


def test_every_test_runs() -> None:
    """No test is skipped or expected to fail."""
    assert [finding for module in sources("tests") for finding in left_out_tests(module)] == []


def test_nothing_sleeps() -> None:
    """Nothing waits by the clock or turns the event loop by hand: it waits for what it needs."""
    assert [finding for module in sources(*EVERYTHING) for finding in naps(module)] == []


def test_names_say_what_is_inside() -> None:
    """No module is called utils, helpers, manager, common or misc."""
    assert vague_names(tuple(path for path in project_files() if path.split("/")[0] in EVERYTHING)) == []


@pytest.mark.parametrize(
    ("rule", "sin", "right"),
    [
        (untranslated, 'label.setText("Arrivals")', 'label.setText(tr("Arrivals"))'),
        (untranslated, 'window.setWindowTitle("Desk")', 'window.setWindowTitle(f"Keyrack · {hotel}")'),
        (untranslated, 'box = QLabel("Guest", self)', 'box = QLabel("×", self)'),
        (
            untranslated,
            'self.setToolTip(f"{n} nights")',
            'self.setToolTip(trn("{n} night", "{n} nights", n))',
        ),
        (untranslated, 'box.setText(f"<b>{x}</b> left")', "box.setText(f\"<b style='color: red'>{x}</b>\")"),
        (untranslated, 'button.setText(text="Book")', 'button.setObjectName("Book")'),
        (qt_names, "from PySide6.QtCore import Qt", "from app.kernel.commands import Query"),
        (qt_names, "import pyqtgraph as pg", "import queue"),
        (qt_names, "size = widget.QSize", "size = Query, QUEUE"),
        (hidden_imports, "if typing.TYPE_CHECKING:\n    import x", "import x"),
        (
            left_out_tests,
            "@pytest.mark.skip\ndef test_a(): ...",
            "@pytest.mark.parametrize('x', [1])\ndef t(x): ...",
        ),
        (left_out_tests, "@pytest.mark.xfail(reason='x')\ndef test_a(): ...", "def test_a(): ..."),
        (left_out_tests, "pytest.skip('no server')", "pytest.fail('no server')"),
        (naps, "time.sleep(1)", "event.wait(1)"),
        (naps, "qtbot.wait(1); QTest.qWait(5)", "qtbot.waitSignal(done)"),
    ],
)
def test_planted_sins_are_caught(rule: Rule, sin: str, right: str) -> None:
    """Each rule finds the planted sin and leaves its right form alone."""
    assert len(rule(source("ui/shell/x.py", sin))) >= 1
    assert rule(source("ui/shell/x.py", right)) == []


def test_vague_names_are_caught() -> None:
    """A vague name is found as a module, as a folder and as a part of a name."""
    sins = ("app/infra/utils.py", "ui/common/x.py", "ui/shell/window_manager.py")
    assert vague_names((*sins, "app/infra/bus.py", "app/features/property/commands.py")) == list(sins)


def test_code_is_what_ships() -> None:
    """The rules look at all the code there is."""
    tops = {path.split("/")[0] for path in project_files() if path.endswith(".py")}
    assert tops <= set(EVERYTHING)
    assert set(CODE) <= tops
