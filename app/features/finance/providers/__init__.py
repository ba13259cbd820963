"""Finance as files: journals for accountants."""
