"""Actions: the desk's verbs as records, from which menus, shortcuts and the command palette are made."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.kernel.actor import Actor
from app.kernel.text import tr

WhyNot = Callable[[], str]


def _always() -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One verb of the desk.

    `verb` ("front_desk.check_in") is also the permission, unless `permission` names another; view-only
    actions (zoom, go to date) have permission "". `why_not` gives the reason why it cannot run now, or "".
    `page` limits the shortcut to the time that page shows. `title` is already translated.
    """

    verb: str
    title: str
    run: Callable[[], None]
    icon: str = ""
    shortcut: str = ""
    why_not: WhyNot = _always
    permission: str | None = None
    page: str = ""
    more_shortcuts: tuple[str, ...] = ()
    in_palette: bool = True
    words: str = ""
    """More words under which the palette finds it."""
    about: str = ""
    """"stay": works on the selected stay (`services.selection`), so pages that show stays offer it too."""

    @property
    def tip(self) -> str:
        """What a button of this verb says when one points at it: the verb and its key."""
        return f"{self.title} ({self.shortcut})" if self.shortcut else self.title

    def reason(self, actor: Actor) -> str:
        """Why the actor cannot run it now, as a sentence; "" when it can run."""
        needed = self.verb if self.permission is None else self.permission
        if needed and not actor.may(needed):
            return tr("Your role does not allow this.")
        return self.why_not()


class ActionRegistry(QObject):
    """All actions of a window. `changed` is emitted when some were added or removed."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._specs: dict[str, ActionSpec] = {}

    def add(self, *specs: ActionSpec) -> None:
        """Add actions; ValueError when a verb or a shortcut (on the same page) is taken."""
        for spec in specs:
            if spec.verb in self._specs:
                raise ValueError(f"the action {spec.verb} exists already")
            clash = self._holder(spec)
            if clash:
                raise ValueError(f"{spec.shortcut} belongs to {clash} already")
            self._specs[spec.verb] = spec
        self.changed.emit()

    def extend(self, specs: Iterable[ActionSpec]) -> None:
        """Add many."""
        self.add(*specs)

    def __iter__(self) -> Iterator[ActionSpec]:
        return iter(self._specs.values())

    def __getitem__(self, verb: str) -> ActionSpec:
        return self._specs[verb]

    def find(self, verb: str) -> ActionSpec | None:
        """The action of a verb, or None."""
        return self._specs.get(verb)

    def about(self, subject: str) -> list[ActionSpec]:
        """What capabilities lend to pages that show such a thing, in the order they came."""
        return [spec for spec in self._specs.values() if spec.about == subject]

    def __contains__(self, verb: str) -> bool:
        return verb in self._specs

    def _holder(self, new: ActionSpec) -> str:
        if not new.shortcut:
            return ""
        same = (s for s in self._specs.values() if s.shortcut == new.shortcut)
        return next((s.verb for s in same if "" in (s.page, new.page) or s.page == new.page), "")
