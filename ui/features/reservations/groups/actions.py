"""What groups lend to the shell: their page and a new one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from app.kernel.text import tr
from ui.shell.actions import ActionSpec
from ui.shell.pages import Page, PageSpec, ShellRegistry
from ui.shell.screens import ScreenShot
from ui.shell.search import SearchHit, SearchProvider
from ui.shell.services import ShellServices

PAGE: Final = "groups"


def register(shell: ShellRegistry) -> None:
    """Lend the shell the groups."""
    shell.pages.append(PageSpec(id=PAGE, title=tr("Groups"), icon="users-three", factory=_page, group=1))
    shell.actions.append(_actions)
    shell.search.append(_search)
    shell.screens.append(_screens)


def _page(services: ShellServices) -> Page:
    from ui.features.reservations.groups.groups_page import GroupsPage  # noqa: PLC0415 - loaded when first opened

    return GroupsPage(services)


def _search(services: ShellServices) -> SearchProvider:
    def find(words: str, on_hits: Callable[[Sequence[SearchHit]], None]) -> None:
        from ui.features.reservations.groups.finding import group_search  # noqa: PLC0415 - with the first search

        group_search(services)(words, on_hits)

    return find


def _screens() -> Sequence[ScreenShot]:
    from ui.features.reservations.groups.screens import screens  # noqa: PLC0415 - loaded when pictures are taken

    return screens()


def _actions(services: ShellServices) -> Iterable[ActionSpec]:
    def new() -> None:
        from ui.features.reservations.groups.groups_page import new_group  # noqa: PLC0415 - when first opened

        new_group(services)

    yield ActionSpec(
        verb="reservations.open_group", title=tr("New group"), icon="plus", run=new, shortcut="Ctrl+G",
        words=tr("block allotment tour wedding team"),
    )  # fmt: skip
