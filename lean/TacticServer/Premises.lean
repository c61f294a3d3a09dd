import TacticServer.Tactic
open Lean Meta

/-! The theorems and the modules of the imported library, streamed one a line before the reply. -/

namespace TacticServer

def printed (type : Expr) (core : IO.Ref Core.State) (meta_ : IO.Ref Meta.State) : IO String := do
  let startedAt ← IO.getNumHeartbeats
  let result ← (Meta.ppExpr type {} meta_ (contextWith 200000 startedAt) core).toBaseIO
  match result with
  | .ok f => return f.pretty 1000000
  | .error e => exceptionText e

partial def ofModule (env : Environment) (module : String) (types : Bool)
    (constants : Array ConstantInfo) (i n : Nat) (out : IO.FS.Stream)
    (core : IO.Ref Core.State) (meta_ : IO.Ref Meta.State) : IO Nat := do
  if i >= constants.size then return n else
  let info := constants[i]!
  if !info.name.isInternal && isTheorem env info then
    let type ← if types then printed info.type core meta_ else pure ""
    out.putStrLn ("@P" ++ (Json.mkObj [("name", .str (showName info.name)),
      ("module", .str module), ("type", .str type)]).compress)
    ofModule env module types constants (i + 1) (n + 1) out core meta_
  else ofModule env module types constants (i + 1) n out core meta_

partial def ofModules (env : Environment) (pre : String) (types : Bool) (i limit n : Nat)
    (out : IO.FS.Stream) (core : IO.Ref Core.State) (meta_ : IO.Ref Meta.State) : IO Nat := do
  if i >= env.header.moduleData.size || n >= limit then return n else
  let module := showName env.header.moduleNames[i]!
  let n ← if module.startsWith pre then
      ofModule env module types env.header.moduleData[i]!.constants 0 n out core meta_
    else pure n
  ofModules env pre types (i + 1) limit n out core meta_

def premises (server : IO.Ref Server) (request : Json) : IO Json := do
  let env := (← server.get).base
  let out ← IO.getStdout
  let meta_ ← IO.mkRef ({} : Meta.State)
  let core ← IO.mkRef ({ env := env } : Core.State)
  let count ← ofModules env (stringField request "prefix") (boolField request "types" true) 0
    (natField request "limit" 1000000) 0 out core meta_
  return success [("count", jsonNat count)]

def importNames : List Import → List String
  | [] => []
  | i :: rest => showName i.module :: importNames rest

partial def modulesFrom (env : Environment) (i : Nat) (out : IO.FS.Stream) : IO Nat := do
  if i >= env.header.moduleData.size then return i else
  let imports := importNames (listOf env.header.moduleData[i]!.imports)
  out.putStrLn ("@P" ++ (Json.mkObj [("name", .str (showName env.header.moduleNames[i]!)),
    ("imports", jsonList imports)]).compress)
  modulesFrom env (i + 1) out

def modules (server : IO.Ref Server) : IO Json := do
  let count ← modulesFrom (← server.get).base 0 (← IO.getStdout)
  return success [("count", jsonNat count)]

end TacticServer
