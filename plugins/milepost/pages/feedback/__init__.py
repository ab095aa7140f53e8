"""The feedback page: what customers said, and the opportunities in it."""
