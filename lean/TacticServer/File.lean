import TacticServer.Elaborate
import TacticServer.Kernel
import TacticServer.Audit
import TacticServer.Expression
import TacticServer.Tactic
import Lean.Parser.Module
import Lean.Elab.Import
import Lean.Server.InfoUtils
open Lean Meta Elab

/-! Whole files: messages for a reader, a judgement for a verdict, the goals at a line. -/

namespace TacticServer

structure Checked where
  place : Place
  messages : Array Json := #[]
  failed : Bool := false
  /-- Why a command was refused, with its line; empty when none was. -/
  refusal : String := ""
  refusedLine : Nat := 0
  trees : List InfoTree := []

def severityText : MessageSeverity → String
  | .error => "error"
  | .warning => "warning"
  | .information => "information"

partial def addMessages (messages : List Message) (acc : Array Json) : IO (Array Json) := do
  match messages with
  | [] => return acc
  | m :: ms =>
    let text ← m.data.toString
    addMessages ms (acc.push (Json.mkObj [
      ("severity", .str (severityText m.severity)), ("line", jsonNat m.pos.line),
      ("column", jsonNat (m.pos.column + 1)), ("text", .str text)]))

mutual
partial def treesOfNode (node : PersistentArrayNode InfoTree) (acc : List InfoTree) :
    List InfoTree :=
  match node with
  | .leaf trees => reverseOnto (listOf trees) acc
  | .node children => treesOfNodes children 0 acc

partial def treesOfNodes (nodes : Array (PersistentArrayNode InfoTree)) (i : Nat)
    (acc : List InfoTree) : List InfoTree :=
  if i >= nodes.size then acc else treesOfNodes nodes (i + 1) (treesOfNode nodes[i]! acc)
end

/-- The info trees that the last command left, in no particular order. -/
def treesOf (s : Command.State) : List InfoTree :=
  treesOfNode s.infoState.trees.root (listOf s.infoState.trees.tail)

/-- Elaborate command after command. With `audited`, stop at the first that is not allowed. -/
partial def commands (input : Parser.InputContext) (position : Parser.ModuleParserState)
    (state : Command.State) (audited : Bool) (acc : Checked) : IO Checked := do
  match state.scopes with
  | [] => return { acc with place := { env := state.env } }
  | scope :: _ =>
  let acc := { acc with place := { env := state.env, within := scope.currNamespace,
                                   opened := scope.openDecls } }
  let context : Parser.ParserModuleContext :=
    { env := state.env, options := scope.opts, currNamespace := scope.currNamespace,
      openDecls := scope.openDecls }
  let (command, next, complaints) := Parser.parseCommand input context position {}
  let acc := { acc with messages := ← addMessages complaints.toList acc.messages,
                        failed := acc.failed || complaints.hasErrors }
  if Parser.isTerminalCommand command then return acc else
  let refusal := if audited then refusedCommand command else none
  match refusal with
  | some reason =>
    let line := (input.fileMap.toPosition position.pos).line
    return { acc with refusal := reason, refusedLine := line, failed := true }
  | none =>
  let context : Command.Context :=
    { fileName := input.fileName, fileMap := input.fileMap, cmdPos := position.pos,
      snap? := none, cancelTk? := none }
  let ref ← IO.mkRef { state with messages := {} }
  let result ← (Command.elabCommandTopLevel command context ref).toBaseIO
  match result with
  | .error e => throw (IO.userError (← exceptionText e))
  | .ok _ =>
    let state ← ref.get
    let acc := { acc with messages := ← addMessages state.messages.toList acc.messages,
                          failed := acc.failed || state.messages.hasErrors,
                          trees := reverseOnto (treesOf state) acc.trees }
    commands input next { state with messages := {} } audited acc

partial def isLoaded (env : Environment) (module : Name) (i : Nat) : Bool :=
  if i >= env.header.moduleNames.size then false
  else env.header.moduleNames[i]! == module || isLoaded env module (i + 1)

