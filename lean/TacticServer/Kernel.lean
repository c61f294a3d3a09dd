import TacticServer.Basic
import Lean.Environment
import Lean.Util.FoldConsts
import Lean.Util.Sorry
open Lean

/-! The last word: replay into an untouched environment, and the axioms it rests on.

Whatever elaboration did to its own environment, a theorem counts only when every constant it
depends on is accepted again, by the kernel, on top of the environment as it was imported. -/

namespace TacticServer

/-- The axioms of Lean's logic that a proof may use. -/
def standardAxioms : List Name := [`propext, `Classical.choice, `Quot.sound]

/-- What a constant's type and body mention. -/
def mentioned (info : ConstantInfo) : List Name :=
  let inType := listOf info.type.getUsedConstants
  match info with
  | .thmInfo v => reverseOnto (listOf v.value.getUsedConstants) inType
  | .defnInfo v => reverseOnto (listOf v.value.getUsedConstants) inType
  | .opaqueInfo v => reverseOnto (listOf v.value.getUsedConstants) inType
  | .inductInfo v => reverseOnto v.ctors inType
  | .ctorInfo v => v.induct :: inType
  | .recInfo v => reverseOnto v.all inType
  | _ => inType

/-- Whether an imported constant only looks like an axiom, because its body is not shipped. -/
@[noinline] def isShippedBare (base : Environment) (n : Name) : Bool :=
  match getOriginalConstKind? base n with
  | some .axiom => false
  | some _ => true
  | none => false

structure Trace where
  /-- Constants that were looked at. -/
  seen : NameSet := {}
  /-- New constants, in the order they were met. -/
  fresh : List Name := []
  /-- Imported constants that the proof or a new constant mentions. -/
  used : List Name := []
  /-- Axioms met, also below imported theorems where their proofs are shipped. -/
  axioms : List Name := []
  /-- Imported theorems whose proofs are not shipped: trusted, not looked into. -/
  trusted : List Name := []

/-- Follow what `todo` mentions through new constants, as far as imported ones. -/
partial def traceNew (base env : Environment) (todo : List Name) (t : Trace) : Trace :=
  match todo with
  | [] => t
  | n :: rest =>
    if contains t.seen n then traceNew base env rest t else
    let t := { t with seen := insert t.seen n }
    if base.contains n then traceNew base env rest { t with used := n :: t.used } else
    let t := { t with fresh := n :: t.fresh }
    match env.find? n with
    | none => traceNew base env rest { t with axioms := n :: t.axioms }
    | some (.axiomInfo _) => traceNew base env rest { t with axioms := n :: t.axioms }
    | some info => traceNew base env rest (traceNew base env (mentioned info) t)

/-- Follow what imported constants mention, down to axioms. -/
partial def traceBase (base : Environment) (todo : List Name) (t : Trace) : Trace :=
  match todo with
  | [] => t
  | n :: rest =>
    if contains t.seen n then traceBase base rest t else
    let t := { t with seen := insert t.seen n }
    match base.find? n with
    | none => traceBase base rest t
    | some (.axiomInfo _) =>
      if isShippedBare base n then traceBase base rest { t with trusted := n :: t.trusted }
      else traceBase base rest { t with axioms := n :: t.axioms }
    | some info => traceBase base rest (traceBase base (mentioned info) t)

/-- Everything that the constants `todo` rest on. -/
def trace (base env : Environment) (todo : List Name) : Trace :=
  let t := traceNew base env todo {}
  traceBase base t.used { t with seen := {} }

def forbidden (axioms : List Name) : Option Name :=
  match axioms with
  | [] => none
  | n :: ns => if hasName n standardAxioms then forbidden ns else some n

def kernelError (e : Kernel.Exception) : IO String := (e.toMessageData {}).toString

/-- The kernel's budget in small allocations, which has to fit a 32-bit word. -/
def kernelBudget (heartbeats : Nat) : USize :=
  USize.ofNat ((if heartbeats > 4000000 then 4000000 else heartbeats) * 1000)

/-- Let the kernel check one theorem on top of `env`. -/
def addTheorem (env : Environment) (name : Name) (levels : List Name) (type value : Expr)
    (heartbeats : Nat) : IO (Except String Environment) := do
  let decl := Declaration.thmDecl { name, levelParams := levels, type, value }
  match env.addDeclCore (kernelBudget heartbeats) decl none with
  | .ok env => return .ok env
  | .error e => return .error (← kernelError e)

def constructorsOf (source : Environment) :
    List Name → List Constructor → Option (List Constructor)
  | [], acc => some (reverseOnto acc [])
  | c :: cs, acc => match source.find? c with
    | some info => constructorsOf source cs ({ name := c, type := info.type } :: acc)
    | none => none

/-- The declaration of an inductive family, as its parts in `source` tell it. -/
partial def inductiveTypes (source : Environment) (names : List Name)
    (acc : List InductiveType) : Option (List InductiveType) :=
  match names with
  | [] => some (reverseOnto acc [])
  | n :: ns => match source.find? n with
    | some (.inductInfo v) => match constructorsOf source v.ctors [] with
      | some ctors => inductiveTypes source ns ({ name := n, type := v.type, ctors } :: acc)
      | none => none
    | _ => none

def constructorNeeds : List Constructor → List Name → List Name
  | [], acc => acc
  | c :: cs, acc => constructorNeeds cs (reverseOnto (listOf c.type.getUsedConstants) acc)

/-- The constants that an inductive family needs besides itself. -/
def familyNeeds (types : List InductiveType) (acc : List Name) : List Name :=
  match types with
  | [] => acc
  | t :: ts =>
    let acc := reverseOnto (listOf t.type.getUsedConstants) acc
    familyNeeds ts (constructorNeeds t.ctors acc)

def insertAll (s : NameSet) : List Name → NameSet
  | [] => s
  | n :: ns => insertAll (insert s n) ns

def addTo (env : Environment) (name : Name) (d : Declaration) : IO (Except String Environment) := do
  match env.addDeclCore 0 d none with
  | .ok env => return .ok env
  | .error e => return .error (showName name ++ ": " ++ (← kernelError e))

mutual
/-- Add `todo`, and before each what it mentions, from `source` to `target`, through the kernel.

Constructors and recursors come with their family, made again by the kernel: what `source` says
about them is not believed. `active` are the constants being added just now. -/
partial def replay (source : Environment) (todo : List Name) (active : NameSet)
    (target : Environment) : IO (Except String Environment) := do
  match todo with
  | [] => return .ok target
  | n :: rest =>
    if target.contains n || contains active n then replay source rest active target else
    match ← replayOne source n active target with
    | .error e => return .error e
    | .ok target => replay source rest active target

partial def replayOne (source : Environment) (n : Name) (active : NameSet) (target : Environment) :
    IO (Except String Environment) := do
  match source.find? n with
  | none => return .error (showName n ++ " is unknown")
  | some info =>
  if info.isUnsafe || info.isPartial then return .error (showName n ++ " is unsafe or partial") else
  match info with
  | .ctorInfo v => replay source [v.induct] active target
  | .recInfo v => replay source v.all active target
  | .inductInfo v =>
    match inductiveTypes source v.all [] with
    | none => return .error (showName n ++ " is not a whole inductive family")
    | some types =>
      match ← replay source (familyNeeds types []) (insertAll active v.all) target with
      | .error e => return .error e
      | .ok target => addTo target n (.inductDecl v.levelParams v.numParams types false)
  | .thmInfo v => replayAfter source info (.thmDecl v) active target
  | .defnInfo v => replayAfter source info (.defnDecl v) active target
  | .opaqueInfo v => replayAfter source info (.opaqueDecl v) active target
  | _ => return .error (showName n ++ " is an axiom")

partial def replayAfter (source : Environment) (info : ConstantInfo) (d : Declaration)
    (active : NameSet) (target : Environment) : IO (Except String Environment) := do
  match ← replay source (mentioned info) (insert active info.name) target with
  | .error e => return .error e
  | .ok target => addTo target info.name d
end

/-- What the kernel said about a proof. -/
structure Judgement where
  /-- Why it does not count, or empty. -/
  refusal : String := ""
  code : String := ""
  trace : Trace := {}

def refuse (code text : String) (t : Trace := {}) : Judgement :=
  { refusal := text, code := code, trace := t }

/-- Replay `value : type` with all new constants it mentions into `base`, check the axioms. -/
def judge (base env : Environment) (levels : List Name) (type value : Expr) (heartbeats : Nat) :
    IO Judgement := do
  if value.hasExprMVar || value.hasLevelMVar then
    return refuse "incomplete" "the proof term still has metavariables"
  if value.hasFVar then return refuse "incomplete" "the proof term has free variables"
  if value.hasSorry || type.hasSorry then return refuse "sorry" "the proof uses sorry"
  let todo := reverseOnto (listOf value.getUsedConstants) (listOf type.getUsedConstants)
  let t := trace base env todo
  match forbidden t.axioms with
  | some `sorryAx => return refuse "sorry" "the proof uses sorry" t
  | some n => return refuse "axiom" ("the proof uses the axiom " ++ showName n) t
  | none =>
  match ← replay env t.fresh {} base with
  | .error e => return refuse "kernel" ("the kernel refused: " ++ e) t
  | .ok base =>
    match ← addTheorem base `TacticServer.verified levels type value heartbeats with
    | .error e => return refuse "kernel" ("the kernel refused: " ++ e) t
    | .ok _ => return { trace := t }

def judgementFields (j : Judgement) : List (String × Json) :=
  [ ("accepted", .bool j.refusal.isEmpty), ("reason", .str j.refusal), ("code", .str j.code),
    ("axioms", jsonList (showNames j.trace.axioms)),
    ("used", jsonList (showNames j.trace.used)),
    ("trusted", jsonNat (lengthOf j.trace.trusted 0)),
    ("fresh", jsonNat (lengthOf j.trace.fresh 0)) ]

end TacticServer
