"""What no renderer can fix: a repository, its history and its pipelines, looked at before a site is published."""
