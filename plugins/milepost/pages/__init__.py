"""The pages of a site: a folder each, as data that templates draw."""
