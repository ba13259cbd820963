"""One folder per capability, the same file names in each; the order stands in ARCHITECTURE.md."""
