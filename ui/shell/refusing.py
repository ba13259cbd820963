"""The one way to say why not: the popover with the rule, commands that would succeed, verbs that lead on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.kernel.errors import AppError
from ui.shell import refusal_rules
from ui.shell.services import ShellServices
from ui.widgets.refusal import RefusalPopover, Way


def popover_of(
    services: ShellServices, error: AppError, over: QWidget, leave: Callable[[], object] | None = None
) -> RefusalPopover | None:
    """A popover that is deleted when it closes; None where the sentence is all that can be said.

    A dialog gives how it is left, so that what leads elsewhere is not behind it.
    """
    actor = services.app.actor

    def go(run: Callable[[], None]) -> None:
        if leave is not None:
            leave()
        run()

    ways = tuple(
        Way(spec.title, spec.shortcut.replace("+", " "), partial(go, spec.run))
        for spec in refusal_rules.steps_of(error, services.actions, actor)
    )
    if not error.choices and not ways:
        return None
    setting = refusal_rules.setting_of(error, services.actions, actor)
    popover = RefusalPopover(
        error, over, may=actor.may, does=refusal_rules.does, rule=refusal_rules.rule_of(error), ways=ways,
        show_rule=partial(go, setting.run) if setting is not None else None,
    )  # fmt: skip
    popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return popover
