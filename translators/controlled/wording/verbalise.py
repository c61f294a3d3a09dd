"""Any formula in plain English, so that a reader can compare it with what was meant.

Rules come out as *Every cold, young thing is furry.* or *If something is round, then it
does not need the squirrel.*; facts as *Bob is kind.*  Derived formulas (clauses, Skolem
terms, negated goals) are said by the same rules; a symbol without an entry in the
glossary is written as in the formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from prover.logic.syntax import (
    FALSE,
    And,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Symbol,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from translators.controlled.wording.counts import Count, count_of, exact_count
from translators.controlled.wording.phrases import Phrases, join
from translators.controlled.wording.shapes import (
    indefinite,
    prefix,
    separate,
    shared,
    simple,
    subject_of,
)
from translators.controlled.words.morphology import plural
from translators.translation import Category, LexicalEntry

__all__ = ["verbalise"]

_LETTERS = "XYZUVW"


def _plural(described: str) -> str:
    """*manager of Max* → *managers of Max*."""
    noun, of, owner = described.partition(" of ")
    return plural(noun) + of + owner


def verbalise(
    formula: Formula, glossary: Mapping[Symbol, LexicalEntry], *, persons: bool = False
) -> str:
    """A formula as an English sentence.

    Args:
        formula: any formula; free variables are read as letters.
        glossary: how to say its symbols; unknown ones are written as they are.
        persons: whether what it is about are persons: *someone*, not *something*.
    """
    said = "; ".join(_Speaker(glossary, persons).sentence(part) for part in separate(formula))
    return said[:1].upper() + said[1:].removesuffix(".") + "."


class _Speaker:
    """Says one formula, keeping track of how each variable is referred to.

    ``pending`` holds what is known of a variable before its first mention, which then
    becomes *a game*; later mentions are *it* or *the game*.
    """

    def __init__(self, glossary: Mapping[Symbol, LexicalEntry], persons: bool) -> None:
        self.phrases = Phrases(glossary, self.refer)
        self.noun, self.it = ("person", "that person") if persons else ("thing", "it")
        self.body = "one" if persons else "thing"
        self.known: dict[Variable, str] = {}
        self.first: dict[Variable, str] = {}
        self.plain = 0
        self.letters = 0

    def refer(self, variable: Variable) -> str:
        """How to mention a variable here."""
        if variable in self.first:
            return self.first.pop(variable)
        return self.known.get(variable, variable.name.upper())

    def introduce(self, variable: Variable, described: str, *, alone: bool) -> None:
        """The next mention is an indefinite, the ones after refer back to it."""
        if described:
            self.first[variable] = indefinite(described)
            head = described.partition(" that ")[0]
            taken = f"the {head}" in self.known.values()
            self.known[variable] = f"the {head}" if not taken else f"the other {head}"
        elif alone and self.it not in self.known.values():
            self.first[variable] = f"some{self.body}"
            self.known[variable] = self.it
        else:
            letter = _LETTERS[self.letters % len(_LETTERS)]
            self.letters += 1
            self.known[variable] = letter

    def sentence(self, formula: Formula) -> str:
        count = count_of(formula)
        if count is not None:
            return self._counted(count)
        variables, body = prefix(formula, ForAll)
        if not variables:
            return self.clause(formula)
        if len(variables) == 1:
            said = self._every(variables[0], body)
            if said is not None:
                return said
            self.known.pop(variables[0], None)
        match body:
            case Implies(left, right) if right is FALSE:
                return f"it is never so that {self._with(variables, left)}"
            case Implies(left, right):
                before = self._with(variables, left)
                return f"if {before}, then {self.clause(right)}"
            case Iff(left, right):
                before = self._with(variables, left)
                return f"{before} if and only if {self.clause(right)}"
            case _:
                for variable in variables:
                    self.introduce(variable, "", alone=False)
                letters = join([self.known[v] for v in variables], "and")
                return f"for all {letters}, {self.clause(body)}"

    def _every(self, variable: Variable, body: Formula) -> str | None:
        """*Every cold thing is round*, *no cat is a dog*, *everything is kind*."""
        if self.it in self.known.values():
            return None
        self.known[variable] = self.it
        if isinstance(body, Implies) and body.right is FALSE:
            body = Not(body.left)
        if not isinstance(body, Implies):
            positive = body.body if isinstance(body, Not) else body
            said = self.predicate(positive, variable)
            if not self._apart(said):
                return None
            nobody = "no one" if self.body == "one" else "nothing"
            return f"{nobody if positive is not body else f'every{self.body}'} {said}"
        parts = list(body.left.parts) if isinstance(body.left, And) else [body.left]
        described, rest = self._describe(variable, parts)
        if rest or not described:
            return None
        if isinstance(body.right, Not):
            said = self.predicate(body.right.body, variable)
            if self._apart(said) and not isinstance(body.right.body, (And, Or, Xor)):
                return f"no {described} {said}"
        said = self.predicate(body.right, variable)
        return f"every {described} {said}" if self._apart(said) else None

    def _apart(self, said: str | None) -> bool:
        """Whether a predicate can follow *every person*: *that person* in it would mislead."""
        return said is not None and not (self.body == "one" and self.it in said)

    def _describe(self, variable: Variable, parts: Sequence[Formula]) -> tuple[str, list[Formula]]:
        """The simple nouns and adjectives among the parts as a phrase, and the other parts."""
        nouns: list[str] = []
        adjectives: list[str] = []
        rest: list[Formula] = []
        for part in parts:
            category = self.phrases.category(part) if isinstance(part, Atom) else None
            if not isinstance(part, Atom) or part.arguments != (variable,):
                rest.append(part)
            elif category in (Category.NOUN, Category.GROUP) and not nouns:
                noun = self.phrases.noun(part)
                nouns.append(plural(noun) if category is Category.GROUP else noun)
            elif category is Category.ADJECTIVE and len(adjectives) < 3:
                adjectives.append(self.phrases.noun(part))
            else:
                rest.append(part)
        if not nouns and not adjectives:
            return "", rest
        owner, rest = self._owner(variable, rest) if nouns else ("", rest)
        described = " ".join(filter(None, (", ".join(adjectives), (nouns or [self.noun])[0])))
        return described + owner, rest

    def _owner(self, variable: Term, parts: Sequence[Formula]) -> tuple[str, list[Formula]]:
        """*of Max*, when a part says that Max has it; and the other parts."""
        for part in parts:
            if isinstance(part, Atom) and self.phrases.category(part) is Category.POSSESSION:
                owner, owned = part.arguments
                if owned == variable and not owner.free:
                    return f" of {self.phrases.term(owner)}", [p for p in parts if p != part]
        return "", list(parts)

    def _with(self, variables: Sequence[Variable], body: Formula) -> str:
        """A clause that introduces variables, each described at its first mention."""
        parts = list(body.parts) if isinstance(body, And) else [body]
        descriptions: dict[Variable, str] = {}
        for variable in variables:
            said, rest = self._describe(variable, parts)
            mentioned = any(variable in p.free for p in rest)
            named = any(self._is_noun(p, variable) for p in parts)
            if said and mentioned and named:
                descriptions[variable], parts = said, rest
        alone = sum(v not in descriptions for v in variables) == 1
        for variable in variables:
            self.introduce(variable, descriptions.get(variable, ""), alone=alone)
        return self._conjoined(parts)

    def _is_noun(self, part: Formula, variable: Variable) -> bool:
        return (
            isinstance(part, Atom)
            and part.arguments == (variable,)
            and (self.phrases.category(part) in (Category.NOUN, Category.GROUP))
        )

    def clause(self, formula: Formula) -> str:
        """A formula as a clause inside a sentence."""
        match formula:
            case Atom() | Equality():
                return self.phrases.clause(formula)
            case Not(Atom() | Equality() as atom):
                return self.phrases.clause(atom, negated=True)
            case Not(body):
                return self._denied(body)
            case And(parts):
                return self._conjoined(parts)
            case Or(parts):
                return self._alternatives(parts, "or")
            case Xor(left, right):
                return "either " + self._alternatives((left, right), "or")
            case Implies(left, right):
                return f"if {self.clause(left)}, then {self.clause(right)}"
            case Iff(left, right):
                return f"{self.clause(left)} if and only if {self.clause(right)}"
            case Exists():
                count = count_of(formula)
                return self._exists(formula) if count is None else self._counted(count)
            case ForAll():
                return self.sentence(formula)
            case TruthValue(value):
                return "truth" if value else "a contradiction"
            case _:
                assert_never(formula)

    def _counted(self, count: Count) -> str:
        """*there is exactly one manager X such that X sings*."""
        described, rest = self._describe(count.variable, count.parts)
        noun = described or self.noun
        many = f"are {count.quantity} {_plural(noun)}"
        head = f"there {f'is {count.quantity} {noun}' if count.number == 1 else many}"
        if not rest:
            return head
        self.introduce(count.variable, "", alone=False)
        return f"{head} {self.known[count.variable]} such that {self._conjoined(rest)}"

    def _denied(self, body: Formula) -> str:
        if count_of(body) is not None:
            return f"it is not the case that {self.clause(body)}"
        subject = subject_of(body) if isinstance(body, Exists) else None
        if isinstance(body, Exists) and subject is not None:
            known, first = dict(self.known), dict(self.first)
            name = self.phrases.term(subject)
            said = self._existential_predicate(body, subject, negated=True)
            if said is not None:
                return f"{name} {said}"
            self.known, self.first = known, first
        if isinstance(body, Exists):
            return self._exists(body, negated=True)
        if isinstance(body, Or):
            return self._conjoined([Not(p) for p in body.parts])
        return f"it is not the case that {self.clause(body)}"

    def _exists(self, formula: Exists, *, negated: bool = False) -> str:
        variables, body = prefix(formula, Exists)
        parts = list(body.parts) if isinstance(body, And) else [body]
        if len(variables) == 1:
            said, rest = self._describe(variables[0], parts)
            if not rest and said:
                return f"there is {'no ' + said if negated else indefinite(said)}"
        if not all(simple(p) for p in parts):
            # A quantifier inside would hide where the variable belongs, so it gets a letter.
            said = self._such_that(variables, parts)
            return f"it is not the case that {said}" if negated else said
        said = self._with(variables, body)
        return f"it is not the case that {said}" if negated else said

    def _such_that(self, variables: Sequence[Variable], parts: Sequence[Formula]) -> str:
        """*there is a cat X such that …*."""
        heads = []
        for variable in variables:
            described, parts = self._describe(variable, parts)
            self.introduce(variable, "", alone=False)
            head = indefinite(described) if described else "something"
            heads.append(f"{head} {self.known[variable]}")
        ordered = sorted(parts, key=lambda p: not simple(p))
        return f"there is {join(heads, 'and')} such that {self._conjoined(ordered)}"

    def _conjoined(self, parts: Sequence[Formula]) -> str:
        """Clauses joined by *and*; neighbours about one subject share it."""
        for part in parts:
            if isinstance(part, Atom) and self.phrases.category(part) is Category.NOUN:
                owner, parts = self._owner(part.arguments[0], parts)
                if owner:
                    self.phrases.suffixes[part] = owner
        said: list[str] = []
        i = 0
        while i < len(parts):
            exact = exact_count(parts[i], parts[i + 1]) if i + 1 < len(parts) else None
            if exact is not None:
                said.append(self._counted(exact))
                i += 2
                continue
            subject = subject_of(parts[i])
            j = i + 1
            while subject is not None and j < len(parts) and subject_of(parts[j]) == subject:
                j += 1
            if subject is not None and j > i + 1:
                name = self.phrases.term(subject)
                predicates = [self.predicate(p, subject) for p in parts[i:j]]
                if all(p is not None for p in predicates):
                    said.append(f"{name} {shared([p for p in predicates if p], 'and')}")
                    i = j
                    continue
            said.append(self.clause(parts[i]))
            i += 1
        return join(said, "and")

    def _alternatives(self, parts: Sequence[Formula], word: str) -> str:
        subject = subject_of(parts[0])
        if subject is not None and all(subject_of(p) == subject for p in parts):
            name = self.phrases.term(subject)
            said = [self.predicate(p, subject) for p in parts]
            if all(s is not None for s in said):
                return f"{name} {shared([s for s in said if s], word)}"
        return f" {word} ".join(self.clause(p) for p in parts)

    def predicate(self, formula: Formula, subject: object) -> str | None:
        """What a formula says of a subject, as a verb phrase; None if it is not of that form."""
        if subject_of(formula) != subject or count_of(formula) is not None:
            return None
        match formula:
            case Atom() | Equality():
                return self.phrases.predicate(formula, negated=False)
            case Not(Atom() | Equality() as atom):
                return self.phrases.predicate(atom, negated=True)
            case And(parts) | Or(parts):
                said = [self.predicate(p, subject) for p in parts]
                if any(s is None for s in said):
                    return None
                word = "and" if isinstance(formula, And) else "or"
                return shared([s for s in said if s], word)
            case Xor(left, right):
                one, other = self.predicate(left, subject), self.predicate(right, subject)
                if one is None or other is None:
                    return None
                return "either " + shared([one, other], "or")
            case Exists():
                return self._existential_predicate(formula, subject)
            case Not(Exists() as body):
                return self._existential_predicate(body, subject, negated=True)
            case _:
                return None

    def _existential_predicate(
        self, formula: Exists, subject: object, *, negated: bool = False
    ) -> str | None:
        """*likes a cat*: what is said of the subject; other atoms describe, or follow.

        Denied, it is *does not like a cat*, if there is but one atom besides descriptions.
        """
        variables, body = prefix(formula, Exists)
        parts = list(body.parts) if isinstance(body, And) else [body]
        if not all(simple(p) for p in parts):
            return None
        for variable in variables:
            said, parts = self._describe(variable, parts)
            self.introduce(variable, said, alone=True)
            if negated and not said and variable in self.first:
                self.first[variable] = f"any{self.body}"
        if negated:
            if len(parts) != 1 or not isinstance(parts[0], Atom) or subject_of(parts[0]) != subject:
                return None
            return self.predicate(Not(parts[0]), subject)
        said_parts = [self.predicate(p, subject) for p in parts if subject_of(p) == subject]
        others = [p for p in parts if subject_of(p) != subject]
        if not said_parts or any(s is None for s in said_parts):
            return None
        said = shared([s for s in said_parts if s], "and")
        return said + "".join(f", and {self.clause(p)}" for p in others)
