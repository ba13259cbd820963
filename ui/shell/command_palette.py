"""Ctrl+K: guests, stays and everything that can be done, by a few letters."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from app.kernel.actor import Actor
from app.kernel.text import fold, tr
from ui.shell.actions import ActionRegistry, ActionSpec
from ui.shell.palette_rows import Groups, PaletteRow, PaletteRows
from ui.shell.search import SearchHit, SearchProvider
from ui.widgets.floating import SHADOW, Floating
from ui.widgets.key_cap import KeyCap
from ui.widgets.labels import IconLabel, label, rule
from ui.widgets.theme import SECTION, SMALL, font

WIDTH, TALLEST = 560, 420
MOST_HITS, MOST_ACTIONS = 8, 8
# Of each kind of thing at least so many are shown, where so many are found.
LEAST_HITS = 2


class PaletteCard(Floating):
    """The palette as it looks: a line to type in and groups of rows."""

    typed = Signal(str)
    taken = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 12, 10)
        head.setSpacing(10)
        head.addWidget(IconLabel("magnifying-glass", size=18))
        self.input = QLineEdit()
        self.input.setProperty("bare", "true")
        self.input.setFont(font(SECTION))
        self.input.setPlaceholderText(tr("Guest, room, booking or action"))
        self.input.setAccessibleName(tr("Find"))
        self.input.textEdited.connect(self.typed)
        self.input.installEventFilter(self)
        head.addWidget(self.input, 1)
        head.addWidget(KeyCap(tr("Esc")))
        self.body.addLayout(head)
        line = rule()
        self.body.addWidget(line)
        self.rows = PaletteRows()
        self.rows.pressed.connect(self.taken)
        self.rows.hovered.connect(self.rows.hold)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.rows)
        self._area.viewport().setAutoFillBackground(False)
        self.rows.setAutoFillBackground(False)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._area)
        self._nothing = label(tr("Nothing found. Try another spelling."), SMALL, tone="secondary")
        self._nothing.setContentsMargins(16, 14, 16, 16)
        self._nothing.hide()
        self.body.addWidget(self._nothing)

    def show_words(self, words: str) -> None:
        """Put words into the line."""
        self.input.setText(words)

    def show_groups(self, groups: Groups) -> None:
        """Show rows; says so when there are none."""
        self.rows.show_groups(groups)
        self._nothing.setVisible(not self.rows.rows and bool(self.input.text()))
        self._area.setFixedHeight(min(self.rows.height(), TALLEST))
        self.adjustSize()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line that move or take a row."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event.key()) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        steps = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}
        if key in steps and self.rows.rows:
            self.rows.hold(self.rows.held + steps[key])
            place = self.rows.place(self.rows.held)
            self._area.ensureVisible(0, place.center().y(), 0, place.height())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.rows.held)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return key in steps
        return True


class CommandPalette(QObject):
    """Opens the card over the window and fills it from search providers and actions."""

    def __init__(
        self,
        window: QWidget,
        actions: ActionRegistry,
        providers: Sequence[SearchProvider],
        actor: Callable[[], Actor],
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._providers, self._actor = window, actions, providers, actor
        self._hits: dict[int, Sequence[SearchHit]] = {}
        self._runs: list[Callable[[], None]] = []
        self._words = ""
        self.card: PaletteCard | None = None

    def open(self, words: str = "") -> None:
        """Show the palette, with words in it already."""
        if self.card is None:
            card = self.card = PaletteCard(self._window)
            card.typed.connect(self._typed)
            card.taken.connect(self._take)
            card.left.connect(self.close)
            card.setFixedWidth(WIDTH + 2 * SHADOW)
        else:
            card = self.card
        card.show_words(words)
        self._typed(words)
        card.move((self._window.width() - card.width()) // 2, 72)
        card.show()
        card.raise_()
        card.input.setFocus()

    def close(self) -> None:
        """Put the palette away."""
        if self.card is not None:
            card, self.card = self.card, None
            card.hide()
            card.deleteLater()

    def _typed(self, words: str) -> None:
        self._words = words.strip()
        self._hits.clear()
        if self._words:
            for index, provider in enumerate(self._providers):
                provider(self._words, self._taker(index, self._words))
        self._fill()

    def _taker(self, index: int, words: str) -> Callable[[Sequence[SearchHit]], None]:
        def take(hits: Sequence[SearchHit]) -> None:
            if words == self._words and self.card is not None:
                self._hits[index] = hits
                self._fill()

        return take

    def _fill(self) -> None:
        if self.card is None:
            return
        hits = shared([found for _, found in sorted(self._hits.items())], MOST_HITS)
        fitting = self._fitting()
        self._runs = [hit.run for hit in hits] + [self._runner(spec) for spec, _ in fitting]
        found = [PaletteRow(h.title, h.detail, h.icon, "", h.matched) for h in hits]
        actor = self._actor()
        todo = [
            PaletteRow(
                spec.title, "", spec.icon or "caret-right", spec.shortcut.replace("+", " "), spans,
                spec.reason(actor),
            )
            for spec, spans in fitting
        ]  # fmt: skip
        self.card.show_groups(((tr("Guests, rooms, bookings and groups"), found), (tr("Do"), todo)))

    def _fitting(self) -> list[tuple[ActionSpec, tuple[tuple[int, int], ...]]]:
        words = fold(self._words).split()
        found = []
        for spec in self._actions:
            if not spec.in_palette:
                continue
            text = fold(f"{spec.title} {spec.words}")
            if all(word in text for word in words):
                starts = sum(text.startswith(word) or f" {word}" in text for word in words)
                found.append(((bool(spec.reason(self._actor())), -starts), spec))
        found.sort(key=lambda pair: pair[0])
        return [(spec, matches(spec.title, words)) for _, spec in found[:MOST_ACTIONS]]

    def _runner(self, spec: ActionSpec) -> Callable[[], None]:
        return lambda: None if spec.reason(self._actor()) else spec.run()

    def _take(self, index: int) -> None:
        if not 0 <= index < len(self._runs):
            return
        run = self._runs[index]
        self.close()
        run()


def shared(found: Sequence[Sequence[SearchHit]], most: int) -> list[SearchHit]:
    """The first hits of each provider, so that many stays do not push the guest himself out of the list."""
    shares = [min(len(hits), LEAST_HITS) for hits in found]
    for place, hits in enumerate(found):
        shares[place] += max(0, min(most - sum(shares), len(hits) - shares[place]))
    return [hit for hits, share in zip(found, shares, strict=True) for hit in hits[:share]][:most]


def matches(title: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where folded words stand in a title, as (start, length), without overlaps.

    Folding keeps one letter per letter in the scripts whose titles we mark; else nothing is marked.
    """
    folded = fold(title)
    if len(folded) != len(title):
        return ()
    spans: list[tuple[int, int]] = []
    for word in words:
        at = folded.find(word)
        if at >= 0 and all(at + len(word) <= s or at >= s + n for s, n in spans):
            spans.append((at, len(word)))
    return tuple(sorted(spans))
