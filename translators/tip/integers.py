"""Integers as a datatype: natural numbers, and negatives of successors.

A theory has no integers of its own, so what a problem says about them is said about a datatype
whose operations are defined by recursion; that is the same up to isomorphism.  Division is
Euclid's, as in SMT-LIB: the remainder is not negative.  By zero, its values are open (``div0``,
``mod0``); ``quotient`` and ``remainder``, of natural numbers, are those by the successor of their
second argument.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce

from translators.tip.counting import counted_by_patterns
from translators.tip.errors import NotExportable, located
from translators.tip.fresh import fresh_name
from translators.tip.reader import read_tip
from translators.tip.substitution import rebuild
from translators.tip.syntax import (
    INT,
    Apply,
    Arithmetic,
    Arrow,
    Binder,
    Comparison,
    Connective,
    Constructor,
    Data,
    Datatype,
    Formula,
    Function,
    IntLiteral,
    Sort,
    Term,
    TipProblem,
    Uninterpreted,
)
from translators.tip.walk import subterms

__all__ = ["laws_of_integers", "with_integers"]

_LARGEST = 60

_DEFINED = """
(declare-datatype {Natural} (({zero}) ({succ} ({pred} {Natural}))))
(declare-datatype {Integer} (({pos} ({size} {Natural})) ({neg} ({less} {Natural}))))
(define-fun-rec {add} ((x {Natural}) (y {Natural})) {Natural}
  (match x (({zero} y) (({succ} z) ({succ} ({add} z y))))))
(define-fun-rec {multiply} ((x {Natural}) (y {Natural})) {Natural}
  (match x (({zero} {zero}) (({succ} z) ({add} y ({multiply} z y))))))
(define-fun-rec {difference} ((x {Natural}) (y {Natural})) {Integer}
  (match y (({zero} ({pos} x))
    (({succ} u) (match x (({zero} ({neg} u)) (({succ} z) ({difference} z u))))))))
(define-fun-rec {below} ((x {Natural}) (y {Natural})) Bool
  (match x (({zero} true)
    (({succ} z) (match y (({zero} false) (({succ} u) ({below} z u))))))))
(define-fun {plus} ((x {Integer}) (y {Integer})) {Integer}
  (match x (
    (({pos} a) (match y ((({pos} b) ({pos} ({add} a b))) (({neg} b) ({difference} a ({succ} b))))))
    (({neg} a) (match y ((({pos} b) ({difference} b ({succ} a)))
                         (({neg} b) ({neg} ({succ} ({add} a b))))))))))
(define-fun {minus} ((x {Integer})) {Integer}
  (match x ((({pos} a) (match a (({zero} ({pos} {zero})) (({succ} b) ({neg} b)))))
            (({neg} a) ({pos} ({succ} a))))))
(define-fun {times} ((x {Integer}) (y {Integer})) {Integer}
  (match x (
    (({pos} a) (match y ((({pos} b) ({pos} ({multiply} a b)))
                         (({neg} b) ({minus} ({pos} ({multiply} a ({succ} b))))))))
    (({neg} a) (match y ((({pos} b) ({minus} ({pos} ({multiply} ({succ} a) b))))
                         (({neg} b) ({pos} ({multiply} ({succ} a) ({succ} b))))))))))
(define-fun-rec {remainder} ((x {Natural}) (y {Natural})) {Natural}
  (match x (({zero} {zero}) (({succ} z)
    (ite (= ({remainder} z y) y) {zero} ({succ} ({remainder} z y)))))))
(define-fun-rec {quotient} ((x {Natural}) (y {Natural})) {Natural}
  (match x (({zero} {zero}) (({succ} z)
    (ite (= ({remainder} z y) y) ({succ} ({quotient} z y)) ({quotient} z y))))))
(define-fun {divide} ((x {Integer}) (y {Natural})) {Integer}
  (match x ((({pos} a) ({pos} ({quotient} a y))) (({neg} a) ({neg} ({quotient} a y))))))
(define-fun {modulo} ((x {Integer}) (y {Natural})) {Integer}
  (match x ((({pos} a) ({pos} ({remainder} a y)))
            (({neg} a) ({difference} y ({remainder} a y))))))
