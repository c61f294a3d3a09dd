
/-! Last lines of a compiled program: let the interpreter find all of it.

This build ships, and loads, no files of compiled intermediate code. What it does load with a
module is the code of `meta` definitions; the functions that the compiler adds to them
(specialisations, boxed variants) are not among these, and even then are only looked for under
names of constants. So they are declared to be `meta`, and their names to be constants. The
environment that proofs are checked in is another one, which this module is no part of. -/

open Lean Elab Command

meta def markMeta : List IR.Decl → Environment → Environment
  | [], env => env
  | d :: ds, env => markMeta ds (setDeclMeta env d.name)

meta def nameAll : List IR.Decl → CoreM Unit
  | [] => pure ()
  | d :: ds => do
    if !(← getEnv).contains d.name then
      addDecl (.axiomDecl
        { name := d.name, levelParams := [], type := .const `True [], isUnsafe := false })
    nameAll ds

meta def inCore (action : CoreM Unit) (env : Environment) : IO Environment := do
  let state ← IO.mkRef ({ env } : Core.State)
  match ← (action { fileName := "", fileMap := default } state).toBaseIO with
  | .ok _ => return (← state.get).env
  | .error e => throw (IO.userError (← e.toMessageData.toString))

run_cmd do
  let decls := IR.getDecls (← getEnv)
  setEnv (← inCore (nameAll decls) (markMeta decls (← getEnv)))
