import TacticServer.Elaborate
import TacticServer.Kernel
import TacticServer.Audit
import TacticServer.Expression
import TacticServer.Reprove
open Lean Meta Elab

/-! Proof states, explored one tactic at a time. -/

namespace TacticServer

structure ProofState where
  elaboration : Elaboration
  goals : List MVarId
  root : MVarId
  statement : Statement
  /-- The library theorem that is proved again, if it is one. -/
  again? : Option Again := none

structure Server where
  /-- The environment as it was imported; nothing is ever added to it. -/
  base : Environment
  states : Array (Option ProofState) := #[]
  imports : List String := []
  /-- Where the preambles end that were given, the latest first. -/
  preambles : List (String × Place) := []
  /-- Environments without the rules of modules after a place, the latest first. -/
  shortened : List (Nat × Environment) := []

partial def goalTexts (goals : List MVarId) (r : Run) (acc : List String) : IO (List String) := do
  match goals with
  | [] => return reverseOnto acc []
  | g :: gs =>
    let result ← (Meta.ppGoal g {} r.meta_ r.coreContext r.core).toBaseIO
    match result with
    | .ok f => goalTexts gs r (f.pretty 100 :: acc)
    | .error e => goalTexts gs r (("⊢ <unprintable: " ++ (← exceptionText e) ++ ">") :: acc)

