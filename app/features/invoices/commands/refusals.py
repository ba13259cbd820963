"""Why a document is not issued or not taken back."""

from app.kernel.errors import AppError


class NothingToBill(AppError):
    """Nothing of the window would stand on the document."""

    code = "nothing_to_bill"


class BuyerUnknown(AppError):
    """A full invoice names who pays, with an address."""

    code = "buyer_unknown"


class TooMuchForSimplified(AppError):
    """The sum needs a full invoice."""

    code = "too_much_for_simplified"


class AlreadyCredited(AppError):
    """The document was taken back before."""

    code = "already_credited"


class NotCreditable(AppError):
    """The document is none that a credit note takes back, or another one stands on it."""

    code = "not_creditable"


class LineBilled(AppError):
    """The line stands on a document: it stays in its window until that is taken back."""

    code = "line_billed"
