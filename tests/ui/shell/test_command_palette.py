"""The command palette: groups, matched letters, keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.shell.actions import ActionSpec
from ui.shell.command_palette import CommandPalette, matches, shared
from ui.shell.main_window import MainWindow
from ui.shell.search import SearchHit


def open_with(window: MainWindow, words: str, guests: Sequence[str], ran: list[str]) -> CommandPalette:
    """A palette whose search answers at once with guests."""

    def hit(name: str) -> SearchHit:
        return SearchHit(
            title=name, detail="109", icon="user", run=lambda: ran.append(name), matched=((0, 2),)
        )

    def provider(words: str, on_hits: Callable[[Sequence[SearchHit]], None]) -> None:
        on_hits([hit(g) for g in guests if words.casefold() in g.casefold()])

    palette = CommandPalette(window, window.services.actions, [provider], lambda: window.services.app.actor)
    palette.open(words)
    return palette


def titles(palette: CommandPalette) -> list[str]:
    assert palette.card is not None
    return [row.title for row in palette.card.rows.rows]


def test_guests_come_before_actions(window: MainWindow) -> None:
    palette = open_with(window, "re", ["Reyes, Ana", "Okonkwo"], [])
    assert titles(palette)[0] == "Reyes, Ana"
    assert "Go to Reports" in titles(palette)


def test_enter_takes_the_held_row_and_closes(window: MainWindow) -> None:
    ran: list[str] = []
    palette = open_with(window, "o", ["Okonkwo", "Olsen"], ran)
    assert palette.card is not None
    line = palette.card.input
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert ran == ["Olsen"]
    assert palette.card is None


def test_escape_puts_it_away(window: MainWindow) -> None:
    palette = open_with(window, "", [], [])
    assert palette.card is not None
    QTest.keyClick(palette.card.input, Qt.Key.Key_Escape)
    assert palette.card is None


def test_typing_narrows_and_says_when_nothing_fits(window: MainWindow) -> None:
    palette = open_with(window, "", ["Okonkwo"], [])
    assert palette.card is not None
    QTest.keyClicks(palette.card.input, "dark")
    assert titles(palette) == ["Switch light and dark"]
    QTest.keyClicks(palette.card.input, "zzz")
    assert titles(palette) == []


def test_an_action_that_cannot_run_shows_its_reason_and_does_nothing(window: MainWindow) -> None:
    ran: list[str] = []
    window.services.actions.add(
        ActionSpec(verb="x.out", title="Check out", run=lambda: ran.append("x"), why_not=lambda: "not in yet")
    )
    palette = open_with(window, "check out", [], [])
    assert palette.card is not None
    assert palette.card.rows.rows[0].why_not == "not in yet"
    QTest.keyClick(palette.card.input, Qt.Key.Key_Return)
    assert ran == []


def test_late_answers_for_other_words_are_dropped(window: MainWindow) -> None:
    waiting: list[tuple[str, Callable[[Sequence[SearchHit]], None]]] = []
    palette = CommandPalette(
        window,
        window.services.actions,
        [lambda words, on_hits: waiting.append((words, on_hits))],
        lambda: window.services.app.actor,
    )
    palette.open("ok")
    assert palette.card is not None
    palette.card.input.setText("oko")
    palette.card.typed.emit("oko")
    hit = SearchHit(title="Okonkwo", detail="", icon="user", run=lambda: None)
    waiting[0][1]([hit])
    assert "Okonkwo" not in titles(palette)
    waiting[1][1]([hit])
    assert "Okonkwo" in titles(palette)


def test_ctrl_k_opens_it(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_.card is not None
    assert window.palette_.card.input.hasFocus()


def test_letters_are_marked_whatever_their_accents() -> None:
    assert matches("Müller, Annika", ["mull", "ann"]) == ((0, 4), (8, 3))
    assert matches("Okonkwo", ["x"]) == ()
    assert matches("Straße", ["stras"]) == ()


def test_each_kind_has_a_share() -> None:
    """Eight stays leave room for the guest and his folio; who has little gives the rest to others."""

    def hits(kind: str, count: int) -> list[SearchHit]:
        return [SearchHit(title=f"{kind}{n}", detail="", icon="user", run=print) for n in range(count)]

    stays, guests, folios = hits("s", 9), hits("g", 3), hits("f", 1)
    assert [hit.title for hit in shared([stays, guests, folios], 8)] == [
        "s0", "s1", "s2", "s3", "s4", "g0", "g1", "f0",
    ]  # fmt: skip
    assert len(shared([hits("s", 3), guests], 8)) == 6
    assert [hit.title for hit in shared([hits(kind, 4) for kind in "abcde"], 8)][-2:] == ["d0", "d1"]
