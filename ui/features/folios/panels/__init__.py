"""The panels beside a folio: each says one thing to do with it, and what will be."""
