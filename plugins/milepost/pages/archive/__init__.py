"""The archive of post-mortems."""
