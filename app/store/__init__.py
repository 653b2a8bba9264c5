"""What the hall remembers: tables, the write transaction, snapshots of reading. Knows SQL, not Flask."""
