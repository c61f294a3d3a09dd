import TacticServer.Kernel
import TacticServer.Elaborate
import Lean.Attributes
open Lean Meta

/-! Proving a theorem of the library again, as if what comes after it were not there.

The library cannot be cut short, because decision procedures lean on modules that come late. So
the whole of it is imported, and a finished proof is refused when it mentions, itself or through
constants made on the way,

1. the theorem;
2. a proposition stated like it, up to the names of bound variables and universes and up to the
   order of the two sides of a concluding `=` or `↔`;
3. a proposition of a later module, unless that is a module of `supportModules`.

Modules are ordered as they were imported, which is an order of dependence. What is refused is
also taken out of the rules that `simp` and `grind` use unasked, so that they do not run into it. -/

namespace TacticServer

/-- Modules that hold what tactics rest on whatever they prove, and the modules below them. -/
def supportModules : List String := [
  "Init.Classical", "Init.ByCases", "Init.PropLemmas", "Init.Omega", "Init.Grind", "Init.GrindInstances", "Init.Simproc", "Init.SimpLemmas",
  "Init.Data.AC", "Init.Data.RArray", "Init.Data.Nat.Linear", "Init.Data.Nat.SOM",
  "Init.Data.Nat.Simproc", "Init.Data.Int.Linear", "Init.Data.Int.Cooper", "Init.Data.Int.OfNat" ]

/-- A theorem that is to be proved again. -/
structure Again where
  name : Name
  /-- Its statement, and its universes. -/
  type : Expr
  levels : List Name
  /-- The place of its module in the order of import. -/
  place : Nat

def isBelow (module : String) : List String → Bool
  | [] => false
  | m :: ms => m == module || module.startsWith (m ++ ".") || isBelow module ms

def isSupport (env : Environment) (place : Nat) : Bool :=
  isBelow (showName env.header.moduleNames[place]!) supportModules

/-- The place of the module that a constant was imported from; 0 for one that was not. -/
@[noinline] def placeOf (env : Environment) (n : Name) : Nat :=
  match env.getModuleIdxFor? n with
  | some i => i.toNat
  | none => 0

/-- Whether a constant is a theorem by its kind; its proof need not be shipped. -/
def isTheorem (env : Environment) (info : ConstantInfo) : Bool :=
  match info with
  | .thmInfo _ => true
  | .axiomInfo _ => wasOriginallyTheorem env info.name
  | _ => false

/-- Whether it is a theorem, or a definition whose type is a proposition. -/
def isProposition (env : Environment) (info : ConstantInfo) : IO Bool := do
  if isTheorem env info then return true else
  match info with
  | .inductInfo _ | .ctorInfo _ | .recInfo _ | .quotInfo _ => return false
  | _ =>
    let meta_ ← IO.mkRef ({} : Meta.State)
    let core ← IO.mkRef ({ env := env } : Core.State)
    let startedAt ← IO.getNumHeartbeats
    match ← (Meta.isProp info.type {} meta_ (contextWith 1000 startedAt) core).toBaseIO with
    | .ok answer => return answer
    | .error _ => return true

/-- The statement with the two sides of its conclusion exchanged, where it has two. -/
def exchanged : Expr → Expr
  | .forallE x t b i => .forallE x t (exchanged b) i
  | .mdata _ e => exchanged e
  | .app (.app (.app (.const `Eq ls) t) a) b => .app (.app (.app (.const `Eq ls) t) b) a
  | .app (.app (.const `Iff ls) a) b => .app (.app (.const `Iff ls) b) a
  | e => e

def levelsOf : List Name → List Level
  | [] => []
  | n :: ns => .param n :: levelsOf ns

/-- Whether a constant states what the theorem does. -/
def isStatedAlike (again : Again) (info : ConstantInfo) : Bool :=
  if lengthOf info.levelParams 0 != lengthOf again.levels 0 then false else
  let type := info.type.instantiateLevelParams info.levelParams (levelsOf again.levels)
  type == again.type || exchanged type == again.type

/-- The first of `names` that a proof of the theorem may not mention, and why. -/
partial def refusedIn (env : Environment) (again : Again) (names : List Name) :
    IO (Option String) := do
  match names with
  | [] => return none
  | n :: rest =>
    if n == again.name then return some ("the proof uses " ++ showName n ++ " itself") else
    match env.find? n with
    | none => refusedIn env again rest
    | some info =>
      let place := placeOf env n
      let isLate := place > again.place && !isSupport env place
      if !isLate && !isStatedAlike again info then refusedIn env again rest else
      if ← isProposition env info then
        if isLate then return some ("the proof uses " ++ showName n ++ " of the later module " ++
          showName env.header.moduleNames[place]!)
        else return some ("the proof uses " ++ showName n ++ ", which states the same")
      else refusedIn env again rest

/-! Rules that tactics use unasked. -/

/-- Take `names` out of the rules that an attribute keeps; it minds those that have none. -/
partial def eraseAll (erase : Name → CoreM Unit) (core : IO.Ref Core.State) (names : List Name) :
    IO Unit := do
  match names with
  | [] => return ()
  | n :: rest =>
    let _ ← (erase n (contextWith 100000 (← IO.getNumHeartbeats)) core).toBaseIO
    eraseAll erase core rest

partial def eraseFrom (attributes : List Name) (core : IO.Ref Core.State) (names : List Name) :
    IO Unit := do
  match attributes with
  | [] => return ()
  | a :: rest =>
    match getAttributeImpl (← core.get).env a with
    | .error _ => eraseFrom rest core names
    | .ok found =>
      eraseAll found.erase core names
      eraseFrom rest core names

/-- The environment in which tactics use none of `names` unasked. -/
def withoutRules (env : Environment) (names : List Name) : IO Environment := do
  let core ← IO.mkRef ({ env } : Core.State)
  eraseFrom [`simp, `grind] core names
  return (← core.get).env

partial def namesIn (constants : Array ConstantInfo) (p : ConstantInfo → Bool) (i : Nat)
    (acc : List Name) : List Name :=
  if i >= constants.size then acc else
  let info := constants[i]!
  namesIn constants p (i + 1) (if p info then info.name :: acc else acc)

/-- Theorems of the modules from `place` on. -/
partial def theoremsFrom (env : Environment) (place : Nat) (acc : List Name) : List Name :=
  if place >= env.header.moduleData.size then acc else
  let constants := env.header.moduleData[place]!.constants
  let acc := if isSupport env place then acc else namesIn constants (isTheorem env) 0 acc
  theoremsFrom env (place + 1) acc

/-- The environment in which `simp` and `grind` do not know the modules after `place`. -/
def environmentUpTo (env : Environment) (place : Nat) : IO Environment :=
  withoutRules env (theoremsFrom env (place + 1) [])

/-- The environment in which they do not know the theorem either. -/
def environmentFor (upTo : Environment) (again : Again) : IO Environment :=
  let constants := upTo.header.moduleData[again.place]!.constants
  withoutRules upTo (namesIn constants (isStatedAlike again) 0 [])

/-- What is to be proved again. -/
def findAgain (env : Environment) (name : Name) : Except String Again :=
  match env.find? name with
  | none => .error ("there is no theorem " ++ showName name)
  | some info =>
    if !isTheorem env info then .error (showName name ++ " is not a theorem of the library") else
    .ok { name, type := info.type, levels := info.levelParams, place := placeOf env name }

end TacticServer
