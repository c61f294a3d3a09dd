"""The notation of rule programs: ``Red($x, True) && Likes($x, cat) >>> Kind($x, False)``.

    statement  = choice [(">>>" | "<<<") choice]
    choice     = all (("||" | "^") all)*
    all        = denial (("&&" | ",") denial)*
    denial     = ("!" | "not") denial | simple ["=" truth]
    simple     = "(" statement ["," truth] ")" | words "(" argument, … ")" | words "is" ["not"] word

Connectives have all the spellings that models use.  The tree keeps names as written; what
they mean is settled by :mod:`~translators.logic_programs.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from translators.logic_programs.errors import error_at

__all__ = ["Argument", "Call", "Compound", "Denial", "Statement", "read_statement"]

MAX_NESTING = 40


@dataclass(frozen=True, slots=True)
class Argument:
    """A name, a ``$variable``, or a truth value (``None`` for one that is left open)."""

    text: str
    kind: str
    truth: bool | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A predicate with its arguments."""

    name: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Denial:
    """A statement denied."""

    body: Statement


@dataclass(frozen=True, slots=True)
class Compound:
    """Statements joined by ``and``, ``or``, ``xor`` or ``implies`` (two parts)."""

    connective: str
    parts: tuple[Statement, ...]


Statement = Call | Denial | Compound

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<IMPLIED><<<|<<|<==?(?!>)|<-(?!>)|←)
    | (?P<IMPLIES>>>>|>>|=>|==>|-+>|→|⇒|implies\b)
    | (?P<AND>&&?|∧|and\b|AND\b)
    | (?P<OR>\|\|?|∨|or\b|OR\b)
    | (?P<XOR>\^|⊕|xor\b|XOR\b)
    | (?P<NOT>!(?!=)|~|¬|[nN]ot\b|NOT\b)
    | (?P<EQUAL>==?)
    | (?P<OPEN>\() | (?P<CLOSE>\)) | (?P<COMMA>,)
    | (?P<VARIABLE>\$\w+|\?\w+)
    | (?P<HOLE>\?)
    | (?P<QUOTED>"[^"]*"|'[^']*')
    | (?P<WORD>\w(?:[\w-]|['’](?=\w))*)
    | (?P<STOP>\.\s*$)
    | (?P<BAD>\S)
    )""",
    re.VERBOSE,
)
_TRUTH = {"true": True, "false": False}
_OPEN_TRUTH = frozenset({"bool", "?", "unknown"})
_ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def read_statement(text: str) -> tuple[Statement, tuple[str, ...]]:
    """The statement that ``text`` is, and notes about what was mended to read it.

    Raises:
        ProgramError: with the place in ``text``.
    """
    return _Reader(text, list(_tokens(text))).whole()


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text, 0, len(text.rstrip())):
        kind = match.lastgroup or "BAD"
        if kind == "BAD":
            raise error_at(text, match.start(kind), f"unknown character {match[kind]}")
        if kind != "STOP":
            yield _Token(kind, match[kind], match.start(kind))
    yield _Token("END", "", len(text))


@dataclass(slots=True)
class _Reader:
    text: str
    tokens: list[_Token]
    at: int = 0
    depth: int = 0
    notes: list[str] = field(default_factory=list)

    def whole(self) -> tuple[Statement, tuple[str, ...]]:
        statement = self.statement()
        while self.kind == "CLOSE":
            self.notes.append("surplus ')' dropped")
            self.at += 1
        if self.kind != "END":
            raise self.error(f"'{self.token.text}' is out of place")
        return statement, tuple(self.notes)

    @property
    def token(self) -> _Token:
        return self.tokens[self.at]

    @property
    def kind(self) -> str:
        return self.token.kind

    def error(self, message: str) -> Exception:
        return error_at(self.text, self.token.start, message, "see the notation of rules")

    def accept(self, *kinds: str) -> str | None:
        """The kind of the next token, passed over, if it is one of ``kinds``."""
        if self.kind not in kinds:
            return None
        kind = self.kind
        self.at += 1
        return kind

    def statement(self) -> Statement:
        left = self.joined("OR", "XOR")
        match self.accept("IMPLIES", "IMPLIED"):
            case "IMPLIES" if self.is_truth():
                self.notes.append("what is said to be true or false is read as said or denied")
                return left if self.truth() else Denial(left)
            case "IMPLIES":
                return Compound("implies", (left, self.joined("OR", "XOR")))
            case "IMPLIED":
                return Compound("implies", (self.joined("OR", "XOR"), left))
        return left

    def joined(self, *kinds: str) -> Statement:
        """A chain of one connective; ``and`` binds more strongly than the others."""
        inner = self.denial if "AND" in kinds else self.conjunction
        parts, connective = [inner()], ""
        while not (self.kind == "COMMA" and self.is_truth(1)) and (kind := self.accept(*kinds)):
            connective = connective or {"COMMA": "and"}.get(kind, kind.lower())
            parts.append(inner())
        return Compound(connective, tuple(parts)) if connective else parts[0]

    def conjunction(self) -> Statement:
        return self.joined("AND", "COMMA")

    def denial(self) -> Statement:
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise self.error("nested too deeply")
        denied = self.accept("NOT") is not None
        inner = self.denial() if denied else self.simple()
        self.depth -= 1
        if self.accept("EQUAL"):
            inner = inner if self.truth() else Denial(inner)
        return Denial(inner) if denied else inner

    def is_truth(self, ahead: int = 0) -> bool:
        """Whether a truth value and nothing more comes, ``ahead`` tokens from here."""
        coming = self.tokens[self.at + ahead : self.at + ahead + 2]
        return (
            len(coming) == 2
            and coming[0].text.lower() in _TRUTH
            and coming[1].kind in ("CLOSE", "END")
        )

    def truth(self) -> bool:
        value = _TRUTH.get(self.token.text.lower())
        if value is None:
            raise self.error("a truth value is expected")
        self.at += 1
        return value

    def simple(self) -> Statement:
        if self.accept("OPEN"):
            inner = self.statement()
            if self.accept("COMMA") and not self.truth():
                inner = Denial(inner)
            self.close()
            return inner
        words = self.words()
        if not words:
            raise self.error("a statement is expected")
        if self.accept("OPEN"):
            return self.call(" ".join(words))
        return self.sentence(words)

    def call(self, name: str) -> Statement:
        """``P(a, b)``; with a denied argument, as in ``P(a, not b)``, the whole is denied."""
        denied = False
        arguments: list[Argument] = []
        while self.kind not in ("CLOSE", "END"):
            if self.accept("NOT"):
                denied = not denied
                self.notes.append(f"'not' inside the arguments of {name} read as denying it")
            arguments.append(self.argument())
            if not self.accept("COMMA"):
                break
        self.close()
        call = Call(name, tuple(arguments))
        return Denial(call) if denied else call

    def close(self) -> None:
        if not self.accept("CLOSE"):
            if self.kind not in ("END", "IMPLIES", "IMPLIED"):
                raise self.error("')' is expected")
            self.notes.append("missing ')' added")

    def words(self) -> list[str]:
        found = []
        while self.kind in ("WORD", "QUOTED"):
            found.append(self.token.text.strip("\"'"))
            self.at += 1
        return found

    def argument(self) -> Argument:
        token = self.token
        if self.accept("VARIABLE"):
            return Argument(token.text.lstrip("$?"), "variable")
        if self.accept("HOLE"):
            return Argument("?", "truth")
        words = self.words()
        if not words:
            raise self.error("an argument is expected")
        text = _without_article(words)
        if text.lower() in _TRUTH:
            return Argument(text, "truth", _TRUTH[text.lower()])
        if text.lower() in _OPEN_TRUTH:
            return Argument(text, "truth")
        return Argument(text, "name")

    def sentence(self, subject: list[str]) -> Statement:
        """``Fiona is (not) green``: a name, *is*, and what it is."""
        denied = self.accept("NOT") is not None
        after = self.words()
        words = [*subject, *after]
        at = words.index("is") if "is" in words else 0
        name, said = _without_article(words[:at]), _without_article(words[at + 1 :])
        if not name or not said or " " in said or name.count(" ") > 1:
            raise self.error("a statement has the form P(a) or 'a is P'")
        call = Call(said, (Argument(name, "name"),))
        self.notes.append(f"'{' '.join(words)}' read as {said}({name})")
        return Denial(call) if denied else call


def _without_article(words: Sequence[str]) -> str:
    """The words as one name, without the article before it."""
    kept = words[1:] if len(words) > 1 and words[0].lower() in _ARTICLES else words
    return " ".join(kept)
