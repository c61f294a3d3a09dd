"""Derivations as different provers write them, after their documentation and public examples.

Most are about one problem: ``∀x (p(x) → ∃y r(x, y))``, ``∀x ∀y (r(x, y) → q(x))`` and ``p(a)``
give ``∃x q(x)``.
"""

from __future__ import annotations

import pytest

from api.derivations import check_derivation
from api.settings import Settings

E_STYLE = """\
# SZS status Theorem
# SZS output start CNFRefutation
fof(goal, conjecture, ?[X1]:q(X1), file('x.p', goal)).
fof(has, axiom, ![X1]:(p(X1)=>?[X2]:r(X1,X2)), file('x.p', has)).
fof(then, axiom, ![X1, X2]:(r(X1,X2)=>q(X1)), file('x.p', then)).
fof(fact, axiom, p(a), file('x.p', fact)).
fof(c_0_4, negated_conjecture, ~(?[X1]:q(X1)), inference(assume_negation,[status(cth)],[goal])).
fof(c_0_5, plain, ![X5]:(~p(X5)|r(X5,esk1_1(X5))), inference(skolemize,[status(esa)],\
[inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[has])])])).
cnf(c_0_6, plain, (r(X1,esk1_1(X1))|~p(X1)), inference(split_conjunct,[status(thm)],[c_0_5])).
cnf(c_0_7, plain, (q(X1)|~r(X1,X2)), inference(split_conjunct,[status(thm)],\
[inference(fof_nnf,[status(thm)],[then])])).
cnf(c_0_8, negated_conjecture, (~q(X1)), inference(split_conjunct,[status(thm)],[c_0_4])).
cnf(c_0_9, plain, (p(a)), inference(split_conjunct,[status(thm)],[fact])).
cnf(c_0_10, plain, (q(X1)|~p(X1)), inference(spm,[status(thm)],[c_0_7, c_0_6])).
cnf(c_0_11, plain, ($false), inference(sr,[status(thm)],[inference(spm,[status(thm)],\
[c_0_10, c_0_9]), c_0_8]), ['proof']).
# SZS output end CNFRefutation
"""

VAMPIRE_STYLE = """\
% Refutation found. Thanks to Tanya!
% SZS status Theorem for x
% SZS output start Proof for x
fof(f50,plain,( $false), inference(avatar_sat_refutation,[],[f30,f40,f48])).
fof(f48,plain,( ~spl1_1 | ~spl1_2), inference(avatar_contradiction_clause,[],[f47])).
fof(f47,plain,( $false | (~spl1_1 | ~spl1_2)), inference(resolution,[],[f46,f29])).
fof(f46,plain,( r(a,sK0(a)) | ~spl1_1), inference(resolution,[],[f25,f20])).
fof(f29,plain,( ( ! [X0,X1] : (~r(X0,X1)) ) | ~spl1_2),
    inference(avatar_component_clause,[],[f28])).
fof(f28,plain,( spl1_2 <=> ! [X0,X1] : ~r(X0,X1)),
    introduced(avatar_definition,[new_symbols(naming,[spl1_2])])).
fof(f25,plain,( p(a) | ~spl1_1), inference(avatar_component_clause,[],[f24])).
fof(f24,plain,( spl1_1 <=> p(a)), introduced(avatar_definition,[new_symbols(naming,[spl1_1])])).
fof(f40,plain,( spl1_2), inference(avatar_split_clause,[],[f22,f28])).
fof(f30,plain,( spl1_1), inference(avatar_split_clause,[],[f21,f24])).
fof(f22,plain,( ( ! [X0,X1] : (~r(X0,X1)) )), inference(resolution,[],[f17,f18])).
fof(f21,plain,( p(a)), inference(cnf_transformation,[],[f3])).
fof(f20,plain,( ( ! [X0] : (r(X0,sK0(X0)) | ~p(X0)) )), inference(cnf_transformation,[],[f14])).
fof(f14,plain,( ! [X0] : (r(X0,sK0(X0)) | ~p(X0))),
    inference(skolemisation,[status(esa),new_symbols(skolem,[sK0])],[f8,f13])).
fof(f13,plain,( ! [X0] : (? [X1] : r(X0,X1) => r(X0,sK0(X0)))), introduced(choice_axiom,[])).
fof(f8,plain,( ! [X0] : (? [X1] : r(X0,X1) | ~p(X0))), inference(ennf_transformation,[],[f1])).
fof(f18,plain,( ( ! [X0] : (~q(X0)) )), inference(cnf_transformation,[],[f9])).
fof(f17,plain,( ( ! [X0,X1] : (~r(X0,X1) | q(X0)) )), inference(cnf_transformation,[],[f2])).
fof(f9,plain,( ! [X0] : ~q(X0)), inference(ennf_transformation,[],[f5])).
fof(f5,negated_conjecture,( ~? [X0] : q(X0)), inference(negated_conjecture,[],[f4])).
fof(f4,conjecture,( ? [X0] : q(X0)), file('x.p',goal)).
fof(f3,axiom,( p(a)), file('x.p',fact)).
fof(f2,axiom,( ! [X0,X1] : (r(X0,X1) => q(X0))), file('x.p',then)).
fof(f1,axiom,( ! [X0] : (p(X0) => ? [X1] : r(X0,X1))), file('x.p',has)).
% SZS output end Proof for x
"""

