"""The audience filter: what the readers of one site may see of the full portfolio."""
