import Lean.Data.Json
open Lean

/-! Lists, names and JSON, spelled out.

The embedded build ships no compiled intermediate code of the library, so whatever the library
would inline into this program cannot be compiled: plain recursion stands in for `List.map`,
`for` loops and the like throughout this server. -/

namespace TacticServer

/-- `Name.toString` without escaping: names travel as the parser would print them plain. -/
def showName : Name → String
  | .anonymous => ""
  | .str .anonymous s => s
  | .str p s => showName p ++ "." ++ s
  | .num .anonymous n => Nat.repr n
  | .num p n => showName p ++ "." ++ Nat.repr n

def readNameParts (acc : Name) : List String → Name
  | [] => acc
  | part :: parts => readNameParts (.str acc part) parts

/-- The name that a dotted text spells. -/
def readName (text : String) : Name := readNameParts .anonymous (text.splitOn ".")

def reverseOnto {α : Type} : List α → List α → List α
  | [], acc => acc
  | x :: xs, acc => reverseOnto xs (x :: acc)

partial def listFrom {α : Type} [Inhabited α] (a : Array α) (i : Nat) (acc : List α) : List α :=
  if i == 0 then acc else listFrom a (i - 1) (a[i - 1]! :: acc)

def listOf {α : Type} [Inhabited α] (a : Array α) : List α := listFrom a a.size []

def isEmpty {α : Type} : List α → Bool
  | [] => true
  | _ => false

def lengthOf {α : Type} : List α → Nat → Nat
  | [], n => n
  | _ :: xs, n => lengthOf xs (n + 1)

def hasName (n : Name) : List Name → Bool
  | [] => false
  | x :: xs => x == n || hasName n xs

/-- Sets of names; never inlined, for the reason above. -/
@[noinline] def contains (s : NameSet) (n : Name) : Bool := s.contains n
@[noinline] def insert (s : NameSet) (n : Name) : NameSet := s.insert n

def jsonNat (n : Nat) : Json := .num (JsonNumber.fromNat n)

def jsonStrings : List String → Array Json → Array Json
  | [], acc => acc
  | x :: xs, acc => jsonStrings xs (acc.push (.str x))

def jsonList (xs : List String) : Json := .arr (jsonStrings xs #[])

def showNames : List Name → List String
  | [] => []
  | x :: xs => showName x :: showNames xs

def stringField (j : Json) (key : String) : String :=
  match j.getObjVal? key with
  | .ok (.str s) => s
  | _ => ""

def natField (j : Json) (key : String) (default : Nat) : Nat :=
  match j.getObjVal? key with
  | .ok v => match v.getNat? with
    | .ok n => n
    | .error _ => default
  | .error _ => default

def boolField (j : Json) (key : String) (default : Bool) : Bool :=
  match j.getObjVal? key with
  | .ok (.bool b) => b
  | _ => default

/-- A failed request: `code` is for programs, `text` for people. -/
def failure (code text : String) : Json :=
  Json.mkObj [("ok", .bool false), ("code", .str code), ("error", .str text)]

def success (fields : List (String × Json)) : Json :=
  Json.mkObj (("ok", .bool true) :: fields)

end TacticServer
