"""The provenance graph in Graphviz' DOT language: ``dot -Tsvg proof.dot``."""

from __future__ import annotations

from collections.abc import Mapping

from prover.answer import Answer
from prover.export.prose import spoken
from prover.export.wrapping import wrapped
from prover.graph import GraphNode, Role, node_of, provenance_graph, supporting
from prover.logic.printers import to_unicode

__all__ = ["to_dot"]

_COLOURS: Mapping[Role, str] = {
    Role.SENTENCE: "#6b7280",
    Role.PREMISE: "#2b5c8f",
    Role.PRESUPPOSITION: "#2b5c8f",
    Role.ASSUMPTION: "#8a5a00",
    Role.DERIVED: "#4a5561",
    Role.SKOLEM: "#6a4c9c",
    Role.DEFINITION: "#6a4c9c",
    Role.CLAIM: "#1c6b47",
    Role.CONTRADICTION: "#a32a2a",
}


def to_dot(answer: Answer) -> str:
    """The graph of the proof of ``answer``, sentences included.

    Without a proof it shows which formula each sentence became.
    """
    graph = provenance_graph(answer)
    if answer.proof is not None:
        graph = supporting(graph)
    numbers, english = {name: f"n{n}" for n, name in enumerate(graph)}, spoken(answer)
    lines = [
        f"digraph {_quoted(answer.verdict.value)} {{",
        '  graph [rankdir=TB, fontname="Helvetica"];',
        '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];',
        '  edge [color="#98a2ad", arrowsize=0.6];',
    ]
    for name, number in numbers.items():
        lines.append(f"  {number} [{_attributes(node_of(graph, name), english)}];")
    lines += [f"  {numbers[a]} -> {numbers[b]};" for a, b in graph.edges]
    return "\n".join([*lines, "}", ""])


def _attributes(node: GraphNode, english: Mapping[str, str]) -> str:
    colour = _COLOURS[node.role]
    style = "dashed" if node.role is Role.ASSUMPTION else "rounded"
    attributes = {
        "label": _label(node, english),
        "tooltip": node.step.rule.value if node.step else node.role.value,
        "color": colour,
    }
    if node.role is Role.SENTENCE:
        attributes |= {"shape": "plaintext", "fontcolor": colour}
    listed = [f"{key}={_quoted(value)}" for key, value in attributes.items()]
    return ", ".join([*listed, f"style={style}"])


def _label(node: GraphNode, english: Mapping[str, str]) -> str:
    if node.role is Role.SENTENCE:
        text = node.sentence.text if node.sentence else ""
        return "\n".join(wrapped(text, 240, 12, 4)) or "(no text)"
    parts: list[str] = []
    if node.step is not None and node.role is not Role.PREMISE:
        parts += wrapped(english[node.step.name], 240, 12, 4)
    if node.formula is not None:
        parts += wrapped(to_unicode(node.formula), 260, 11, 4, mono=True)
    name = node.id.partition(":")[2] or node.id
    return "\n".join([name, *parts])


def _quoted(text: str) -> str:
    """A DOT string; line breaks become DOT's own."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "\\n".join(escaped.splitlines()) + '"'
