"""The pages of a site, one folder each: data that templates render."""
