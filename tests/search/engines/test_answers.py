"""What becomes of the answers of other provers: derivations and models, or one line why not."""

from __future__ import annotations

from time import monotonic

import pytest

from prover.ancestry import parents_first
from prover.errors import ProverError
from prover.model import FiniteModel, evaluate
from prover.proof import Rule
from search.derivation import Derivation
from search.engines.answers import Answers
from search.engines.naming import Naming
from tests.search.engines.problems import CHAIN, GROUP, OPEN, Question

E_ON_CHAIN = """
# SZS status Unsatisfiable
# SZS output start CNFRefutation
cnf(c2, axiom, (p3(X1)|~p2(X1)), file('<stdin>', c2)).
cnf(c4, axiom, (~p3(X1)), file('<stdin>', c4)).
cnf(c1, axiom, (p2(f1(X1))|~p1(X1)), file('<stdin>', c1)).
cnf(c3, axiom, (p1(f2)), file('<stdin>', c3)).
cnf(c_0_4, axiom, (p3(X1)|~p2(X1)), c2).
cnf(c_0_5, axiom, (~p3(X1)), c4).
cnf(c_0_6, axiom, (p2(f1(X1))|~p1(X1)), c1).
cnf(c_0_7, plain, (~p2(X1)), inference(sr,[status(thm)],[c_0_4, c_0_5])).
cnf(c_0_8, axiom, (p1(f2)), c3).
cnf(c_0_9, plain, (~p1(X1)), inference(sr,[status(thm)],[c_0_6, c_0_7])).
cnf(c_0_10, plain, ($false), inference(sr,[status(thm)],[c_0_8, c_0_9]), ['proof']).
# SZS output end CNFRefutation
"""

CVC5_ON_CHAIN = """unsat
(instantiations q1.1
  ( f2 )
)
(instantiations q2.1
  ( (f1 f2) )
  ( @invented )
)
(instantiations q4.1
  ( (f1 f2) )
)
"""

CVC5_ON_OPEN = """sat
(
; cardinality of s1 is 2
; rep: (as @s1_0 s1)
; rep: (as @s1_1 s1)
(define-fun f1 (($x1 s1)) s1 (ite (= (as @s1_0 s1) $x1) (as @s1_0 s1) (as @s1_1 s1)))
(define-fun f2 () s1 (as @s1_0 s1))
(define-fun f3 () s1 (as @s1_1 s1))
(define-fun p1 (($x1 s1)) Bool (= (as @s1_0 s1) $x1))
)
"""

Z3_ON_OPEN = """sat
(
  ;; universe for s1:
  ;;   s1!val!1 s1!val!0
  (declare-fun s1!val!1 () s1)
  (declare-fun s1!val!0 () s1)
  (forall ((x s1)) (or (= x s1!val!1) (= x s1!val!0)))
  (define-fun f2 () s1 s1!val!0)
  (define-fun f3 () s1 s1!val!1)
  (define-fun k!1 ((x!0 s1)) s1 (ite (= x!0 s1!val!1) s1!val!1 s1!val!0))
  (define-fun f1 ((x!0 s1)) s1 (let ((a!1 (k!1 x!0))) a!1))
  (define-fun p1 ((x!0 s1)) Bool (and (not (= (k!1 x!0) s1!val!1)) (or true false)))
)
"""


def read(question: Question, engine: str, answer: str) -> Derivation | FiniteModel:
    return Answers(question.entries, (), ()).read(engine, answer, monotonic() + 5)


def test_a_refutation_of_e_becomes_a_checked_proof() -> None:
    refutation = read(CHAIN, "e", E_ON_CHAIN)
    assert CHAIN.is_proved_by(refutation)


def test_only_steps_that_say_something_new_are_kept() -> None:
    refutation = read(CHAIN, "e", E_ON_CHAIN)
    assert isinstance(refutation, Derivation)
    nodes = tuple(parents_first([refutation]))
    assert len(nodes) == 7  # four clauses, three inferences; copies are gone
    assert {node.source for node in nodes if not node.parents} >= {"p1", "p2", "p3"}


