"""The scanner is what lark makes of the terminals of the grammar."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.logic.reader.tree import grammar
from prover.logic.terminals import CONTEXTUAL, scanner


def scanner_by_lark() -> re.Pattern[str]:
    skipped = CONTEXTUAL.union(grammar().ignore_tokens)
    terminals = [t for t in grammar().terminals if t.name not in skipped]
    terminals.sort(key=lambda terminal: -terminal.priority)
    choices = [f"(?P<{t.name}>{t.pattern.to_regexp()})" for t in terminals]
    return re.compile(r"\s*(?:" + "|".join([*choices, r"(?P<MARK>[.:])", r"(?P<BAD>\S)"]) + ")")


BY_LARK = scanner_by_lark()
SIGNS = "∀∃∄¬∧∨→↔⊕ \n\t'\"`\\/|&~!?<>=-+.,:;()[]{}$_’“”≤≠"
WORDS = ["all", "exists", "not", "xor", "true", "$false", "\\forall", "\\to", "x1", "Tom'sPlate"]


def pieces(scanning: re.Pattern[str], text: str) -> list[tuple[str | None, tuple[int, int]]]:
    return [(match.lastgroup, match.span()) for match in scanning.finditer(text)]


def test_the_terminals_are_those_of_lark_in_its_order() -> None:
    assert list(scanner().groupindex) == list(BY_LARK.groupindex)


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(SIGNS), st.text())).map("".join))
def test_every_text_is_cut_as_lark_cuts_it(text: str) -> None:
    assert pieces(scanner(), text) == pieces(BY_LARK, text)


@pytest.mark.parametrize("text", ["'a\\'b'", "`ab", '"x"', "P(a) → Q", "42.3billion", "é́"])
def test_what_has_escapes_is_cut_as_lark_cuts_it(text: str) -> None:
    assert pieces(scanner(), text) == pieces(BY_LARK, text)
