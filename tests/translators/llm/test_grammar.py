"""One grammar reads formulas and constrains decoders: what the one writes, the other reads."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest

from prover.logic.printers.unicode import to_unicode
from prover.logic.reader import parse_formula
from prover.logic.reader.errors import FormulaSyntaxError
from prover.logic.reader.tokens import scan
from prover.logic.reader.tree import grammar
from translators.llm.grammar import SPELLED, formula_grammar, keywords
from translators.llm.training.pairs import pairs

FORMULAS = (
    "p", "⊤", "¬⊥", "P(a)", "∀x P(x)", "∃x (P(x) ∧ ¬Q(x))", "a = b", "¬∀x x = a", "a ≠ b ∨ c < 7",
    "∀x ∃y (p(x) ⊕ q(y))", "f(g(x1), c) = Größe", "P(x) → Q(x) → R(x)", "(p ↔ q) ↔ r",
    "p ∧ q ∧ r ∨ s", "∀x (p)", "∀y1 (a ≤ y1)", "andy(ora, notary, xora, u1a)", "1 > 2", "_p(A_b)",
)  # fmt: skip

BROKEN = (
    "", " ", "p q", "P(", "P(a", "P()", "P(a))", "∀x", "∀ P(x)", "¬", "p ∧ ", " ∧ q", "p ∧ ∧ q",
    "a = b = c", "(p", "p)", "∀x ∧ p", "and", "P(and)", "xor(a)", "not(a)", "∀all P(a)", "a ¬= b",
    "∀x y(a, b)", "∀f(x) P(x)", "x(a)", "∀x x(a)", "p → ", "P(¬a)", "P(a ∧ b)", "P(a,, b)",
)  # fmt: skip


def is_read(text: str) -> bool:
    try:
        parse_formula(text)
    except FormulaSyntaxError:
        return False
    return True


def pieces(text: str) -> list[str]:
    """The tokens of a printed formula with the blanks that belong to them."""
    found = []
    for token in scan(text):
        spelled = [s for s in SPELLED.get(token.type, ()) if s.strip() == token.value]
        blank = " " if token.type == "BINDER" else ""
        found.append(spelled[0] if spelled else token.value + blank)
    return found


@pytest.fixture(scope="module")
def writes() -> Callable[[str], bool]:
    """Whether a decoder could write a text."""
    library: Any = pytest.importorskip("llguidance")
    pytest.importorskip("transformers")
    from llguidance.hf import from_tokenizer

    from translators.llm.training.tokenizer import build_tokenizer

    built = build_tokenizer()
    tokens = from_tokenizer(built)
    words = library.grammar_from("gbnf", formula_grammar())
    assert library.LLMatcher.validate_grammar_with_warnings(words) == (False, [])

    def accepts(text: str) -> bool:
        matcher = library.LLMatcher(tokens, words, log_level=0)
        ids = built(text, add_special_tokens=False)["input_ids"]
        return matcher.try_consume_tokens(ids) == len(ids) and bool(matcher.is_accepting())

    return accepts


def test_words_with_a_meaning_are_found_in_the_grammar_file() -> None:
    assert {"all", "exists", "and", "xor", "true", "no", "ForAll"} <= keywords(grammar())


def test_nothing_recurses_on_its_left() -> None:
    """llama.cpp refuses such a grammar."""
    rules = dict(line.split(" ::= ") for line in formula_grammar().splitlines())
    first = {name: set(re.findall(r"(?:^|\| |\()([a-z-]+)", body)) for name, body in rules.items()}
    for name in rules:
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            more = first.get(waiting.pop(), set()) - seen
            assert name not in more
            seen |= more
            waiting += more


def test_every_rule_that_is_used_is_there() -> None:
    rules = dict(line.split(" ::= ") for line in formula_grammar().splitlines())
    for body in rules.values():
        bare = re.sub(r'"[^"]*"|\[[^\]]*\]', " ", body)
        assert set(re.findall(r"[a-z-]+", bare)) <= set(rules)


def test_names_of_rules_are_no_values() -> None:
    """xgrammar, which vLLM asks first, takes a rule ``true`` for a truth value."""
    names = {line.split(" ::= ")[0] for line in formula_grammar().splitlines()}
    assert names.isdisjoint({"true", "false", "null"})
    assert "root" in names


@pytest.mark.llm
@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_can_be_written(text: str, writes: Callable[[str], bool]) -> None:
    assert is_read(text)
    assert writes(text)


@pytest.mark.llm
@pytest.mark.parametrize("text", BROKEN)
def test_what_is_broken_cannot(text: str, writes: Callable[[str], bool]) -> None:
    assert not writes(text)


@pytest.mark.llm
def test_what_we_print_can_be_written(writes: Callable[[str], bool]) -> None:
    for pair in islice(pairs(11), 300):
        assert writes(to_unicode(pair.formula)), pair.text


@pytest.mark.llm
def test_damaged_formulas_are_written_only_if_they_are_read(writes: Callable[[str], bool]) -> None:
    """And the other way round, but for what the reader knows and we never print."""
    chance = random.Random(5)
    sources = [pieces(text) for text in FORMULAS]
    sources += [pieces(pair.text) for pair in islice(pairs(12), 100)]
    written = read = 0
    for source in sources:
        for _ in range(12):
            tokens = list(source)
            at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
            match chance.choice(("drop", "double", "swap", "put")):
                case "drop":
                    del tokens[at]
                case "double":
                    tokens.insert(at, tokens[at])
                case "swap":
                    tokens[at], tokens[other] = tokens[other], tokens[at]
                case "put":
                    tokens.insert(at, chance.choice(chance.choice(sources)))
            text = "".join(tokens)
            written += writes(text)
            read += is_read(text)
            assert writes(text) <= is_read(text), text
            if is_read(text) and not writes(text):
                assert not is_printed(text), text
    assert written > 200
    assert read - written < 0.2 * read


def is_printed(text: str) -> bool:
    """Whether a formula that is read stands there as we print it, redundant brackets aside."""
    return text == to_unicode(parse_formula(text))
