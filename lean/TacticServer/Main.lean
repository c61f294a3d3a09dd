import TacticServer.File
import TacticServer.Premises
open Lean

/-! The protocol: one JSON object a line in; out, a line `@@` and JSON for every request. -/

namespace TacticServer

def protocolVersion : Nat := 1

def info (server : IO.Ref Server) : IO Json := do
  let s ← server.get
  return success [
    ("protocol", jsonNat protocolVersion), ("lean", .str Lean.versionString),
    ("commit", .str Lean.githash), ("imports", jsonList s.imports),
    ("modules", jsonNat s.base.header.moduleNames.size), ("states", jsonNat s.states.size) ]

/-- What the kernel itself says about a false theorem with the given proof: it must refuse. -/
def refuses (env : Environment) (type value : Expr) : IO Bool := do
  match ← addTheorem env `TacticServer.probe [] type value 1000 with
  | .ok _ => return false
  | .error _ => return true

def allTrue : List Bool → Bool
  | [] => true
  | b :: bs => b && allTrue bs

/-- Ask the kernel of this very build to accept falsehoods. -/
def probe (server : IO.Ref Server) : IO Json := do
  let env := (← server.get).base
  let false_ := mkConst `False
  let equal (a b : Nat) := mkApp3 (mkConst `Eq [.succ .zero]) (mkConst `Nat) (mkRawNatLit a) (mkRawNatLit b)
  let reflexive (a : Nat) := mkApp2 (mkConst `Eq.refl [.succ .zero]) (mkConst `Nat) (mkRawNatLit a)
  let all := [
    ← refuses env false_ (mkConst `True.intro), ← refuses env false_ (.fvar ⟨`x⟩),
    ← refuses env false_ (.mvar ⟨`x⟩), ← refuses env (equal 2 3) (reflexive 2),
    ← refuses env false_ (mkConst `no_such_constant),
    ← refuses env false_ (mkConst `TacticServer.probe),
    ← refuses env (mkConst `Nat) (mkRawNatLit 0),
    !(← refuses env (equal 2 2) (reflexive 2)), !(← refuses env (mkConst `True) (mkConst `True.intro)) ]
  return success [("probes", jsonNat (lengthOf all 0)), ("passed", .bool (allTrue all))]

def handle (server : IO.Ref Server) (request : Json) : IO (Option Json) := do
  match stringField request "op" with
  | "ping" => return some (success [])
  | "info" => return some (← info server)
  | "probe" => return some (← probe server)
  | "start" => return some (← startWith server request)
  | "run" => return some (← run server request)
  | "again" => return some (← proveAgain server request)
  | "drop" => return some (← drop server request)
  | "reset" => return some (← reset server)
  | "check" => return some (← check server request)
  | "verify" => return some (← verify server request)
  | "goals" => return some (← goalsAt server request)
  | "premises" => return some (← premises server request)
  | "modules" => return some (← modules server)
  | "quit" => return none
  | op => return some (failure "request" ("unknown op " ++ op))

def stamped (reply : Json) (id ms : Nat) : Json :=
  (reply.setObjVal! "id" (jsonNat id)).setObjVal! "ms" (jsonNat ms)

/-- The reply, with the request's own id and the time it took. -/
def answer (server : IO.Ref Server) (line : String) : IO (Option Json) := do
  match Json.parse line with
  | .error e => return some (failure "request" ("not JSON: " ++ e))
  | .ok request =>
    let before ← IO.monoMsNow
    let result ← (handle server request).toBaseIO
    let after ← IO.monoMsNow
    match result with
    | .ok none => return none
    | .ok (some reply) => return some (stamped reply (natField request "id" 0) (after - before))
    | .error e =>
      return some (stamped (failure "internal" e.toString) (natField request "id" 0) (after - before))

partial def loop (server : IO.Ref Server) : IO Unit := do
  let stdin ← IO.getStdin
  let stdout ← IO.getStdout
  let line ← stdin.getLine
  if line.isEmpty then return ()
  match ← answer server line with
  | none => return ()
  | some reply =>
    stdout.putStrLn ("@@" ++ reply.compress)
    stdout.flush
    loop server

def importing : List String → Array Import → Array Import
  | [], acc => acc
  | m :: ms, acc => importing ms (acc.push { module := readName m })

end TacticServer

open TacticServer in
/-- Import the modules named on the command line (`Init` without any) and serve. -/
public def main (arguments : List String) : IO UInt32 := do
  let modules := match arguments with
    | [] => ["Init"]
    | some_ => some_
  let before ← IO.monoMsNow
  let env ← importModules (importing modules #[]) {} (trustLevel := 0) (loadExts := true)
  let after ← IO.monoMsNow
  let stdout ← IO.getStdout
  stdout.putStrLn ("@@" ++ (Json.mkObj [
    ("ready", .bool true), ("protocol", jsonNat protocolVersion),
    ("lean", .str Lean.versionString), ("commit", .str Lean.githash),
    ("imports", jsonList modules), ("import_ms", jsonNat (after - before))]).compress)
  stdout.flush
  let server ← IO.mkRef ({ base := env, imports := modules } : Server)
  loop server
  return 0
