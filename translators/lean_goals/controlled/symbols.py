"""The functions and relations that can be spoken of: sorts, Lean, and English.

A symbol has one form for each choice of sorts (``+`` on natural numbers, ``+`` on integers).
Where a natural number stands for an integer it is cast; forms are tried in their order.
"""

from __future__ import annotations

from dataclasses import dataclass

from translators.lean_goals.controlled.sorts import Basic, Carrier, ListOf, SetOf, Sort

__all__ = ["ATOMIC", "SYMBOLS", "Form", "Symbol"]

ATOMIC = 1024
"""The level of what never needs brackets."""

_N, _Z, _P = Basic.NATURAL, Basic.INTEGER, Basic.PROPOSITION
_A = Carrier("a")
_LIST, _SET = ListOf(_A), SetOf(_A)


@dataclass(frozen=True, slots=True)
class Form:
    """A symbol at certain sorts.

    Attributes:
        arguments: their sorts; a carrier stands for any sort.
        result: the sort of the whole.
        lean: how Lean writes it, ``{0}`` for the first argument.
        level: how tightly the whole binds in Lean.
        levels: how tightly each argument has to bind to need no brackets.
        needs: the class that a carrier has to be an instance of.
        note: what a reader may not expect of Lean's function.
    """

    arguments: tuple[Sort, ...]
    result: Sort
    lean: str
    level: int
    levels: tuple[int, ...]
    needs: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A function or relation.

    Attributes:
        name: what it is called here.
        forms: one for each choice of sorts.
        english: how a sentence says it.
        level: how tightly it binds in English, where it is written with a sign.
        levels: the same for its arguments.
    """

    name: str
    forms: tuple[Form, ...]
    english: str
    level: int
    levels: tuple[int, ...]


def _operator(
    name: str,
    sign: str,
    level: int,
    *sorts: tuple[Sort, Sort, Sort],
    right: bool = False,
    note: str = "",
) -> Symbol:
    """An infix operator, associative to the left unless it is said to be to the right."""
    levels = (level + 1, level) if right else (level, level + 1)
    forms = tuple(
        Form((a, b), c, f"{{0}} {sign} {{1}}", level, levels, note=note) for a, b, c in sorts
    )
    return Symbol(name, forms, f"{{0}} {sign} {{1}}", level, levels)


def _relation(name: str, sign: str, *sorts: tuple[Sort, Sort]) -> Symbol:
    forms = tuple(Form((a, b), _P, f"{{0}} {sign} {{1}}", 50, (51, 51)) for a, b in sorts)
    return Symbol(name, forms, f"{{0}} {sign} {{1}}", 50, (51, 51))


def _words(name: str, english: str, *forms: Form) -> Symbol:
    """Said in words; arguments that are not simple get brackets."""
    count = len(forms[0].arguments)
    is_relation = forms[0].result is _P
    levels = (51 if is_relation else ATOMIC, *(ATOMIC,) * (count - 1))
    return Symbol(name, forms, english, 50 if is_relation else 60, levels)


def _form(
    arguments: tuple[Sort, ...],
    result: Sort,
    lean: str,
    level: int,
    needs: str = "",
    note: str = "",
) -> Form:
    """A form whose arguments get brackets unless they are atoms; a relation's do with less."""
    inner = 71 if level == 50 else ATOMIC
    return Form(arguments, result, lean, level, (inner,) * len(arguments), needs, note)


def _named(name: str, natural: str, integer: str, result: Sort) -> Symbol:
    """``gcd(a, b)`` and its like."""
    forms = (
        _form((_N, _N), _N, f"{natural} {{0}} {{1}}", ATOMIC - 1),
        _form((_Z, _Z), result, f"{integer} {{0}} {{1}}", ATOMIC - 1),
    )
    return Symbol(name, forms, f"{name}({{0}}, {{1}})", ATOMIC, (0, 0))


_NNN, _ZZZ = (_N, _N, _N), (_Z, _Z, _Z)
_TRUNCATED = "subtraction of natural numbers stops at 0: 2 - 3 = 0"
_WHOLE = "division is of whole numbers: 7 / 2 = 3, and n / 0 = 0"


def _subtraction() -> Symbol:
    natural = Form((_N, _N), _N, "{0} - {1}", 65, (65, 66), note=_TRUNCATED)
    integer = Form((_Z, _Z), _Z, "{0} - {1}", 65, (65, 66))
    sets = Form((_SET, _SET), _SET, "", ATOMIC, (ATOMIC, ATOMIC))
    return Symbol("minus", (natural, integer, sets), "{0} - {1}", 65, (65, 66))


