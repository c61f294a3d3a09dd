"""How a theory's terms and formulas are written: ``x + S(y) = S(x + y)``.

Operators stand between their arguments (``prover.theory.operators``), and zero's successors are
numerals (``prover.theory.counting``).
"""

from __future__ import annotations

from collections.abc import Mapping

from prover.logic.printers.core import InfixPrinter
from prover.logic.printers.names import distinct, quoted, variables_of
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Node,
    Not,
    PredicateSymbol,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import free_variables, nodes, strip_universals, universal_closure
from prover.theory.counting import counting, numeral
from prover.theory.operators import (
    CONNECTIVE_WORDS,
    Fixity,
    fixity,
    groups_right,
    is_operator,
    is_postfix,
    is_variable_like,
    is_word,
)
from prover.theory.theory import Theory

__all__ = ["Notation"]


_NAMES = "xyzuvw"
_ARITHMETIC = {**dict.fromkeys("+-−", 1), **dict.fromkeys("·*⋅/", 2), "^": 3}


class Notation(InfixPrinter):
    """Writes the terms and formulas of a theory; ``prover.theory.reader`` reads them back.

    Args:
        theory: what has the symbols.
        renamed: other names for variables.
    """

    AND = " ∧ "
    OR = " ∨ "
    IMPLIES = " → "
    IFF = " ↔ "
    XOR = " ⊕ "
    NOT = "¬"
    FORALL = "∀"
    EXISTS = "∃"
    UNEQUAL = " ≠ "
    TRUE = "⊤"
    FALSE = "⊥"

    def __init__(self, theory: Theory, renamed: Mapping[Variable, str] | None = None) -> None:
        super().__init__()
        self._theory = theory
        self._renamed = renamed or {}
        self._taken = frozenset(symbol.name for symbol in theory.symbols)
        self._constructors = {c for made in theory.constructors.values() for c in made}
        self._counting = counting(theory.datatypes)
        self._one_sort = len(theory.sorts) + len(theory.datatypes) == 1

    def statement(self, formula: Formula) -> str:
        """A closed formula, without the quantifiers in front where they go without saying."""
        if _has_homonyms(formula):
            names = distinct(variables_of((formula,)), lambda variable: variable.name)
            return Notation(self._theory, names).formula(formula)
        variables, body = strip_universals(formula)
        if universal_closure(body) is not formula:
            return self.formula(formula)
        plain = all(is_variable_like(v.name) and v.name not in self._taken for v in variables)
        return self.formula(body if plain and self._evident(variables, body) else formula)

    def pattern(self, left: Application | Atom) -> str:
        """The left side of a case, its variables called x, y, z, …."""
        free = free_variables(left)
        letters = [letter for letter in _NAMES if letter not in self._taken]
        letters += [f"x{number}" for number in range(1, len(free) + 1)]
        renamed = dict(zip(free, letters, strict=False))
        return Notation(self._theory, renamed).left(left)

    def left(self, left: Application | Atom) -> str:
        """The left side of a case."""
        return self.term(left) if isinstance(left, Application) else self.atom(left, 0)

    def symbol(self, symbol: Symbol) -> str:
        """The name of a symbol."""
        return self.name(symbol.name)

    def name(self, name: str) -> str:
        """The name of a symbol or a sort, quoted if it is neither a word nor an operator."""
        return name if is_word(name) or is_operator(name) else quoted(name)

    def sort(self, name: str) -> str:
        """The name of a sort."""
        return self.name(name)

    def variable(self, variable: Variable) -> str:
        """The name of a variable, in backquotes where a bare name would not be a variable."""
        name = self._renamed.get(variable, variable.name)
        usual = is_word(name) and not name[0].isdigit() and name not in CONNECTIVE_WORDS
        return name if usual and name not in self._taken else quoted(name, "`")

    def term(self, term: Term) -> str:
        """``term`` as text, operators between their arguments."""
        if isinstance(term, Variable):
            return self.variable(term)
        number = self._number(term)
        return str(number) if number else self._applied(term.function, term.arguments)

    def atom(self, atom: Atom, _level: int) -> str:
        """``atom`` as text, operators between their arguments."""
        return self._applied(atom.predicate, atom.arguments)

    def is_infix_atom(self, formula: Formula) -> bool:
        """Whether ``formula`` is written with a sign between two terms."""
        match formula:
            case Equality() | Not(Equality()):
                return True
            case Atom(predicate):
                return fixity(predicate) is Fixity.BETWEEN
            case _:
                return False

    def quantified(self, formula: ForAll | Exists, sign: str) -> str:
        """``∀x A``, with the sort of ``x`` where it cannot be seen from ``A``."""
        variable, body = formula.variable, formula.body
        text = self.operand(body)
        if isinstance(body, Atom) and not body.arguments:
            text = f"({text})"  # ∀x p: lest p be taken for a second bound name
        name = self.variable(variable)
        if not self._evident((variable,), body):
            name += f":{self.sort(variable.sort.name)}"
        return f"{sign}{name} {text}"

    def _evident(self, variables: tuple[Variable, ...], body: Formula) -> bool:
        """Whether the sorts of ``variables`` can be seen from how ``body`` uses them."""
        return self._one_sort or _placed(body).issuperset(variables)

    def _applied(self, symbol: Symbol, arguments: tuple[Term, ...]) -> str:
        match fixity(symbol), arguments:
            case Fixity.BEFORE, (argument,):
                return symbol.name + self._inside(symbol, argument)
            case Fixity.BEHIND, (argument,):
                return self._inside(symbol, argument) + symbol.name
            case Fixity.BETWEEN, (left, right):
                before, after = self._inside(symbol, left), self._inside(symbol, right, last=True)
                return f"{before} {symbol.name} {after}"
            case _:
                return super().applied(symbol, arguments)

    def _inside(self, operator: Symbol, term: Term, *, last: bool = False) -> str:
        text = self.term(term)
        return text if self._stands_bare(operator, term, last) else f"({text})"

    def _stands_bare(self, outer: Symbol, term: Term, last: bool) -> bool:
        """Whether ``term`` needs no brackets as an argument of an operator.

        The reader of a statement need not know more than that · binds more strongly than +.
        """
        if isinstance(term, Variable) or self._number(term):
            return True
        inner = term.function
        if fixity(inner) is Fixity.CALLED:
            return True
        if outer.arity == 1:
            return False
        if isinstance(outer, PredicateSymbol):
            return True
        if inner.arity == 1:
            return is_postfix(inner.name) or not last
        if inner is outer:
            return last and groups_right(outer.name) and outer in self._constructors
        return _ARITHMETIC.get(inner.name, 0) > _ARITHMETIC.get(outer.name, 3)

    def _number(self, term: Application) -> int:
        """The number whose numeral ``term`` is; 0 if it is none or has a name of its own."""
        number = numeral(term, self._counting)
        return 0 if str(number) in self._taken else number


def _has_homonyms(formula: Formula) -> bool:
    """Whether two variables share a name where one is bound and the other is meant."""
    return any(
        other is not node.variable and other.name == node.variable.name
        for node in nodes(formula)
        if isinstance(node, ForAll | Exists)
        for other in node.body.free
    )


def _placed(body: Formula) -> set[Variable]:
    """The free variables that are arguments of symbols, or are equated with something that is."""
    placed: set[Variable] = set()
    equated: list[tuple[Variable, Variable]] = []
    stack: list[Node] = [body]
    while stack:
        node = stack.pop()
        match node:
            case Application(arguments=arguments) | Atom(arguments=arguments):
                placed.update(a for a in arguments if isinstance(a, Variable))
            case Equality(left=Variable() as one, right=Variable() as other):
                equated.append((one, other))
            case Equality():
                placed.update(s for s in (node.left, node.right) if isinstance(s, Variable))
            case ForAll() | Exists():
                placed |= _placed(node.body) - {node.variable}
                continue
        stack.extend(node.children)
    for one, other in (*equated, *reversed(equated)):
        if one in placed or other in placed:
            placed |= {one, other}
    return placed
