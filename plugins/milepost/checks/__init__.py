"""Rules about the data and the engine that runs them, on the full portfolio before the audience filter."""
