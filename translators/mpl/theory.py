"""MPL definitions as a theory: a datatype, functions by recursion, axioms, goals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prover.errors import Position
from prover.logic.syntax import Formula, Sort
from prover.logic.walk import conjunction, universal_closure
from prover.theory import Goal, Theory
from translators.mpl.configuration import Kind, Meaning, Vocabulary, read_configuration
from translators.mpl.errors import MplSyntaxError, NotFirstOrder
from translators.mpl.expansion import expanded
from translators.mpl.functions import Functions, functional, with_functions
from translators.mpl.generated import theory_of
from translators.mpl.reader import read_expression
from translators.mpl.rules import Names, Rule, formula_of, rules_of
from translators.mpl.syntax import Expression, Implication, Relation

__all__ = ["read_mpl"]

_START = Position(1, 1, 0)
_ANCHOR = "Anchor"


def read_mpl(
    configuration: str,
    load: Callable[[str], str],
    statements: str = "",
    anchor: str = "",
    name: str = "mpl",
) -> Theory:
    """The theory of a configuration of Generative Logic.

    Args:
        configuration: the JSON file.
        load: the text of a definition, by the name of its file.
        statements: what is to be proved, one a line, as Generative Logic writes its theorems:
            ``(>[…](Anchor…[1,2,…])(…))``.
        anchor: the definition that the theory is about; by default the last one whose name
            begins with ``Anchor``.
        name: what the theory is called.

    Raises:
        MplSyntaxError: something is not MPL; the error says where.
        NotFirstOrder: what is needed quantifies over sets or functions.
        InputError: from ``load``.
    """
    vocabulary = read_configuration(configuration, load)
    about = _anchor(vocabulary, anchor)
    reading = _Reading(vocabulary, about, _names(about))
    whole = Relation(about.name, about.parameters, _START)
    rules = reading.rules(whole, {parameter: parameter for parameter in about.parameters})
    functions = functional(rules, reading.names.relations)
    goals = tuple(_goals(statements, reading, functions))
    return theory_of(name, reading.names, functions, list(with_functions(rules, functions)), goals)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is needed to read expressions about the parameters of an anchor."""

    vocabulary: Vocabulary
    about: Meaning
    names: Names

    def rules(self, expression: Expression, called: dict[str, str]) -> list[Rule]:
        """``expression``, in which the parameters are ``called`` otherwise, as rules."""
        whole = expanded(expression, self.vocabulary, called)
        return list(rules_of(formula_of(whole, self.names)))


def _anchor(vocabulary: Vocabulary, wanted: str) -> Meaning:
    anchors = [name for name in vocabulary if name.startswith(_ANCHOR)]
    name = wanted or (anchors[-1] if anchors else "")
    meaning = vocabulary.get(name)
    if meaning is None or meaning.body is None:
        hint = f"it has {', '.join(vocabulary) or 'no definition'}"
        raise MplSyntaxError(f"the configuration does not define {name or 'an anchor'}", hint=hint)
    return meaning


def _names(about: Meaning) -> Names:
    kinds: dict[str, Kind] = {}
    for parameter, kind in zip(about.parameters, about.kinds, strict=True):
        if kind is None:
            known = ", ".join(kind.value for kind in Kind)
            message = f"{parameter} of {about.name} is in none of the sets {known}"
            raise NotFirstOrder(message, hint="see its definition_sets")
        kinds[parameter] = kind
    sets = [parameter for parameter, kind in kinds.items() if kind is Kind.SET]
    if len(sets) != 1:
        hint = "its elements become the one sort of the theory"
        raise NotFirstOrder(f"{about.name} is not about one set, but {len(sets)}", hint=hint)
    return Names(Sort(sets[0]), kinds, sets[0])


def _goals(statements: str, reading: _Reading, functions: Functions) -> Iterator[Goal]:
    for number, line in enumerate(statements.splitlines(), start=1):
        if line.strip():
            rules = _stated(line, number, reading)
            formulas = [_closed(rule) for rule in with_functions(rules, functions)]
            yield Goal(f"line {number}", conjunction(formulas))


def _stated(line: str, number: int, reading: _Reading) -> list[Rule]:
    """What a line states about the anchor, which it has to name first."""
    where = f"statement {number}"
    match read_expression(line, where):
        case Implication(_, Relation(name, arguments), body) if name == reading.about.name and len(
            arguments
        ) == len(reading.about.parameters):
            called = dict(zip(arguments, reading.about.parameters, strict=True))
            return reading.rules(body, called)
        case _:
            hint = f"it begins with (>[…]({reading.about.name}[…])"
            raise MplSyntaxError(f"{where} is not about {reading.about.name}", hint=hint)


def _closed(rule: Rule) -> Formula:
    return universal_closure(rule.formula)
