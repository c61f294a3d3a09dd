import TacticServer.Elaborate
import TacticServer.Kernel
import TacticServer.Audit
import TacticServer.Expression
open Lean Meta Elab

/-! Proof states, explored one tactic at a time. -/

namespace TacticServer

structure ProofState where
  elaboration : Elaboration
  goals : List MVarId
  root : MVarId
  statement : Statement

structure Server where
  /-- The environment as it was imported; nothing is ever added to it. -/
  base : Environment
  states : Array (Option ProofState) := #[]
  imports : List String := []
  /-- Environments with definitions that were given as preambles, the latest first. -/
  preambles : List (String × Environment) := []

partial def goalTexts (goals : List MVarId) (r : Run) (acc : List String) : IO (List String) := do
  match goals with
  | [] => return reverseOnto acc []
  | g :: gs =>
    let result ← (Meta.ppGoal g {} r.meta_ r.coreContext r.core).toBaseIO
    match result with
    | .ok f => goalTexts gs r (f.pretty 100 :: acc)
    | .error e => goalTexts gs r (("⊢ <unprintable: " ++ (← exceptionText e) ++ ">") :: acc)

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
    let id ← remember server s
    return success (("state", jsonNat id) :: ("done", .bool true) :: ("goals", jsonList []) ::
      reverseOnto (judgementFields j) more)
  else
    let goals ← goalTexts s.goals r []
    let id ← remember server s
    return success (("state", jsonNat id) :: ("done", .bool false) :: ("goals", jsonList goals) ::
      more)

def introduce (r : Run) (root : MVarId) (binders : Nat) : IO (Except String (List MVarId)) := do
  if binders == 0 then return Except.ok [root] else
  let result ← (root.introNP binders {} r.meta_ r.coreContext r.core).toBaseIO
  match result with
  | .error e => return Except.error (← exceptionText e)
  | .ok (_, goal) => return Except.ok [goal]

def start (server : IO.Ref Server) (env : Environment) (request : Json) : IO Json := do
  let heartbeats := natField request "heartbeats" 200000
  let r ← Run.start (elaborationIn env) heartbeats none
  match ← elaborateStatement r (stringField request "statement") with
  | .error e => return failure "statement" e
  | .ok statement =>
  let made ← (Meta.mkFreshExprMVar (some statement.type) .synthetic .anonymous
    {} r.meta_ r.coreContext r.core).toBaseIO
  match made with
  | .error e => return failure "statement" (← exceptionText e)
  | .ok goal =>
  let root := goal.mvarId!
  match ← introduce r root statement.binders with
  | .error e => return failure "statement" e
  | .ok goals =>
    let s : ProofState := { elaboration := ← r.finish, goals, root, statement }
    describe server s r heartbeats [("type", .str (showExpr statement.type))]

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

partial def dropAll (ids : List Json) (states : Array (Option ProofState)) :
    Array (Option ProofState) :=
  match ids with
  | [] => states
  | id :: rest => match id.getNat? with
    | .ok i => dropAll rest (if i < states.size then states.set! i none else states)
    | .error _ => dropAll rest states

def drop (server : IO.Ref Server) (request : Json) : IO Json := do
  let before ← server.get
  let ids := match request.getObjVal? "states" with
    | .ok (.arr a) => listOf a
    | _ => []
  server.set { before with states := dropAll ids before.states }
  return success []

def reset (server : IO.Ref Server) : IO Json := do
  let before ← server.get
  server.set { before with states := #[] }
  return success []

end TacticServer
