"""What a program's declarations say: sorts with their elements, functions between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from prover.constraints.theory import Domain, Function
from translators.logic_programs.constraints.vocabulary import Vocabulary, enumerations, key
from translators.logic_programs.errors import error_at
from translators.logic_programs.sections import Line

__all__ = ["declared_vocabulary", "is_declaration"]

_DECLARATION = re.compile(r"\s*(\w+)\s*=\s*(EnumSort|IntSort|BoolSort|Function)\s*\(", re.I)
_PLAIN_LIST = re.compile(r"\s*(\w+)\s*=\s*\[(.*)\]\s*$")
_UNION = re.compile(r"\b\w+(?:\s*\+\s*\w+)+")
_QUOTES = "\"'“” "


def is_declaration(line: Line) -> bool:
    """Whether ``line`` declares a sort, a list or a function."""
    return bool(_DECLARATION.match(line.formula) or _PLAIN_LIST.match(line.formula))


def declared_vocabulary(
    program: str, lines: Sequence[Line], missing: Mapping[str, Sequence[str]]
) -> Vocabulary:
    """The vocabulary that ``lines`` of ``program`` declare.

    Unions of sorts that the program speaks of (``boys + girls``) are sorts of their own.

    Args:
        program: the whole text.
        lines: its declarations; others among them are passed over.
        missing: elements to be added to sorts (by the sort's key), each with a note.

    Raises:
        ProgramError: a function is declared for a sort that is not.
    """
    declared = _sorts(lines)
    notes = []
    for name in declared:
        added = missing.get(key(name), ())
        declared[name] += added
        notes += [f"'{element}' is not declared; added to {name}" for element in added]
    declared.update(_unions(program, declared))
    sorts = enumerations({name: elements for name, elements in declared.items() if elements})
    vocabulary = Vocabulary(sorts, notes)
    for line in lines:
        _declare_function(vocabulary, program, line)
    return vocabulary


def _sorts(lines: Sequence[Line]) -> dict[str, list[str]]:
    declared: dict[str, list[str]] = {}
    for line in lines:
        found = _DECLARATION.match(line.formula)
        plain = _PLAIN_LIST.match(line.formula)
        if found is not None and found[2].lower() == "enumsort":
            declared[found[1]] = _elements(line.formula[found.end() :])
        elif plain is not None:
            declared[plain[1]] = _elements(plain[2])
    return declared


def _declare_function(vocabulary: Vocabulary, program: str, line: Line) -> None:
    """``Function([a, b] -> [c])``, or with a comma for the arrow."""
    found = _DECLARATION.match(line.formula)
    if found is None or found[2].lower() != "function":
        return
    inside = line.formula[found.end() :].rstrip().rstrip(")")
    arguments, arrow, result = inside.partition("->")
    if not arrow:
        arguments, _, result = inside.rpartition(",")
    domains: list[Domain] = []
    for name in [*_elements(arguments), result.strip(" []")]:
        domain = vocabulary.domain(name)
        if domain is None:
            raise error_at(program, line.start, f"the sort '{name}' is not declared")
        domains.append(domain)
    vocabulary.declare(Function(found[1], tuple(domains[:-1]), domains[-1]))


def _elements(text: str) -> list[str]:
    """The names in ``[a, b, "c d"]``, brackets and quotes left out."""
    inside = text.strip().rstrip(")").strip(" []")
    return [name.strip(_QUOTES) for name in inside.split(",") if name.strip(_QUOTES)]


def _unions(program: str, declared: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Sorts written as ``boys + girls``, with the elements of both."""
    found = {}
    for match in _UNION.finditer(program):
        names = [name.strip() for name in match[0].split("+")]
        if all(name in declared for name in names):
            found[match[0]] = [element for name in names for element in declared[name]]
    return found
