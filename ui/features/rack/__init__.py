"""The rack page: the calendar of rooms and days, and what can be done on it."""
