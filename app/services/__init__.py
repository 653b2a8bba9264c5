"""Use cases: one verb-named function is one transaction's work. They know neither Flask nor sockets."""
