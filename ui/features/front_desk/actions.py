"""What the front desk lends to the shell. Each part (boards, check-in, check-out, shift) lends its own."""

from collections.abc import Callable

from ui.features.front_desk.boards import actions as boards
from ui.shell.pages import ShellRegistry

# The parts' own `register(shell)`, in the order of the navigation.
PARTS: tuple[Callable[[ShellRegistry], None], ...] = (boards.register,)


def register(shell: ShellRegistry) -> None:
    """Lend the shell the front desk."""
    for part in PARTS:
        part(shell)
