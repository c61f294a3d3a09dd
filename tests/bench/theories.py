"""A theory like an ontology, of any size, and questions whose needed axioms are known.

Concepts form a hierarchy below one root; relations have domains and ranges, some are transitive;
some concepts are defined, some exclude each other; individuals have concepts, relations and
values of functions.  The root, one relation and some concepts are hubs that thousands of axioms
mention, as in real ontologies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

__all__ = ["Asked", "Made", "ontology"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: a TPTP conjecture, the names of the axioms it needs, and what kind it is."""

    kind: str
    conjecture: str
    needed: frozenset[str]


@dataclass(slots=True)
class Made:
    """A theory as TPTP, and questions that it answers."""

    axioms: dict[str, str] = field(default_factory=dict)
    questions: list[Asked] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The theory as a file."""
        return "".join(f"fof({name}, axiom, {body}).\n" for name, body in self.axioms.items())

    def add(self, body: str) -> str:
        """Add an axiom; its name."""
        name = f"ax{len(self.axioms) + 1}"
        self.axioms[name] = body
        return name


@dataclass(frozen=True, slots=True)
class _Sizes:
    concepts: int
    relations: int
    individuals: int


def ontology(size: int, questions: int, seed: int = 0) -> Made:
    """A theory of about ``size`` axioms, and so many questions with one to six steps."""
    random, made = Random(seed), Made()
    sizes = _Sizes(max(8, size // 5), max(4, size // 200), max(8, size // 8))
    parents = _hierarchy(made, random, sizes)
    domains = _relations(made, random, sizes)
    facts = _facts(made, random, sizes)
    definitions = _definitions(made, random, sizes, size // 20)
    disjoint = _exclusions(made, random, sizes, size // 20)
    equations = _equations(made, random, sizes, size // 10)
    while len(made.axioms) < size:
        one, other = random.randrange(sizes.individuals), random.randrange(sizes.individuals)
        made.add(f"{_relation(random, sizes)}(i{one}, i{other})")
    world = _World(made, random, sizes, parents, domains, facts)
    makers: list[Callable[[], Asked | None]] = [
        lambda: _inherited(world),
        lambda: _by_domain(world),
        lambda: _defined(world, definitions),
        lambda: _excluded(world, disjoint),
        lambda: _equal(world, equations),
    ]
    while len(made.questions) < questions:
        asked = makers[len(made.questions) % len(makers)]()
        if asked is not None:
            made.questions.append(asked)
    return made


def _relation(random: Random, sizes: _Sizes) -> str:
    """A relation; every fifth time the one that is everywhere."""
    return f"r{0 if random.random() < 0.2 else random.randrange(sizes.relations)}"


def _hierarchy(made: Made, random: Random, sizes: _Sizes) -> dict[int, tuple[int, str]]:
    """Each concept's parent and the axiom that says so; concept 0 is the root."""
    parents: dict[int, tuple[int, str]] = {}
    for concept in range(1, sizes.concepts):
        parent = 0 if random.random() < 0.1 else random.randrange(max(1, concept // 4), concept + 1)
        parent = min(parent, concept - 1)
        name = made.add(f"! [X] : (c{concept}(X) => c{parent}(X))")
        parents[concept] = (parent, name)
    return parents


def _relations(made: Made, random: Random, sizes: _Sizes) -> dict[int, tuple[int, str]]:
    """Each relation's domain and the axiom that says so."""
    domains = {}
    for relation in range(sizes.relations):
        domain, target = random.randrange(sizes.concepts), random.randrange(sizes.concepts)
        name = made.add(f"! [X,Y] : (r{relation}(X, Y) => c{domain}(X))")
        made.add(f"! [X,Y] : (r{relation}(X, Y) => c{target}(Y))")
        if random.random() < 0.2:
            r = f"r{relation}"
            made.add(f"! [X,Y,Z] : (({r}(X, Y) & {r}(Y, Z)) => {r}(X, Z))")
        domains[relation] = (domain, name)
    return domains


def _facts(made: Made, random: Random, sizes: _Sizes) -> dict[int, tuple[int, str]]:
    """Each individual's concept and the axiom that says so."""
    found = {}
    for individual in range(sizes.individuals):
        concept = random.randrange(sizes.concepts)
        found[individual] = (concept, made.add(f"c{concept}(i{individual})"))
    return found


def _definitions(
    made: Made, random: Random, sizes: _Sizes, count: int
) -> list[tuple[int, int, int, int, str]]:
    found = []
    for number in range(count):
        kind, part = random.randrange(sizes.concepts), random.randrange(sizes.concepts)
        relation = random.randrange(sizes.relations)
        some = f"? [Y] : (r{relation}(X, Y) & c{part}(Y))"
        name = made.add(f"! [X] : (d{number}(X) <=> (c{kind}(X) & {some}))")
        found.append((number, kind, relation, part, name))
    return found


def _exclusions(
    made: Made, random: Random, sizes: _Sizes, count: int
) -> list[tuple[int, int, str]]:
    """Pairs of new concepts that exclude each other: the theory stays consistent."""
    found = []
    for number in range(count):
        concept = sizes.concepts + number
        name = made.add(f"! [X] : ~ (c{concept}(X) & e{number % 97}(X))")
        found.append((concept, number % 97, name))
    return found


def _equations(
    made: Made, random: Random, sizes: _Sizes, count: int
) -> list[tuple[int, int, int, str]]:
    found = []
    for _ in range(count):
        function = random.randrange(max(2, sizes.relations // 2))
        one, other = random.randrange(sizes.individuals), random.randrange(sizes.individuals)
        name = made.add(f"f{function}(i{one}) = i{other}")
        found.append((function, one, other, name))
    return found


@dataclass(frozen=True, slots=True)
class _World:
    made: Made
    random: Random
    sizes: _Sizes
    parents: dict[int, tuple[int, str]]
    domains: dict[int, tuple[int, str]]
    facts: dict[int, tuple[int, str]]

    def above(self, concept: int, steps: int) -> tuple[int, set[str]]:
        """An ancestor at most so many steps up, and the axioms on the way."""
        used: set[str] = set()
        for _ in range(steps):
            if concept not in self.parents:
                break
            concept, name = self.parents[concept]
            used.add(name)
        return concept, used


def _inherited(world: _World) -> Asked:
    individual = world.random.randrange(world.sizes.individuals)
    concept, fact = world.facts[individual]
    above, used = world.above(concept, world.random.randint(1, 5))
    return Asked("inherited", f"c{above}(i{individual})", frozenset({fact, *used}))


def _by_domain(world: _World) -> Asked:
    """A new fact about a relation, and what its domain implies."""
    relation = world.random.randrange(world.sizes.relations)
    one, other = (world.random.randrange(world.sizes.individuals) for _ in range(2))
    fact = world.made.add(f"r{relation}(i{one}, i{other})")
    domain, name = world.domains[relation]
    above, used = world.above(domain, world.random.randint(0, 3))
    return Asked("by domain", f"c{above}(i{one})", frozenset({fact, name, *used}))


def _defined(world: _World, definitions: list[tuple[int, int, int, int, str]]) -> Asked:
    number, kind, relation, part, name = world.random.choice(definitions)
    one, other = (world.random.randrange(world.sizes.individuals) for _ in range(2))
    facts = (f"c{kind}(i{one})", f"r{relation}(i{one}, i{other})", f"c{part}(i{other})")
    used = {world.made.add(fact) for fact in facts}
    return Asked("defined", f"d{number}(i{one})", frozenset({name, *used}))


def _excluded(world: _World, disjoint: list[tuple[int, int, str]]) -> Asked:
    concept, other, name = world.random.choice(disjoint)
    individual = world.random.randrange(world.sizes.individuals)
    fact = world.made.add(f"c{concept}(i{individual})")
    return Asked("excluded", f"~ e{other}(i{individual})", frozenset({name, fact}))


def _equal(world: _World, equations: list[tuple[int, int, int, str]]) -> Asked:
    function, one, other, name = world.random.choice(equations)
    concept, fact = world.facts[other]
    above, used = world.above(concept, world.random.randint(0, 2))
    return Asked("equal", f"c{above}(f{function}(i{one}))", frozenset({name, fact, *used}))
