"""Pages and the registry through which capabilities lend the shell their pages, actions and screens."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from ui.shell.actions import ActionSpec
from ui.shell.screens import ScreenShot
from ui.shell.search import SearchProvider
from ui.shell.services import ShellServices


class Page(QWidget):
    """One page of the window. The shell makes it at its first opening and keeps it.

    A page may fill the top bar between title and search (`bar_widget`) and give one filled verb
    (`main_action`, the verb of an action) that stands at the right of the top bar.
    """

    title = ""
    """Shown at 20 px in the top bar, unless `bar_widget` gives something in its place."""
    main_action = ""
    is_kept = False
    """Whether it is too heavy to be made anew for another user; half-typed texts of it are kept alone."""

    def bar_widget(self) -> QWidget | None:
        """What stands in the top bar in place of the title; asked once."""
        return None

    def opened(self, **arguments: object) -> None:
        """The page shows now (again); `arguments` come from `Navigator.open_page`."""

    def left(self) -> None:
        """Another page shows now."""

    @property
    def is_usable(self) -> bool:
        """Whether one can work with it already; more may still be loading beside it."""
        return True


PageFactory = Callable[[ShellServices], Page]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """An entry of the navigation. Without a `factory` the entry is disabled and `missing` says why."""

    id: str
    title: str
    icon: str
    factory: PageFactory | None = None
    missing: str = ""
    group: int = 0
    in_navigation: bool = True


@dataclass(slots=True)
class ShellRegistry:
    """What capabilities lend to the shell: `register(shell)` of each `ui.features.<name>` fills it."""

    pages: list[PageSpec] = field(default_factory=list)
    actions: list[Callable[[ShellServices], Iterable[ActionSpec]]] = field(default_factory=list)
    search: list[Callable[[ShellServices], SearchProvider]] = field(default_factory=list)
    screens: list[Callable[[], Sequence[ScreenShot]]] = field(default_factory=list)
    """Pictures that are made only when they are taken."""
    settings: list[Callable[[ShellServices], QWidget]] = field(default_factory=list)
    """Sections of the settings page; each widget's `windowTitle()` is its heading."""

    def page(self, page_id: str) -> PageSpec:
        """A page by its id; KeyError when there is none."""
        for spec in self.pages:
            if spec.id == page_id:
                return spec
        raise KeyError(page_id)
