"""The audience that hand-written pages, text files, and folders declare."""
