"""The central service: collects each capability's API (grows with issue 6)."""
