"""Everything that touches MkDocs: pages, files, navigation, links. No other stage knows of it."""