/-- Abbreviations that tactics see through anyway. -/
def transparent : List Name := [`Ne, `GT.gt, `GE.ge, `Not, `id]

/-- Whether `simp [n]` and `unfold n` may do something: a definition, but no instance, projection,
matcher or other auxiliary one. -/
@[noinline] def isUnfoldable (env : Environment) (n : Name) : Bool :=
  match env.find? n with
  | some (.defnInfo _) =>
    !n.isInternal && !Meta.isInstanceCore env n && !env.isProjectionFn n && !hasName n transparent
  | _ => false

partial def unfoldableIn (env : Environment) (names : List Name) (acc : List String) :
    List String :=
  match names with
  | [] => reverseOnto acc []
  | n :: rest =>
    unfoldableIn env rest (if isUnfoldable env n then showName n :: acc else acc)

/-- The definitions that the first goal's target mentions. -/
def definitionsIn (goals : List MVarId) (r : Run) : IO (List String) := do
  match goals with
  | [] => return []
  | g :: _ =>
    let mctx := (← r.meta_.get).mctx
    match mctx.findDecl? g with
    | none => return []
    | some decl =>
      let target := (instantiateMVarsCore mctx decl.type).1
      return unfoldableIn (← r.core.get).env (listOf target.getUsedConstants) []

def remember (server : IO.Ref Server) (s : ProofState) : IO Nat := do
  let before ← server.get
  server.set { before with states := before.states.push (some s) }
  return before.states.size

def proofTerm (s : ProofState) : Expr :=
  (instantiateMVarsCore s.elaboration.meta_.mctx (.mvar s.root)).1

/-- The reply that describes `s`; a state without goals is judged by the kernel first. -/
def describe (server : IO.Ref Server) (s : ProofState) (r : Run) (heartbeats : Nat)
    (more : List (String × Json)) : IO Json := do
  if isEmpty s.goals then
    let base := (← server.get).base
    let j ← judge base s.elaboration.core.env s.statement.levels s.statement.type (proofTerm s)
      heartbeats
    if !j.refusal.isEmpty then return failure j.code j.refusal
    let refused ← match s.again? with
      | none => pure none
      | some again => refusedIn base again j.trace.used
    match refused with
    | some reason => return failure "later" reason
    | none =>
    let id ← remember server s
    return success (("state", jsonNat id) :: ("done", .bool true) :: ("goals", jsonList []) ::
      reverseOnto (judgementFields j) more)
  else
    let goals ← goalTexts s.goals r []
    let definitions ← definitionsIn s.goals r
    let id ← remember server s
    return success (("state", jsonNat id) :: ("done", .bool false) :: ("goals", jsonList goals) ::
      ("definitions", jsonList definitions) :: more)

def introduce (r : Run) (root : MVarId) (binders : Nat) : IO (Except String (List MVarId)) := do
  if binders == 0 then return Except.ok [root] else
  let result ← (root.introNP binders {} r.meta_ r.coreContext r.core).toBaseIO
  match result with
  | .error e => return Except.error (← exceptionText e)
  | .ok (_, goal) => return Except.ok [goal]

/-- The first state of a proof of `statement`, which has been elaborated in `r`. -/
def begin_ (server : IO.Ref Server) (r : Run) (statement : Statement) (again? : Option Again)
    (heartbeats : Nat) : IO Json := do
  let made ← (Meta.mkFreshExprMVar (some statement.type) .synthetic .anonymous
    {} r.meta_ r.coreContext r.core).toBaseIO
  match made with
  | .error e => return failure "statement" (← exceptionText e)
  | .ok goal =>
  let root := goal.mvarId!
  match ← introduce r root statement.binders with
  | .error e => return failure "statement" e
  | .ok goals =>
    let s : ProofState := { elaboration := ← r.finish, goals, root, statement, again? }
    describe server s r heartbeats [("type", .str (showExpr statement.type))]

def start (server : IO.Ref Server) (place : Place) (request : Json) : IO Json := do
  let heartbeats := natField request "heartbeats" 200000
  let r ← Run.start (elaborationIn place) heartbeats none
  match ← elaborateStatement r (stringField request "statement") with
  | .error e => return failure "statement" e
  | .ok statement => begin_ server r statement none heartbeats

def countForalls : Expr → Nat → Nat
  | .forallE _ _ b _, n => countForalls b (n + 1)
  | .mdata _ e, n => countForalls e n
  | _, n => n

def upTo (place : Nat) : List (Nat × Environment) → Option Environment
  | [] => none
  | (known, env) :: rest => if known == place then some env else upTo place rest

def firstFew {α : Type} : List α → Nat → List α
  | [], _ => []
  | _, 0 => []
  | x :: xs, n + 1 => x :: firstFew xs n

def environmentBefore (server : IO.Ref Server) (place : Nat) : IO Environment := do
  let s ← server.get
  match upTo place s.shortened with
  | some env => return env
  | none =>
    let env ← environmentUpTo s.base place
    server.set { s with shortened := firstFew ((place, env) :: s.shortened) 4 }
    return env

/-- The first state of another proof of a library theorem; its variables are introduced. -/
def startAgain (server : IO.Ref Server) (request : Json) : IO Json := do
  let heartbeats := natField request "heartbeats" 200000
  match findAgain (← server.get).base (readName (stringField request "statement")) with
  | .error e => return failure "statement" e
  | .ok again =>
  let env ← environmentFor (← environmentBefore server again.place) again
  let e := elaborationIn { env }
  let r ← Run.start { e with term := { levelNames := again.levels } } heartbeats none
  let binders := countForalls again.type 0
  begin_ server r { type := again.type, levels := again.levels, binders } (some again) heartbeats

def indented : List String → String
  | [] => ""
  | line :: lines => "  " ++ line ++ "\n" ++ indented lines

/-- The text becomes the body of a `by` block, so newlines and `;` sequence tactics. -/
def parseTactic (env : Environment) (text : String) : Except String Syntax :=
  match Parser.runParserCategory env `term ("by\n" ++ indented (text.splitOn "\n")) "<tactic>" with
  | .ok stx => .ok (stx.getArg 1)
  | .error e => .error e

def evaluate (tactic : Syntax) (goals : IO.Ref Tactic.State) (r : Run) :
    IO (Except Exception Unit) := do
  let context : Tactic.Context := { elaborator := .anonymous, recover := false }
  let result ← (Tactic.evalTactic tactic context goals
    r.termContext r.term {} r.meta_ r.coreContext r.core).toBaseIO
  match result with
  | .error e => return Except.error e
  | .ok _ =>
  let result ← (Term.synthesizeSyntheticMVarsNoPostponing false
    r.termContext r.term {} r.meta_ r.coreContext r.core).toBaseIO
  match result with
  | .error e => return Except.error e
  | .ok _ =>
  let result ← (Tactic.pruneSolvedGoals context goals
    r.termContext r.term {} r.meta_ r.coreContext r.core).toBaseIO
  match result with
  | .error e => return Except.error e
  | .ok _ => return Except.ok ()

def findState (server : IO.Ref Server) (request : Json) : IO (Except String ProofState) := do
  let states := (← server.get).states
  let id := natField request "state" states.size
  if id >= states.size then return Except.error "there is no such state" else
  match states[id]! with
  | none => return Except.error "the state was dropped"
  | some s => return Except.ok s

def run (server : IO.Ref Server) (request : Json) : IO Json := do
  let heartbeats := natField request "heartbeats" 200000
  match ← findState server request with
  | .error e => return failure "state" e
  | .ok s =>
  match parseTactic s.elaboration.core.env (stringField request "tactic") with
  | .error e => return failure "parse" e
  | .ok tactic =>
  match forbiddenIn tactic with
  | some text => return failure "forbidden" (text ++ " is not allowed in a proof")
  | none =>
  let r ← Run.start s.elaboration heartbeats (some `TacticServer.verified)
  let goals ← IO.mkRef ({ goals := s.goals } : Tactic.State)
  let outcome ← evaluate tactic goals r
  let spent := [("heartbeats", jsonNat (← r.spent))]
  match outcome with
  | .error e =>
    let code := if isTimeout e then "heartbeats" else "tactic"
    return Json.mkObj (("ok", .bool false) :: ("code", .str code) ::
      ("error", .str (← exceptionText e)) :: spent)
  | .ok _ =>
  match ← messageTexts (← r.core.get).messages.toList [] with
  | .error text => return Json.mkObj (("ok", .bool false) :: ("code", .str "tactic") ::
      ("error", .str text) :: spent)
  | .ok texts =>
    let e ← r.finish
    let e := { e with core := { e.core with messages := {} } }
    let next := { s with elaboration := e, goals := (← goals.get).goals }
    describe server next r heartbeats (("messages", jsonList texts) :: spent)

/-- Run the tactics one after the other, from the state that the last reply tells. -/
partial def follow (server : IO.Ref Server) (last : Json) (tactics : List Json)
    (heartbeats : Nat) : IO Json := do
  let stop (code reason : String) : Json := success (judgementFields (refuse code reason))
  if !boolField last "ok" false then
    return stop (stringField last "code") (stringField last "error")
  else if boolField last "done" false then
    return if isEmpty tactics then last else stop "errors" "tactics are left over"
  else match tactics with
  | [] => return stop "errors" "goals are left"
  | tactic :: rest =>
    let request := Json.mkObj [("state", jsonNat (natField last "state" 0)), ("tactic", tactic),
      ("heartbeats", jsonNat heartbeats)]
    follow server (← run server request) rest heartbeats

def listField (j : Json) (key : String) : List Json :=
  match j.getObjVal? key with
  | .ok (.arr a) => listOf a
  | _ => []

/-- The judgement of a script as another proof of a library theorem, run from the start. -/
def proveAgain (server : IO.Ref Server) (request : Json) : IO Json := do
  let before := (← server.get).states
  let heartbeats := natField request "heartbeats" 200000
  let reply ← follow server (← startAgain server request) (listField request "tactics") heartbeats
  server.set { ← server.get with states := before }
  return reply

partial def dropAll (ids : List Json) (states : Array (Option ProofState)) :
    Array (Option ProofState) :=
  match ids with
  | [] => states
  | id :: rest => match id.getNat? with
    | .ok i => dropAll rest (if i < states.size then states.set! i none else states)
    | .error _ => dropAll rest states

def drop (server : IO.Ref Server) (request : Json) : IO Json := do
  let before ← server.get
  server.set { before with states := dropAll (listField request "states") before.states }
  return success []

def reset (server : IO.Ref Server) : IO Json := do
  let before ← server.get
  server.set { before with states := #[] }
  return success []

end TacticServer
