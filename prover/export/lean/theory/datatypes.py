"""Datatypes as inductive types: their declarations, what holds of them, induction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prover.export.lean.source import NotExportable, Source
from prover.export.lean.theory.language import language
from prover.export.lean.theory.names import Names
from prover.logic.printers.names import variables_of
from prover.logic.syntax import FunctionSymbol, Not, Sort, Symbol
from prover.logic.walk import strip_universals
from prover.theory.induction import Induction
from prover.theory.spelling import distinct_names
from prover.theory.theory import Datatype

__all__ = [
    "declare_datatypes",
    "fact_proofs",
    "induction_label",
    "induction_proof",
    "induction_statement",
    "inhabited_label",
    "instances",
]


def declare_datatypes(group: Sequence[Datatype], names: Names, source: Source) -> None:
    """Write the inductive types of a group, inside of ``mutual`` if there are several."""
    if len(group) > 1:
        source.add("mutual")
    for datatype in group:
        parameters = names.vocabulary.parameters[datatype.sort]
        head = " ".join(
            [
                f"inductive {names.types[datatype.sort].partition(' ')[0]}",
                *[f"({names.parameter(p)} : Type)" for p in parameters],
            ]
        )
        source.add(f"{head} : Type where")
        for constructor in datatype.constructors:
            name = names.symbols[constructor].rpartition(".")[2]
            source.add(f"  | {name} : {names.type_of(constructor)}")
    if len(group) > 1:
        source.add("end")


def instances(
    datatypes: Sequence[Datatype], names: Names
) -> Iterator[tuple[Sort, FunctionSymbol, str]]:
    """That no datatype is empty: its sort, what builds a witness, and the line that says so.

    Each comes after those that its witness is made of.

    Raises:
        NotExportable: a datatype has no constructor to begin with.
    """
    done: set[Sort] = set(names.vocabulary.theory.sorts)
    left = list(datatypes)
    while left:
        found = next(
            ((d, c) for d in left for c in d.constructors if done.issuperset(c.argument_sorts)),
            None,
        )
        if found is None:
            raise NotExportable(left[0].sort.name, "nothing can be built of it")
        datatype, constructor = found
        done.add(datatype.sort)
        left.remove(datatype)
        yield datatype.sort, constructor, _instance(datatype.sort, constructor, names)


def _instance(sort: Sort, constructor: FunctionSymbol, names: Names) -> str:
    binders = names.binders(names.vocabulary.parameters[sort], inhabited=True)
    label = names.lemmas[inhabited_label(sort)]
    some = ["(Classical.choice inferInstance)"] * constructor.arity
    witness = " ".join([names.symbols[constructor], *some])
    head = " ".join([f"instance {label}", *binders])
    return f"{head} : Nonempty {_bracketed(names.types[sort])} := ⟨{witness}⟩"


def inhabited_label(sort: Sort) -> str:
    """What the instance for ``sort`` is called in :attr:`Names.lemmas`."""
    return f"{sort.name}.inhabited"


def fact_proofs(datatype: Datatype, names: Names) -> Iterator[str]:
    """Proofs of the facts of ``datatype``, in the order of :meth:`Datatype.facts`."""
    for (_, formula), constructor in zip(datatype.facts(), _injective(datatype), strict=False):
        variables, _ = strip_universals(formula)
        yield _function(len(variables), "h", f"{names.symbols[constructor]}.inj h")
    for _, formula in datatype.facts():
        variables, body = strip_universals(formula)
        if isinstance(body, Not):
            yield _function(len(variables), "h", "nomatch h")
    yield _cases(datatype, names)


def _injective(datatype: Datatype) -> Sequence[FunctionSymbol]:
    return [c for c in datatype.constructors if c.arity]


def _cases(datatype: Datatype, names: Names) -> str:
    """``fun x => match x with | c ȳ => Or.inr (Or.inl ⟨ȳ, rfl⟩) …``."""
    lines = ["fun x => match x with"]
    size = len(datatype.constructors)
    for index, constructor in enumerate(datatype.constructors):
        arguments = [f"y{number + 1}" for number in range(constructor.arity)]
        proof = f"⟨{', '.join([*arguments, 'rfl'])}⟩" if arguments else "rfl"
        if index < size - 1:
            proof = f"(Or.inl {proof})" if index else f"Or.inl {proof}"
        for number in reversed(range(index)):
            proof = f"(Or.inr {proof})" if number else f"Or.inr {proof}"
        pattern = " ".join([names.symbols[constructor], *arguments])
        lines.append(f"  | {pattern} => {proof}")
    return "\n".join(lines)


# --- induction ------------------------------------------------------------------------------


def induction_label(sorts: Sequence[Sort]) -> str:
    """What induction over ``sorts`` at once is called in :attr:`Names.lemmas`."""
    return f"{'.'.join([sort.name for sort in sorts])}.induction"


def induction_statement(group: Sequence[Datatype], names: Names) -> str:
    """The induction principle of ``group`` as a proposition."""
    principle = Induction.over(group)
    formulas = list(principle.formulas)
    written = language(names, formulas, principle.properties)
    taken = {*names.taken, *[written.variable(variable) for variable in variables_of(formulas)]}
    properties: tuple[Symbol, ...] = principle.properties
    called = distinct_names(properties, lambda each: each.name.strip("·"), taken)
    binders = [f"{name} : {names.type_of(each)}" for each, name in called.items()]
    bound = binders[0] if len(binders) == 1 else " ".join([f"({each})" for each in binders])
    *obligations, conclusion = [written.statement(formula, called) for formula in formulas]
    premises = [f"({text})" if "∀" in text else text for text in obligations]
    return f"∀ {bound}, {' → '.join([*premises, conclusion])}"


def induction_proof(group: Sequence[Datatype], mates: Sequence[Datatype], names: Names) -> str:
    """The proof of that principle by recursors; ``mates`` are all types of the mutual group."""
    wanted = [datatype.sort for datatype in group]
    motives = _motives(wanted, [d.sort for d in mates])
    hypotheses = {
        constructor: f"h{number}"
        for number, constructor in enumerate(
            (c for datatype in group for c in datatype.constructors), start=1
        )
    }
    properties = [f"P{number + 1}" for number in range(len(group))]
    minors = [
        _minor(constructor, hypotheses.get(constructor), wanted, {d.sort for d in mates})
        for datatype in mates
        for constructor in datatype.constructors
    ]
    proofs = []
    for sort in wanted:
        recursor = f"{names.types[sort].partition(' ')[0]}.rec"
        proofs.append(" ".join([f"fun x => {recursor}", *motives, *minors, "x"]))
    body = proofs[0] if len(proofs) == 1 else f"⟨{', '.join(proofs)}⟩"
    return f"fun {' '.join([*properties, *hypotheses.values()])} => {body}"


def _motives(wanted: Sequence[Sort], mates: Sequence[Sort]) -> list[str]:
    found = []
    for number, sort in enumerate(mates, start=1):
        name = f"motive_{number}" if len(mates) > 1 else "motive"
        value = f"P{wanted.index(sort) + 1}" if sort in wanted else "fun _ => True"
        found.append(f"({name} := {value})")
    return found


def _minor(
    constructor: FunctionSymbol, hypothesis: str | None, wanted: Sequence[Sort], mates: set[Sort]
) -> str:
    """A constructor's premise of the recursor, from the obligation ``hypothesis``."""
    sorts = constructor.argument_sorts
    recursive = [number for number, sort in enumerate(sorts) if sort in mates]
    if hypothesis is None:
        blanks = ["_"] * (len(sorts) + len(recursive))
        return f"(fun {' '.join(blanks)} => True.intro)" if blanks else "True.intro"
    arguments = [f"y{number + 1}" for number in range(len(sorts))]
    known = [f"i{number + 1}" for number in recursive]
    used = [f"i{number + 1}" for number in recursive if sorts[number] in wanted]
    if not arguments:
        return hypothesis
    induced = [f"⟨{', '.join(used)}⟩" if len(used) > 1 else used[0]] if used else []
    applied = " ".join([hypothesis, *arguments, *induced])
    return f"(fun {' '.join([*arguments, *known])} => {applied})"


def _function(blanks: int, named: str, body: str) -> str:
    return f"fun {' '.join([*['_'] * blanks, named])} => {body}"


def _bracketed(text: str) -> str:
    return f"({text})" if " " in text else text
