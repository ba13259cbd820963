"""What the front desk lends to the shell. Each part (boards, check-in, register, shift …) lends its own."""

from collections.abc import Callable

from ui.features.front_desk.boards import actions as boards
from ui.features.front_desk.cancelling import actions as cancelling
from ui.features.front_desk.check_in import actions as check_in
from ui.features.front_desk.check_out import actions as check_out
from ui.features.front_desk.done_today import actions as done_today
from ui.features.front_desk.register import actions as guest_register
from ui.features.front_desk.shift import actions as shift
from ui.features.front_desk.turning_away import actions as turning_away
from ui.features.front_desk.waiting import actions as waiting
from ui.shell.pages import ShellRegistry

# The parts' own `register(shell)`, in the order of the navigation.
PARTS: tuple[Callable[[ShellRegistry], None], ...] = (
    boards.register,
    check_in.register,
    check_out.register,
    cancelling.register,
    turning_away.register,
    waiting.register,
    guest_register.register,
    shift.register,
    done_today.register,
)


def register(shell: ShellRegistry) -> None:
    """Lend the shell the front desk."""
    for part in PARTS:
        part(shell)
