"""The hotel without a screen: values, capabilities and wiring; nothing here imports Qt."""