_FUNCTIONS = (
    _operator("plus", "+", 65, _NNN, _ZZZ),
    _subtraction(),
    _operator("times", "*", 70, _NNN, _ZZZ),
    _operator("over", "/", 70, _NNN, _ZZZ, note=_WHOLE),
    _operator("modulo", "%", 70, _NNN, _ZZZ),
    _operator("power", "^", 75, _NNN, (_Z, _N, _Z), right=True),
    Symbol("negative", (Form((_Z,), _Z, "-{0}", 75, (75,)),), "-{0}", 75, (75,)),
    Symbol("absolute", (_form((_Z,), _Z, "({0}.natAbs : Int)", ATOMIC),), "|{0}|", ATOMIC, (0,)),
    _named("max", "max", "max", _Z),
    _named("min", "min", "min", _Z),
    _named("gcd", "Nat.gcd", "Int.gcd", _N),
    _named("lcm", "Nat.lcm", "Int.lcm", _N),
    _words("length", "the length of {0}", _form((_LIST,), _N, "{0}.length", ATOMIC)),
    _words("reverse", "the reverse of {0}", _form((_LIST,), _LIST, "{0}.reverse", ATOMIC)),
    _words(
        "total",
        "the sum of the elements of {0}",
        _form((ListOf(_N),), _N, "{0}.sum", ATOMIC),
        _form((ListOf(_Z),), _Z, "{0}.sum", ATOMIC),
    ),
    _words(
        "take", "the first {0} elements of {1}", _form((_N, _LIST), _LIST, "{1}.take {0}", 1023)
    ),
    _words(
        "drop",
        "the list {1} without its first {0} elements",
        _form((_N, _LIST), _LIST, "{1}.drop {0}", 1023),
    ),
    _words(
        "count",
        "the number of occurrences of {0} in {1}",
        _form((_A, _LIST), _N, "{1}.count {0}", 1023, "DecidableEq"),
    ),
    _operator("append", "++", 65, (_LIST, _LIST, _LIST), right=False),
    Symbol(
        "cons", (Form((_A, _LIST), _LIST, "{0} :: {1}", 67, (68, 67)),), "{0} :: {1}", 67, (68, 67)
    ),
    Symbol("nil", (Form((), _LIST, "[]", ATOMIC, ()),), "[]", ATOMIC, ()),
    _operator("union", "∪", 65, (_SET, _SET, _SET)),
    _operator("intersection", "∩", 70, (_SET, _SET, _SET)),
    _operator("difference", "\\", 70, (_SET, _SET, _SET)),
    _words("complement", "the complement of {0}", _form((_SET,), _SET, "", ATOMIC)),
    _words("singleton", "{{{0}}}", _form((_A,), _SET, "", ATOMIC)),
    Symbol("empty set", (Form((), _SET, "", ATOMIC, ()),), "∅", ATOMIC, ()),
)  # sets have no Lean text of their own: the printer says what it means to be in them

_RELATIONS = (
    _relation("equal", "=", (_N, _N), (_Z, _Z), (_LIST, _LIST), (_SET, _SET), (_A, _A)),
    _relation("less", "<", (_N, _N), (_Z, _Z)),
    _relation("at most", "≤", (_N, _N), (_Z, _Z)),
    _relation("greater", ">", (_N, _N), (_Z, _Z)),
    _relation("at least", "≥", (_N, _N), (_Z, _Z)),
    _relation("divides", "∣", (_N, _N), (_Z, _Z)),
    _relation("member", "∈", (_A, _SET), (_A, _LIST)),
    _relation("subset", "⊆", (_SET, _SET), (_LIST, _LIST)),
    _words(
        "even",
        "{0} is even",
        _form((_N,), _P, "{0} % 2 = 0", 50),
        _form((_Z,), _P, "{0} % 2 = 0", 50),
    ),
    _words(
        "odd",
        "{0} is odd",
        _form((_N,), _P, "{0} % 2 = 1", 50),
        _form((_Z,), _P, "{0} % 2 = 1", 50),
    ),
    _words(
        "empty",
        "{0} is empty",
        _form((_SET,), _P, "", 50),
        _form((_LIST,), _P, "{0} = []", 50),
    ),
    _words("prime", "{0} is prime", _form((_N,), _P, "", 35)),
    _words(
        "coprime",
        "{0} and {1} are coprime",
        Form((_N, _N), _P, "Nat.gcd {0} {1} = 1", 50, (ATOMIC, ATOMIC)),
        Form((_Z, _Z), _P, "Int.gcd {0} {1} = 1", 50, (ATOMIC, ATOMIC)),
    ),
    _words(
        "congruent",
        "{0} is congruent to {1} modulo {2}",
        _form((_N, _N, _N), _P, "{0} % {2} = {1} % {2}", 50),
        _form((_Z, _Z, _Z), _P, "{0} % {2} = {1} % {2}", 50),
    ),
    _words("prefix", "{0} is a prefix of {1}", _form((_LIST, _LIST), _P, "{0} <+: {1}", 50)),
    _words("suffix", "{0} is a suffix of {1}", _form((_LIST, _LIST), _P, "{0} <:+ {1}", 50)),
    _words(
        "sublist", "{0} is a sublist of {1}", _form((_LIST, _LIST), _P, "{0}.Sublist {1}", 1023)
    ),
    _words(
        "permutation",
        "{0} is a permutation of {1}",
        _form((_LIST, _LIST), _P, "{0}.Perm {1}", 1023),
    ),
    _words("duplicate-free", "{0} is duplicate-free", _form((_LIST,), _P, "{0}.Nodup", ATOMIC)),
    _words(
        "sorted",
        "{0} is sorted",
        _form((ListOf(_N),), _P, "{0}.Pairwise (· ≤ ·)", 1023),
        _form((ListOf(_Z),), _P, "{0}.Pairwise (· ≤ ·)", 1023),
    ),
    _words("disjoint", "{0} and {1} are disjoint", _form((_SET, _SET), _P, "", 35)),
)

SYMBOLS = {symbol.name: symbol for symbol in _FUNCTIONS + _RELATIONS}
"""All symbols by name."""
