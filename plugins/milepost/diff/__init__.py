"""What a change means: two states of the data compared entity by entity, in the order in which it matters."""
