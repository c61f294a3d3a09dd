"""Search strategies: small ask/tell objects over one tree that their user holds.

``space`` says what is searched, ``tree`` keeps what was found, ``run`` is the loop; the
strategies are best-first search and its kin (``best_first``), backward chaining (``backward``),
Monte-Carlo tree search (``mcts``), searches with many states at a time (``beam``) and a mixture
(``mixer``).
"""

from search.strategy.budget import Budget, BudgetError
from search.strategy.catalogue import STRATEGIES, UnknownStrategy, make_strategy
from search.strategy.run import SearchResult, search
from search.strategy.space import Cost, Opened, Outcome, Proposal, Space
from search.strategy.strategy import Strategy
from search.strategy.tree import Edge, Node, SearchTree, Status, Task

__all__ = [
    "STRATEGIES",
    "Budget",
    "BudgetError",
    "Cost",
    "Edge",
    "Node",
    "Opened",
    "Outcome",
    "Proposal",
    "SearchResult",
    "SearchTree",
    "Space",
    "Status",
    "Strategy",
    "Task",
    "UnknownStrategy",
    "make_strategy",
    "search",
]
