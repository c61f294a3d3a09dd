"""Lean 4: formulas as propositions over types, predicates and functions that are variables.

``∀ x : α, P x ∧ Q x → R x`` over ``{α : Type} [Nonempty α] (P Q R : α → Prop)``.  Lean tells
variables apart by name only, so homonyms get numbers.  Domains are non-empty, as in
first-order logic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from prover.logic.arithmetic import NUMBER_SORTS
from prover.logic.printers.core import InfixPrinter, NotExpressibleError
from prover.logic.printers.names import distinct, variables_of
from prover.logic.signature import Signature
from prover.logic.syntax import (
    INDIVIDUAL,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Not,
    Sort,
    Symbol,
    Term,
    Variable,
    Xor,
)

__all__ = ["LeanPrinter", "LeanTheory", "guarded", "to_lean"]

NOTHING_KNOWN: Mapping[Symbol, str] = MappingProxyType({})

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_']*")

_WORDS = """
    Prop Sort StateRefT Type _ abbrev add_decl_doc assert_not_exists assert_not_imported at
    attribute axiom bif binder_predicate break builtin_dsimproc builtin_dsimproc_decl
    builtin_grind_propagator builtin_initialize builtin_simproc builtin_simproc_decl by by_elab
    calc catch class coinductive coinductive_fixpoint continue dbg_trace
    declare_bitwise_int_theorems declare_bitwise_uint_theorems declare_int_theorems
    declare_simp_like_tactic declare_syntax_cat declare_uint_theorems decreasing_by def deriving
    do docs_to_verso dsimproc dsimproc_decl elab elab_rules else end eval_prec eval_prio example
    exists export extends finally for forall from fun generalizing grind_annotated grind_pattern
    grind_propagator have haveI hiding if import in include include_str inductive
    inductive_fixpoint infix infixl infixr init_grind_norm init_quot initialize instance
    leading_parser let letI let_delayed let_expr let_fun let_tmp local logNamedError
    logNamedErrorAt logNamedWarning logNamedWarningAt macro macro_rules match match_expr matches
    max_prec meta mod_cast mut mutual namespace nat_lit no_index nofun nomatch noncomputable
    nonrec norm_cast_add_elim notation of omit opaque open partial partial_fixpoint
    postfix prefix private protected public recommended_spelling register_error_explanation
    register_tactic_tag renaming repeat return run_cmd run_elab run_meta scoped seal section
    set_library_suggestions set_option show show_term show_term_elab simproc simproc_decl sorry
    structure suffices syntax tactic_alt tactic_extension tactic_tag termination_by then theorem
    throwNamedError throwNamedErrorAt trailing_parser try unif_hint universe unless unsafe unseal
    until using variable where while with with_weak_namespace without_expected_type
"""
_KEYWORDS = frozenset(_WORDS.split())
"""The words among the tokens of Lean 4.28 (``Lean.Parser.getTokenTable``)."""

_CONSTANTS = """
    And Classical Eq Exists False Fin Iff Nonempty Not Or True congrArg iff_of_false iff_of_true
    inferInstance rfl