(declare-fun {div0} ({Integer}) {Integer})
(declare-fun {mod0} ({Integer}) {Integer})
(define-fun {div} ((x {Integer}) (y {Integer})) {Integer}
  (match y ((({pos} b) (match b (({zero} ({div0} x)) (({succ} c) ({divide} x c)))))
            (({neg} b) ({minus} ({divide} x b))))))
(define-fun {mod} ((x {Integer}) (y {Integer})) {Integer}
  (match y ((({pos} b) (match b (({zero} ({mod0} x)) (({succ} c) ({modulo} x c)))))
            (({neg} b) ({modulo} x b)))))
(define-fun {le} ((x {Integer}) (y {Integer})) Bool
  (match x (
    (({pos} a) (match y ((({pos} b) ({below} a b)) (({neg} b) false))))
    (({neg} a) (match y ((({pos} b) true) (({neg} b) ({below} b a))))))))
"""
_LAWS: Mapping[str, tuple[str, ...]] = {
    "le": (
        "(forall ((x Int)) (<= x x))",
        "(forall ((x Int) (y Int)) (=> (not (<= x y)) (<= y x)))",
        "(forall ((x Int) (y Int)) (=> (and (<= x y) (<= y x)) (= x y)))",
        "(forall ((x Int) (y Int) (z Int)) (=> (and (<= x y) (<= y z)) (<= x z)))",
    ),
    "plus": (
        "(forall ((x Int)) (= (+ x 0) x))",
        "(forall ((x Int) (y Int)) (= (+ x y) (+ y x)))",
        "(forall ((x Int) (y Int) (z Int)) (= (+ (+ x y) z) (+ x (+ y z))))",
    ),
}
_WORDS: Mapping[str, str] = {
    "Natural": "Natural", "zero": "0", "succ": "S", "pred": "pred", "Integer": "Integer",
    "pos": "pos", "size": "size", "neg": "neg", "less": "less", "add": "add",
    "multiply": "multiply", "difference": "difference", "below": "below", "plus": "+",
    "minus": "-", "times": "*", "le": "<=", "remainder": "remainder", "quotient": "quotient",
    "divide": "divide", "modulo": "modulo", "div0": "div0", "mod0": "mod0", "div": "div",
    "mod": "mod",
}  # fmt: skip


def with_integers(problem: TipProblem) -> TipProblem:
    """``problem`` with a datatype in the place of the integers, if it speaks of them.

    Raises:
        NotExportable: a numeral is too large to be written with successors.
    """
    names = _names(problem)
    replaced = _Replacing(names).problem(counted_by_patterns(problem, names))
    if replaced == problem:
        return problem
    defined = read_tip(_DEFINED.format(**names))
    return replace(
        replaced,
        datatypes=(*defined.datatypes, *replaced.datatypes),
        uninterpreted=(*defined.uninterpreted, *replaced.uninterpreted),
        functions=(*defined.functions, *replaced.functions),
    )


def laws_of_integers(problem: TipProblem) -> tuple[Formula, ...]:
    """Laws of the operations on integers that ``problem`` uses: worth proving before its goals."""
    used = {_operation(part) for term in _terms(problem) for part in subterms(term)}
    texts = [law for operation, laws in _LAWS.items() if operation in used for law in laws]
    return read_tip("\n".join(f"(prove {law})" for law in texts)).goals


def _operation(term: Term) -> str:
    match term:
        case Comparison():
            return "le"
        case Arithmetic("+" | "-"):
            return "plus"
        case _:
            return ""


def _terms(problem: TipProblem) -> Iterator[Term]:
    yield from (function.body for function in problem.functions)
    yield from (formula.body for formula in (*problem.assertions, *problem.goals))


def _names(problem: TipProblem) -> dict[str, str]:
    taken = {name for name, _ in problem.sorts} | {d.name for d in problem.datatypes}
    for datatype in problem.datatypes:
        for constructor in datatype.constructors:
            taken |= {constructor.name, *(field.name for field in constructor.fields)}
    taken |= {function.name for function in problem.functions}
    taken |= {constant.name for constant in problem.uninterpreted}
    return {word: fresh_name(name, taken) for word, name in _WORDS.items()}


@dataclass(frozen=True, slots=True)
class _Replacing:
    """Puts the operations called ``names`` in the place of those on integers."""

    names: Mapping[str, str]

    def problem(self, problem: TipProblem) -> TipProblem:
        return replace(
            problem,
            datatypes=tuple(map(self._datatype, problem.datatypes)),
            uninterpreted=tuple(map(self._declared, problem.uninterpreted)),
            functions=tuple(map(self._function, problem.functions)),
            assertions=tuple(map(self._formula, problem.assertions)),
            goals=tuple(map(self._formula, problem.goals)),
        )

    def _datatype(self, datatype: Datatype) -> Datatype:
        constructors = (
            Constructor(constructor.name, self._binders(constructor.fields))
            for constructor in datatype.constructors
        )
        return replace(datatype, constructors=tuple(constructors))

    def _declared(self, constant: Uninterpreted) -> Uninterpreted:
        domain = tuple(map(self._sort, constant.domain))
        return replace(constant, domain=domain, result=self._sort(constant.result))

    def _function(self, function: Function) -> Function:
        with located(function.position):
            return replace(
                function,
                binders=self._binders(function.binders),
                result=self._sort(function.result),
                body=self._term(function.body),
            )

    def _formula(self, formula: Formula) -> Formula:
        with located(formula.position):
            return replace(formula, body=self._term(formula.body))

    def _binders(self, binders: tuple[Binder, ...]) -> tuple[Binder, ...]:
        return tuple(Binder(binder.name, self._sort(binder.sort)) for binder in binders)

    def _sort(self, sort: Sort) -> Sort:
        match sort:
            case Data() if sort == INT:
                return Data(self.names["Integer"])
            case Data(name, arguments):
                return Data(name, tuple(map(self._sort, arguments)))
            case Arrow(domain, result):
                return Arrow(self._sort(domain), self._sort(result))
            case _:
                return sort

    def _term(self, term: Term) -> Term:
        match rebuild(term, self._term, self._sort):
            case IntLiteral(value):
                return self._numeral(value)
            case Arithmetic(operator, arguments):
                return self._arithmetic(operator, arguments)
            case Comparison(operator, left, right):
                return self._comparison(operator, left, right)
            case changed:
                return changed

    def _apply(self, word: str, *arguments: Term) -> Term:
        return Apply(self.names[word], (), arguments)

    def _numeral(self, value: int) -> Term:
        if abs(value) > _LARGEST:
            hint = f"numerals up to {_LARGEST} are written with successors"
            raise NotExportable(f"the numeral {value} is too large for a theory", hint=hint)
        natural = self._apply("zero")
        for _ in range(value if value >= 0 else -value - 1):
            natural = self._apply("succ", natural)
        return self._apply("pos" if value >= 0 else "neg", natural)

    def _arithmetic(self, operator: str, arguments: tuple[Term, ...]) -> Term:
        match operator, arguments:
            case "-", (argument,):
                return self._apply("minus", argument)
            case "+" | "*", _:
                word = "plus" if operator == "+" else "times"
                return reduce(lambda left, right: self._apply(word, left, right), arguments)
            case "-", _:
                return reduce(self._difference, arguments)
            case _, (left, right) if by := self._predecessor(right):
                return self._apply("divide" if operator == "div" else "modulo", left, by)
            case _:
                return self._apply(operator, *arguments)

    def _predecessor(self, divisor: Term) -> Term | None:
        """``n`` for the positive numeral n + 1, so that nobody has to ask whether it is zero."""
        succ, pos = self.names["succ"], self.names["pos"]
        match divisor:
            case Apply(outer, _, (Apply(inner, _, (number,)),)) if (outer, inner) == (pos, succ):
                return number
            case _:
                return None

    def _difference(self, left: Term, right: Term) -> Term:
        return self._apply("plus", left, self._apply("minus", right))

    def _comparison(self, operator: str, left: Term, right: Term) -> Term:
        match operator:
            case "<=":
                return self._apply("le", left, right)
            case ">=":
                return self._apply("le", right, left)
            case "<":
                return Connective("not", (self._apply("le", right, left),))
            case _:
                return Connective("not", (self._apply("le", left, right),))
