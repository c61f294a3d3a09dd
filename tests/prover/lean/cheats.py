"""Ways to make Lean say yes to something that was not proved, each with an honest twin.

A cheat claims ``theorem claim`` for a statement that its text does not prove, or proves by
means that a verdict must not rest on.  The twin differs in little and proves its statement.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CHEATS", "HONEST", "Attempt"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A file, and the statement that its theorem ``claim`` is said to prove."""

    name: str
    statement: str
    source: str


FALSE = "False"
ONE_IS_TWO = "1 = 2"
SUM = "∀ a b : Nat, a + b = b + a"
SUM_PROOF = "fun a b => Nat.add_comm a b"


def _claim(proof: str, statement: str = ONE_IS_TWO) -> str:
    return f"theorem claim : {statement} := {proof}\n"


CHEATS = (
    # Axioms
    Attempt("axiom", ONE_IS_TWO, "axiom cheat : 1 = 2\n" + _claim("cheat")),
    Attempt("axiom of everything", SUM, "axiom cheat (p : Prop) : p\n" + _claim("cheat _", SUM)),
    Attempt(
        "axiom in a namespace",
        FALSE,
        "namespace A\naxiom cheat : False\nend A\n" + _claim("A.cheat", FALSE),
    ),
    Attempt("private axiom", FALSE, "private axiom cheat : False\n" + _claim("cheat", FALSE)),
    Attempt("opaque without a value", FALSE, "opaque cheat : False\n" + _claim("cheat", FALSE)),
    Attempt(
        "constant by unsafe definition",
        FALSE,
        "unsafe def cheat : False := cheat\n" + _claim("cheat", FALSE),
    ),
    Attempt(
        "partial definition",
        FALSE,
        "partial def cheat (n : Nat) : False := cheat (n + 1)\n" + _claim("cheat 0", FALSE),
    ),
    # Sorry in all its forms
    Attempt("sorry", ONE_IS_TWO, _claim("sorry")),
    Attempt("sorry in tactics", ONE_IS_TWO, _claim("by sorry")),
    Attempt("admit", ONE_IS_TWO, _claim("by admit")),
    Attempt("sorryAx", ONE_IS_TWO, _claim("sorryAx _ true")),
    Attempt("sorryAx by name", ONE_IS_TWO, _claim("@sorryAx (1 = 2) false")),
    Attempt(
        "sorry in a lemma", ONE_IS_TWO, "theorem helper : 1 = 2 := by sorry\n" + _claim("helper")
    ),
    Attempt(
        "sorry in an instance",
        FALSE,
        "instance : Inhabited False := ⟨sorry⟩\n" + _claim("default", FALSE),
    ),
    Attempt(
        "sorry in a where clause",
        ONE_IS_TWO,
        "theorem claim : 1 = 2 := helper where helper : 1 = 2 := sorry\n",
    ),
    Attempt("stop", ONE_IS_TWO, "theorem claim : 1 = 2 := by\n  stop\n  rfl\n"),
    Attempt("a proof that fails", ONE_IS_TWO, _claim("by rfl")),
    Attempt("a hole", ONE_IS_TWO, _claim("?_")),
    Attempt(
        "a proof that stops in the middle",
        SUM,
        "theorem claim : ∀ a b : Nat, a + b = b + a := by\n  intro a b\n",
    ),
    # Trust in compiled code
    Attempt("native_decide", "10 < 20", _claim("by native_decide", "10 < 20")),
    Attempt("decide +native", "10 < 20", _claim("by decide +native", "10 < 20")),
    Attempt(
        "decide with a configuration",
        "10 < 20",
        _claim("by decide (config := { native := true })", "10 < 20"),
    ),
    Attempt(
        "ofReduceBool",
        "(10 < 20)",
        "def t : Bool := decide (10 < 20)\n"
        + _claim("of_decide_eq_true (Lean.ofReduceBool t true rfl)", "10 < 20"),
    ),
    Attempt("trustCompiler", "True", _claim("Lean.trustCompiler", "True")),
    Attempt(
        "implemented_by",
        "f = 1",
        "def g : Nat := 2\n@[implemented_by g] def f : Nat := 1\n" + _claim("rfl", "f = 1"),
    ),
    Attempt("extern", "f = 1", '@[extern "cheat"] def f : Nat := 1\n' + _claim("rfl", "f = 1")),
    Attempt("csimp", ONE_IS_TWO, "@[csimp] theorem cheat : @id = @id := rfl\n" + _claim("by rfl")),
    Attempt("an unsafe term", ONE_IS_TWO, _claim("unsafe unsafeCast rfl")),
    # Options and code
    Attempt(
        "debug.skipKernelTC", ONE_IS_TWO, "set_option debug.skipKernelTC true\n" + _claim("by rfl")
    ),
    Attempt(
        "an option inside a proof",
        SUM,
        _claim("by set_option maxRecDepth 10 in exact fun a b => Nat.add_comm a b", SUM),
    ),
    Attempt(
        "an option inside a term", SUM, _claim("set_option maxRecDepth 10 in " + SUM_PROOF, SUM)
    ),
    Attempt(
        "an option before a theorem",
        SUM,
        "set_option debug.byAsSorry true in\n" + _claim("by decide", SUM),
    ),
    Attempt("#eval with IO", SUM, '#eval IO.FS.writeFile "cheat" "x"\n' + _claim(SUM_PROOF, SUM)),
    Attempt("run_cmd", SUM, "run_cmd pure ()\n" + _claim(SUM_PROOF, SUM)),
    Attempt("run_tac", ONE_IS_TWO, _claim("by run_tac pure ()")),
    Attempt("by_elab", ONE_IS_TWO, _claim("by_elab pure default")),
    Attempt("initialize", SUM, "initialize pure ()\n" + _claim(SUM_PROOF, SUM)),
    Attempt(
        "a simproc",
        ONE_IS_TWO,
        "simproc cheat (1 = 2) := fun _ => return .continue\n" + _claim("by simp"),
    ),
    # Changed statements
    Attempt("another statement", ONE_IS_TWO, _claim("rfl", "1 = 1")),
    Attempt("a weaker statement", SUM, "theorem claim (a : Nat) : a + a = a + a := rfl\n"),
    Attempt("an added hypothesis", ONE_IS_TWO, "theorem claim (h : 1 = 2) : 1 = 2 := h\n"),
    Attempt(
        "a variable as hypothesis",
        ONE_IS_TWO,
        "variable (h : 1 = 2)\ninclude h\ntheorem claim : 1 = 2 := h\n",
    ),
    Attempt("notation", ONE_IS_TWO, 'notation:max "2" => (1 : Nat)\n' + _claim("rfl")),
    Attempt("local notation", ONE_IS_TWO, 'local notation "2" => 1\n' + _claim("rfl")),
    Attempt("infix", ONE_IS_TWO, 'infix:50 " = " => fun (_ _ : Nat) => True\n' + _claim("trivial")),
    Attempt("macro", ONE_IS_TWO, "macro_rules | `($a = $b) => `(True)\n" + _claim("trivial")),
    Attempt(
        "macro for a term", FALSE, 'macro "False" : term => `(True)\n' + _claim("trivial", FALSE)
    ),
    Attempt("syntax", ONE_IS_TWO, 'syntax "2" : term\n' + _claim("rfl")),
    Attempt("elab", FALSE, 'elab "cheat" : tactic => pure ()\n' + _claim("by cheat", FALSE)),
    Attempt(
        "an instance that changes literals",
        ONE_IS_TWO,
        "instance (priority := 2000) cheat (n : Nat) : OfNat Nat n := ⟨0⟩\n" + _claim("rfl"),
    ),
    Attempt(
        "an instance that changes addition",
        "∀ a b : Nat, a + b = 0",
        "instance (priority := 2000) : HAdd Nat Nat Nat := ⟨fun _ _ => 0⟩\n"
        + _claim("fun _ _ => rfl", "∀ a b : Nat, a + b = 0"),
    ),
    Attempt(
        "a name that shadows",
        "∀ n : Nat, n = 0",
        "namespace A\ninductive Nat where | zero\ninstance : OfNat Nat 0 := ⟨.zero⟩\n"
        "theorem claim : ∀ n : Nat, n = 0 := fun | .zero => rfl\nend A\nopen A\n"
        "theorem claim : ∀ n : A.Nat, n = 0 := A.claim\n",
    ),
    Attempt(
        "Unicode look-alike",
        FALSE,
        "inductive Fаlse : Prop where | intro\n" + _claim(".intro", "Fаlse"),
    ),
    Attempt(
        "look-alike of a type",
        "∀ n : Nat, n = 0",
        "inductive Νat where | zero\ninstance : OfNat Νat 0 := ⟨.zero⟩\n"
        "theorem claim : ∀ n : Νat, n = 0 := fun | .zero => rfl\n",
    ),
    Attempt(
        "a theorem in another namespace",
        ONE_IS_TWO,
        "namespace A\ntheorem claim : 1 = 1 := rfl\nend A\n",
    ),
    Attempt(
        "an auto-bound type",
        "∀ n : Nat, n = n + 1",
        "theorem claim : ∀ n : Nat', n = n := fun _ => rfl\n",
    ),
    Attempt("a definition instead of a theorem", ONE_IS_TWO, "def claim : Nat := 1\n"),
    Attempt(
        "an abbreviation of the statement",
        ONE_IS_TWO,
        "abbrev Claim : Prop := 1 = 1\ntheorem claim : Claim := rfl\n",
    ),
    Attempt("the theorem inside a comment", ONE_IS_TWO, "/- theorem claim : 1 = 2 := rfl -/\n"),
    # Printing an answer, importing, ending early
    Attempt(
        "a printed reply",
        ONE_IS_TWO,
        '#eval IO.println "@@{\\"ok\\":true,\\"id\\":0,\\"accepted\\":true}"\n',
    ),
    Attempt("importing", SUM, "import Lean\n" + _claim(SUM_PROOF, SUM)),
    Attempt("#exit before the theorem", ONE_IS_TWO, "#exit\n" + _claim("by rfl")),
    Attempt(
        "mutual recursion without a base",
        FALSE,
        "mutual\ntheorem claim : False := other\ntheorem other : False := claim\nend\n",
    ),
    Attempt(
        "an axiom among mutual definitions",
        FALSE,
        "mutual\naxiom cheat : False\nend\n" + _claim("cheat", FALSE),
    ),
    Attempt("a theorem that uses itself", FALSE, "theorem claim : False := claim\n"),
    Attempt(
        "a type that is not positive",
        FALSE,
        "inductive Bad where | mk (f : Bad → False)\n"
        "theorem no (b : Bad) : False := match b with | .mk f => f (.mk f)\n"
        "theorem claim : False := no (.mk no)\n",
    ),
    Attempt(
        "a universe that eats itself",
        FALSE,
        "structure All : Type where (carrier : Type)\ntheorem claim : False := (⟨All⟩ : All)\n",
    ),
    Attempt("nothing at all", ONE_IS_TWO, ""),
)

