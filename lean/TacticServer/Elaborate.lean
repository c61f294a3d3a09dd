import TacticServer.Basic
import TacticServer.Audit
import Lean.Elab.Tactic.Basic
open Lean Meta Elab

/-! Contexts for elaboration, messages, and the statements that proofs start from. -/

namespace TacticServer

/-- An environment, and what names mean there: the namespace one is in, and what is open. -/
structure Place where
  env : Environment
  within : Name := .anonymous
  opened : List OpenDecl := []

/-- Lean's state while a statement is elaborated and proved: immutable, so states can be forked. -/
structure Elaboration where
  within : Name := .anonymous
  opened : List OpenDecl := []
  core : Core.State
  meta_ : Meta.State
  term : Term.State

/-- Mutable copies of an `Elaboration`, and the contexts that go with it. -/
structure Run where
  core : IO.Ref Core.State
  meta_ : IO.Ref Meta.State
  term : IO.Ref Term.State
  coreContext : Core.Context
  termContext : Term.Context
  startedAt : Nat

/-- `heartbeats` as in `set_option maxHeartbeats`: thousands of small allocations. -/
def contextWith (heartbeats startedAt : Nat) : Core.Context :=
  { fileName := "<server>", fileMap := default, maxHeartbeats := heartbeats * 1000,
    initHeartbeats := startedAt, maxRecDepth := 1024, options := maxHeartbeats.set {} heartbeats }

def Run.start (e : Elaboration) (heartbeats : Nat) (name : Option Name) : IO Run := do
  let startedAt ← IO.getNumHeartbeats
  let context := contextWith heartbeats startedAt
  return { core := ← IO.mkRef e.core, meta_ := ← IO.mkRef e.meta_, term := ← IO.mkRef e.term,
           coreContext := { context with currNamespace := e.within, openDecls := e.opened },
           startedAt,
           termContext := { errToSorry := false, declName? := name } }

def Run.finish (r : Run) : IO Elaboration := do
  return { core := ← r.core.get, meta_ := ← r.meta_.get, term := ← r.term.get,
           within := r.coreContext.currNamespace, opened := r.coreContext.openDecls }

def Run.spent (r : Run) : IO Nat := do
  return ((← IO.getNumHeartbeats) - r.startedAt) / 1000

/-- Universe names that statements may use without declaring them. -/
def universes : List Name := [`u, `v, `w, `u_1, `u_2, `u_3]

def elaborationIn (place : Place) : Elaboration :=
  { core := { env := place.env, ngen := { namePrefix := `_tactic_server } }, meta_ := {},
    term := { levelNames := universes }, within := place.within, opened := place.opened }

def exceptionText (e : Exception) : IO String := e.toMessageData.toString

def isTimeout (e : Exception) : Bool := e.isMaxHeartbeat

/-- The texts of all messages, unless one is an error: then that one. -/
partial def messageTexts (messages : List Message) (acc : List String) :
    IO (Except String (List String)) := do
  match messages with
  | [] => return .ok (reverseOnto acc [])
  | m :: ms =>
    let text ← m.data.toString
    match m.severity with
    | .error => return .error text
    | _ => messageTexts ms (text :: acc)

def instantiate (r : Run) (e : Expr) : IO Expr := do
  let s ← r.meta_.get
  let (e, mctx) := instantiateMVarsCore s.mctx e
  r.meta_.set { s with mctx := mctx }
  return e

/-- The statement of a goal: its type, its universe names, and how many binders to introduce. -/
structure Statement where
  type : Expr
  levels : List Name
  binders : Nat

/-- Read `theorem t (binders) : T` or a term; the second part says whether there are binders. -/
def parseStatement (env : Environment) (text : String) : Except String (Syntax × Bool) :=
  match Parser.runParserCategory env `term text "<statement>" with
  | .ok stx => .ok (stx, false)
  | .error notTerm =>
    match Parser.runParserCategory env `command (text ++ " := by skip") "<statement>" with
    | .error notTheorem =>
      .error ("neither a term (" ++ notTerm ++ ") nor a theorem (" ++ notTheorem ++ ")")
    | .ok stx =>
      if (stx.getArg 1).getKind != `Lean.Parser.Command.theorem then
        .error "a statement is a term of type Prop, or: theorem name (binders) : statement" else
      let signature := (stx.getArg 1).getArg 2
      let binders := signature.getArg 0
      let type := (signature.getArg 1).getArg 1
      if binders.getNumArgs == 0 then .ok (type, false) else
      .ok (Syntax.node .none `Lean.Parser.Term.forall
        #[.atom .none "∀", binders, .node .none `null #[], .atom .none ",", type], true)

/-- How many variables the binder syntaxes bind. -/
partial def countBinders (binders : Syntax) (i : Nat) (acc : Nat) : Nat :=
  if i >= binders.getNumArgs then acc else
  let b := binders.getArg i
  let several := hasName b.getKind
    [`Lean.Parser.Term.explicitBinder, `Lean.Parser.Term.implicitBinder,
     `Lean.Parser.Term.strictImplicitBinder]
  countBinders binders (i + 1) (acc + if several then (b.getArg 1).getNumArgs else 1)

/-- Elaborate a statement; nothing undeclared, undetermined or erroneous is let through. -/
def elaborateStatement (r : Run) (text : String) : IO (Except String Statement) := do
  match parseStatement (← r.core.get).env text with
  | .error e => return (.error e : Except String Statement)
  | .ok (stx, bound) =>
  match forbiddenIn stx with
  | some text => return (.error (text ++ " is not allowed in a statement") : Except String Statement)
  | none =>
  let binders := if bound then countBinders (stx.getArg 1) 0 0 else 0
  let result ← (Term.elabType stx r.termContext r.term {} r.meta_ r.coreContext r.core).toBaseIO
  match result with
  | .error e => return (.error (← exceptionText e) : Except String Statement)
  | .ok type =>
  let result ← (Term.synthesizeSyntheticMVarsNoPostponing false
    r.termContext r.term {} r.meta_ r.coreContext r.core).toBaseIO
  match result with
  | .error e => return (.error (← exceptionText e) : Except String Statement)
  | .ok _ =>
  match ← messageTexts (← r.core.get).messages.toList [] with
  | .error e => return (.error e : Except String Statement)
  | .ok _ =>
  let type ← instantiate r (← instantiate r type)
  if type.hasLevelMVar then
    return (.error "undetermined universe levels: write Type, Type u, …" : Except String Statement)
  else if type.hasSorry || type.hasExprMVar || type.hasFVar then
    return (.error "the statement has errors or unresolved holes" : Except String Statement)
  else
  match ← (Meta.isProp type {} r.meta_ r.coreContext r.core).toBaseIO with
  | .error e => return (.error (← exceptionText e) : Except String Statement)
  | .ok false => return (.error "the statement is not a proposition" : Except String Statement)
  | .ok true =>
    return (.ok { type, levels := listOf (collectLevelParams {} type).params, binders } :
      Except String Statement)

end TacticServer
