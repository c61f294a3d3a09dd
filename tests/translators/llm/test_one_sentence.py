"""A model that reads one sentence answers for a whole text."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from translators.llm import Completion, Finish, Request, Sample
from translators.llm.clients.one_sentence import OneSentence
from translators.llm.errors import ContextOverflow
from translators.llm.grammar import formula_grammar

PROMPT = """Translate. Sentences:
```
1. An example.
```
TEXT: An example.
FOL: p

Sentences:
```
1. Bob is big.
2. Every bear is big.
3. Is Bob a bear?
```
"""


@dataclass
class Model:
    """Says what it was asked; refuses sentences about bears if told to."""

    refuses: str = "\0"
    asked: list[Request] = field(default_factory=list)
    name: str = "small"

    def complete(self, request: Request) -> Completion:
        self.asked.append(request)
        text = request.messages[-1].text
        if self.refuses in text:
            raise ContextOverflow("too long")
        samples = [Sample(f"{text}{i}", Finish.STOP, 2, -0.5, 2) for i in range(request.n)]
        return Completion(tuple(samples), 5)


def test_each_sentence_is_asked_by_itself_under_the_grammar() -> None:
    model = Model()
    found = OneSentence(model).complete(Request.of(PROMPT, 2, seed=7))
    asked = [request.messages[0].text for request in model.asked]
    assert asked == ["Bob is big.", "Every bear is big.", "Is Bob a bear?"]
    for request in model.asked:
        assert (request.n, request.seed, request.grammar) == (2, 7, formula_grammar())
    assert found.samples[1].text.splitlines() == [
        *("TEXT: Bob is big.", "FOL: Bob is big.1"),
        *("TEXT: Every bear is big.", "FOL: Every bear is big.1"),
        *("TEXT: Is Bob a bear?", "FOL: Is Bob a bear?1"),
    ]
    assert (found.samples[0].tokens, found.samples[0].log_prob) == (6, -1.5)
    assert found.prompt_tokens == 15


def test_a_sentence_that_is_too_long_has_no_formula() -> None:
    found = OneSentence(Model(refuses="bear?")).complete(Request.of(PROMPT))
    assert found.samples[0].text.splitlines()[-1] == "TEXT: Is Bob a bear?"
    with pytest.raises(ContextOverflow):
        OneSentence(Model(refuses="B")).complete(Request.of("```\n1. Bob is big.\n```"))


def test_other_questions_are_passed_on() -> None:
    model = Model()
    question = Request.of("Bob is big.")
    assert OneSentence(model).complete(question).samples[0].text == "Bob is big.0"
    assert model.asked == [question]
