"""Status reports outside of a site: as an e-mail, as messages for Slack and Teams, and the draft of the next one."""
