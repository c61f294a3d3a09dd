"""What our proofs call the inferences of others."""

from __future__ import annotations

from collections.abc import Mapping

from prover.logic.syntax import FALSE, Formula
from prover.proof import Rule

__all__ = ["rule_called"]

_WORDS: Mapping[Rule, tuple[str, ...]] = {
    Rule.CLAUSIFY: (
        *("split_conjunct", "distribute", "cnf_transformation", "clausify", "flattening"),
        *("shift_quantors", "variable_rename", "rectify", "fof_to_cnf", "cnf"),
    ),
    Rule.NEGATION_NORMAL_FORM: (
        *("fof_nnf", "fof_simplification", "nnf_transformation", "ennf_transformation"),
    ),
    Rule.SKOLEMISE: ("skolemize", "skolemisation", "skolemise"),
    Rule.SUPERPOSITION: (
        *("spm", "superposition", "paramodulation", "pm", "para", "para_into", "para_from"),
    ),
    Rule.DEMODULATION: (
        *("rw", "demodulation", "forward_demodulation", "backward_demodulation", "rewrite"),
        *("definition_unfolding", "back_rewrite"),
    ),
    Rule.RESOLUTION: (
        *("resolution", "resolve", "subsumption_resolution", "sr", "csr", "binary", "res"),
        *("forward_subsumption_resolution", "backward_subsumption_resolution"),
        *("global_subsumption", "unit_resulting_resolution", "trivial_inequality_removal"),
        *("hyper", "urr", "mrr"),
    ),
    Rule.FACTORING: ("factoring", "factor", "merge", "duplicate_literal_removal", "fac", "obv"),
    Rule.EQUALITY_RESOLUTION: ("er", "equality_resolution", "eq_res", "xx_res", "eqr"),
    Rule.EQUALITY_FACTORING: ("ef", "equality_factoring", "eq_fact"),
}  # fmt: skip
_RULES = {word: rule for rule, words in _WORDS.items() for word in words}
_OWN = {rule.value: rule for rule in Rule}
_SPECIAL = frozenset(
    {
        Rule.PREMISE,
        Rule.NEGATED_CLAIM,
        Rule.DEFINITION,
        Rule.CHOICE,
        Rule.SKOLEMISE,
        Rule.INDUCTION,
    }
)
"""Rules that mean more than that the conclusion follows."""


def rule_called(name: str, conclusion: Formula) -> Rule:
    """Our name for an inference that its prover calls ``name``; the checker does not care."""
    if conclusion is FALSE:
        return Rule.CONTRADICTION
    rule = _OWN.get(name) or _RULES.get(name, Rule.INFERENCE)
    return Rule.INFERENCE if rule in _SPECIAL else rule
