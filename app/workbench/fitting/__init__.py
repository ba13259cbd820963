"""What make it fit is worth: bookings of a real hotel replayed, and a house of 500 rooms to measure in."""

from app.workbench.fitting.replay import CITY_ROOMS, Came, Outcome, bookings_of, replay, smaller
from app.workbench.fitting.synthetic import problems

__all__ = ["CITY_ROOMS", "Came", "Outcome", "bookings_of", "problems", "replay", "smaller"]
