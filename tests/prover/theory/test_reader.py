"""Theory files: what they say, and what is said about wrong ones."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.errors import Position
from prover.logic.printers import to_unicode
from prover.logic.syntax import FunctionSymbol, PredicateSymbol, Sort
from prover.theory import Theory
from prover.theory.reader import TheorySyntaxError, read_theory
from tests.prover.theory.examples import LISTS

NAT = Sort("Nat")
NATURALS = """\
datatype Nat = 0 | S(Nat)
function + : Nat × Nat → Nat
  x + 0 = x
  x + S(y) = S(x + y)
predicate ≤ : Nat × Nat
  0 ≤ y
  ¬ S(x) ≤ 0
  S(x) ≤ S(y) ↔ x ≤ y
"""


def read(text: str) -> Theory:
    return read_theory(dedent(text), "test")


def goal(statement: str, declarations: str = NATURALS) -> str:
    """A statement as it was read, every bracket and quantifier written out."""
    theory = read_theory(f"{declarations}theorem t: {statement}", "test")
    return to_unicode(theory.goals[0].formula)


def error(text: str) -> TheorySyntaxError:
    with pytest.raises(TheorySyntaxError) as caught:
        read_theory(text, "test")
    assert "\n" not in str(caught.value)
    assert caught.value.hint
    return caught.value


def test_a_file_says_what_the_theory_speaks_of() -> None:
    theory = read(
        """\
        sort A, B                        % a comment
        datatype List = nil | A :: List  # another
        """
    )
    assert [sort.name for sort in theory.sorts] == ["A", "B"]
    (datatype,) = theory.datatypes
    assert [c.name for c in datatype.constructors] == ["nil", "::"]
    assert datatype.constructors[1].argument_sorts == (Sort("A"), datatype.sort)


def test_constructors_may_be_given_one_by_one() -> None:
    one_by_one = read("sort Nat\nconstructor 0 : Nat\nconstructor S : Nat -> Nat\n")
    assert one_by_one == read("datatype Nat = 0 | S(Nat)")


def test_equations_of_all_kinds_are_read() -> None:
    theory = read(
        """\
        datatype Nat = 0 | S(Nat)
        datatype List = nil | cons(Nat, List)
        function + : Nat × Nat → Nat
          x + 0 = x
          x + S(y) = S(x + y)
        function · : Nat × Nat → Nat
          x · 0 = 0
          x · S(y) = x · y + x
        predicate ≤ : Nat × Nat
          0 ≤ y
          ¬ S(x) ≤ 0
          S(x) ≤ S(y) ↔ x ≤ y
        predicate even, odd : Nat
        definition
          even(0)
          even(S(x)) ↔ ¬¬odd(x)
        definition ¬odd(0)
          odd(S(x)) ↔ even(x)
        function insert : Nat × List → List
          insert(x, nil) = cons(x, nil)
          insert(x, cons(y, xs)) = cons(x, cons(y, xs))  if x ≤ y
          insert(x, cons(y, xs)) = cons(y, insert(x,
             xs))                                        otherwise
        function sort : List → List
          sort(nil) = nil
          sort(cons(x, xs)) = insert(x, sort(xs))
        function count : Nat × List → Nat
          count(x, nil) = 0
          count(x, cons(y, xs)) = S(count(x, xs)) if x = y
          count(x, cons(y, xs)) = count(x, xs) if x ≠ y
        predicate member : Nat × List
          ¬member(x, nil)
          member(x, cons(y, xs)) ↔ x = y ∨ member(x, xs)
        """
    )
    assert theory.datatypes == LISTS.datatypes
    assert theory.definitions == LISTS.definitions


def test_symbols_without_equations_are_open() -> None:
    theory = read("sort G\nfunction e : G\nfunction ⁻¹ : G → G\npredicate p\npredicate q : G × G\n")
    g = Sort("G")
    assert theory.open_symbols == (
        FunctionSymbol("e", (), g),
        FunctionSymbol("⁻¹", (g,), g),
        PredicateSymbol("p", ()),
        PredicateSymbol("q", (g, g)),
    )


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("x + y + z = 0", "∀x:Nat ∀y:Nat ∀z:Nat ('+'('+'(x, y), z) = 0)"),
        ("∀x. x = 0 → x ≤ 0", "∀x:Nat (x = 0 → x ≤ 0)"),
        ("(∀x x = 0) → 1 = 0", "∀x:Nat (x = 0) → S(0) = 0"),
        ("∀x y (x + y = y + x)", "∀x:Nat ∀y:Nat ('+'(x, y) = '+'(y, x))"),
        ("∀x:Nat, y:Nat. x = y", "∀x:Nat ∀y:Nat (x = y)"),
        ("forall x, x = x", "∀x:Nat (x = x)"),
        ("x = y", "∀x:Nat ∀y:Nat (x = y)"),
        ("∃z x + z = 2", "∀x:Nat ∃z:Nat ('+'(x, z) = S(S(0)))"),
        ("x=0 | x!=0 & ~(x=1)", "∀x:Nat (x = 0 ∨ (x ≠ 0 ∧ x ≠ S(0)))"),
        ("x = 0 -> y = 0 -> z = 0", "∀x:Nat ∀y:Nat ∀z:Nat (x = 0 → (y = 0 → z = 0))"),
        ("x = 0 <-> y = 0", "∀x:Nat ∀y:Nat (x = 0 ↔ y = 0)"),
        ("⊤ ∧ ⊥", "⊤ ∧ ⊥"),
        ("S (x) = S(x)", "∀x:Nat (S(x) = S(x))"),
    ],
)
def test_formulas_are_read_as_people_write_them(text: str, formula: str) -> None:
    assert goal(text) == formula


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x ≤ y + z → ¬ z ≤ x ∧ 0 = x", "(x ≤ (y + z)) → ((¬(z ≤ x)) ∧ (0 = x))"),
        ("x = 0 and not y = 0 or y = 0", "((x = 0) ∧ ¬(y = 0)) ∨ (y = 0)"),
    ],
)
def test_brackets_may_be_left_out(one: str, other: str) -> None:
    assert goal(one) == goal(other)


def test_a_variable_in_backquotes_hides_no_symbol() -> None:
    assert goal("∀`0` ∃`1` (0 + `0` = `1`)") == "∀0:Nat ∃1:Nat ('+'('0', 0) = 1)"
    assert goal("∀0 (0 = x)") == "∀x:Nat ∀0:Nat (0 = x)"


def test_a_symbol_called_colon_is_no_sort_behind_a_bound_name() -> None:
    theory = read_theory("sort A\npredicate ':' : A\naxiom all: ∀x:A ∀y ':'(x)\n", "colon")
    [axiom] = theory.axioms
    assert to_unicode(axiom.formula).endswith("':'(x)")


def test_operators_bind_by_their_names() -> None:
    signs = "sort A\n" + "".join(f"function {s} : A × A → A\n" for s in ("+", "·", "^", "++", "⋄"))
    signs += "function - : A → A\nfunction ⁻¹ : A → A\npredicate ⊑ : A × A\nfunction ∅ : A\n"
    assert goal("x + y · z ^ u ⊑ ∅", signs) == goal("((x + (y · (z ^ u))) ⊑ ∅)", signs)
    assert goal("x ++ y + z ++ u = ∅", signs) == goal("x ++ ((y + z) ++ u) = ∅", signs)
    assert goal("-x⁻¹ · y = ∅", signs) == goal("(-(x⁻¹)) · y = ∅", signs)
    assert goal("x ^ y ^ z = x ⋄ y ⋄ z", signs) == goal("x ^ (y ^ z) = (x ⋄ y) ⋄ z", signs)


def test_declared_names_are_no_connectives() -> None:
    declared = "datatype Bool = true | false\nfunction and : Bool × Bool → Bool\n"
    assert goal("and(true, x) = x", declared) == "∀x:Bool ('and'('true', x) = x)"


def test_definitions_are_ordered_by_use() -> None:
    theory = read(
        """\
        datatype Nat = 0 | S(Nat)
        function double, one : Nat → Nat
        definition
          double(0) = 0
          double(S(x)) = one(double(x))
        definition one(x) = S(x)
        """
    )
    assert [d.symbol.name for d in theory.definitions] == ["one", "double"]


WRONG = [
    # what is wrong, the file, the code, line and column, what is said
    ("a wrong keyword", "sort A\nfunktion f : A", "theory-syntax", (2, 1), "did you mean function"),
    ("an indented start", "  sort A", "theory-syntax", (1, 3), "belongs to nothing"),
    ("an unknown sort", "sort Nat\nfunction f : Nta → Nat", "unknown-name", (2, 14), "mean Nat"),
    ("an unknown sort in ∀", NATURALS + "axiom a: ∀x:N x = x", "unknown-name", (9, 13), "sort N"),
    ("an unknown symbol", NATURALS + "axiom a: 0 + zero = 0", "unknown-name", (9, 14), "zero"),
    ("an unknown operator", NATURALS + "axiom a: 0 * 0 = 0", "theory-syntax", (9, 12), "or *"),
    ("run-together signs", NATURALS + "axiom a: 0+=0", "theory-syntax", (9, 11), "write blanks"),
    ("too few arguments", NATURALS + "axiom a: S = 0", "ill-sorted", (9, 10), "1 argument, not 0"),
    ("too many", NATURALS + "axiom a: S(0, 0) = 0", "ill-sorted", (9, 10), "S : Nat"),
    (
        "a wrong sort",
        NATURALS + "sort A\nfunction a : A\naxiom b: S(a) = 0",
        "ill-sorted",
        (11, 12),
        "a is a A, not a Nat",
    ),
    ("a term as a formula", NATURALS + "axiom a: x + 0", "ill-sorted", (9, 12), "makes a Nat"),
    ("a formula as a term", NATURALS + "axiom a: 0 ≤ 0 = 0", "theory-syntax", (9, 16), "compar"),
    ("a predicate as a term", NATURALS + "axiom a: S(0 ≤ 0) = 0", "theory-syntax", (9, 14), "≤"),
    ("a sort unseen", "sort A, B\naxiom a: x = y", "ill-sorted", (2, 10), "∀x:A"),
    (
        "a recursion without end",
        "datatype N = 0 | S(N)\nfunction f : N → N\n  f(0) = 0\n  f(S(x)) = f(S(x))",
        "non-terminating",
        (4, 3),
        "not seen to end",
    ),
    (
        "overlapping patterns",
        "datatype N = 0 | S(N)\nfunction f : N × N → N\n"
        "  f(0, y) = y\n  f(x, 0) = x\n  f(S(x), S(y)) = x",
        "overlapping-cases",
        (4, 3),
        "cases 1 and 2 of f overlap",
    ),
    (
        "a missing case",
        "sort A\ndatatype L = nil | A :: L\nfunction last : L → L\n  last(x :: nil) = nil\n"
        "  last(x :: y :: xs) = last(y :: xs)",
        "missing-case",
        (3, 10),
        "last(nil)",
    ),
    (
        "conditions that may fail",
        NATURALS + "function f : Nat → Nat\n  f(x) = 0 if x = 0\n  f(x) = 1 if x = 1",
        "overlapping-cases",
        (11, 3),
        "together with an earlier one",
    ),
    (
        "no otherwise",
        NATURALS + "function f : Nat → Nat\n  f(x) = 0 if x = 0",
        "missing-case",
        (10, 3),
        "otherwise",
    ),
    (
        "otherwise alone",
        NATURALS + "function f : Nat → Nat\n  f(x) = 0 otherwise",
        "theory-syntax",
        (10, 12),
        "no case with these patterns",
    ),
    ("a repeated variable", NATURALS + "function f : Nat × Nat → Nat\n  f(x, x) = x",
     "wrong-pattern", (10, 3), "x occurs twice"),
    ("no constructor", NATURALS + "function f : Nat → Nat\n  f(x + y) = x",
     "wrong-pattern", (10, 3), "+ is no constructor"),
    ("a new variable", NATURALS + "function f : Nat → Nat\n  f(x) = y",
     "unknown-name", (10, 10), "not on the left side"),
    ("a quantifier", NATURALS + "predicate p : Nat\n  p(x) ↔ ∃y (x = y + y)",
     "wrong-pattern", (10, 3), "no quantifiers"),
    ("a name twice", "sort A\nfunction f : A\npredicate f", "duplicate-name", (3, 11), "already"),
    ("a sort twice", "sort A\nsort A", "duplicate-name", (2, 6), "already"),
    ("an axiom twice", "sort A\naxiom a: ⊤\ntheorem a: ⊤", "duplicate-name", (3, 9), "already"),
    ("a fact's name", NATURALS + "axiom '+.1': ⊤", "duplicate-name", (9, 7), "twice"),
    ("use before declaration", "sort A\naxiom a: f = f\nfunction f : A", "unknown-name", (2, 10),
     "only in line 3"),
    ("definition before declaration",
     "datatype N = 0\ndefinition f(0) = 0\nfunction f : N → N", "unknown-name", (2, 12),
     "only in line 3"),
    ("definition without declaration", "datatype N = 0\ndefinition f(0) = 0", "unknown-name",
     (2, 12), "not declared"),
    ("another's equation", NATURALS + "function f : Nat → Nat\n  x + 0 = x", "theory-syntax",
     (10, 3), "this says what + is, not f"),
    ("a constructor's equation", NATURALS + "definition S(x) = x", "theory-syntax", (9, 12),
     "constructor S"),
    ("an unreadable character", "sort A\naxiom a\u200b: ⊤", "theory-syntax", (2, 8), "U+200B"),
    ("a bell", "sort A\x07", "theory-syntax", (1, 7), "U+0007"),
    ("an open quotation", "sort 'A", "theory-syntax", (1, 6), "quotation"),
    ("an open bracket", NATURALS + "axiom a: (0 = 0", "theory-syntax", (9, 10), "not closed"),
    ("a closing bracket", NATURALS + "axiom a: 0 = 0)", "theory-syntax", (9, 15), "closes no"),
    ("nothing behind a sign", NATURALS + "axiom a: 0 + ", "theory-syntax", (9, 13), "follows '+'"),
    ("no sort inhabited", "datatype D = d(D)", "uninhabited-sort", (1, 10), "has no element"),
    ("no result", "sort A\nfunction f : A × A", "theory-syntax", (2, 18), "result is missing"),
    ("no type", "sort A\nfunction f", "theory-syntax", (2, 10), "type of f is missing"),
    ("no label", "sort A\naxiom ⊤", "theory-syntax", (2, 1), "has no name"),
    ("a reserved name", "sort A\nfunction → : A", "theory-syntax", (2, 10), "meaning already"),
    ("a large numeral", NATURALS + "axiom a: 100000 = 0", "theory-syntax", (9, 10), "too large"),
    ("no numerals", "sort A\naxiom a: 1 = 1", "unknown-name", (2, 10), "numeral 1"),
    ("a chain of comparisons", NATURALS + "axiom a: 0 ≤ x ≤ 1", "theory-syntax", (9, 16), "∧"),
    ("deep brackets", NATURALS + f"axiom a: {'(' * 5000}0 = 0", "formula-too-deep", (9, 210), ""),
    ("deep terms", NATURALS + f"axiom a: {'S(' * 500}0{')' * 500} = 0", "formula-too-deep",
     (9, 410), "200"),
    ("long sums", NATURALS + f"axiom a: {'0 + ' * 500}0 = 0", "formula-too-deep", (9, 808), "200"),
    ("long implications", NATURALS + f"axiom a: {'0 = 0 → ' * 500}0 = 0", "formula-too-deep",
     (9, 1606), "200"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "where", "said"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_errors_say_what_where_and_what_to_do(
    text: str, code: str, where: tuple[int, int], said: str
) -> None:
    found = error(text)
    assert (found.code, said in str(found)) == (code, True), str(found)
    assert found.position is not None
    assert (found.position.line, found.position.column) == where, str(found)


def test_large_files_are_read_or_refused_in_seconds() -> None:
    many = "".join(f"function f{n} : Nat → Nat\n  f{n}(x) = x + {n % 90}\n" for n in range(300))
    assert len(read_theory(NATURALS + many, "test").definitions) == 302
    assert error("datatype D = " + " | ".join(f"c{n}" for n in range(500))).code == "too-long"
    cases = "".join(f"  f({n % 190}, {n // 190}) = 0\n" for n in range(1010))
    assert error(f"{NATURALS}function f : Nat × Nat → Nat\n{cases}").code == "too-long"
    sorts = " × ".join(["Nat"] * 300)
    assert error(f"{NATURALS}function f : {sorts} → Nat").code == "too-long"


def test_huge_files_are_refused_at_once() -> None:
    found = error("# " + "x" * 1_000_000)
    assert found.code == "too-long"


@given(st.text(alphabet=" \n():→=+'`∀xyS0≤#,.|¬if", max_size=60), st.integers(0, len(NATURALS)))
def test_any_text_is_a_theory_or_has_a_position(junk: str, at: int) -> None:
    text = NATURALS[:at] + junk + NATURALS[at:]
    found = outcome(text)
    if isinstance(found, TheorySyntaxError):
        assert found.position is not None
        assert Position.of(text, found.position.offset) == found.position


def outcome(text: str) -> Theory | TheorySyntaxError:
    try:
        return read_theory(text, "test")
    except TheorySyntaxError as found:
        return found
