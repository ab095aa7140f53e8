"""A plugin that draws every page once and then keeps it, as careless as a cache can be."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class KeeperConfig(Config):
    cache_dir = c.Type(str, default=".cache/keeper")


class Keeper(BasePlugin[KeeperConfig]):
    def on_config(self, config: Any) -> None:
        self.folder = Path(os.path.dirname(config.config_file_path), self.config.cache_dir)

    def on_post_page(self, output: str, *, page: Any, **_: Any) -> str:
        kept = self.folder / page.file.dest_uri
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(output, "utf-8")
        return kept.read_text("utf-8")
