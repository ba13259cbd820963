"""Values that every capability speaks; standard library only."""
