"""Texts are alike by the rare words they share, in any language."""

from __future__ import annotations

from milepost.analysis.text_similarity import TextIndex, folded, keys_of, words_of

HARBOUR = [
    "Readers stopped in the cold on deck",
    "Printers ran out of paper at the pier",
    "Devices were tested indoors, not on deck in the cold",
    "In the morning the boats were late",
]


def keys(text: str) -> list[str]:
    return [key for key, _ in words_of(text)]


def test_words_are_compared_without_case_accents_plural_and_numbers() -> None:
    assert keys("Cafés, QUAYS and the ferries' 2026: glass") == ["cafe", "quay", "and", "the", "ferry", "glass"]
    assert folded("Roll-out") == folded("rollout") == "rollout"


def test_a_script_without_spaces_counts_pairs_and_one_with_vowel_signs_stays_whole() -> None:
    assert keys("港の船 ferry") == ["港の", "の船", "ferry"]
    assert keys("सेवा बंद") == ["सेवा", "बंद"]
    assert keys("港") == ["港"]


def test_the_nearest_says_the_most_of_the_rare_words() -> None:
    found = TextIndex(HARBOUR).similar_to("Cold readers on the deck")
    assert list(found) == [0, 2]
    assert found[0].words == ("Readers", "cold", "deck")
    assert found[0].share > found[2].share
    assert found[2].words == ("cold", "deck")


def test_one_shared_word_is_not_enough_unless_it_is_most_of_the_text() -> None:
    texts = TextIndex([*HARBOUR, "Printers"])
    assert list(texts.similar_to("A printer was bought for the office")) == [4]
    assert texts.similar_to("Nothing like it was ever seen") == {}


def test_the_function_words_of_the_language_at_hand_do_not_count() -> None:
    german = TextIndex(["Die Anzeige war nicht auf dem Schiff", "Der Drucker war nicht an der Brücke", "Alle waren da"])
    assert german.similar_to("Es war nicht der Tag auf dem See") == {}
    assert german.similar_to("Anzeige vom Schiff")[0].words == ("Anzeige", "Schiff")


def test_one_of_the_texts_is_alike_to_others_but_not_to_itself() -> None:
    texts = TextIndex(HARBOUR)
    assert list(texts.similar_to_own(0)) == [2]
    assert list(texts.similar_to_own(2)) == [0]
    assert list(texts.similar_to_own(3)) == []


def test_a_short_text_is_not_all_of_a_long_one() -> None:
    texts = TextIndex(["Rope and lamp", "A rope, a lamp, six hooks, four buckets and a ladder", *HARBOUR])
    assert texts.similar_to("rope lamp hooks buckets")[0].share == 1.0
    assert texts.similar_to_own(1)[0].share < 0.6


def test_texts_without_a_word_are_alike_to_nothing() -> None:
    assert TextIndex([]).similar_to("boats") == {}
    assert TextIndex(["", "2026", "!"]).similar_to("boats 2026") == {}
    assert TextIndex(["the boats of the harbour", ""]).similar_to_own(1) == {}


def test_the_same_texts_in_the_same_order_give_the_same_answer() -> None:
    assert TextIndex(HARBOUR).similar_to(HARBOUR[2]) == TextIndex(HARBOUR).similar_to(HARBOUR[2])
    assert keys_of("boats quay") == keys_of("quay boat")
