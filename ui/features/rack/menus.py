"""Context menus of the rack: of a stay, of several, of a block, of empty nights, of a room."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.features.property import Housekeeping
from app.features.reservations import StayView
from app.kernel.text import tr, trn
from ui.features.rack import words
from ui.features.rack.verbs import stay_verbs
from ui.shell.actions import ActionSpec
from ui.widgets.menu import VerbMenu

Run = Callable[[str], None]


def stay_menu(
    view: StayView,
    today: date,
    cut_at: date | None,
    run: Run,
    parent: QWidget,
    *,
    popup: bool = True,
    lent: Sequence[ActionSpec] = (),
) -> VerbMenu:
    """All verbs of a stay; `run(name)` does one. `lent` are those that other capabilities lend."""
    menu = VerbMenu(parent, popup=popup)
    group = 0
    for verb in stay_verbs(view, today, cut_at):
        if verb.group != group:
            if not group:
                _add_lent(menu, lent)
            menu.separate()
            group = verb.group
        menu.add(
            verb.title, partial(run, verb.name), icon=verb.icon, key=verb.key,
            why_not=verb.why_not, danger=verb.danger,
        )  # fmt: skip
    return menu


def _add_lent(menu: VerbMenu, lent: Sequence[ActionSpec]) -> None:
    if lent:
        menu.separate()
    for spec in lent:
        menu.add(spec.title, spec.run, icon=spec.icon, key=spec.shortcut, why_not=spec.why_not())


def many_menu(count: int, run: Run, parent: QWidget) -> VerbMenu:
    """What makes sense for several stays."""
    menu = VerbMenu(parent)
    if count == 2:
        menu.add(tr("Swap rooms"), lambda: run("swap"), icon="swap", key="W")
        menu.separate()
    menu.add(trn("Check in {n} stay", "Check in {n} stays", count), lambda: run("check_in"), icon="sign-in")
    menu.add(
        trn("Check out {n} stay", "Check out {n} stays", count), lambda: run("check_out"), icon="sign-out"
    )
    menu.add(tr("Do not move"), lambda: run("lock"), icon="lock-simple", key="L")
    menu.add(tr("May be moved"), lambda: run("unlock"), icon="lock-simple-open")
    menu.separate()
    menu.add(tr("Did not come"), lambda: run("no_show"), icon="user-minus")
    menu.add(tr("Cancel these stays"), lambda: run("cancel"), icon="x-circle", danger=True)
    return menu


def block_menu(run: Run, parent: QWidget) -> VerbMenu:
    """What can be done with a block."""
    menu = VerbMenu(parent)
    menu.add(tr("Give the room free"), lambda: run("release"), icon="check-circle", key=tr("Del"))
    return menu


def cells_menu(room: str, in_past: bool, run: Run, parent: QWidget) -> VerbMenu:
    """What can be done with empty nights; `room` is "" in an unassigned lane."""
    menu = VerbMenu(parent)
    why = tr("these days are over") if in_past else ""
    menu.add(tr("New stay"), lambda: run("new_stay"), icon="plus", key=tr("Enter"), why_not=why)
    if room:
        menu.add(
            tr("Block room {room}", room=room), lambda: run("block"), icon="prohibit", key="B", why_not=why
        )
    return menu


def room_menu(state: str, run: Run, parent: QWidget) -> VerbMenu:
    """What housekeeping can say of a room."""
    menu = VerbMenu(parent)
    for each, key, icon in STATE_KEYS:
        word = words.room_state_word(each).capitalize()
        held = tr("it is") if each == state else ""
        menu.add(word, partial(run, str(each)), icon=icon, key=key, why_not=held)
    return menu


STATE_KEYS: Sequence[tuple[Housekeeping, str, str]] = (
    (Housekeeping.CLEAN, "C", "check"),
    (Housekeeping.INSPECTED, "I", "checks"),
    (Housekeeping.DIRTY, "D", "circle"),
    (Housekeeping.IN_PROGRESS, "W", "circle-half"),
    (Housekeeping.PICKUP, "P", "paint-brush-household"),
)
