"""Cancel, no-show, bring back: what it costs is seen before it is done."""
