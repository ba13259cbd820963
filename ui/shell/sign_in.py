"""Who works here now: a name and a password, before the desk opens."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.bootstrap import App, sign_in
from app.features.security import UserView
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.shell.navigation import paint_mark
from ui.widgets.buttons import KeyedButton, Kind, Size
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form_field import FormField
from ui.widgets.labels import heading, label
from ui.widgets.theme import SMALL

WIDTH = 360


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(44, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint Keyrack's mark."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QRectF(0, 0, 44, 44))


class SignInDialog(QDialog):
    """`app` is the house for the user once the dialog was accepted."""

    def __init__(self, app: App, users: Sequence[UserView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.app = app
        self._users = {user.id: user for user in users}
        self.setWindowTitle("Keyrack")
        self.setFixedWidth(WIDTH)
        self.who = ChoiceBox()
        for user in users:
            self.who.add(user.id, f"{user.name} · {user.role}")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = FormField(tr("Password"), self.password)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 26, 28, 24)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(_Mark())
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(heading(tr("Who works here now?")))
        text.addWidget(label(app.actor.workstation, SMALL, tone="secondary"))
        head.addLayout(text, 1)
        column.addLayout(head)
        column.addSpacing(4)
        column.addWidget(FormField(tr("Name"), self.who))
        column.addWidget(self.field)
        column.addSpacing(4)
        enter = KeyedButton(tr("Sign in"), Kind.PRIMARY, key=tr("Enter"), size=Size.LARGE).stretch()
        enter.clicked.connect(self.try_it)
        self.password.returnPressed.connect(self.try_it)
        self.who.currentIndexChanged.connect(self._another)
        column.addWidget(enter)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def try_it(self) -> None:
        """Sign in, or say why not."""
        user = next(u for id_, u in self._users.items() if id_ == self.who.choice)
        try:
            self.app = sign_in(self.app, user, self.password.text())
        except AppError as error:
            self.field.say_wrong(error.sentence)
            self.password.selectAll()
            self.password.setFocus()
            return
        self.accept()

    def _another(self) -> None:
        self.field.clear()
        self.password.clear()
        self.password.setFocus()