# Vampire's axioms for several Skolem constants do not mention what the inner ones depend on.
VAMPIRE_CHOICES = """\
fof(f1,axiom,( ? [X0] : (p(X0) & ? [X1] : (r(X0,X1) & X0 != X1))), file('x.p',unknown)).
fof(f3,plain,( ! [X0] : (? [X1] : (r(X0,X1) & X0 != X1) => (r(X0,sK1) & sK1 != X0))),
    introduced(choice_axiom,[])).
fof(f2,plain,( ? [X0] : (p(X0) & ? [X1] : (r(X0,X1) & X0 != X1)) =>
    (p(sK0) & ? [X1] : (r(sK0,X1) & sK0 != X1))), introduced(choice_axiom,[])).
fof(f4,plain,( p(sK0) & r(sK0,sK1) & sK0 != sK1),
    inference(skolemisation,[status(esa),new_symbols(skolem,[sK0,sK1])],[f1,f3,f2])).
fof(f5,axiom,( ! [X,Y] : ~r(X,Y)), file('x.p',unknown)).
fof(f6,plain,( $false), inference(resolution,[],[f4,f5])).
"""

PREDICATE_DEFINITION = """\
fof(f1,axiom,( ! [X0] : (p(X0) | (q(X0) & ? [X1] : r(X0,X1)))), file('x.p',unknown)).
fof(f2,plain,( ! [X0] : (sP0(X0) => (q(X0) & ? [X1] : r(X0,X1)))),
    introduced(predicate_definition_introduction,[new_symbols(naming,[sP0])])).
fof(f3,plain,( ! [X0] : (q(X0) | ~sP0(X0))), inference(cnf_transformation,[],[f2])).
fof(f4,plain,( $false), inference(resolution,[],[f3,f5,f1,f6])).
fof(f5,axiom,( ! [X0] : ~q(X0)), file('x.p',unknown)).
fof(f6,axiom,( ! [X0] : ~p(X0)), file('x.p',unknown)).
"""

SPASS_STYLE = """\
% SZS status Unsatisfiable for x
% SZS output start CNFRefutation for x
cnf(1,axiom,( p(a) ), file('x.p',fact)).
cnf(2,axiom,( ~p(U) | equal(f(U),a) ), file('x.p',unknown), [iquote('0:Inp')]).
cnf(3,axiom,( ~equal(f(a),a) ), file('x.p',unknown)).
cnf(4,plain,( equal(f(a),a) ), inference(res,[status(thm),theory(equality)],[1,2]),
  [iquote('0:Res:1.0,2.0')]).
cnf(5,plain,( $false ), inference(mrr,[status(thm)],[4,3]), [iquote('0:MRR:4.0,3.0')]).
% SZS output end CNFRefutation for x
"""

PYRES_STYLE = """\
# SZS status Theorem
# SZS output start CNFRefutation
fof(goal,conjecture,(?[X]:q(X)),input).
fof(has,axiom,(![X]:(p(X)=>(?[Y]:r(X,Y)))),input).
fof(then,axiom,(![X]:(![Y]:(r(X,Y)=>q(X)))),input).
fof(f0,negated_conjecture,(~(?[X]:q(X))),inference(assume_negation,status(cth),[goal])).
fof(f1,negated_conjecture,(![X]:(~q(X))),inference(fof_nnf,status(thm),[f0])).
fof(f2,plain,(![X]:(~p(X)|r(X,skolem0001(X)))),inference(skolemize,status(esa),[has])).
cnf(c0,plain,(~p(X1)|r(X1,skolem0001(X1))),inference(split_conjunct,status(thm),[f2])).
cnf(c1,plain,(~r(X2,X3)|q(X2)),inference(split_conjunct,status(thm),[then])).
cnf(fact,axiom,p(a),input).
cnf(c2,negated_conjecture,(~q(X4)),inference(split_conjunct,status(thm),[f1])).
cnf(c3,plain,r(a,skolem0001(a)),inference(resolution,status(thm),[c0,fact])).
cnf(c4,plain,q(a),inference(resolution,status(thm),[c1,c3])).
cnf(c5,plain,$false,inference(resolution,status(thm),[c4,c2])).
# SZS output end CNFRefutation
"""

