"""All boards by the id of their page."""

from collections.abc import Callable
from typing import Final

from ui.features.front_desk.boards.lines import BoardSpec
from ui.features.front_desk.boards.placing_boards import holds_board, moves_board, to_place_board
from ui.features.front_desk.boards.stay_boards import arrivals_board, departures_board, in_house_board
from ui.features.front_desk.boards.waiting_boards import traces_board, waitlist_board

BOARDS: Final[dict[str, Callable[[], BoardSpec]]] = {
    "arrivals": arrivals_board, "departures": departures_board, "in_house": in_house_board,
    "to_place": to_place_board, "room_moves": moves_board, "holds": holds_board,
    "waitlist": waitlist_board, "traces": traces_board,
}  # fmt: skip


def board(page_id: str) -> BoardSpec:
    """What makes the board of a page; KeyError when there is none."""
    return BOARDS[page_id]()
