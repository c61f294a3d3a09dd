"""Z3 as the judge of single steps: does a conclusion follow from its parents?

Questions go to Z3 as SMT-LIB scripts through its C interface: some 10 µs for a question
without quantifiers, where building terms through the Python API costs 10 ms.  The text is
made here, by a printer that nothing else uses, because it belongs to the trusted base.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic
from typing import assert_never

from z3 import z3core

from prover.check.context import Z3Context
from prover.errors import ProverError
from prover.logic.arithmetic import INTEGER, REAL, is_interpreted, is_numeral
from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Node,
    Not,
    Or,
    Sort,
    Symbol,
    TruthValue,
    Variable,
    Xor,
)
from prover.logic.walk import nodes

__all__ = ["Answer", "Entailment", "Z3Session"]


class Answer(StrEnum):
    """What Z3 said of assumptions together with the negated conclusion."""

    ENTAILED = "entailed"
    NOT_ENTAILED = "not entailed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entailment:
    """The question whether ``conclusion`` follows from ``assumptions`` (closed formulas)."""

    assumptions: tuple[Formula, ...]
    conclusion: Formula


_BATCH = 64
"""Quantifier-free questions that share one script."""

_ANSWERS = {"unsat": Answer.ENTAILED, "sat": Answer.NOT_ENTAILED, "unknown": Answer.UNKNOWN}


@dataclass(slots=True)
class Z3Session:
    """One Z3 context, to be used by one thread.

    Args:
        rlimit: Z3's deterministic resource units for each question.
        timeout_ms: wall clock for each question, a backstop behind ``rlimit``.  Z3 reads its
            clock between steps, and one step of matching can take seconds at a high ``rlimit``.
        total_ms: wall clock for all questions asked together.
    """

    rlimit: int = 2_000_000
    timeout_ms: int = 2_000
    total_ms: int = 30_000
    _context: Z3Context = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._context = Z3Context()

    @staticmethod
    def version() -> str:
        """Z3's version."""
        return str(z3core.Z3_get_full_version()).removeprefix("Z3 ").split()[0]

    def decide(
        self,
        questions: Sequence[Entailment],
        on_answers: Callable[[Sequence[Answer]], None] | None = None,
    ) -> tuple[Answer, ...]:
        """One answer for each question, in order; ``on_answers`` gets them as they come.

        An error of Z3 counts as unknown, and so does what comes after ``total_ms``.
        Questions without quantifiers share scripts.  Each other one starts afresh, because
        Z3 keeps its limits only for the first hard question of a context.
        """
        end = monotonic() + self.total_ms / 1000
        answers = dict.fromkeys(range(len(questions)), Answer.UNKNOWN)
        for indices, quantified in _batches(questions):
            if monotonic() > end:
                break
            found = self._decide_batch([questions[index] for index in indices], quantified)
            answers.update(zip(indices, found, strict=True))
            if on_answers is not None:
                on_answers(found)
        return tuple(answers.values())

    def _decide_batch(self, questions: Sequence[Entailment], fresh: bool) -> Sequence[Answer]:
        """The answers to one script, in a ``fresh`` state of Z3 or in a scope of its own."""
        encoder = _Encoder()
        blocks = []
        for question in questions:
            try:
                blocks.append(encoder.question(question))
            except _TooLarge:
                blocks.append('(echo "unknown")')
        before, after = ("(reset)", "(reset)") if fresh else ("(push)", "(pop)")
        script = (before, self._limits(), *encoder.declarations, *blocks, after)
        output = self._context.evaluate(script)
        answers = [_ANSWERS[line] for line in output.split() if line in _ANSWERS]
        if len(answers) != len(questions):
            self._context = Z3Context()  # nothing is known about the state of the old one
            return [Answer.UNKNOWN] * len(questions)
        return answers

    def _limits(self) -> str:
        return f"(set-option :rlimit {self.rlimit})(set-option :timeout {self.timeout_ms})"

    def unsatisfiable_core(self, formulas: Mapping[str, Formula]) -> tuple[str, ...] | None:
        """Names of formulas without a common model, or ``None`` when Z3 finds no such.

        A hint for search: nothing is proved by it.
        """
        encoder = _Encoder()
        labels = {f"a{number}": name for number, name in enumerate(formulas)}
        assertions = [
            f"(assert (! {encoder.text(formula)} :named {label}))"
            for label, formula in zip(labels, formulas.values(), strict=True)
        ]
        options = "(set-option :produce-unsat-cores true)" + self._limits()
        script = (options, *encoder.declarations, *assertions, "(check-sat)(get-unsat-core)")
        output = Z3Context().evaluate(script).replace("(", " ").replace(")", " ").split()
        if not output or output[0] != "unsat":
            return None
        return tuple(labels[label] for label in output[1:] if label in labels)


