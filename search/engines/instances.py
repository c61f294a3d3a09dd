"""Refutations by instances: what Z3 and cvc5 did with the quantifiers.

Both refute clauses by instantiating them and finding a contradiction without quantifiers.
Their children print which instances they made::

    (instantiations q3 ( (f1 f4) f4 ) ( f4 f4 ) )

for the clause named ``q3``, terms in the order of its variables.  Such a list proves nothing
yet; but if the instances contradict each other, as they should, a core of them is a refutation:
each is a consequence of its clause, and our saturation shows that they lead to ⊥.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from prover.ancestry import parents_first
from prover.check import Z3Session
from prover.clausify import InputClause
from prover.logic.clause import Clause
from prover.logic.syntax import Application, Sort, Term, Variable
from prover.logic.unify import Bindings
from prover.proof import Rule
from search.derivation import Derivation, renamed
from search.engines.errors import UnusableAnswer
from search.engines.naming import Naming
from search.engines.smtlib import quantifier_name, variables_of
from search.engines.trees import Tree, text_of, trees
from search.saturation import Outcome, Saturation

__all__ = ["read_instances", "refutation_by_instances"]

_MOST_INSTANCES = 20_000
_CORE_RLIMIT = 20_000_000
_CORE_ROUNDS = 3
"""Times that a core is asked for a smaller one."""

_REPLAY_SECONDS = 2.0
_LARGEST_REPLAYED = 150
"""A core of more instances is left to one step, for Z3 to check."""


# --- reading -------------------------------------------------------------------------------


def read_instances(
    text: str, clauses: Sequence[Derivation], naming: Naming
) -> tuple[Derivation, ...]:
    """The instances that ``text`` lists, and the clauses without variables, as derivations.

    Args:
        text: what a child printed.
        clauses: what it was given.
        naming: the names of their symbols.

    A term that is not over the clauses' symbols (solvers make up constants of their own)
    becomes a variable: any term would do in its place.

    Raises:
        UnusableAnswer: it is no such list, or too long.
    """
    found = [given for given in clauses if not given.clause.variables]
    by_name = {quantifier_name(n, given.clause): given for n, given in enumerate(clauses)}
    reader = _TermReader(naming)
    for name, rows in _listed(text):
        if name not in by_name:
            continue
        given = by_name[name]
        variables = variables_of(given.clause)
        for row in rows:
            if not isinstance(row, list) or len(row) != len(variables):
                raise UnusableAnswer(f"an instance of {name[:40]} has the wrong number of terms")
            pairs = zip(variables, row, strict=True)
            bindings: Bindings = {v: reader.term(tree, v.sort) for v, tree in pairs}
            clause = given.clause.substitute(bindings)
            if not clause.is_tautology:
                found.append(Derivation(clause, Rule.INSTANTIATION, (given,), (bindings,)))
        if len(found) > _MOST_INSTANCES:
            raise UnusableAnswer(f"more than {_MOST_INSTANCES} instances were made")
    return tuple({derivation.clause: derivation for derivation in found}.values())


def _listed(text: str) -> Iterator[tuple[str, list[Tree]]]:
    """The name and the rows of each list of instances."""
    for tree in trees(text):
        match tree:
            case ["instantiations", str(name), *rows]:
                yield name, rows
            case _:
                raise UnusableAnswer("this is no list of instances")


@dataclass(slots=True)
class _TermReader:
    naming: Naming

    def term(self, tree: Tree, sort: Sort) -> Term:
        """The term of a sort that ``tree`` stands for."""
        head, arguments = (tree, []) if isinstance(tree, str) else (tree[:1], tree[1:])
        name = head if isinstance(head, str) else (head[0] if head else "")
        function = self.naming.functions.get(name) if isinstance(name, str) else None
        if function is None or function.sort is not sort or function.arity != len(arguments):
            return Variable(f"any {text_of(tree)}", sort)
        pairs = zip(arguments, function.argument_sorts, strict=True)
        return Application(function, tuple(self.term(each, wanted) for each, wanted in pairs))


# --- refuting ------------------------------------------------------------------------------


def refutation_by_instances(instances: Sequence[Derivation], deadline: float) -> Derivation:
    """A derivation of the empty clause from clauses that contradict each other.

    Args:
        instances: the clauses, as a rule without variables.
        deadline: value of :func:`time.monotonic` at which it has to be done.

    Raises:
        UnusableAnswer: no contradiction between them is found.
    """
    core = _core(instances, deadline)
    if core is None:
        return _reproved(instances, deadline)
    by_name = {str(number): node for number, node in enumerate(core)}
    if len(core) <= _LARGEST_REPLAYED:
        given = [InputClause(node.clause, name) for name, node in by_name.items()]
        outcome, empty = Saturation(deadline=min(deadline, monotonic() + _REPLAY_SECONDS)).refute(
            given
        )
        if outcome is Outcome.REFUTED and empty is not None:
            return _spliced(empty, by_name)
    same: tuple[Bindings, ...] = tuple({v: v for v in node.clause.variables} for node in core)
    return Derivation(Clause(()), Rule.CONTRADICTION, tuple(core), same)


def _reproved(instances: Sequence[Derivation], deadline: float) -> Derivation:
    """A refutation from the clauses themselves that were instantiated.

    Solvers simplify before they instantiate, so now and then an instance is missing.
    """
    leaves = dict.fromkeys(
        node.parents[0] if node.rule is Rule.INSTANTIATION else node for node in instances
    )
    by_name = {str(number): leaf for number, leaf in enumerate(leaves)}
    given = [InputClause(leaf.clause, name) for name, leaf in by_name.items()]
    run = Saturation(deadline=min(deadline, monotonic() + _REPLAY_SECONDS))
    outcome, empty = run.refute(given)
    if outcome is not Outcome.REFUTED or empty is None:
        raise UnusableAnswer("the instances do not contradict each other")
    return _spliced(empty, by_name)


def _core(instances: Sequence[Derivation], deadline: float) -> list[Derivation] | None:
    """Some of the instances that contradict each other, few if they are found in time.

    ``None`` if Z3 finds no contradiction.
    """
    core = list(instances)
    for attempt in range(_CORE_ROUNDS):
        milliseconds = int(1000 * (deadline - monotonic()))
        if milliseconds <= 0:
            break
        session = Z3Session(_CORE_RLIMIT, milliseconds)
        named = {str(number): node.clause.formula for number, node in enumerate(core)}
        names = session.unsatisfiable_core(named)
        if names is None and attempt == 0:
            return None
        if names is None or len(names) == len(core):
            break
        core = [core[int(name)] for name in reversed(names)]
    return core


def _spliced(empty: Derivation, leaves: Mapping[str, Derivation]) -> Derivation:
    """The derivation with each leaf replaced by the derivation its source names."""
    done: dict[Derivation, Derivation] = {}
    for node in parents_first([empty]):
        if node.parents:
            parents = tuple(done[parent] for parent in node.parents)
            done[node] = Derivation(node.clause, node.rule, parents, node.instances)
        else:
            done[node] = renamed(leaves[node.source], node.instances[0])
    return done[empty]
