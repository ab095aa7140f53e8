"""Views are drawn from a page context, like pages."""

from __future__ import annotations

from tests.unit.pages.conftest import context

__all__ = ["context"]
