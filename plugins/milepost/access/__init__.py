"""The audience filter: what readers of one site may see of the full portfolio."""
