"""Which audience hand-written pages, text files and folders name for themselves."""
