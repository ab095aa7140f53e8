"""Status reports: what the stakeholders of a project were told on a day."""
