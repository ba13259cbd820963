"""Tags of stays, by stay: beside the index of bars, because few look at them and most of the words repeat."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class RackTags:
    """`stays` are the second halves of the ids of tagged stays, in order; `code` numbers their `words`."""

    stays: NDArray[np.uint64]
    code: NDArray[np.int32]
    words: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, keys: NDArray[np.uint64], words: Sequence[tuple[str, ...]]) -> "RackTags":
        """The tags of stays by their keys (both halves); equal ones are kept once. `words` may repeat."""
        known = {each: number for number, each in enumerate(dict.fromkeys(words))}
        code = np.fromiter((known[each] for each in words), np.int32, len(words))
        order = np.argsort(keys[:, 1])
        return cls(keys[order, 1], code[order], tuple(known))

    def codes(self, keys: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Which words each stay has; −1 where it has none."""
        if not len(self.stays):
            return np.full(len(keys), -1, np.int32)
        at = np.minimum(np.searchsorted(self.stays, keys[:, 1]), len(self.stays) - 1)
        found: NDArray[np.int32] = np.where(self.stays[at] == keys[:, 1], self.code[at], -1)
        return found


NO_TAGS = RackTags(np.zeros(0, np.uint64), np.zeros(0, np.int32), ())
