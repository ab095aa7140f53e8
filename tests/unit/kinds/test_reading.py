"""What is wrong with a document: the rule, the place, the words and the way out."""

from __future__ import annotations

import pytest
from tests.support.model import item_of, item_problems, model_of, problems_of, read_text

from milepost.kinds.registry import KINDS
from milepost.kinds.roadmap.model import Score
from milepost.problem import Problem


def told(problem: Problem) -> tuple[str, str | None]:
    return problem.headline, problem.hint


def only(problems: list[Problem]) -> tuple[str, str | None]:
    (problem,) = problems
    return told(problem)


def test_a_file_without_anything_is_empty() -> None:
    assert only(problems_of("")) == (
        "a.yml:1:1: file-empty: the file is empty",
        "write a document that begins with kind: …",
    )
    assert only(problems_of("# to be written\n"))[0] == "a.yml:1:1: file-empty: the file is empty"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [("- kind: roadmap", 1, "a list"), ("# x\n\n- a", 3, "a list"), ("hello", 1, "'hello'"), ("# x\nhello", 2, "'hello'"),
     ("'kind: roadmap'", 1, "'kind: roadmap'"), ("42", 1, "'42'")],
)  # fmt: skip
def test_a_document_is_a_mapping(text: str, line: int, what: str) -> None:
    assert only(problems_of(text)) == (
        f"a.yml:{line}:1: document-shape: a document is a mapping, not {what}",
        "begin the file with kind: …",
    )


@pytest.mark.parametrize("text", ["title: T", "kind:\ntitle: T", "kind: ~"])
def test_a_document_says_its_kind(text: str) -> None:
    headline, hint = only(problems_of(text))
    assert headline.endswith("unknown-kind: a document says its kind")
    assert hint == f"begin it with one of: {', '.join(f'kind: {kind}' for kind in KINDS)}"


def test_a_kind_is_a_single_word() -> None:
    assert only(problems_of("title: T\nkind: [roadmap]"))[0] == "a.yml:2:7: unknown-kind: a kind is a single word"


@pytest.mark.parametrize(
    ("kind", "hint"),
    [("raodmap", "did you mean 'roadmap'?"), ("Roadmap", "did you mean 'roadmap'?"), ("strat", "did you mean 'strategy'?"),
     ("zzz", f"known are: {', '.join(KINDS)}")],
)  # fmt: skip
def test_an_unknown_kind_is_refused_with_the_nearest_known_one(kind: str, hint: str) -> None:
    assert only(problems_of(f"title: T\nkind: {kind}")) == (f"a.yml:2:7: unknown-kind: there is no kind '{kind}'", hint)


def test_a_document_has_the_id_it_says_or_else_that_of_its_file() -> None:
    assert read_text("kind: roadmap\ntitle: T", "from-file")[0].id == "from-file"  # type: ignore[union-attr]
    assert read_text("kind: roadmap\nid: ~\ntitle: T", "from-file")[0].id == "from-file"  # type: ignore[union-attr]
    assert read_text("kind: roadmap\nid: own\ntitle: T", "from-file")[0].id == "own"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("kind: lessons\ntitle: T\nlessons: [{title: L, applies_when: {zzz: 1}}]", "an applies_when block"),
        ("kind: lessons\ntitle: T\nzzz: 1", "a file of lessons"),
        ("kind: handover\ntitle: T\nknown_issues: [{title: T, zzz: 1}]", "a known issue"),
        ("kind: portfolio\ntitle: T\ntags: [{id: t, title: T, zzz: 1}]", "a tag"),
        ("kind: postmortem\ntitle: T\ntype: incident\npublic: {zzz: 1}", "the public block of a post-mortem"),
    ],
)
def test_a_field_that_is_not_there_is_told_of_what_people_call_the_mapping(text: str, what: str) -> None:
    assert only(problems_of(text))[0].endswith(f"unknown-field: {what} has no field 'zzz'")


def test_a_file_name_that_is_no_id_needs_one() -> None:
    model, problems = read_text("kind: roadmap\ntitle: T", "Q3 plan")
    assert model is None
    assert only(problems) == (
        "a.yml:1:1: bad-id: the file name gives no id ('Q3 plan')",
        "add an id: of letters, digits, '.', '_' and '-'",
    )
    assert read_text("kind: roadmap\nid: q3\ntitle: T", "Q3 plan")[1] == []


