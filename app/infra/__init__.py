"""The outside world made small: database, journal, bus, jobs, settings, secrets, logging."""
