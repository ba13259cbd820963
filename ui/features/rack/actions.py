"""The rack's verbs for menus, shortcuts and the command palette, and what it lends to the shell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.kernel.text import tr
from ui.features.rack.finding import rack_search
from ui.features.rack.rack_page import RackPage
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.services import ShellServices

PAGE: Final = "rack"
# What opens the whole dialog of a booking, where it is lent.
BOOKING: Final = "reservations.new"


@dataclass(slots=True)
class RackOfWindow:
    """The page of each window, found by its services; actions are made before the page is."""

    pages: dict[int, RackPage] = field(default_factory=dict)

    def make(self, services: ShellServices) -> Page:
        """The page of a window."""
        page = self.pages[id(services)] = RackPage(services)
        return page

    def page(self, services: ShellServices) -> RackPage | None:
        """The page, once it was opened."""
        return self.pages.get(id(services))


def register(shell: ShellRegistry) -> None:
    """Lend the shell the rack."""
    rack = RackOfWindow()
    shell.pages.append(PageSpec(id=PAGE, title=tr("Rack"), icon="calendar-blank", factory=rack.make))
    shell.actions.append(lambda services: _actions(services, rack))
    shell.search.append(rack_search)
    shell.screens.append(_screens)


def _screens() -> Sequence[ScreenShot]:
    from ui.features.rack.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices, rack: RackOfWindow) -> Iterable[ActionSpec]:
    def on_page(run: Callable[[RackPage], object]) -> Callable[[], None]:
        def act() -> None:
            services.navigator.open_page(PAGE)
            page = rack.page(services)
            if page is not None:
                run(page)

        return act

    def needs_stay() -> str:
        page = rack.page(services)
        return page.why_no_stay() if page is not None else tr("Select a stay on the rack first.")

    def verb(name: str) -> Callable[[], None]:
        return on_page(lambda page: page.run_verb(name))

    yield ActionSpec(
        verb="rack.new_stay", title=tr("New stay"), icon="plus",
        run=lambda: _new_stay(services, rack, on_page(lambda page: page.new_stay())),
        shortcut="F2", permission="reservations.reserve", words=tr("book reservation booking walk-in"),
    )  # fmt: skip
    stay_actions = (
        ("reservations.move_stay", "move", tr("Move to another room"), "arrows-left-right", "F8"),
        ("reservations.lock_stay", "lock", tr("Do not move"), "lock-simple", "L"),
        ("reservations.cut_stay", "cut", tr("Cut stay"), "scissors", "X"),
        ("reservations.cancel_stay", "cancel", tr("Cancel stay"), "x-circle", "Del"),
    )
    for name, key, title, icon, shortcut in stay_actions:
        yield ActionSpec(
            verb=name, title=title, run=verb(key), icon=icon, shortcut=shortcut, page=PAGE, why_not=needs_stay
        )
    yield ActionSpec(
        verb="reservations.block_room", title=tr("Block rooms"), run=on_page(lambda page: page.block()),
        icon="prohibit", page=PAGE, shortcut="B",
    )  # fmt: skip
    yield from _draft_actions(services, rack, on_page)
    yield from _looks(on_page)


def _draft_actions(
    services: ShellServices,
    rack: RackOfWindow,
    on_page: Callable[[Callable[[RackPage], object]], Callable[[], None]],
) -> Iterable[ActionSpec]:
    """Drafts, and the moves that make room."""

    def fits_not() -> str:
        page = rack.page(services)
        return page.drafting.why_not_fit(page.stays) if page is not None else tr("Open the rack first.")

    def no_draft() -> str:
        page = rack.page(services)
        return "" if page is not None and page.drafting.active else tr("There is no draft.")

    yield ActionSpec(
        verb="rack.draft", title=tr("Start a draft"), run=on_page(lambda page: page.drafting.toggle()),
        icon="note-pencil", shortcut="Ctrl+D", permission="front_desk.commit_plan",
        words=tr("what if plan try out"),
    )  # fmt: skip
    yield ActionSpec(
        verb="rack.make_fit", title=tr("Make it fit"),
        run=on_page(lambda page: page.drafting.fit_selected(page.stays)), icon="magic-wand",
        shortcut="Ctrl+J", permission="front_desk.commit_plan", why_not=fits_not,
        words=tr("solve find room full moves"),
    )  # fmt: skip
    yield ActionSpec(
        verb="rack.tidy_up", title=tr("Tidy up the coming weeks"),
        run=on_page(lambda page: page.drafting.tidy()), icon="arrows-in-line-horizontal",
        permission="front_desk.commit_plan", words=tr("close one-night gaps"),
    )  # fmt: skip
    yield ActionSpec(
        verb="rack.commit_draft", title=tr("Commit the draft"),
        run=on_page(lambda page: page.drafting.carry_out()), icon="check", shortcut="Ctrl+Return", page=PAGE,
        permission="front_desk.commit_plan", why_not=no_draft,
    )  # fmt: skip
    yield ActionSpec(
        verb="rack.drop_draft", title=tr("Drop the draft"), run=on_page(lambda page: page.drafting.drop()),
        icon="x", page=PAGE, permission="", why_not=no_draft,
    )  # fmt: skip


def _new_stay(services: ShellServices, rack: RackOfWindow, beside: Callable[[], None]) -> None:
    """The booking dialog for the drawn nights; where there is none, the panel beside the grid."""
    booking = services.actions.find(BOOKING)
    if booking is None:
        beside()
        return
    page = rack.page(services)
    services.selection.nights = page.drawn_nights() if page is not None and page.isVisible() else None
    booking.run()


def _looks(on_page: Callable[[Callable[[RackPage], object]], Callable[[], None]]) -> Iterable[ActionSpec]:
    """What only changes what is seen."""
    looks = (
        ("rack.today", tr("Show today"), "calendar-check", lambda page: page.looking.go_today()),
        ("rack.go_to", tr("Go to a date"), "calendar", lambda page: page.bar.open_calendar()),
        ("rack.fit", tr("Fit all rooms"), "arrows-in-line-vertical", lambda page: page.looking.fit()),
        ("rack.configure", tr("What the rack shows"), "sliders-horizontal", lambda page: page.configure()),
    )
    for name, title, icon, run in looks:
        yield ActionSpec(verb=name, title=title, run=on_page(run), icon=icon, permission="", page="")