@pytest.mark.parametrize(
    ("field", "column", "message", "hint"),
    [
        ("titel: A", 3, "an item has no field 'titel'", "did you mean 'title'?"),
        ("Title: A", 3, "an item has no field 'Title'", "did you mean 'title'?"),
        ("depends-on: [b]", 3, "an item has no field 'depends-on'", "did you mean 'depends_on'?"),
        ("owners:", 3, "an item has no field 'owners'", "did you mean 'owner'?"),
        ("'': 1", 3, "an item has no field ''", None),
        ("baseline: {strat: 2026}", 14, "a span has no field 'strat'", "did you mean 'start'?"),
        (
            "milestones: [{title: M, date: 2026, dnoe: true}]",
            39,
            "a milestone has no field 'dnoe'",
            "did you mean 'done'?",
        ),
        ("links: [{title: T, url: 'https://x.y', zz: 1}]", 42, "a link has no field 'zz'", "it has: title, url"),
        ("public: {owner: Ada}", 12, "the public block of an item has no field 'owner'", None),
        ("public: {progress: 3}", 12, "the public block of an item has no field 'progress'", None),
        ("public: {id: b}", 12, "the public block of an item has no field 'id'", None),
    ],
)
def test_an_unknown_field_is_refused_with_the_nearest_known_one(
    field: str, column: int, message: str, hint: str | None
) -> None:
    headline, found = only(item_problems(field))
    assert headline == f"a.yml:7:{column}: unknown-field: {message}"
    if hint:
        assert found == hint
    else:
        assert found
        assert found.startswith(("it has: ", "did you mean"))


def test_a_field_of_another_kind_is_unknown() -> None:
    headline, _ = only(problems_of("kind: strategy\ntitle: T\nvision: V\nitems: []"))
    assert headline == "a.yml:4:1: unknown-field: a strategy has no field 'items'"


