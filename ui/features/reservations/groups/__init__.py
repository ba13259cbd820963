"""Groups on the screen: the list, one with its grid of rooms and nights, the rooming list from a file."""
