import TacticServer.Basic
import Lean.Parser.Module
import Lean.Elab.Command
open Lean

/-! What a text may contain when a verdict hangs on it.

Commands are allowed by name, everything else is refused before it is elaborated: so nothing
that runs code, adds syntax or changes how checking works gets as far as running. Inside terms
and tactics a few kinds are refused that would run code or trust the compiler. -/

namespace TacticServer

/-- Commands that only state, define, prove, or structure the text. -/
def allowedCommands : List Name := [
  `Lean.Parser.Command.declaration, `Lean.Parser.Command.namespace, `Lean.Parser.Command.section,
  `Lean.Parser.Command.end, `Lean.Parser.Command.open, `Lean.Parser.Command.universe,
  `Lean.Parser.Command.variable, `Lean.Parser.Command.moduleDoc, `Lean.Parser.Command.eoi ]

/-- Declarations that the kernel checks in full. -/
def allowedDeclarations : List Name := [
  `Lean.Parser.Command.theorem, `Lean.Parser.Command.definition, `Lean.Parser.Command.abbrev,
  `Lean.Parser.Command.inductive, `Lean.Parser.Command.structure,
  `Lean.Parser.Command.example, `Lean.Parser.Command.instance ]

def forbiddenKinds : List Name := [
  `Lean.Parser.Tactic.runTac, `Lean.byElab, `Lean.Parser.Tactic.set_option,
  `Lean.Parser.Term.set_option, `Lean.Parser.Tactic.nativeDecide, `Lean.Parser.Tactic.tacticSorry,
  `Lean.Parser.Tactic.tacticAdmit, `Lean.Parser.Term.sorry, `Lean.Parser.Command.unsafe,
  `Lean.Parser.Command.partial, `Lean.Parser.Term.unsafe, `Lean.Parser.Term.includeStr,
  `Lean.Parser.Tactic.bvDecide, `Lean.Parser.Tactic.bvCheck ]

/-- Attributes that only tell tactics what to use. -/
def allowedAttributes : List String := ["simp", "reducible", "ext", "grind"]

/-- Options of tactics that hand the proof to compiled code, and keywords that run code: their
syntax kinds have moved between versions of Lean, the words have not. -/
def forbiddenAtoms : List String :=
  ["native", "unsafe", "partial", "implemented_by", "extern", "by_elab", "run_tac", "native_decide"]

def hasText (s : String) : List String → Bool
  | [] => false
  | x :: xs => x == s || hasText s xs

/-- The last part of a syntax kind's name: what people know it by. -/
def shortName : Name → String
  | .str _ s => s
  | n => showName n

/-- The first word of an attribute. -/
partial def attributeWord (s : Syntax) : String :=
  match s with
  | .atom _ text => text
  | .ident _ _ n _ => showName n
  | .node _ _ args => if args.size == 0 then "" else attributeWord args[0]!
  | .missing => ""

mutual
/-- The first thing in `s` that is not allowed, in words. -/
partial def forbiddenIn (s : Syntax) : Option String :=
  match s with
  | .atom _ text => if hasText text forbiddenAtoms then some text else none
  | .ident _ _ n _ => if n == `native || n == `sorryAx then some (showName n) else none
  | .node _ kind args =>
    if kind == `Lean.Parser.Term.attrInstance then
      let word := attributeWord (s.getArg 1)
      if hasText word allowedAttributes then none else some ("the attribute " ++ word)
    else if hasName kind forbiddenKinds && !isBlank args 0 then some (shortName kind)
    else forbiddenAmong args 0
  | .missing => none

partial def forbiddenAmong (args : Array Syntax) (i : Nat) : Option String :=
  if i >= args.size then none else
  match forbiddenIn args[i]! with
  | some text => some text
  | none => forbiddenAmong args (i + 1)

/-- Optional parts are nodes also where they are absent. -/
partial def isBlank (args : Array Syntax) (i : Nat) : Bool :=
  if i >= args.size then true else
  match args[i]! with
  | .node _ `null inner => inner.size == 0 && isBlank args (i + 1)
  | _ => false
end

mutual
/-- Why a command is refused, or nothing. -/
partial def refusedCommand (command : Syntax) : Option String :=
  if command.getKind == `Lean.Parser.Command.mutual then
    refusedAmong (command.getArg 1) 0
  else if command.getKind == `Lean.Parser.Command.in then
    match refusedCommand (command.getArg 0) with
    | some reason => some reason
    | none => refusedCommand (command.getArg 2)
  else if !hasName command.getKind allowedCommands then
    some ("the command " ++ shortName command.getKind ++ " is not allowed where a verdict is asked")
  else if command.getKind == `Lean.Parser.Command.declaration
      && !hasName (command.getArg 1).getKind allowedDeclarations then
    some ("the declaration " ++ shortName (command.getArg 1).getKind ++
      " is not allowed where a verdict is asked")
  else match forbiddenIn command with
    | some text => some (text ++ " is not allowed where a verdict is asked")
    | none => none

partial def refusedAmong (commands : Syntax) (i : Nat) : Option String :=
  if i >= commands.getNumArgs then none else
  match refusedCommand (commands.getArg i) with
  | some reason => some reason
  | none => refusedAmong commands (i + 1)
end

end TacticServer
