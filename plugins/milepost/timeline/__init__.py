"""The timeline engine: entries laid out on a time scale, as data. It knows no kind of document."""
