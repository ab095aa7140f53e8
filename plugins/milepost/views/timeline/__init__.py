"""The timeline: a picture of many spans on one scale of time, as data."""
