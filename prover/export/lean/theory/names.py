"""The names of everything in the Lean file of a theory, and how each is referred to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prover.logic.printers.lean import guarded
from prover.logic.syntax import Formula, FunctionSymbol, Sort, Symbol
from prover.theory.spelling import distinct_names, spelt
from prover.theory.vocabulary import RESERVED, Thing, Vocabulary

__all__ = ["Names", "Needs"]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a lemma is about: open sorts and symbols, and the axioms it assumes, in order."""

    things: tuple[Thing, ...] = ()
    axioms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Names as Lean reads them, in one pool, so that nothing hides anything else.

    Attributes:
        vocabulary: the sorts and symbols.
        types: each sort as a type: ``List a``.
        symbols: the heads of applications: ``List.cons``.
        lemmas: what axioms, facts, induction principles, instances and theorems are called,
            by what they were called before.
        taken: every name of the pool.
    """

    vocabulary: Vocabulary
    types: Mapping[Sort, str]
    symbols: Mapping[Symbol, str]
    lemmas: Mapping[str, str]
    taken: frozenset[str]

    @staticmethod
    def of(vocabulary: Vocabulary, lemmas: Iterable[str]) -> Names:
        """Names for the sorts and symbols, and for ``lemmas`` about them."""
        pool = {name.partition(".")[0] for name in vocabulary.names.values()} | RESERVED
        spelling = distinct_names(lemmas, spelt, pool)
        heads = {
            thing: ".".join(map(guarded, name.split(".")))
            for thing, name in vocabulary.names.items()
        }
        types: dict[Sort, str] = {}
        symbols: dict[Symbol, str] = {}
        for thing, head in heads.items():
            if not isinstance(thing, Sort):
                symbols[thing] = head
            elif thing in vocabulary.theory.sorts:
                types[thing] = head
            else:
                parameters = [heads[p] for p in vocabulary.parameters[thing]]
                types[thing] = " ".join([head, *parameters])
        return Names(
            vocabulary,
            types,
            symbols,
            {lemma: guarded(name) for lemma, name in spelling.items()},
            frozenset(pool | set(spelling.values())),
        )

    def parameter(self, thing: Thing) -> str:
        """An open sort or an open symbol."""
        return self.types[thing] if isinstance(thing, Sort) else self.symbols[thing]

    def type_of(self, symbol: Symbol) -> str:
        """The type of ``symbol`` without its parameters: ``List a → Nat``."""
        result = self.types[symbol.sort] if isinstance(symbol, FunctionSymbol) else "Prop"
        return " → ".join([*[self.types[sort] for sort in symbol.argument_sorts], result])

    def binders(self, things: Iterable[Thing], *, inhabited: bool = False) -> list[str]:
        """``{a : Type} [Nonempty a] (p : a → Prop)``."""
        found = []
        for thing in things:
            name = self.parameter(thing)
            if isinstance(thing, Sort):
                found.append(f"{{{name} : Type}}" + (f" [Nonempty {name}]" if inhabited else ""))
            else:
                found.append(f"({name} : {self.type_of(thing)})")
        return found

    def reference(self, lemma: str, needs: Needs) -> str:
        """``lemma`` for what it is about: a name, or ``(@name a _ p axiom)``."""
        name = self.lemmas[lemma]
        arguments: list[str] = []
        for thing in needs.things:
            arguments.append(self.parameter(thing))
            if isinstance(thing, Sort):
                arguments.append("_")  # that it is not empty
        arguments += [self.lemmas[axiom] for axiom in needs.axioms]
        return f"(@{' '.join([name, *arguments])})" if arguments else name

    def needs(self, formulas: Iterable[Formula]) -> Needs:
        """What ``formulas`` are about."""
        return Needs(self.vocabulary.parameters_of(formulas))
