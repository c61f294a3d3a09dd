"""The five tools.  Their descriptions are written for the assistant that chooses among them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from api.mcp.outputs import Checked, Searched, Solved, Translated
from api.mcp.work import AtDesk, desk_of, done, problem_fields, proved, recalled
from api.reading.language import Language
from api.shown.notation import Notation
from api.tasks.task import TaskKind
from api.wire import CheckRequest, ProofOptions, SearchRequest, TranslationRequest
from api.wire.explanation import Explanation, ExplanationRequest
from prover.answer import Semantics
from search.strategy.catalogue import STRATEGIES

__all__ = ["check", "explain", "search", "solve", "translate"]

Premises = Annotated[
    list[str] | str,
    Field(description="one sentence (or formula) an entry, or one text with one on each line"),
]
Goal = Annotated[str, Field(description="the statement to be judged, as a sentence or formula")]
Text = Annotated[
    str,
    Field(
        description="instead of premises and goal: a whole problem, the goal on its last line "
        "after 'Therefore:'; or TPTP"
    ),
]
In = Annotated[Language, Field(description="english, fol (∀x (P(x) → Q(x))) or tptp")]
Seconds = Annotated[float | None, Field(gt=0, le=600, description="time for the work")]
AnswerId = Annotated[str, Field(description="of an answer that solve gave")]
Document = Annotated[
    dict[str, Any] | None,
    Field(description="instead of an id: an answer document (`prover solve --json`)"),
]


async def solve(
    ctx: AtDesk,
    premises: Premises = "",
    goal: Goal = "",
    text: Text = "",
    language: In = Language.AUTO,
    semantics: Annotated[
        Semantics | None,
        Field(description="classical logic, or rules: facts and rules applied forwards only"),
    ] = None,
    strict: Annotated[
        bool, Field(description="assume nothing that a text merely takes for granted")
    ] = False,
    lean: Annotated[bool, Field(description="let the Lean kernel check, too")] = False,
    seconds: Seconds = None,
    whole: Annotated[bool, Field(description="give the whole answer document, too")] = False,
) -> Solved:
    """Decide whether a goal follows from premises, with a proof that was checked step by step.

    Use it whenever a conclusion has to be right: to verify reasoning, policies, syllogisms,
    puzzles or entailments before stating them. Write short declarative sentences ("All men are
    mortal.", "If someone is kind and not rich then they are happy."), or formulas.

    Verdicts: proved (follows), refuted (its opposite follows), uncertain (neither; there is a
    model of each), inconsistent (the premises contradict each other), unknown (gave up),
    untranslated (a sentence was not understood), ambiguous (readings disagree). Rely on a
    verdict only where `certified` is true, and compare each premise's `english` with what was
    meant. Nothing is assumed beyond the premises: state world knowledge that matters.
    """
    options = ProofOptions(semantics=semantics, strict=strict, lean=lean, budget=seconds)
    fields = problem_fields(premises, goal, text, language)
    document = await proved(ctx, fields, options)
    return Solved.of(document, desk_of(ctx).keep(document), whole=whole)


async def translate(
    ctx: AtDesk,
    premises: Premises = "",
    goal: Goal = "",
    text: Text = "",
    language: In = Language.AUTO,
    to: Annotated[
        Notation | None, Field(description="write the problem in this notation, too")
    ] = None,
) -> Translated:
    """Show how each sentence is understood: its formula, and the formula said back in English.

    Use it before solve when a text may be misread, after solve answered `untranslated` or
    `ambiguous`, or to turn English into logic. A sentence that is not understood comes with the
    reason and what would have been understood in its place; nothing is guessed.
    """
    fields = problem_fields(premises, goal, text, language) | {"to": to}
    return Translated.of(await done(ctx, TaskKind.TRANSLATE, TranslationRequest, fields))


async def check(
    ctx: AtDesk,
    answer_id: AnswerId = "",
    answer: Document = None,
    lean_source: Annotated[str, Field(description="a Lean file that contains a proof")] = "",
    statement: Annotated[
        str, Field(description="what the Lean file has to prove, said independently of it")
    ] = "",
    theorem: Annotated[
        str, Field(description="which theorem of the Lean file; its last by default")
    ] = "",
    lean: Annotated[bool, Field(description="let the Lean kernel check an answer, too")] = False,
) -> Checked:
    """Check an answer, or a Lean proof, from scratch, trusting nothing that it says of itself.

    Use it for answers and Lean files that come from elsewhere. Give exactly one of answer_id,
    answer, or lean_source with its statement. `accepted` is true only if every step, model and
    leaf was checked again; for a Lean file, if the kernel accepts a proof of exactly that
    statement without sorry or axioms of its own.
    """
    found = recalled(ctx, answer_id) if answer_id else answer
    fields = {
        "answer": found,
        "lean_source": lean_source or None,
        "statement": statement or None,
        "theorem": theorem or None,
        "lean": lean,
    }
    return Checked.of(await done(ctx, TaskKind.CHECK, CheckRequest, fields))


async def search(
    ctx: AtDesk,
    goal: Annotated[
        str,
        Field(description='Lean 4: a statement ("∀ n : Nat, n + 0 = n"), or a theorem := by sorry'),
    ],
    strategy: Annotated[
        str, Field(description=f"how states are chosen: {', '.join(STRATEGIES)}")
    ] = "best-first",
    calls: Annotated[int, Field(ge=1, le=10_000, description="tactics that may be tried")] = 64,
    seconds: Annotated[float, Field(gt=0, le=600, description="time for the work")] = 60,
) -> Searched:
    """Search for a Lean 4 proof of a statement; what is found was accepted by Lean's kernel.

    Use it for small mathematical statements over Lean's core library. That nothing is found
    says nothing about the statement. Needs an installed Lean (`prover lean install`).
    """
    fields = {"goal": goal, "strategy": strategy, "calls": calls, "seconds": seconds}
    return Searched.of(await done(ctx, TaskKind.SEARCH, SearchRequest, fields, seconds))


async def explain(
    ctx: AtDesk,
    answer_id: AnswerId = "",
    answer: Document = None,
    premises: Premises = "",
    goal: Goal = "",
    text: Text = "",
    language: In = Language.AUTO,
) -> Explanation:
    """Say step by step in words why a verdict holds, or why there is none.

    Each step names the sentences that it rests on; an uncertain answer shows a situation for
    either side, an inconsistent one the sentences that clash. Give the answer_id that solve
    returned, an answer document, or a problem as for solve. The evidence is checked again on
    the way, whoever gave it.
    """
    if answer_id:
        answer = recalled(ctx, answer_id)
    if answer is None:
        fields = problem_fields(premises, goal, text, language)
        answer = dict(await proved(ctx, fields, ProofOptions()))
    told = await done(ctx, TaskKind.EXPLAIN, ExplanationRequest, {"answer": answer})
    return Explanation.model_validate(told)
