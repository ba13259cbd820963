"""Who waits: for room on other days (the waitlist), for a room tonight (the queue)."""
