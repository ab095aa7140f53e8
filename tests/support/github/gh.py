"""`gh api` for pull requests and comments, answered from a file. A token is what it permits, as JSON."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import jq

sys.path.insert(0, str(Path(__file__).parents[3]))
from tests.support.github import programs

REPOSITORY = f"repos/{os.environ['GITHUB_REPOSITORY']}"
LONGEST = 65_536


def main() -> None:
    given = _arguments()
    path = Path(os.environ[programs.STATE])
    state = programs.load(path)
    fields = _fields(given)
    state["calls"].append([given.method, given.endpoint.removeprefix(f"{REPOSITORY}/"), fields])
    permitted = json.loads(os.environ["GH_TOKEN"]).get("pull-requests")
    if permitted != "write" and (permitted != "read" or given.method != "GET"):
        sys.exit("Resource not accessible by integration (HTTP 403)")
    answer = _answer(state, given.method, given.endpoint, fields)
    programs.save(path, state)
    for found in jq.compile(given.jq).input_value(answer).all():
        print(found if isinstance(found, str) else json.dumps(found))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("verb", choices=["api"])
    parser.add_argument("endpoint")
    parser.add_argument("--method", default="GET")
    parser.add_argument("--raw-field", action="append", default=[])
    parser.add_argument("--field", action="append", default=[])
    parser.add_argument("--paginate", action="store_true")
    parser.add_argument("--jq", default=".")
    return parser.parse_args()


def _fields(given: argparse.Namespace) -> dict[str, str]:
    fields = dict(pair.split("=", 1) for pair in given.raw_field)
    for pair in given.field:
        name, value = pair.split("=", 1)
        fields[name] = Path(value[1:]).read_text("utf-8") if value.startswith("@") else value
    return fields


def _answer(state: dict[str, Any], method: str, endpoint: str, fields: dict[str, str]) -> Any:
    pulls, comments = state["pulls"], state["comments"]
    match method, endpoint.removeprefix(f"{REPOSITORY}/"):
        case "GET", "pulls":
            return [pull for pull in pulls if all(fields[name] == pull[f"_{name}"] for name in fields)]
        case "GET", where if found := re.fullmatch(r"pulls/(\d+)", where):
            return next(pull for pull in pulls if pull["number"] == int(found[1]))
        case "GET", where if re.fullmatch(r"issues/\d+/comments\?per_page=100", where):
            return comments
        case "POST", where if re.fullmatch(r"issues/\d+/comments", where):
            comments.append({"id": len(comments) + 1, "user": {"login": "github-actions[bot]"}, "body": _body(fields)})
            return comments[-1]
        case "PATCH", where if found := re.fullmatch(r"issues/comments/(\d+)", where):
            (comment,) = (comment for comment in comments if comment["id"] == int(found[1]))
            comment["body"] = _body(fields)
            return comment
    sys.exit(f"{method} {endpoint}: Not Found (HTTP 404)")


def _body(fields: dict[str, str]) -> str:
    if len(fields["body"]) > LONGEST:
        sys.exit("body is too long (HTTP 422)")
    return fields["body"]


main()
