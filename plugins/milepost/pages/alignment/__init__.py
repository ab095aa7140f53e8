"""Strategy alignment: threads from needs and objectives to items, stories, and metrics, and what is orphaned."""
