"""Under which names the pages of guests are opened."""

from typing import Final

PROFILE: Final = "guest"
DUPLICATES: Final = "guest_duplicates"
