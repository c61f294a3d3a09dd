"""Functions that remember their values, and a loop that computes them at any depth.

A function computes what it needs by ordinary calls as long as they nest little.  A call that
would nest too deeply is put off: it unwinds everything, the loop carries it out first, at the
bottom of the stack, and then starts again what needed it, which finds its value remembered.
Values of hundreds of constructors are computed so without hundreds of nested Python calls, and
what nests little pays nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from prover.theory.values import OutOfBudget, TooLarge, Value

__all__ = ["Arguments", "Code", "Machine", "Remembering", "Slots"]

Slots = list[Value]
"""The values that code addresses by their index."""

Code = Callable[[Slots], Any]
"""A term or a formula, compiled: its value (or truth) from the values in the slots."""

Arguments = tuple[Value, ...]

Argument = TypeVar("Argument")

_FRAMES = 400  # nested Python calls; the interpreter allows a thousand, callers included
_MOST_REMEMBERED = 2_000_000


class _PutOff(Exception):
    """A call that nests too deeply, to be carried out first."""

    def __init__(self, function: Remembering, arguments: Arguments) -> None:
        self.function = function
        self.arguments = arguments


class Remembering:
    """A function whose values are remembered; ``known`` has those found so far."""

    __slots__ = ("_machine", "_too_large", "body", "known")

    def __init__(self, machine: Machine) -> None:
        self.known: dict[Arguments, Any] = {}
        self.body: Code
        self._machine = machine
        self._too_large: dict[Arguments, str] = {}

    def __call__(self, arguments: Arguments) -> Any:
        """The value for ``arguments``, known or not."""
        found = self.known.get(arguments)
        return self.compute(arguments) if found is None else found

    def compute(self, arguments: Arguments) -> Any:
        """The value for ``arguments``, which is not known."""
        machine = self._machine
        if machine.depth >= machine.deepest:
            raise _PutOff(self, arguments)
        if arguments in self._too_large:
            raise TooLarge(self._too_large[arguments])
        machine.steps_left -= 1
        if machine.steps_left < 0:
            raise OutOfBudget(f"more than {machine.max_steps:,} steps")
        machine.depth += 1
        try:
            value = self.body([*arguments])
        except TooLarge as error:
            self._too_large[arguments] = error.message
            raise
        machine.depth -= 1
        self.known[arguments] = value
        return value

    def forget(self) -> None:
        """Remember nothing."""
        self.known.clear()
        self._too_large.clear()


class Machine:
    """Carries out calls of remembering functions.

    Args:
        max_steps: how many new values one request may take.
    """

    def __init__(self, max_steps: int) -> None:
        self.max_steps = max_steps
        self.steps_left = max_steps
        self.depth = 0
        self.deepest = _FRAMES
        self._functions: list[Remembering] = []
        self._remembered = 0

    def function(self) -> Remembering:
        """A new function; the caller sets its body."""
        made = Remembering(self)
        self._functions.append(made)
        return made

    def limit(self, frames: int) -> None:
        """Let no function nest calls that take ``frames`` Python calls each too deeply."""
        self.deepest = min(self.deepest, max(1, _FRAMES // frames))

    def run(self, code: Callable[[Argument], Any], argument: Argument) -> Any:
        """``code(argument)``, with a new budget.

        Raises:
            OutOfBudget: it takes too many steps, or a value is too large.
        """
        self._forget_if_full()
        self.steps_left = self.max_steps
        put_off: list[tuple[Remembering, Arguments]] = []
        while True:
            self.depth = 0
            try:
                if not put_off:
                    return code(argument)
                function, arguments = put_off[-1]
                function(arguments)
                put_off.pop()
            except _PutOff as call:
                put_off.append((call.function, call.arguments))

    def _forget_if_full(self) -> None:
        self._remembered += self.max_steps - self.steps_left
        if self._remembered > _MOST_REMEMBERED:
            for function in self._functions:
                function.forget()
            self._remembered = 0
