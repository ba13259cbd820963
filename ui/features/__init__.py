"""One folder of screens per capability, named as in app.features."""
