"""The hall in a real browser, against everything ./run runs."""
