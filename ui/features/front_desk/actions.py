"""What the front desk lends to the shell. Each part (boards, check-in, check-out, shift) lends its own."""

from collections.abc import Callable

from ui.shell.pages import ShellRegistry

# The parts' own `register(shell)`, in the order of the navigation.
PARTS: tuple[Callable[[ShellRegistry], None], ...] = ()


def register(shell: ShellRegistry) -> None:
    """Lend the shell the front desk."""
    for part in PARTS:
        part(shell)
