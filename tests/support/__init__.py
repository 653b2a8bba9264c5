"""What tests act with: databases, a hall, its people and machines, a server."""
