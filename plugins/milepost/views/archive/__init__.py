"""The archive of post-mortems: hundreds of them at a glance."""
