"""Other spellings of the format, rewritten as the one that the reader knows.

TIP before 2018 writes ``(define-fun-rec (par (a) (f ((x a)) a t)))``, ``(case pattern term)`` and
datatypes with their parameters in front; today's files carry attributes, ``:source`` and the
like, behind names.  What is rewritten keeps its positions.
"""

from __future__ import annotations

from translators.tip.sexpr import Atom, Sexpr, Tree

__all__ = ["respelt"]

_FLAGS = frozenset({":keep", ":lemma"})
"""Attributes that have no value."""

_SIGNATURES = frozenset({"define-fun", "define-fun-rec", "declare-fun", "declare-const"})
_STATED = frozenset({"assert", "assert-not", "prove"})


def respelt(command: Tree) -> Tree:
    """``command`` without attributes, in today's spelling."""
    match command.items:
        case (Atom("declare-datatypes"), *_):
            return _datatypes(_plain(command))
        case (Atom("declare-datatype"), *_):
            plain = _plain(command)
            return _with(plain, (*plain.items[:2], *map(_constructors, plain.items[2:])))
        case (Atom("define-funs-rec"), Tree(heads) as all_heads, *bodies):
            signatures = (_signature(_plain(h)) if isinstance(h, Tree) else h for h in heads)
            return _with(
                command, (command.items[0], _with(all_heads, tuple(signatures)), *_terms(bodies))
            )
        case (Atom(name), *_) if name in _SIGNATURES:
            head, *rest = _plain(command).items
            return _with(command, (head, *_terms(_signature(_with(command, tuple(rest))).items)))
        case (Atom(name), *_) if name in _STATED:
            head, *rest = _plain(command).items
            return _with(command, (head, *_terms(rest)))
        case _:
            return _plain(command)


def _with(tree: Tree, items: tuple[Sexpr, ...]) -> Tree:
    return Tree(items, tree.position)


def _terms(nodes: list[Sexpr] | tuple[Sexpr, ...]) -> tuple[Sexpr, ...]:
    return tuple(_term(node) for node in nodes)


def _plain(tree: Tree, last_is_value: bool = False) -> Tree:
    """``tree`` without attributes; the last of a command's parts is no attribute's value."""
    items: list[Sexpr] = []
    rest = list(tree.items)
    while rest:
        item = rest.pop(0)
        if not _is_keyword(item):
            items.append(item)
        elif not _is_keyword(item, _FLAGS) and rest and isinstance(rest[0], Atom):
            is_value = not _is_keyword(rest[0]) and (len(rest) > 1 or last_is_value)
            rest = rest[1:] if is_value else rest
    return _with(tree, tuple(items))


def _is_keyword(node: Sexpr, among: frozenset[str] = frozenset()) -> bool:
    """Whether ``node`` is an attribute's name; one of those ``among``, if there are any."""
    if isinstance(node, Tree) or not node.text.startswith(":") or node.text == ":":
        return False
    return not among or node.text in among


def _signature(tree: Tree) -> Tree:
    """``((par (a …) (f …)))`` as ``(f (par (a …) (…)))``."""
    match tree.items:
        case (Tree((Atom("par") as par, variables, Tree((Atom() as name, *rest)) as inner)),):
            return _with(tree, (name, _under(par, variables, inner, rest)))
        case (Atom("par") as par, variables, Tree((Atom() as name, *rest)) as inner):
            return _with(tree, (name, _under(par, variables, inner, rest)))
        case _:
            return tree


def _under(par: Atom, variables: Sexpr, inner: Tree, rest: list[Sexpr]) -> Tree:
    plain = _plain(_with(inner, tuple(rest))).items
    body = plain[0] if len(plain) == 1 else _with(inner, plain)
    return _with(inner, (par, variables, body))


def _datatypes(command: Tree) -> Tree:
    """Datatypes with parameters in front get an arity and a ``par`` each."""
    match command.items:
        case (head, Tree(variables) as names, Tree(old) as bodies) if _is_old(variables, old):
            heads: list[Sexpr] = []
            definitions: list[Sexpr] = []
            for each in old:
                assert isinstance(each, Tree)
                name, *constructors = _plain(each).items
                arity = Atom(str(len(variables)), names.position)
                heads.append(_with(each, (name, arity)))
                listed = _constructors(_with(each, tuple(constructors)))
                par = _with(names, (Atom("par", names.position), names, listed))
                definitions.append(par if variables else listed)
            return _with(
                command, (head, _with(names, tuple(heads)), _with(bodies, tuple(definitions)))
            )
        case (head, Tree(heads_read) as names, Tree(bodies_read) as bodies):
            plain = tuple(_plain(h) if isinstance(h, Tree) else h for h in heads_read)
            listed_all = tuple(map(_constructors, bodies_read))
            return _with(command, (head, _with(names, plain), _with(bodies, listed_all)))
        case _:
            return command


def _is_old(variables: tuple[Sexpr, ...], bodies: tuple[Sexpr, ...]) -> bool:
    heads = [b.items[0] for b in bodies if isinstance(b, Tree) and b.items]
    return (
        all(isinstance(variable, Atom) for variable in variables)
        and len(heads) == len(bodies) > 0
        and all(isinstance(head, Atom) and head.text != "par" for head in heads)
    )


def _constructors(node: Sexpr) -> Sexpr:
    """A list of constructors, perhaps below ``par``, without attributes."""
    match node:
        case Tree((Atom("par") as par, variables, body)):
            return _with(node, (par, variables, _constructors(body)))
        case Tree(items):
            return _with(node, tuple(_constructor(item) for item in items))
        case _:
            return node


def _constructor(node: Sexpr) -> Sexpr:
    return _plain(node, last_is_value=True) if isinstance(node, Tree) else _tree_of(node)


def _tree_of(atom: Atom) -> Tree:
    """A constructor without fields may stand without parentheses in old files."""
    return Tree((atom,), atom.position)


def _term(node: Sexpr) -> Sexpr:
    match node:
        case Tree((Atom("!"), body, *_)):
            return _term(body)
        case Tree((Atom("match") as head, subject, *cases)) if cases and all(map(_is_case, cases)):
            listed = _with(node, tuple(_case(case) for case in cases))
            return _with(node, (head, _term(subject), listed))
        case Tree(items):
            return _with(node, _terms(items))
        case _:
            return node


def _is_case(node: Sexpr) -> bool:
    match node:
        case Tree((Atom("case"), _, _)):
            return True
        case _:
            return False


def _case(node: Sexpr) -> Tree:
    assert isinstance(node, Tree)
    _, pattern, body = node.items
    if isinstance(pattern, Atom) and pattern.text == "default":
        pattern = Atom("_", pattern.position)
    return _with(node, (pattern, _term(body)))