def unknownImport (env : Environment) : List Import → Option String
  | [] => none
  | i :: rest =>
    if isLoaded env i.module 0 then unknownImport env rest else some (showName i.module)

def inputOf (text : String) : Parser.InputContext :=
  { inputString := text, fileName := "<file>", fileMap := text.toFileMap,
    endPos := text.rawEndPos, endPos_valid := by simp }

def importsOf (header : HeaderSyntax) : List Import := listOf (HeaderSyntax.imports header)

/-- The state in which the commands after a place are elaborated. -/
def stateAt (place : Place) (heartbeats : Nat) : Command.State :=
  let options := maxHeartbeats.set {} heartbeats
  let state := Command.mkState place.env {} options
  { state with scopes := [{ header := "", opts := options, currNamespace := place.within,
                            openDecls := place.opened }] }

/-- Elaborate a file, or the rest of one after `place`; its imports must be loaded already. -/
def elaborateFile (place : Place) (text : String) (heartbeats : Nat) (audited trees : Bool) :
    IO Checked := do
  let input := inputOf text
  let (header, position, complaints) ← Parser.parseHeader input
  if complaints.hasErrors then
    return { place, messages := ← addMessages complaints.toList #[], failed := true }
  match unknownImport place.env (importsOf header) with
  | some name =>
    return { place, failed := true, refusal := "the module " ++ name ++ " is not loaded",
             refusedLine := 1 }
  | none =>
  let state := stateAt place heartbeats
  let state := { state with infoState := { state.infoState with enabled := trees } }
  commands input position state audited { place }

/-- Why a preamble is refused. -/
def firstError (messages : List Json) : String :=
  match messages with
  | [] => "the preamble has errors"
  | m :: ms => if stringField m "severity" == "error" then stringField m "text" else firstError ms

def remembered (text : String) : List (String × Place) → Option Place
  | [] => none
  | (known, place) :: rest => if known == text then some place else remembered text rest

/-- Where a preamble ends: its definitions, its namespace, what it opens. It is audited like any
text on which a verdict hangs. The kernel sees the definitions again when a proof that uses them
is judged. -/
def withPreamble (server : IO.Ref Server) (request : Json) : IO (Except String Place) := do
  let s ← server.get
  let text := stringField request "preamble"
  if text.isEmpty then return Except.ok { env := s.base } else
  match remembered text s.preambles with
  | some place => return Except.ok place
  | none =>
    let c ← elaborateFile { env := s.base } text (natField request "heartbeats" 200000) true false
    if !c.refusal.isEmpty then return Except.error c.refusal else
    if c.failed then return Except.error (firstError (listOf c.messages)) else
    server.set { s with preambles := firstFew ((text, c.place) :: s.preambles) 4 }
    return Except.ok c.place

def startWith (server : IO.Ref Server) (request : Json) : IO Json := do
  if boolField request "library" false then startAgain server request else
  match ← withPreamble server request with
  | .error e => return failure "preamble" e
  | .ok place => start server place request

def checkedFields (c : Checked) : List (String × Json) :=
  [("messages", .arr c.messages), ("refusal", .str c.refusal), ("line", jsonNat c.refusedLine)]

/-- Messages for a reader. Never a verdict: a text without errors has proved nothing yet. -/
def check (server : IO.Ref Server) (request : Json) : IO Json := do
  let env := (← server.get).base
  let c ← elaborateFile { env } (stringField request "source")
    (natField request "heartbeats" 200000) false false
  return success (("clean", .bool !c.failed) :: checkedFields c)

def asLevels : List Name → List Level
  | [] => []
  | n :: ns => .param n :: asLevels ns

/-- Whether the named theorem of the file proves the statement, in the kernel's judgement.

The statement is elaborated in the imported environment, or where the preamble ends if there is
one: nothing that the file defines is known there. Without a statement the type that the file
gives is judged, and reported for the caller to compare. -/
def verify (server : IO.Ref Server) (request : Json) : IO Json := do
  let heartbeats := natField request "heartbeats" 200000
  let base := (← server.get).base
  match ← withPreamble server request with
  | .error e =>
    let none_ : Checked := { place := { env := base } }
    return success (("type", .str "") :: reverseOnto (judgementFields (refuse "preamble" e))
      (checkedFields none_))
  | .ok known =>
  let c ← elaborateFile known (stringField request "source") heartbeats true false
  let reply (j : Judgement) (type : String) : Json :=
    success (("type", .str type) :: reverseOnto (judgementFields j) (checkedFields c))
  if !c.refusal.isEmpty then return reply (refuse "forbidden" c.refusal) ""
  if c.failed then return reply (refuse "errors" "Lean reports errors") ""
  let name := known.within ++ readName (stringField request "theorem")
  match c.place.env.find? name with
  | none => return reply (refuse "missing" ("there is no theorem " ++ showName name)) ""
  | some info =>
  match info with
  | .thmInfo found =>
    let stated := stringField request "statement"
    if stated.isEmpty then
      let j ← judge base c.place.env found.levelParams found.type found.value heartbeats
      return reply j (showExpr found.type)
    let r ← Run.start (elaborationIn known) heartbeats none
    match ← elaborateStatement r stated with
    | .error e => return reply (refuse "statement" e) ""
    | .ok statement =>
      if lengthOf statement.levels 0 != lengthOf found.levelParams 0 then
        return reply (refuse "statement" "the theorem has other universes than the statement") ""
      let type := statement.type.instantiateLevelParams statement.levels
        (asLevels found.levelParams)
      let j ← judge base c.place.env found.levelParams type found.value heartbeats
      if j.code == "kernel" && !(type == found.type) then
        return reply (refuse "statement" "the theorem states something else" j.trace) ""
      return reply j (showExpr statement.type)
  | _ => return reply (refuse "missing" (showName name ++ " is not a theorem")) ""

/-! Goals at a line. -/

/-- The goals before the last tactic that starts at or before `line`. -/
structure Found where
  line : Nat := 0
  context? : Option ContextInfo := none
  goals : List MVarId := []
  mctx : MetavarContext := {}

def better (map : FileMap) (line : Nat) (results : List GoalsAtResult) (best : Found) : Found :=
  match results with
  | [] => best
  | r :: rest =>
    let i := r.tacticInfo
    let goals := if r.useAfter then i.goalsAfter else i.goalsBefore
    let mctx := if r.useAfter then i.mctxAfter else i.mctxBefore
    better map line rest { line, context? := some r.ctxInfo, goals, mctx }

def searchTrees (map : FileMap) (line : Nat) (position : String.Pos.Raw) (trees : List InfoTree)
    (best : Found) : Found :=
  match trees with
  | [] => best
  | t :: ts => searchTrees map line position ts (better map line (t.goalsAt? map position) best)

def goalsAt (server : IO.Ref Server) (request : Json) : IO Json := do
  let env := (← server.get).base
  let text := stringField request "source"
  let heartbeats := natField request "heartbeats" 200000
  let line := natField request "line" 1
  let c ← elaborateFile { env } text heartbeats false true
  let map := text.toFileMap
  let position := map.lspPosToUtf8Pos { line := line - 1, character := natField request "column" 1 - 1 }
  let found := searchTrees map line position c.trees {}
  match found.context? with
  | none => return success [("goals", jsonList []), ("found", .bool false), ("messages", .arr c.messages)]
  | some context =>
    let e := elaborationIn { env := context.env }
    let r ← Run.start { e with meta_ := { e.meta_ with mctx := found.mctx } } heartbeats none
    let goals ← goalTexts found.goals r []
    return success [("goals", jsonList goals), ("found", .bool true), ("messages", .arr c.messages)]

end TacticServer
