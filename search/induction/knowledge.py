"""What is known of a theory while goals are proved: rules, lemmas, what is false."""

from __future__ import annotations

from collections.abc import Iterator

from prover.logic.syntax import TRUE, Application, Formula, FunctionSymbol, Sort, Variable
from prover.theory import Theorem, Theory
from search.canonical import up_to_names
from search.induction.clauses import Clause, clauses_of
from search.induction.completion import Completion
from search.induction.deduction import Deduction, Established, fact, inferred, stated, theorems_of
from search.induction.precedence import precedence
from search.induction.recursion import RecursionTable
from search.induction.refutation import Refuter
from search.induction.rewriting import Rewriter
from search.induction.rules import Constructors, RewriteRule, Rules, definitional_rules, lemma_rules
from search.induction.schemes import Scheme, schemes
from search.induction.sequents import Sequent
from search.induction.simplification import Simplifier
from search.induction.splitting import Splitter
from search.induction.summands import Summands
from search.rewriting.path_order import LexicographicPathOrder
from search.work import Work

__all__ = ["Knowledge"]


class Knowledge:
    """A theory with the lemmas found so far.

    Args:
        theory: what is given.

    Attributes:
        theory: what is given.
        recursion: how its functions recur.
        constructors: of the theory.
        refuter: tries statements on data.
        simplifier: uses the definitions and every lemma.
        splitter: finds case splits.
        work: done so far, by rewriting and in searches.
        statements: the facts of the theory and the lemmas, as premises.
        clauses: the lemmas that have conditions.
    """

    def __init__(self, theory: Theory) -> None:
        self.theory = theory
        self.recursion = RecursionTable(theory)
        self.constructors = Constructors.of(theory)
        self.refuter = Refuter(theory)
        self.splitter = Splitter(theory, self.recursion)
        rules = Rules(definitional_rules(theory))
        order = LexicographicPathOrder(precedence(theory))
        self.work = Work()
        self.simplifier = Simplifier(rules, self.constructors, order, self.work)
        self._completion = Completion()
        self._rewriter: tuple[int, Rewriter] | None = None
        self._proved: dict[Formula, Established] = {}
        self._possible: dict[Formula, bool] = {}
        self._names: dict[Established, str] = {}
        self._taken = set(theory.facts)
        self.statements = [fact(name, formula) for name, formula in theory.facts.items()]
        self.clauses: list[Clause] = []
        for statement in self.statements[: len(theory.axioms)]:
            self._rewrite_by(statement)

    @property
    def version(self) -> int:
        """Grows when something new is known."""
        return self.simplifier.rules.version

    @property
    def rewriter(self) -> Rewriter:
        """A rewriter without hypotheses, which remembers while nothing new is known."""
        if self._rewriter is None or self._rewriter[0] != self.version:
            self._rewriter = (self.version, self.simplifier.rewriter())
        return self._rewriter[1]

    @property
    def summands(self) -> Summands:
        """What is known of sums."""
        return Summands(self._completion.sums, self.theory.constructors, self.rewriter)

    def learn(self, theorem: Theorem) -> None:
        """Use a theorem that has a name; what was found here may get its name so."""
        self._taken.add(theorem.name)
        key = up_to_names(theorem.statement)
        known = self._proved.get(key)
        if known is not None and known.statement is theorem.statement:
            self._names[known] = theorem.name
            return
        statement = fact(theorem.name, theorem.statement)
        self._proved[key] = Established(theorem.statement, statement)
        if known is None:
            self._use(statement)

    def add(self, statement: Formula, deduction: Deduction) -> Established:
        """Use what was proved from now on, unless what was known says it already."""
        established = Established(statement, deduction)
        self._proved[up_to_names(statement)] = established
        if self.simplifier.simplified(Sequent(statement)).goals:
            self._use(stated(established))
        return established

    def proof_of(self, statement: Formula) -> Established | None:
        """The statement, where it is a lemma up to the names of variables."""
        known = self._proved.get(up_to_names(statement))
        if known is None or known.statement is statement:
            return known
        return Established(statement, inferred(statement, stated(known)))

    def possible(self, statement: Formula) -> bool:
        """Whether no counterexample to the closed statement is found."""
        key = up_to_names(statement)
        known = self._possible.get(key)
        if known is None:
            known = self._possible[key] = self.refuter.counterexample(key) is None
        return known

    def unary_functions(self, sort: Sort) -> Iterator[FunctionSymbol]:
        """The defined functions of one argument, which has this sort."""
        for definition in self.theory.definitions:
            symbol = definition.symbol
            if isinstance(symbol, FunctionSymbol) and symbol.argument_sorts == (sort,):
                yield symbol

    def schemes(self, statement: Formula) -> Iterator[Scheme]:
        """Inductions for a closed statement, the most promising first."""
        return schemes(statement, self.theory, self.recursion, self.simplifier.rules)

    def theorems(self, established: Established, name: str) -> tuple[Theorem, ...]:
        """The theorem ``name``, after everything without a name that it needs."""
        if established in self._names:
            established = Established(established.statement, stated(established))
        return theorems_of(established, name, self._taken, self._names)

    def _use(self, statement: Deduction) -> None:
        self.statements.append(statement)
        self.clauses.extend(clauses_of(statement))
        self._completion.note(statement)
        for rule in self._rewrite_by(statement):
            if rule.condition is TRUE and rule.is_oriented and isinstance(rule.left, Application):
                right = rule.right
                assert isinstance(right, Variable | Application)
                for new in self._completion.consequences(statement, rule.left, right):
                    self._use_consequence(new)

    def _use_consequence(self, deduction: Deduction) -> None:
        if self.simplifier.simplified(Sequent(deduction.conclusion)).goals:
            self._rewrite_by(stated(Established(deduction.conclusion, deduction)))

    def _rewrite_by(self, statement: Deduction) -> list[RewriteRule]:
        rules = list(lemma_rules(statement, self.simplifier.order))
        for rule in rules:
            self.simplifier.rules.add(rule)
        return rules