def test_every_step_says_by_which_terms_it_follows() -> None:
    refutation = read(CHAIN, "e", E_ON_CHAIN)
    assert isinstance(refutation, Derivation)
    for node in parents_first([refutation]):
        if node.parents:
            assert len(node.instances) == len(node.parents)
            for parent, bindings in zip(node.parents, node.instances, strict=True):
                assert bindings.keys() == parent.clause.variables


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("", "did not answer"),
        ("Segmentation fault", "did not answer"),
        ("# SZS status ResourceOut", "answered ResourceOut"),
        ("# SZS status Satisfiable", "answered Satisfiable"),
        ("# SZS status Unsatisfiable", "no derivation of the empty clause"),
        (E_ON_CHAIN.replace("p3", "p9"), "brings in a predicate p9"),
        (E_ON_CHAIN.replace("f2", "f2(f2)"), "brings in a function f2"),
        (E_ON_CHAIN.replace("'<stdin>', c3", "'<stdin>', c9"), "neither a clause nor a step"),
        (E_ON_CHAIN.replace(", c3).", ", c_0_10)."), "rest on each other"),
        (E_ON_CHAIN.replace("[c_0_8, c_0_9]", "[c_0_8, c_0_99]"), "does not have"),
        (E_ON_CHAIN.replace("(p1(f2))", "(p1(f2)&p1(f2))"), "no clause"),
    ],
)
def test_what_is_no_refutation_is_refused_in_a_line(answer: str, words: str) -> None:
    with pytest.raises(ProverError, match=words):
        read(CHAIN, "e", answer)


def test_an_answer_that_is_cut_off_is_refused() -> None:
    for end in range(0, len(E_ON_CHAIN) - 60, 40):
        with pytest.raises(ProverError):
            read(CHAIN, "e", E_ON_CHAIN[:end])


def test_a_wrong_step_gives_a_proof_that_the_checker_rejects() -> None:
    shortened = E_ON_CHAIN.replace("cnf(c_0_10, plain, ($false)", "cnf(c_0_10, plain, (p3(f2))")
    wrong = shortened + "cnf(last, plain, ($false), inference(sr,[status(thm)],[c2, c4]))."
    wrong = wrong.replace("# SZS output end CNFRefutation\n", "")
    wrong = wrong.replace("# SZS output start CNFRefutation\n", "")
    assert not CHAIN.is_proved_by(read(CHAIN, "e", wrong))


def test_instances_become_a_checked_proof() -> None:
    refutation = read(CHAIN, "cvc5", CVC5_ON_CHAIN)
    assert CHAIN.is_proved_by(refutation)
    assert isinstance(refutation, Derivation)
    made = [node for node in parents_first([refutation]) if node.rule is Rule.INSTANTIATION]
    assert len(made) == 3  # the one that is not needed is left out


def test_clauses_are_refuted_again_where_an_instance_is_missing() -> None:
    refutation = read(CHAIN, "z3", CVC5_ON_CHAIN.replace("( (f1 f2) )", "( f2 )"))
    assert CHAIN.is_proved_by(refutation)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("unknown\n", "answered unknown"),
        ("unsat\n(instantiations q1.1 ( f2 f2 ))", "wrong number of terms"),
        ("unsat\n(instantiations q1.1 ( f2 )", "ends too early"),
        ("unsat\n(num-instantiations q1.1 3)", "no list of instances"),
        ("unsat\n)", "out of place"),
        ("unsat\n" + "(" * 10_000, "too deeply"),
        ("unsat\n(instantiations q3.2 (f2 f2))", "do not contradict each other"),
        ("sat\n((define-fun p1 ((x s1)) Bool (magic x)))", "magic"),
        ("sat\n", "do not hold in its model"),
    ],
)
def test_what_is_no_list_of_instances_is_refused_in_a_line(answer: str, words: str) -> None:
    with pytest.raises(ProverError, match=words):
        read(OPEN, "cvc5", answer)


@pytest.mark.parametrize(("engine", "answer"), [("cvc5", CVC5_ON_OPEN), ("z3", Z3_ON_OPEN)])
def test_a_model_becomes_tables_in_which_the_goal_fails(engine: str, answer: str) -> None:
    model = read(OPEN, engine, answer)
    assert isinstance(model, FiniteModel)
    assert all(evaluate(premise, model) for premise in OPEN.premises.values())
    assert not evaluate(OPEN.goal, model)


def test_a_model_interprets_what_the_clauses_do_not_speak_of() -> None:
    vocabulary = tuple(Naming.of(GROUP.entries).functions.values())
    answers = Answers(OPEN.entries, (), vocabulary)
    model = answers.read("cvc5", CVC5_ON_OPEN, monotonic() + 5)
    assert isinstance(model, FiniteModel)
    assert set(vocabulary) <= model.functions.keys()
