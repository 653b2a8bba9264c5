"""A real hall under real load, whose processes are killed at random moments: `python -m tests.faults --help`."""
