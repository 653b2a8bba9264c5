"""What no client of ours would ever send: the hall refuses it in one shape, or closes the door, and goes on."""
