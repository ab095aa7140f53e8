"""The metrics page: scorecards, the north star with what drives it, and guardrails."""
