"""The windows of Keyrack; everything that knows Qt."""
