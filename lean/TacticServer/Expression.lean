import TacticServer.Basic
open Lean

/-! A kernel expression as text that another program can compare.

Variables are de Bruijn indices `#0`, binder names and kinds are left out, so two texts are
equal exactly when the expressions are equal up to the names of bound variables. -/

namespace TacticServer

partial def showLevel : Level → String
  | .zero => "0"
  | .succ l => match l.toNat with
    | some n => Nat.repr (n + 1)
    | none => "(succ " ++ showLevel l ++ ")"
  | .max a b => "(max " ++ showLevel a ++ " " ++ showLevel b ++ ")"
  | .imax a b => "(imax " ++ showLevel a ++ " " ++ showLevel b ++ ")"
  | .param n => showName n
  | .mvar _ => "?"

def showLevels : List Level → String
  | [] => ""
  | [l] => showLevel l
  | l :: ls => showLevel l ++ "," ++ showLevels ls

mutual
/-- Append `e` to `acc`. -/
partial def showInto (acc : String) : Expr → String
  | .bvar i => (acc ++ "#").append (Nat.repr i)
  | .fvar _ => acc ++ "<fvar>"
  | .mvar _ => acc ++ "<mvar>"
  | .sort l => (acc ++ "Sort ").append (showLevel l)
  | .const n [] => acc ++ showName n
  | .const n ls => acc ++ showName n ++ ".{" ++ showLevels ls ++ "}"
  | .app f a => (showInto (showSpine (acc ++ "(") f ++ " ") a) ++ ")"
  | .lam _ t b _ => showInto (showInto (acc ++ "(λ ") t ++ " ") b ++ ")"
  | .forallE _ t b _ => showInto (showInto (acc ++ "(∀ ") t ++ " ") b ++ ")"
  | .letE _ t v b _ => showInto (showInto (showInto (acc ++ "(let ") t ++ " ") v ++ " ") b ++ ")"
  | .lit (.natVal n) => acc ++ Nat.repr n
  | .lit (.strVal s) => acc ++ s.quote
  | .mdata _ e => showInto acc e
  | .proj n i e => showInto (acc ++ "(proj " ++ showName n ++ " " ++ Nat.repr i ++ " ") e ++ ")"

/-- The head and all but the last argument of an application. -/
partial def showSpine (acc : String) : Expr → String
  | .app f a => showInto (showSpine acc f ++ " ") a
  | .mdata _ e => showSpine acc e
  | e => showInto acc e
end

def showExpr (e : Expr) : String := showInto "" e

end TacticServer
