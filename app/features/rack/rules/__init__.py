"""What the rack is made of, as values: columns of bars, rooms, types, day figures, looks, lanes, filters."""