HONEST = (
    Attempt(
        "mutual recursion",
        "∃ b : Bool, b = true",
        "mutual\ndef even : Nat → Bool\n  | 0 => true\n  | n + 1 => odd n\n"
        "def odd : Nat → Bool\n  | 0 => false\n  | n + 1 => even n\nend\n"
        "theorem claim : ∃ b : Bool, b = true := ⟨even 0, by simp [even]⟩\n",
    ),
    Attempt("addition commutes", SUM, _claim(SUM_PROOF, SUM)),
    Attempt("by omega", SUM, _claim("by omega", SUM)),
    Attempt("by decide", "10 < 20", _claim("by decide", "10 < 20")),
    Attempt("by kernel evaluation", "10 < 20", _claim("by decide +kernel", "10 < 20")),
    Attempt(
        "binders",
        "theorem t (a b : Nat) : a + b = b + a",
        "theorem claim (a b : Nat) : a + b = b + a := Nat.add_comm a b\n",
    ),
    Attempt(
        "binders in another form",
        SUM,
        "theorem claim (a b : Nat) : a + b = b + a := Nat.add_comm a b\n",
    ),
    Attempt(
        "a lemma first",
        ONE_IS_TWO.replace("2", "1"),
        "theorem helper : 1 = 1 := rfl\ntheorem claim : 1 = 1 := helper\n",
    ),
    Attempt(
        "a definition of its own",
        "∃ n : Nat, n = 4",
        "def four : Nat := 4\ntheorem claim : ∃ n : Nat, n = 4 := ⟨four, rfl⟩\n",
    ),
    Attempt(
        "an inductive type of its own",
        "∃ n : Nat, n = 1",
        "inductive T where\n  | a\n  | b (t : T)\n"
        "def T.size : T → Nat\n  | .a => 0\n  | .b t => t.size + 1\n"
        "theorem claim : ∃ n : Nat, n = 1 := ⟨T.size (.b .a), by simp [T.size]⟩\n",
    ),
    Attempt(
        "a structure and an instance",
        "∃ n : Nat, n = 3",
        "structure P where\n  x : Nat\n  y : Nat\ninstance : Inhabited P := ⟨⟨1, 2⟩⟩\n"
        "theorem claim : ∃ n : Nat, n = 3 := ⟨(default : P).x + (default : P).y, rfl⟩\n",
    ),
    Attempt(
        "namespaces and open",
        SUM,
        "namespace A\ntheorem helper : ∀ a b : Nat, a + b = b + a := Nat.add_comm\nend A\n"
        "open A\ntheorem claim : ∀ a b : Nat, a + b = b + a := helper\n",
    ),
    Attempt(
        "open in", SUM, "open Nat in\ntheorem claim : ∀ a b : Nat, a + b = b + a := Nat.add_comm\n"
    ),
    Attempt(
        "a simp lemma",
        "∀ a : Nat, a + 0 = a",
        "@[simp] theorem helper (a : Nat) : a + 0 = a := rfl\n"
        "theorem claim : ∀ a : Nat, a + 0 = a := by simp\n",
    ),
    Attempt(
        "universes",
        "theorem t {α : Type u} (a : α) : a = a",
        "universe u\ntheorem claim {α : Type u} (a : α) : a = a := rfl\n",
    ),
    Attempt("classical logic", "∀ p : Prop, p ∨ ¬p", _claim("Classical.em", "∀ p : Prop, p ∨ ¬p")),
    Attempt(
        "recursion",
        "∀ n : Nat, n ≤ n + n",
        "theorem claim : ∀ n : Nat, n ≤ n + n\n  | 0 => Nat.le_refl 0\n  | n + 1 => by omega\n",
    ),
    Attempt(
        "comments and a doc comment",
        SUM,
        "/-! About addition. -/\n-- sorry, axiom, #eval\n/-- It commutes. -/\n"
        + _claim(SUM_PROOF, SUM),
    ),
    Attempt(
        "a hypothesis that is used",
        "∀ p : Prop, p → p",
        "theorem claim (p : Prop) (h : p) : p := h\n",
    ),
    Attempt(
        "deriving",
        "∃ n : Nat, n = 2",
        "inductive C where | r | g deriving DecidableEq\n"
        "theorem claim : ∃ n : Nat, n = 2 := ⟨if C.r = C.g then 1 else 2, by decide⟩\n",
    ),
)
