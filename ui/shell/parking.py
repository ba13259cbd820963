"""What a user has half done in a window, put aside while somebody else works there, and given back.

Dialogs are hidden. A page with half-typed text is taken out of the window as it is, so that the other user
gets a fresh one; the same goes for what stands in the side panel. Of a page that is too heavy to be made anew
(`Page.is_kept`) the typed texts alone are kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui.shell.pages import Page

Editor = QLineEdit | QPlainTextEdit | QTextEdit


class Window(Protocol):
    """What parking needs of a window."""

    page_id: str

    def own_pages(self) -> dict[str, Page]:
        """The pages that were opened, by their names."""
        ...

    def take_page(self, page_id: str) -> Page:
        """Take a page out."""
        ...

    def put_page(self, page_id: str, page: Page) -> None:
        """Put a page back in the place of another one."""
        ...

    def take_panel(self) -> QWidget | None:
        """Take out what stands in the side panel."""
        ...

    def open_page(self, page_id: str, **arguments: object) -> None:
        """Show a page, made at its first opening."""
        ...

    def show_again(self, page_id: str) -> None:
        """Show a page as it was left."""
        ...

    def show_panel(self, panel: QWidget | None) -> None:
        """Show a widget in the side panel."""
        ...


@dataclass(slots=True)
class Parked:
    """What waits for a user."""

    dialogs: list[QDialog] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    texts: list[tuple[Editor, str]] = field(default_factory=list)
    panel: QWidget | None = None
    page_id: str = ""

    @property
    def count(self) -> int:
        """How many things wait."""
        return len(self.dialogs) + len(self.pages) + len(self.texts) + (self.panel is not None)


def park(window: Window, top: QWidget) -> Parked:
    """Put aside what is half done; the page that shows is a fresh one then."""
    found = Parked(dialogs=list(_dialogs(top)), page_id=window.page_id)
    for dialog in found.dialogs:
        dialog.hide()
    for page_id, page in list(window.own_pages().items()):
        typed = list(half_typed(page))
        if not typed:
            continue
        if page.is_kept:
            found.texts += [(editor, text_of(editor)) for editor in typed]
            for editor in typed:
                editor.clear()
        else:
            found.pages[page_id] = window.take_page(page_id)
    panel = window.take_panel()
    if panel is not None and any(half_typed(panel)):
        found.panel = panel
    elif panel is not None:
        window.show_panel(panel)
    if found.page_id in found.pages:
        window.open_page(found.page_id)
    return found


def give_back(window: Window, parked: Parked) -> None:
    """Everything stands as its user left it."""
    for page_id, page in parked.pages.items():
        window.put_page(page_id, page)
    for editor, text in parked.texts:
        _type(editor, text)
    if parked.page_id in parked.pages or parked.panel is not None:
        window.show_again(parked.page_id)
    elif window.page_id in parked.pages:
        window.show_again(window.page_id)
    if parked.panel is not None:
        window.show_panel(parked.panel)
    for dialog in parked.dialogs:
        dialog.show()


def half_typed(widget: QWidget) -> Iterator[Editor]:
    """The fields into which somebody has typed and that were not taken over yet."""
    for line in widget.findChildren(QLineEdit):
        if line.isModified() and line.text() and not line.isReadOnly():
            yield line
    texts: list[QPlainTextEdit | QTextEdit] = [*widget.findChildren(QPlainTextEdit)]
    texts += widget.findChildren(QTextEdit)
    for text in texts:
        if text.document().isModified() and text.toPlainText() and not text.isReadOnly():
            yield text


def text_of(editor: Editor) -> str:
    """What stands in a field."""
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def _type(editor: Editor, text: str) -> None:
    if isinstance(editor, QLineEdit):
        editor.setText(text)
        editor.setModified(True)
    else:
        editor.setPlainText(text)
        editor.document().setModified(True)


def _dialogs(top: QWidget) -> Iterator[QDialog]:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible() and _is_over(widget, top):
            yield widget


def _is_over(widget: QWidget, top: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and above is not top:
        above = above.parentWidget()
    return above is top
