"""GitHub on this machine: runs the steps of workflows as a runner does, with stand-ins for what needs the network."""
