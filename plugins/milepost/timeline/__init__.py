"""The timeline: entries on one scale of time, laid out as data. It knows no kind of document."""
