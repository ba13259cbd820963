"""Crashes: nothing private in the report, one dialog at a time, from any thread."""

import sys
import threading
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.kernel.masking import masked
from tests.support.houses import TestClock
from ui.shell.crash_dialog import CrashDialog, report_text
from ui.shell.main_window import MainWindow


def crash() -> ValueError:
    try:
        raise ValueError("guest 'Adaeze Okonkwo' at adaeze@example.com, +44 20 7946 0958")
    except ValueError as error:
        return error


def test_a_report_names_no_guest() -> None:
    report = report_text(crash())
    message = report.splitlines()[-1]
    assert message == "ValueError: guest '…' at …@…, +…"
    assert "test_crash_dialog.py" in report


def test_secrets_are_masked() -> None:
    assert "hunter2" not in masked("postgresql://desk:hunter2@host/hotel failed")
    assert "hunter2" not in masked("password=hunter2 is wrong")
    assert str(Path.home()) not in masked(f"{Path.home()}/x")


def test_a_report_is_saved_where_the_data_is(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = CrashDialog(crash(), tmp_path / "reports", TestClock())
    qtbot.addWidget(dialog)
    dialog.save()
    saved = tmp_path / "reports" / "crash-20261121-083000.txt"
    assert saved.read_text(encoding="utf-8") == report_text(crash())
    assert str(saved) in dialog.told.text()


def test_where_it_cannot_be_saved_it_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    dialog = CrashDialog(crash(), blocked / "reports", TestClock())
    qtbot.addWidget(dialog)
    dialog.save()
    assert "Copy it instead" in dialog.told.text()
    dialog.copy()
    assert "ValueError" in QGuiApplication.clipboard().text()


def test_details_unfold(qtbot: QtBot) -> None:
    dialog = CrashDialog(crash(), None, TestClock())
    qtbot.addWidget(dialog)
    assert dialog.details.isHidden()
    dialog.toggle_details()
    assert not dialog.details.isHidden()


def test_it_names_the_log(qtbot: QtBot, tmp_path: Path) -> None:
    """What happened before the crash stands in a file; the dialog says in which."""
    dialog = CrashDialog(crash(), None, TestClock(), log_path=tmp_path / "keyrack.log")
    qtbot.addWidget(dialog)
    texts = [found.text() for found in dialog.findChildren(QLabel)]
    assert any(str(tmp_path / "keyrack.log") in text for text in texts)


def test_a_crash_of_any_thread_is_shown_once(qtbot: QtBot, window: MainWindow) -> None:
    before = sys.excepthook
    window.crashes.install()
    try:
        for _ in range(2):
            thread = threading.Thread(target=crash_loudly)
            thread.start()
            thread.join()
        qtbot.waitUntil(lambda: window.crashes.dialog is not None)
        assert window.crashes.dialog is not None
        window.crashes.dialog.accept()
        assert window.crashes.dialog is None
    finally:
        window.crashes.remove()
    assert sys.excepthook is before


def crash_loudly() -> None:
    raise crash()