@pytest.mark.parametrize(
    ("text", "headline", "hint"),
    [
        ("kind: roadmap", "a.yml:1:1: missing-field: a roadmap needs 'title'", "title: What people call it."),
        ("kind: roadmap\ntitle:", "a.yml:1:1: missing-field: a roadmap needs 'title'", "title: What people call it."),
        ("kind: strategy\ntitle: T", "a.yml:1:1: missing-field: a strategy needs 'vision'",
         "vision: What will be true one day because of us."),
        ("kind: roadmap\ntitle: T\nitems:\n- id: a\n  title: A\n", "a.yml:4:3: missing-field: an item needs 'status'",
         "status: How far it is."),
        ("kind: roadmap\ntitle: T\nitems:\n- title: Guest Checkout (β)\n  status: done\n",
         "a.yml:4:3: missing-field: an item needs 'id'", "id: guest-checkout"),
        ("kind: roadmap\ntitle: T\nthemes:\n- title: 日本\n", "a.yml:4:3: missing-field: a theme needs 'id'", "id: some-name"),
        ("kind: portfolio\ntitle: T\npeople:\n- role: Captain\n", "a.yml:4:3: missing-field: a person needs 'id'",
         "id: The id others refer to it by. It is part of public addresses."),
        ("kind: portfolio\ntitle: T\npeople:\n- id: c\n", "a.yml:4:3: missing-field: a person needs 'role'",
         "role: What the person does."),
        ("kind: strategy\ntitle: T\nvision: V\nbets:\n- title: B\n", "a.yml:5:3: missing-field: a bet needs 'hypothesis'",
         "hypothesis: What we believe."),
        ("kind: roadmap\ntitle: T\nreleases:\n- {id: r, title: R, milestones: [{title: M}]}\n",
         "a.yml:4:34: missing-field: a milestone needs 'date'", "date: When it is due, or was met."),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_with_what_to_write(text: str, headline: str, hint: str) -> None:
    assert only(problems_of(text)) == (headline, hint)


def test_a_need_and_a_bet_need_no_title_beside_their_sentence() -> None:
    model = model_of("kind: strategy\ntitle: T\nvision: V\nneeds: [{id: n, statement: S}]\nbets: [{hypothesis: H}]\n")
    assert (model.needs[0].title, model.bets[0].title) == ("", "")


@pytest.mark.parametrize("owner", ["themes", "horizons", "releases"])
def test_what_others_refer_to_needs_an_id(owner: str) -> None:
    (problem,) = problems_of(f"kind: roadmap\ntitle: T\n{owner}: [{{title: A}}]\n")
    assert (problem.rule, problem.hint) == ("missing-field", "id: a")


@pytest.mark.parametrize(
    ("field", "column", "message", "hint"),
    [
        ("health: on_trak", 11, "'on_trak' is no health there is", "did you mean 'on_track'? known are: on_track, at_risk, off_track"),
        ("health: [on_track]", 11, "a list is no health there is", "known are: on_track, at_risk, off_track"),
        ("outcome: great", 12, "'great' is no outcome there is", "known are: achieved, partly, missed"),
        ("score: {moscow: MUST}", 19, "'MUST' is no moscow there is", "did you mean 'must'? known are: must, should, could, wont"),
        ("asks: [{team: t, status: agree}]", 28, "'agree' is no status there is",
         "did you mean 'agreed'? known are: requested, agreed, declined, done"),
        ("public: {date_precision: week}", 28, "'week' is no date_precision there is",
         "known are: day, month, quarter, half, year, horizon, none"),
        ("public: {status: soon}", 20, "'soon' is no status there is",
         "known are: proposed, planned, in_progress, paused, done, cancelled"),
    ],
)  # fmt: skip
def test_a_word_the_field_does_not_know_is_refused_with_those_it_does(
    field: str, column: int, message: str, hint: str
) -> None:
    assert only(item_problems(field)) == (f"a.yml:7:{column}: unknown-word: {message}", hint)


@pytest.mark.parametrize("word", ["proposed", "planned", "in_progress", "paused", "done", "cancelled"])
def test_every_status_is_known(word: str) -> None:
    assert model_of(f"kind: roadmap\ntitle: T\nitems: [{{id: a, title: A, status: {word}}}]").items[0].status == word


def test_a_misspelt_status_of_an_item_is_refused() -> None:
    text = "kind: roadmap\ntitle: T\nitems:\n- {id: a, title: A, status: planed}\n"
    assert only(problems_of(text)) == (
        "a.yml:4:29: unknown-word: 'planed' is no status there is",
        "did you mean 'planned'? known are: proposed, planned, in_progress, paused, done, cancelled",
    )


@pytest.mark.parametrize("where", ["item", "document"])
@pytest.mark.parametrize(
    ("name", "hint"),
    [("pubilc", "did you mean 'public'?"), ("Public", "did you mean 'public'?"), ("everybody", "known are: public, partners, internal")],
)  # fmt: skip
def test_an_unknown_audience_is_never_guessed(where: str, name: str, hint: str) -> None:
    problems = (
        item_problems(f"audience: {name}")
        if where == "item"
        else problems_of(f"kind: roadmap\ntitle: T\naudience: {name}")
    )
    headline, found = only(problems)
    assert headline.endswith(f": unknown-audience: there is no audience '{name}'")
    assert found == hint


def test_an_audience_that_names_nobody_is_refused() -> None:
    assert only(item_problems("audience:")) == (
        "a.yml:7:12: unknown-audience: no audience is named here",
        "known are: public, partners, internal",
    )


@pytest.mark.parametrize(
    ("field", "headline", "hint"),
    [
        (
            "disclose: {pubic: [money]}",
            "7:14: unknown-audience: there is no audience 'pubic'",
            "did you mean 'public'?",
        ),
        ("disclose: {public: [moeny]}", "7:23: unknown-word: there is no field group 'moeny'", "did you mean 'money'?"),
        ("disclose: {public: [[money]]}", "7:23: wrong-shape: a field group is expected here, not a list", None),
        (
            "disclose: {public: money}",
            "7:22: wrong-shape: a list is expected here, not 'money'",
            "write it as public: [money]",
        ),
        ("disclose: {public: }", "7:22: wrong-shape: a list is expected here, not nothing", None),
        ("disclose: [money]", "7:13: wrong-shape: a mapping is expected here, not a list", None),
        ("disclose: money", "7:13: wrong-shape: a mapping is expected here, not 'money'", None),
    ],
)
def test_a_disclosure_names_audiences_and_groups(field: str, headline: str, hint: str | None) -> None:
    assert only(item_problems(field)) == (f"a.yml:{headline}", hint)


def test_every_flaw_of_a_disclosure_is_told() -> None:
    problems = item_problems("disclose: {pubic: [moeny], internal: [peple, risks]}")
    assert sorted(problem.rule for problem in problems) == ["unknown-audience", "unknown-word", "unknown-word"]


def test_a_disclaimer_is_for_an_audience_there_is() -> None:
    assert only(problems_of("kind: portfolio\ntitle: T\ndisclaimer: {pubic: May change}")) == (
        "a.yml:3:14: unknown-audience: there is no audience 'pubic'",
        "did you mean 'public'?",
    )


@pytest.mark.parametrize(
    ("field", "headline", "hint"),
    [
        ("tags: a", "7:9: wrong-shape: a list is expected here, not 'a'", "write it as tags: [a]"),
        ("tags: {a: b}", "7:9: wrong-shape: a list is expected here, not a mapping", None),
        ("tags: [[a]]", "7:10: wrong-shape: a name or an id is expected here, not a list", None),
        ("tags: [a, ~]", "7:13: wrong-shape: a name or an id is expected here, not nothing", None),
        ("summary: [a]", "7:12: wrong-shape: text is expected here, not a list", None),
        ("summary: {a: b}", "7:12: wrong-shape: text is expected here, not a mapping", None),
        ("baseline: 2026", "7:13: wrong-shape: a mapping is expected here, not '2026'", None),
        ("baseline: [2026]", "7:13: wrong-shape: a mapping is expected here, not a list", None),
        ("milestones: {date: 2026}", "7:15: wrong-shape: a list is expected here, not a mapping", None),
        ("milestones: [beta]", "7:16: wrong-shape: a mapping is expected here, not 'beta'", "write it as title: beta"),
        ("start: [2026]", "7:10: wrong-shape: a date or period is expected here, not a list", None),
        ("public: yes", "7:11: wrong-shape: a mapping is expected here, not 'yes'", None),
    ],
)
def test_a_shape_that_does_not_fit_is_refused(field: str, headline: str, hint: str | None) -> None:
    assert only(item_problems(field)) == (f"a.yml:{headline}", hint)


def test_a_key_with_nothing_behind_it_counts_as_left_out() -> None:
    item = item_of("summary:\n  tags:\n  milestones: ~\n  baseline:\n  public:\n  disclose:")
    assert (item.summary, item.tags, item.milestones, item.baseline, item.public, item.disclose) == (
        None, (), (), None, None, None,
    )  # fmt: skip
    assert not item.model_fields_set & {"summary", "tags", "milestones"}


@pytest.mark.parametrize("field", ["title", "summary", "description", "status", "health", "end", "health_reason"])
def test_a_public_block_replaces_texts_states_and_dates(field: str) -> None:
    values = {"status": "planned", "health": "at_risk", "end": "2026-Q3"}
    item = item_of(f"public: {{{field}: {values.get(field, 'Other words')}}}")
    assert str(getattr(item.public, field)) == values.get(field, "Other words")


@pytest.mark.parametrize("field", ["summary", "description", "end", "status", "date_precision"])
def test_nothing_in_a_public_block_hides_nothing_and_is_refused(field: str) -> None:
    ((headline, hint),) = map(told, item_problems(f"public: {{{field}: }}"))
    assert headline.split(": ", 2)[1:] == ["bad-value", "nothing stands here for outsiders to read"]
    assert hint == f"write other words, or delete the line to show the real {field}"


@pytest.mark.parametrize(
    ("score", "methods"),
    [
        ("{reach: 500, impact: 0.5, confidence: 80, effort: 3}", ("rice",)),
        ("{value: 5, effort: 3}", ("value_effort",)),
        ("{business_value: 5, time_criticality: 3, risk_reduction: 1, job_size: 8}", ("wsjf",)),
        ("{moscow: must}", ("moscow",)),
        ("{moscow: wont, value: }", ("moscow",)),
        ("{moscow: must, value: 5, effort: 3}", ("value_effort", "moscow")),
        ("{reach: 1, impact: 1, confidence: 9, effort: 1, value: 4}", ("rice", "value_effort")),
    ],
)
def test_a_score_knows_the_methods_it_has_all_inputs_of(score: str, methods: tuple[str, ...]) -> None:
    found = item_of(f"score: {score}").score
    assert isinstance(found, Score)
    assert found.methods == methods


ALL_INPUTS = (
    "RICE: reach, impact, confidence, effort; value and effort: value, effort; "
    "WSJF: business_value, time_criticality, risk_reduction, job_size; MoSCoW: moscow"
)


@pytest.mark.parametrize(
    ("score", "message", "hint"),
    [
        ("{}", "the score is empty", ALL_INPUTS),
        (
            "{value: 5}",
            "the score has no 'effort', which value and effort needs",
            "write effort, or leave out value",
        ),
        (
            "{reach: 1, effort: 1, moscow: must}",
            "the score has no 'impact' and no 'confidence', which RICE needs",
            "write impact, confidence, or leave out reach",
        ),
        (
            "{value: 5, effort: 3, job_size: 2}",
            "the score has no 'business_value' and no 'time_criticality' and no 'risk_reduction', which WSJF needs",
            "write business_value, time_criticality, risk_reduction, or leave out job_size",
        ),
        (
            "{effort: 3, moscow: must}",
            "the score has 'effort' and no other input of RICE or value and effort",
            ALL_INPUTS,
        ),
    ],
)
def test_a_method_that_is_begun_needs_all_of_its_inputs(score: str, message: str, hint: str) -> None:
    assert only(item_problems(f"score: {score}")) == (f"a.yml:7:10: bad-value: {message}", hint)


@pytest.mark.parametrize(
    ("score", "name"),
    [
        ("{value: 5, effort: 0}", "effort"),
        ("{business_value: 5, time_criticality: 3, risk_reduction: 1, job_size: 0.0}", "job size"),
    ],
)
def test_an_effort_of_nothing_cannot_be(score: str, name: str) -> None:
    assert only(item_problems(f"score: {score}"))[0] == f"a.yml:7:10: bad-value: the {name} of a score is more than 0"


def test_a_sentence_may_stand_for_itself() -> None:
    model = model_of("kind: strategy\ntitle: T\nvision: V\nprinciples: [One, {title: Two, id: two}, 1.10]\n")
    assert [(one.id, one.title) for one in model.principles] == [(None, "One"), ("two", "Two"), (None, "1.10")]


def test_a_tag_may_stand_for_itself() -> None:
    model = model_of("kind: portfolio\ntitle: T\ntags: [islands, {id: crew, title: The crew}]\n")
    assert [(one.id, one.title) for one in model.tags] == [("islands", "islands"), ("crew", "The crew")]


def test_a_tag_that_is_no_id_is_refused() -> None:
    (problem,) = problems_of("kind: portfolio\ntitle: T\ntags: [two words]\n")
    assert problem.rule == "bad-id"


def test_everything_that_is_wrong_is_told_at_once() -> None:
    problems = problems_of("""
        kind: roadmap
        audience: pubic
        items:
          - id: a b
            titel: A
            status: planed
            end: 2026-02-30
            links: [{title: T, url: x}]
            milestones: [{title: M}, {title: N, date: soon}]
          - just text
    """)
    assert sorted((problem.place.line if problem.place else 0, problem.rule) for problem in problems) == [
        (1, "missing-field"),
        (2, "unknown-audience"),
        (4, "bad-id"),
        (4, "missing-field"),
        (5, "unknown-field"),
        (6, "unknown-word"),
        (7, "bad-period"),
        (8, "unsafe-link"),
        (9, "bad-period"),
        (9, "missing-field"),
        (10, "wrong-shape"),
    ]


def test_a_problem_shows_the_line_and_points_into_it() -> None:
    (problem,) = item_problems("health: on_trak")
    assert problem.text().split("\n") == [
        "a.yml:7:11: unknown-word: 'on_trak' is no health there is",
        "  |   health: on_trak",
        "  |           ^",
        "  = did you mean 'on_track'? known are: on_track, at_risk, off_track",
    ]
