"""What the performance figures come from. Each program starts its own server on loopback and stops it."""
