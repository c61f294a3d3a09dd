"""The campaign: problems by number, each with a variant and, of theorems, a weakened one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from multiprocessing import get_context
from random import Random

from prover.logic.printers import to_unicode
from prover.logic.syntax import FormulaTooDeep
from prover.verdict import Verdict
from tests.peers.question import Question, Said
from tests.soundness.judging import Judged, Limits, Opinion, contradictions, judged, peers
from tests.soundness.kinds import KINDS, Made
from tests.soundness.variants import VARIANTS, without_a_premise

__all__ = ["Disagreement", "Figures", "Outcome", "Round", "play", "rounds"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One problem as it was judged, in short."""

    form: str
    kind: str
    judged: Judged


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two opinions of which one is wrong, or a certificate that was refused."""

    number: int
    what: str
    problem: str

    @property
    def reproduction(self) -> str:
        """A TPTP file with what is known about it."""
        return f"% problem {self.number}\n% {self.what}\n{self.problem}"


@dataclass(frozen=True, slots=True)
class Round:
    """A problem, what came of it, and what was wrong."""

    number: int
    outcomes: tuple[Outcome, ...]
    disagreements: tuple[Disagreement, ...]


def play(number: int, seed: int, limits: Limits) -> Round:
    """Make problem ``number``, judge it and two others made of it.

    The same number and seed make the same problems.
    """
    random = Random(f"{seed}/{number}")
    kind = list(KINDS)[number % len(KINDS)]
    others = peers()
    made = KINDS[kind](random)
    played = [("as made", made, judged(made, limits, others))]
    form = random.choice(list(VARIANTS))
    try:
        changed = VARIANTS[form](made, random)
    except FormulaTooDeep:
        changed = made
    played.append((form, changed, judged(changed, limits, others)))
    first = played[0][2]
    if first.verdict is Verdict.PROVED and first.needed:
        weaker = without_a_premise(made, random.choice(first.needed))
        played.append(("a premise less", weaker, judged(weaker, limits, others)))
    outcomes = tuple(Outcome(form, kind, found) for form, _, found in played)
    return Round(number, outcomes, tuple(_disagreements(number, played)))


def _disagreements(number: int, played: list[tuple[str, Made, Judged]]) -> Iterator[Disagreement]:
    for form, made, found in played:
        for reason in found.refuted:
            yield Disagreement(number, f"{form}: rejected, {reason}", written(made))
        for one, other in found.contradictions:
            yield Disagreement(number, f"{form}: {_told(one)}, {_told(other)}", written(made))
    (_, made, base), (form, changed, variant), *_ = played
    for one, other in contradictions((*base.opinions, *variant.opinions)):
        if one in base.opinions and other in variant.opinions:
            what = f"as made {_told(one)}; {form}: {_told(other)}"
            yield Disagreement(number, what, f"{written(made)}%  {form}:\n{written(changed)}")


def _told(opinion: Opinion) -> str:
    return f"{opinion.judge} says {opinion.said} ({opinion.question})"


def written(made: Made) -> str:
    """The problem for a reader, and as TPTP with the goal as the last formula."""
    lines = [f"%   {to_unicode(premise)}" for premise in made.premises]
    lines.append(f"% ⊢ {to_unicode(made.goal)}")
    return "\n".join(lines) + "\n" + Question((*made.premises, made.goal)).tptp


def rounds(numbers: Iterable[int], seed: int, limits: Limits, jobs: int) -> Iterator[Round]:
    """The rounds in order, played by so many processes."""
    one = partial(play, seed=seed, limits=limits)
    if jobs == 1:
        yield from map(one, numbers)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(one, numbers, chunksize=8)


@dataclass(slots=True)
class Figures:
    """What is counted over all rounds."""

    problems: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    pairs: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    unstable: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)

    def add(self, played: Round) -> None:
        """Count a round."""
        for outcome in played.outcomes:
            self._add(outcome)
        base, variant, *_ = played.outcomes
        if base.judged.verdict.is_decided != variant.judged.verdict.is_decided:
            self.unstable[variant.form] += 1

    def _add(self, outcome: Outcome) -> None:
        found = outcome.judged
        self.problems += 1
        self.verdicts[found.verdict] += 1
        self.kinds.setdefault(outcome.kind, Counter())[found.verdict] += 1
        self.seconds.update(found.seconds)
        for one, other in combinations(found.opinions, 2):
            if one.question == other.question and one.judge != other.judge:
                self.pairs.setdefault((one.judge, other.judge), Counter())[_pair(one, other)] += 1

    @property
    def document(self) -> Mapping[str, object]:
        """The figures as JSON has them."""
        return {
            "problems": self.problems,
            "verdicts": dict(self.verdicts),
            "kinds": {kind: dict(found) for kind, found in self.kinds.items()},
            "pairs": {" / ".join(pair): dict(found) for pair, found in self.pairs.items()},
            "decided in one form only": dict(self.unstable),
            "seconds": {judge: round(total, 1) for judge, total in self.seconds.items()},
        }


def _pair(one: Opinion, other: Opinion) -> str:
    if one.said.contradicts(other.said):
        return "contradict"
    return "agree" if one.said is other.said is not Said.UNKNOWN else "open"
