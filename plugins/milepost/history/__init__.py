"""What entries were in the past: the values of declared fields at every commit, read from git without a checkout."""
