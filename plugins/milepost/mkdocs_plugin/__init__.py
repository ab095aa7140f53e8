"""Everything that depends on MkDocs: pages, files, navigation, links. No earlier stage imports it."""
