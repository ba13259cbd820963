"""What every test of screens has: the look of the day."""

import pytest
from PySide6.QtWidgets import QApplication

from ui.widgets.theme import Mode, theme


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme().dress(qapp, Mode.LIGHT)