# Prover9's proofs by way of IVY: clauses in one step, no status, `input` for the input.
IVY_STYLE = """\
fof(goal,conjecture,(? [X] : q(X)),input).
fof(has,axiom,(! [X] : (p(X) => ? [Y] : (r(X,Y) & r(Y,X)))),input).
fof(then,axiom,(! [X,Y] : (r(X,Y) => q(X))),input).
cnf(1,axiom,(p(a)),input).
fof(2,negated_conjecture,(~ ? [X] : q(X)),inference(deny,[],[goal])).
cnf(3,plain,(~q(A)),inference(clausify,[],[2])).
cnf(4,plain,(~p(A) | r(A,f1(A))),inference(clausify,[],[has])).
cnf(5,plain,(~p(A) | r(f1(A),A)),inference(clausify,[],[has])).
cnf(6,plain,(~r(A,B) | q(A)),inference(clausify,[],[then])).
cnf(7,plain,(~p(a) | r(f1(a),a)),inference(instantiate,[bind(A,$fot(a))],[5])).
cnf(8,plain,(r(f1(a),a)),inference(resolve,[1,2],[1,7])).
cnf(9,plain,(q(f1(a))),inference(resolve,[],[8,6])).
cnf(10,plain,($false),inference(resolve,[],[9,3])).
"""

METIS_STYLE = """\
% SZS status Theorem for x
% SZS output start CNFRefutation for x
fof(has, axiom, (! [X] : (p(X) => q(X)))).
fof(fact, axiom, (p(a))).
fof(goal, conjecture, (? [X] : q(X))).
fof(subgoal_0, plain, (? [X] : q(X)), inference(strip, [], [goal])).
fof(negate_0_0, plain, (~ ? [X] : q(X)), inference(negate, [], [subgoal_0])).
fof(normalize_0_0, plain, (! [X] : ~ q(X)), inference(canonicalize, [], [negate_0_0])).
fof(normalize_0_1, plain, (! [X] : (~ p(X) | q(X))), inference(canonicalize, [], [has])).
cnf(refute_0_0, plain, (~ p(X) | q(X)), inference(canonicalize, [], [normalize_0_1])).
cnf(refute_0_1, plain, (~ p(a) | q(a)), inference(subst, [], [refute_0_0 : [bind(X, $fot(a))]])).
cnf(refute_0_2, plain, (q(a)), inference(resolve, [$cnf(p(a))], [fact, refute_0_1])).
cnf(refute_0_3, plain, (~ q(X)), inference(canonicalize, [], [normalize_0_0])).
cnf(refute_0_4, plain, ($false), inference(resolve, [$cnf(q(a))],
    [refute_0_2, refute_0_3 : [bind(X, $fot(a))]])).
% SZS output end CNFRefutation for x
"""

STYLES = {
    "E": E_STYLE,
    "Vampire": VAMPIRE_STYLE,
    "Vampire's choice axioms": VAMPIRE_CHOICES,
    "Vampire's definitions": PREDICATE_DEFINITION,
    "SPASS": SPASS_STYLE,
    "PyRes": PYRES_STYLE,
    "Prover9 by IVY": IVY_STYLE,
    "Metis": METIS_STYLE,
}


@pytest.mark.parametrize("style", STYLES)
def test_accepted(style: str) -> None:
    checked = check_derivation(STYLES[style], Settings())
    assert checked.accepted, checked.answer.reason


@pytest.mark.parametrize(
    ("style", "right", "wrong"),
    [
        ("E", "esk1_1(X5))), inference", "esk1_1(a))), inference"),
        ("E", "(q(X1)|~p(X1))", "(q(X2)|~p(X1))"),
        ("E", "status(esa)", "status(thm)"),
        ("E", "status(cth)", "status(thm)"),
        ("E", "[c_0_10, c_0_9]), c_0_8]", "[c_0_10, c_0_9]), goal]"),
        ("Vampire", "r(X0,sK0(X0)) | ~p(X0))),", "r(X0,sK0(a)) | ~p(X0))),"),
        ("Vampire", "spl1_2 <=> ! [X0,X1] : ~r(X0,X1)", "spl1_2 <=> ! [X0] : ~r(X0,X0)"),
        ("Vampire", "[f22,f28]", "[f28]"),
        ("Vampire", "spl1_1 <=> p(a)", "spl1_1 <=> (p(a) & spl1_1)"),
        ("Vampire's choice axioms", "p(sK0) & r(sK0,sK1) & sK0 != sK1)", "r(sK0,sK0))"),
        ("Vampire's definitions", "sP0(X0) =>", "p(X0) =>"),
        ("SPASS", "[4,3]", "[2,3]"),
        ("PyRes", "r(X,skolem0001(X))", "r(X,skolem0001(Y))"),
        ("PyRes", "status(esa)", "status(thm)"),
        ("Prover9 by IVY", "r(f1(A),A)", "r(f1(A),f1(A))"),
        ("Metis", "! [X] : ~ q(X)", "! [X] : ~ p(X)"),
        ("Metis", "(~ ? [X] : q(X))", "(~ ? [X] : p(X))"),
    ],
)
def test_rejected_when_something_is_wrong(style: str, right: str, wrong: str) -> None:
    assert right in STYLES[style]
    checked = check_derivation(STYLES[style].replace(right, wrong, 1), Settings())
    assert not checked.accepted
