"""The lexicon of English words says what lemminflect says, from the same tables."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from itertools import chain

import pytest

from api.tasks.limits import environment
from translators.controlled.words import specialist

CLASSES = ("NOUN", "VERB", "ADJ", "ADV")
SAMPLE = ("books", "left", "Better", "WOLVES", "can", "be", "formulae", "zumpus", "books,noun")


def table(name: str) -> Iterable[str]:
    return (line.split(",")[0] for line in specialist._table(name))


def every_word() -> set[str]:
    tables = ("lemma_lu.csv.gz", "infl_lu.csv.gz", "lemma_overrides.csv", "infl_overrides.csv")
    return set(chain.from_iterable(map(table, tables))) | {"must", "ought", ""}


def assert_alike(words: Iterable[str]) -> None:
    import lemminflect

    for word in words:
        expected = lemminflect.getAllLemmas(word)
        assert list(specialist.lemmas(word).items()) == list(expected.items()), word
        for each in CLASSES:
            forms = lemminflect.getAllInflections(word, each)
            assert list(specialist.inflections(word, each).items()) == list(forms.items()), word


def test_words_have_their_lemmas_and_forms() -> None:
    assert specialist.lemmas("left") == {
        "ADJ": ("left",),
        "ADV": ("left",),
        "NOUN": ("left",),
        "VERB": ("leave",),
    }
    assert specialist.inflections("wolf", "NOUN") == {"NNS": ("wolves",), "NN": ("wolf",)}
    assert specialist.inflections("Be", "VERB")["VBD"] == ("Was", "Were")
    assert specialist.lemmas("zumpus") == {}


def test_nothing_is_found_that_lemminflect_does_not_find() -> None:
    assert_alike(SAMPLE)


@pytest.mark.slow
def test_every_word_of_the_tables() -> None:
    assert_alike(every_word())


def test_looking_words_up_imports_neither_the_package_nor_numpy() -> None:
    program = (
        "import sys; from translators.controlled.words.morphology import plural; plural('wolf'); "
        "print([name for name in ('lemminflect', 'numpy') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n", done.stderr
