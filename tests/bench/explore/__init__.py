"""What the exploration of theories has to show: ``python -m tests.bench.explore [--json]``."""