def _batches(questions: Sequence[Entailment]) -> Iterator[tuple[list[int], bool]]:
    """Indices of questions to be asked together, and whether they have quantifiers.

    Quantifier-free ones come first, many at a time, then the others one by one.
    """
    quantified = [index for index, question in enumerate(questions) if _is_quantified(question)]
    single = set(quantified)
    easy = [index for index in range(len(questions)) if index not in single]
    for start in range(0, len(easy), _BATCH):
        yield easy[start : start + _BATCH], False
    for index in quantified:
        yield [index], True


def _is_quantified(question: Entailment) -> bool:
    return any(
        isinstance(node, ForAll | Exists)
        for formula in (*question.assumptions, question.conclusion)
        for node in nodes(formula)
    )


_LARGEST_TEXT = 1_000_000

_NUMBERS = {INTEGER: "Int", REAL: "Real"}
_ARITHMETIC = {
    "$sum": "+",
    "$difference": "-",
    "$product": "*",
    "$uminus": "-",
    "$quotient": "/",
    "$quotient_e": "div",
    "$remainder_e": "mod",
    "$to_int": "to_int",
    "$to_real": "to_real",
    "$less": "<",
    "$lesseq": "<=",
    "$greater": ">",
    "$greatereq": ">=",
    "$is_int": "is_int",
}
"""What SMT-LIB calls the symbols that :mod:`prover.logic.arithmetic` says are interpreted."""


class _TooLarge(ProverError):
    """A formula whose shared parts explode when written out."""


@dataclass(slots=True)
class _Encoder:
    """Formulas as SMT-LIB text, with names that cannot clash or need quoting."""

    declarations: list[str] = field(default_factory=list)
    _sorts: dict[Sort, str] = field(default_factory=dict)
    _symbols: dict[Symbol, str] = field(default_factory=dict)
    _variables: dict[Variable, str] = field(default_factory=dict)
    _texts: dict[Node, str] = field(default_factory=dict)

    def question(self, question: Entailment) -> str:
        assertions = "".join(f"(assert {self.text(a)})" for a in question.assumptions)
        denied = f"(assert (not {self.text(question.conclusion)}))"
        return f"(push){assertions}{denied}(check-sat)(pop)"

    def text(self, node: Node) -> str:
        known = self._texts.get(node)
        if known is None:
            known = self._texts[node] = self._write(node)
            if len(known) > _LARGEST_TEXT:
                raise _TooLarge("a formula is too large to be checked")
        return known

    def _write(self, node: Node) -> str:
        match node:
            case Variable():
                return self._variable(node)
            case Application(function=symbol, arguments=arguments):
                return self._apply(self._symbol(symbol), arguments)
            case Atom(predicate=predicate, arguments=arguments):
                return self._apply(self._symbol(predicate), arguments)
            case _:
                return self._write_formula(node)  # type: ignore[arg-type]

    def _write_formula(self, node: Formula) -> str:
        match node:
            case Atom():
                return self.text(node)
            case Equality():
                return self._apply("=", node.children)
            case TruthValue(value=value):
                return "true" if value else "false"
            case Not():
                return self._apply("not", node.children)
            case And():
                return self._apply("and", node.children)
            case Or():
                return self._apply("or", node.children)
            case Implies():
                return self._apply("=>", node.children)
            case Iff():
                return self._apply("=", node.children)
            case Xor():
                return self._apply("xor", node.children)
            case ForAll(variable=variable, body=body):
                return self._bind("forall", variable, body)
            case Exists(variable=variable, body=body):
                return self._bind("exists", variable, body)
            case _:
                assert_never(node)

    def _apply(self, head: str, children: Sequence[Node]) -> str:
        if not children:
            return head
        return f"({head} {' '.join([self.text(child) for child in children])})"

    def _bind(self, quantifier: str, variable: Variable, body: Formula) -> str:
        binder = f"({self._variable(variable)} {self._sort(variable.sort)})"
        return f"({quantifier} ({binder}) {self.text(body)})"

    def _variable(self, variable: Variable) -> str:
        return self._variables.setdefault(variable, f"x{len(self._variables)}")

    def _sort(self, sort: Sort) -> str:
        name = self._sorts.get(sort) or _NUMBERS.get(sort)
        if name is None:
            name = self._sorts[sort] = "I" if sort is INDIVIDUAL else f"S{len(self._sorts)}"
            self.declarations.append(f"(declare-sort {name} 0)")
        return name

    def _symbol(self, symbol: Symbol) -> str:
        name = self._symbols.get(symbol)
        if name is None and is_interpreted(symbol):
            name = self._symbols[symbol] = _interpreted(symbol)
        elif name is None:
            name = self._symbols[symbol] = f"s{len(self._symbols)}"
            arguments = " ".join([self._sort(sort) for sort in symbol.argument_sorts])
            result = self._sort(symbol.sort) if isinstance(symbol, FunctionSymbol) else "Bool"
            self.declarations.append(f"(declare-fun {name} ({arguments}) {result})")
        return name


def _interpreted(symbol: Symbol) -> str:
    """What SMT-LIB calls a symbol whose meaning is fixed."""
    if not is_numeral(symbol):
        return _ARITHMETIC[symbol.name]
    return f"(- {symbol.name[1:]})" if symbol.name.startswith("-") else symbol.name
