"""Rules about the data, and the engine that asks them: over the full portfolio, before the audience filter."""
