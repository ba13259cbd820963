"""What an entry of the register lacks by all the rules of its country, and the state that people see."""

from app.features.front_desk.rules import register, register_italy
from app.features.front_desk.rules.register import ITALY, WITH_THEM, Case, Shown, State
from app.features.front_desk.rules.register_told import Filed, is_changed


def lacks(case: Case) -> tuple[tuple[int, str], ...]:
    """What is still to be asked or cannot be told in the file, as (place, field), the guest's own first."""
    missing = register.missing(case)
    unknown = register_italy.unknown_codes(case) if case.country == ITALY else []
    return tuple(sorted(dict.fromkeys((*missing, *unknown)), key=lambda lack: lack[0]))


def shown(state: str, case: Case, filed: Filed | None = None) -> Shown:
    """The state that people see; what was told and is different now is to be corrected."""
    if state in WITH_THEM and is_changed(case, filed):
        return Shown.TO_CORRECT
    if state != State.OPEN:
        return Shown(state)
    if not register.is_needed(case):
        return Shown.NOT_NEEDED
    return Shown.INCOMPLETE if lacks(case) else Shown.TO_SEND
