"""What search is told of a generated page."""

from __future__ import annotations

from milepost.mkdocs_plugin.search import words


def test_it_is_the_words_without_title_and_markup() -> None:
    html = '<header><h1 dir="auto">Title</h1><p>One &amp; two.</p></header><ul><li>a</li><li>b</li></ul>'
    assert words(html) == "<p>One &amp; two. a b</p>"


def test_words_stay_apart_and_whole() -> None:
    html = "<small>Need</small><a href='x'>Buy</a>, <b>in</b>side <span>12</span><span>June</span>."
    assert words(html) == "<p>Need Buy, inside 12 June.</p>"


def test_a_title_further_down_is_not_lost() -> None:
    assert words("<h1>First</h1><svg><path d=''/></svg><h2>Second</h2>") == "<p>Second</p>"


def test_a_flood_of_brackets_is_only_text() -> None:
    assert words("<" * 100_000 + "p>x") == f"<p>{'&lt;' * 99_999} x</p>"


def test_what_a_template_holds_and_nobody_draws_is_no_word() -> None:
    html = "<p>One<!-- a > two --></p><script>three</script><style>four</style><template>five</template>"
    assert words(html) == "<p>One</p>"
