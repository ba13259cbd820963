"""What all screens share: window, actions, operations, change hub, theme."""
