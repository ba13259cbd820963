"""Numbers and ids out of one long text, the quick ways and the slow one."""

from uuid import UUID

import numpy as np
import pytest

from app.infra.packed import as_codes, as_whole, joinable


@pytest.mark.parametrize(
    "numbers",
    [[], [7], [1042], [1, 2, 3], [10, 20, 30], [1, 20, 3], [12, 3, 45], [-1, 22, 33], [-10, 100], [0, 0, -5]],
)
def test_whole_numbers_are_read_whatever_their_width(numbers: list[int]) -> None:
    raw = np.frombuffer(",".join(map(str, numbers)).encode(), np.uint8)
    assert as_whole(raw).tolist() == numbers


@pytest.mark.parametrize("words", [[""], ["", "", ""], ["a"], ["", "a", ""], ["b", "a", "c"], ["a", "", "a"]])
def test_words_become_their_codes(words: list[str]) -> None:
    codes = {"a": 1, "": 2, "b": 3}
    raw = np.frombuffer(",".join(words).encode(), np.uint8)
    assert as_codes(raw, codes, 9, len(words)).tolist() == [codes.get(word, 9) for word in words]


def test_ids_join_in_lines_with_and_without_a_sign_between() -> None:
    ids = [UUID(int=number * 7919).hex for number in range(50)]
    close = np.frombuffer("".join(ids).encode(), np.uint8).reshape(-1, 32)
    apart = np.frombuffer("".join(f"{id_}," for id_ in ids).encode(), np.uint8).reshape(-1, 33)[:, :32]
    assert joinable(close).tolist() == joinable(apart).tolist()
    assert len(set(joinable(close).tolist())) == len(ids)
