"""All documents as one linked graph of entities."""