"""
"""What statements and certificates call by name, so no variable may hide it."""


class LeanPrinter(InfixPrinter):
    """Formulas as Lean terms, under names that are told apart.

    Args:
        formulas: what will be printed.
        introduced: further symbols.
        types: the types that stand for the sorts; variables by default.
        known: Lean names of symbols that have one.
        reserved: further names that nothing else may have.
    """

    AND = " ∧ "
    OR = " ∨ "
    IMPLIES = " → "
    IFF = " ↔ "
    NOT = "¬"
    FORALL = "∀ "
    EXISTS = "∃ "
    UNEQUAL = " ≠ "
    TRUE = "True"
    FALSE = "False"

    def __init__(
        self,
        formulas: Sequence[Formula],
        introduced: Sequence[Symbol],
        types: Mapping[Sort, str] | None,
        known: Mapping[Symbol, str] = NOTHING_KNOWN,
        reserved: Iterable[str] = (),
    ) -> None:
        super().__init__()
        signature = Signature.of(formulas)
        taken = {*_CONSTANTS.split(), *reserved}
        spelt = distinct(signature.sorts, _sort_name, taken)
        self.sorts = types or {sort: guarded(name) for sort, name in spelt.items()}
        taken.update(spelt.values())
        others = [s for s in (*signature.symbols, *introduced) if s not in known]
        named = distinct(others, lambda s: _cleaned(s.name), taken)
        self.symbols = {**known, **{symbol: guarded(name) for symbol, name in named.items()}}
        taken.update(named.values())
        self._variables = distinct(variables_of(formulas), lambda v: _cleaned(v.name), taken)
        self.taken = {*taken, *self._variables.values()}
        self.local: Mapping[Symbol, str] = {}

    def symbol(self, symbol: Symbol) -> str:
        """The name of ``symbol``, or of what is bound for it."""
        return self.local.get(symbol) or self.symbols[symbol]

    def variable(self, variable: Variable) -> str:
        """The name of ``variable``."""
        if variable not in self._variables:  # renamed by a substitution
            named = distinct([variable], lambda v: _cleaned(v.name), self.taken)
            self._variables |= named
            self.taken.update(named.values())
        return guarded(self._variables[variable])

    def binder(self, variable: Variable) -> str:
        """``x : α,``."""
        return f"{self.variable(variable)} : {self.sorts[variable.sort]},"

    def applied(self, symbol: Symbol, arguments: tuple[Term, ...]) -> str:
        """``f x (g y)``."""
        return " ".join([self.symbol(symbol), *[self.argument(a) for a in arguments]])

    def argument(self, term: Term) -> str:
        """``term`` so that a function can be applied to it."""
        text = self.term(term)
        return text if isinstance(term, Variable) or not term.arguments else f"({text})"

    def alone(self, term: Term) -> str:
        """``term`` where nothing around it says of which type it is."""
        return self.term(term)

    def formula(self, formula: Formula, level: int = 0) -> str:
        """``formula``, in brackets if ``level`` needs them."""
        # ∀ and ∃ reach as far right as they can, and ¬ takes one argument in brackets.
        text = super().formula(formula, level)
        return f"({text})" if level and isinstance(formula, ForAll | Exists) else text

    def operand(self, formula: Formula) -> str:
        """``formula`` in brackets."""
        return f"({self.formula(formula)})"

    def quantified(self, formula: ForAll | Exists, sign: str) -> str:
        """``∀ x : α, A``."""
        return f"{sign}{self.binder(formula.variable)} {self.formula(formula.body)}"

    def exclusive(self, formula: Xor, level: int) -> str:
        """``¬(A ↔ B)``."""
        return self.formula(Not(Iff(formula.left, formula.right)), level)


Printer = Callable[[Sequence[Formula], Sequence[Symbol], Mapping[Sort, str] | None], LeanPrinter]


class LeanTheory:
    """The names that formulas share in one Lean statement, which must be told apart.

    Args:
        formulas: what the statement says; its variables are their signature, in order.
        others: what its proof says besides.
        introduced: symbols that the proof brings in.
        types: the types that stand for the sorts; variables by default.
        printer: what prints formulas.
    """

    def __init__(
        self,
        formulas: Sequence[Formula],
        others: Sequence[Formula] = (),
        introduced: Sequence[Symbol] = (),
        types: Mapping[Sort, str] | None = None,
        printer: Printer = LeanPrinter,
    ) -> None:
        self.signature = Signature.of(formulas)
        if not NUMBER_SORTS.isdisjoint(self.signature.sorts):
            hint = "numbers are checked by Z3 only; TPTP and SMT-LIB have them"
            raise NotExpressibleError("numbers are not written in Lean", hint=hint)
        self._names = printer((*formulas, *others), introduced, types)

    @property
    def taken(self) -> frozenset[str]:
        """Every name in use, and those that a proof needs itself."""
        return frozenset(self._names.taken)

    @property
    def binders(self) -> tuple[str, ...]:
        """``{α : Type} [Nonempty α]`` for each sort, then ``(P Q : α → Prop)`` for symbols."""
        types = [self.type_of_sort(sort) for sort in self.signature.sorts]
        sorts = [f"{{{name} : Type}} [Nonempty {name}]" for name in types]
        return (*sorts, *self.symbol_binders)

    @property
    def symbol_binders(self) -> tuple[str, ...]:
        """``(P Q : α → Prop)`` for neighbouring symbols of one type."""
        grouped = groupby(self.signature.symbols, self.type_of)
        return tuple(f"({' '.join(map(self.name, group))} : {t})" for t, group in grouped)

    def name(self, symbol: Symbol) -> str:
        """The name of ``symbol``."""
        return self._names.symbol(symbol)

    def variable(self, variable: Variable) -> str:
        """The name of ``variable``."""
        return self._names.variable(variable)

    def type_of_sort(self, sort: Sort) -> str:
        """The type that stands for ``sort``."""
        return self._names.sorts[sort]

    def type_of(self, symbol: Symbol) -> str:
        """The type of ``symbol``: ``α → α → Prop``."""
        function = isinstance(symbol, FunctionSymbol)
        result = self.type_of_sort(symbol.sort) if function else "Prop"  # type: ignore[union-attr]
        return " → ".join([*map(self.type_of_sort, symbol.argument_sorts), result])

    def statement(self, formula: Formula, local: Mapping[Symbol, str] | None = None) -> str:
        """``formula``, one of those given, as a Lean term of type ``Prop``.

        ``local`` names constants that are bound around the formula.
        """
        self._names.local = local or {}
        return self._names.formula(formula)

    def operand(self, formula: Formula) -> str:
        """``formula`` so that it can stand beside any connective."""
        self._names.local = {}
        return self._names.formula(formula, 2)

    def term(self, term: Term, local: Mapping[Symbol, str] | None = None) -> str:
        """``term`` as a Lean term by itself."""
        self._names.local = local or {}
        return self._names.alone(term)

    def argument(self, term: Term, local: Mapping[Symbol, str] | None = None) -> str:
        """``term`` so that a function can be applied to it."""
        self._names.local = local or {}
        return self._names.argument(term)

    def labels(self, proposed: Iterable[str]) -> dict[str, str]:
        """Names for hypotheses, as proposed where they are not in use."""
        spelt = distinct(proposed, _cleaned, self._names.taken)
        return {name: guarded(label) for name, label in spelt.items()}

    def theorem(self, name: str, premises: Sequence[Formula], goal: Formula) -> str:
        """``theorem name … (h1 : premise) … : goal``, the proof left to write."""
        labels = self.labels(f"h{n}" for n in range(1, len(premises) + 1))
        given = zip(labels.values(), premises, strict=True)
        lines = [f"    ({label} : {self.statement(premise)})" for label, premise in given]
        head = " ".join([f"theorem {name}", *self.binders])
        return "\n".join([head, *lines, f"    : {self.statement(goal)}"])


def _sort_name(sort: Sort) -> str:
    return "α" if sort is INDIVIDUAL else _cleaned(sort.name)


def _cleaned(name: str) -> str:
    """``name`` without what cannot stand between « and »."""
    return "".join([c if c.isprintable() and c not in "«»" else "_" for c in name]) or "_0"


def guarded(name: str) -> str:
    """``name`` as one identifier of Lean."""
    plain = name == "α" or (_WORD.fullmatch(name) and name not in _KEYWORDS)
    return name if plain else f"«{name}»"


def to_lean(formula: Formula) -> str:
    """``formula`` as a Lean term; :class:`LeanTheory` also declares the names in it."""
    return LeanTheory((formula,)).statement(formula)
