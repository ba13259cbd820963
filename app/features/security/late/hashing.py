"""PINs as argon2 hashes: made, compared, and refused where anybody would guess them."""

from itertools import pairwise

from app.kernel.errors import InvalidInput
from app.kernel.text import tr

LEAST, MOST = 4, 8
# One pass over 8 MiB by one thread: some milliseconds, so that users change places at once. Far below what
# a password gets (argon2's own defaults); a PIN is short, and what guards it is that five tries end it.
PASSES, MEMORY_KIB, THREADS = 1, 8 * 1024, 1


def hash_pin(pin: str) -> str:
    """The hash to keep. Low cost on purpose: see PASSES."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - heavy, not on the way to the first screen

    return PasswordHasher(PASSES, MEMORY_KIB, THREADS).hash(pin)


def fits(pin_hash: str, pin: str) -> bool:
    """Whether the PIN is the one of the hash."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - as above
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - as above

    try:
        return PasswordHasher(PASSES, MEMORY_KIB, THREADS).verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False


def refuse_weak(pin: str) -> None:
    """Four to eight digits, not all the same and not in a row. Raises InvalidInput."""
    if not (pin.isascii() and pin.isdigit() and LEAST <= len(pin) <= MOST):
        sentence = tr("A PIN has {least} to {most} digits.", least=LEAST, most=MOST)
        raise InvalidInput(sentence, field="pin")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        raise InvalidInput(tr("Anybody would guess this PIN. Take one less regular."), field="pin")
