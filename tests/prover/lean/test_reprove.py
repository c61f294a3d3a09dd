"""Library theorems proved again: what comes after them may not be used."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from prover.lean.errors import StatementRejected, TacticFailed
from prover.lean.session import LeanSession, TacticState
from prover.lean.verify import LeanKernel


class Proof:
    """Another proof of a library theorem, as far as it has come."""

    def __init__(self, lean: LeanKernel) -> None:
        self.lean = lean
        self.session = LeanSession(lean.pool)

    def start(self, theorem: str) -> TacticState:
        return self.lean.wait(self.session.start(theorem, is_library=True))

    def run(self, state: TacticState, tactic: str) -> TacticState:
        return self.lean.wait(self.session.run(state, tactic))

    def refusal(self, theorem: str, tactic: str) -> str:
        with pytest.raises(TacticFailed) as failed:
            self.run(self.start(theorem), tactic)
        return failed.value.message


@pytest.fixture
def proof(lean: LeanKernel) -> Iterator[Proof]:
    found = Proof(lean)
    yield found
    lean.wait(found.session.__aexit__(None, None, None))


def test_the_variables_are_introduced_under_their_names(proof: Proof) -> None:
    goal = proof.start("Nat.add_comm").goals[0]
    assert [h.names for h in goal.hypotheses] == [("n", "m")]
    assert goal.target == "n + m = m + n"


def test_an_honest_proof_is_accepted(proof: Proof) -> None:
    state = proof.run(proof.start("List.append_assoc"), "induction as <;> simp_all")
    assert state.is_done
    assert "List.append_assoc" not in state.used


@pytest.mark.parametrize(
    ("theorem", "tactic", "reason"),
    [
        ("Nat.add_comm", "exact Nat.add_comm n m", "Nat.add_comm itself"),
        ("Nat.add_comm", "exact (Nat.add_comm m n).symm", "Nat.add_comm itself"),
        # The same statement with another name, and with its sides exchanged.
        ("Nat.mul_sub", "exact Nat.mul_sub_left_distrib ..", "states the same"),
        ("Or.comm", "exact or_comm", "states the same"),
        ("Nat.add_one", "exact (Nat.succ_eq_add_one n).symm", "states the same"),
        # In a later module.
        ("Nat.add_comm", "exact Nat.dvd_antisymm ⟨1, by omega⟩ ⟨1, by omega⟩", "later module"),
        # Behind a lemma made on the way.
        ("Nat.add_comm", "have h := @Nat.add_comm\nexact h n m", "Nat.add_comm itself"),
    ],
)
def test_what_comes_later_is_refused(proof: Proof, theorem: str, tactic: str, reason: str) -> None:
    assert reason in proof.refusal(theorem, tactic)


def test_tactics_do_not_know_the_theorem_by_themselves(proof: Proof) -> None:
    """``simp`` would close this with the theorem, which is one of its rules."""
    with pytest.raises(TacticFailed, match="no progress"):
        proof.run(proof.start("List.map_map"), "simp")


def test_rules_of_earlier_modules_are_still_there(proof: Proof) -> None:
    assert proof.run(proof.start("List.map_map"), "induction l <;> simp_all").is_done


def test_only_a_theorem_of_the_library_can_be_proved_again(proof: Proof) -> None:
    for name in ("Nat.no_such_theorem", "Nat.add", "", "1 + 1 = 2"):
        with pytest.raises(StatementRejected):
            proof.start(name)


@pytest.mark.slow
def test_a_lost_process_costs_a_replay(proof: Proof) -> None:
    state = proof.run(proof.start("Nat.add_comm"), "skip")
    assert proof.session._server is not None
    proof.lean.wait(proof.session._server.kill())
    assert proof.run(state, "grind").is_done


def test_a_script_is_judged_from_the_start(lean: LeanKernel) -> None:
    judged = lean.prove_again("List.map_map", ["induction l", "all_goals simp_all"])
    assert judged.accepted
    assert "Nat.add_comm" not in judged.used
    for script in ([], ["skip"], ["simp"], ["exact List.map_map"], ["simp_all", "trivial"]):
        assert not lean.prove_again("List.map_map", script).accepted
    assert "no theorem" in lean.prove_again("Nat.no_such_theorem", ["rfl"]).reason


def test_other_proofs_are_not_held_to_the_rule(lean: LeanKernel) -> None:
    """The rule belongs to a state, not to the server."""

    async def ask() -> TacticState:
        async with LeanSession(lean.pool) as session:
            await session.start("Nat.add_comm", is_library=True)
            state = await session.start("theorem t (n m : Nat) : n + m = m + n")
            return await session.run(state, "exact Nat.add_comm n m")

    assert lean.wait(asyncio.wait_for(ask(), 60)).is_done
