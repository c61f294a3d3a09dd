"""Ways to word each shape: what the grammar reads, and much that it does not.

The frames of ``UNSEEN`` are never trained on, so that a measure can tell what was learned about
English from what was learned by heart.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ASIDES", "SEEN", "UNSEEN", "UNSEEN_ASIDES"]

SEEN: Mapping[str, tuple[str, ...]] = {
    "fact": (
        "{who} {does}", "{who} {does}", "{who} {does}", "it is true that {who} {does}",
        "{who} happens to {be}", "{who} turns out to {be}", "{who} is known to {be}",
        "it is a fact that {who} {does}", "one thing is certain: {who} {does}",
        "we know that {who} {does}", "{who} really does {be}",
    ),
    "denied fact": (
        "{who} {does_not}", "{who} {does_not}", "{who} {does_not}",
        "it is not true that {who} {does}", "it is false that {who} {does}",
        "it is not the case that {who} {does}", "{who} fails to {be}",
        "the claim that {who} {does} is false", "in no way does {who} {be}",
        "{who} cannot be said to {be}",
    ),
    "both": (
        "{who} {does1} and {does2}", "{who} {does1} and {who} {does2}",
        "{who} both {does1} and {does2}",
        "not only does {who} {be1}, {who} also {does2}", "besides {being1}, {who} {does2}",
        "{who} {does1}, and what is more, {does2}", "{who} {does1} as well as {does2}",
    ),
    "either": (
        "{who} {does1} or {does2}", "{who} {does1} or {who} {does2}",
        "{who} {does1}, {does2}, or both",
        "at least one is true: {who} {does1} or {does2}", "{who} {does1} and/or {does2}",
    ),
    "one of two": (
        "{who} either {does1} or {does2}", "either {who} {does1} or {who} {does2}",
        "{who} {does1} or {does2}, but not both", "{who} {does1} or else {does2}, never both",
    ),
    "neither": (
        "{who} neither {does1} nor {does2}", "{who} {does_not1} and {does_not2}",
        "{who} {does_not1}, nor does {who} {be2}", "it is false that {who} {does1} or {does2}",
    ),
    "but not": (
        "{who} {does1} but {does_not2}", "{who} {does1} and {does_not2}",
        "although {who} {does1}, {who} {does_not2}", "{who} {does1} without {being2}",
        "{who} {does1} yet fails to {be2}",
    ),
    "implication": (
        "if {who1} {does1}, then {who2} {does2}", "if {who1} {does1} then {who2} {does2}",
        "{who2} {does2} if {who1} {does1}", "whenever {who1} {does1}, {who2} {does2}",
        "{who1} {does1} only if {who2} {does2}", "that {who1} {does1} means that {who2} {does2}",
        "as long as {who1} {does1}, {who2} {does2}", "suppose {who1} {does1}; then {who2} {does2}",
        "{who1} {being1} implies that {who2} {does2}",
    ),
    "two facts": (
        "if {who1} {does1} and {who1} {does2} then {who2} {does}",
        "if {who1} {does1} and {does2}, then {who2} {does}",
        "{who2} {does} if {who1} {does1} and {does2}",
        "{who2} {does} provided that {who1} {does1} and {does2}",
    ),
    "equivalence": (
        "{who1} {does1} if and only if {who2} {does2}",
        "{who1} {does1} exactly when {who2} {does2}",
        "{who1} {does1} just in case {who2} {does2}", "{who1} {does1} iff {who2} {does2}",
        "{who1} {does1} precisely if {who2} {does2}",
    ),
    "rule": (
        "every {kind} {does}", "every {kind} {does}", "all {kinds} {do}", "all {kinds} {do}",
        "{kinds} {do}", "{kinds} {do}", "each {kind} {does}", "any {kind} {does}",
        "if something is {a_kind}, then it {does}", "being {a_kind} means {being}",
        "to be {a_kind} is to {be}", "without exception, {kinds} {do}",
        "each and every {kind} {does}", "whatever is {a_kind} {does}", "{kinds} {do}, all of them",
        "you cannot be {a_kind} without {being}", "should something be {a_kind}, it {does}",
        "there is no {kind} that {does_not}", "every single {kind} {does}",
    ),
    "denied rule": (
        "no {kind} {does}", "no {kinds} {do}", "{kinds} {do_not}", "{kinds} {do_not}",
        "every {kind} {does_not}", "all {kinds} {do_not}", "there is no {kind} that {does}",
        "not a single {kind} {does}", "not one of the {kinds} {does}",
        "being {a_kind} rules out {being}", "{kinds} never {be}", "{a_kind} never {does}",
        "you will not find {a_kind} that {does}", "none of the {kinds} {do}",
    ),
    "not all": (
        "not every {kind} {does}", "not all {kinds} {do}",
        "it is not true that every {kind} {does}",
        "far from all {kinds} {do}",
    ),
    "only": (
        "only {kinds} {do}", "nothing but {a_kind} {does}", "nothing {does} unless it is {a_kind}",
        "the only things that {do} are {kinds}", "whatever {does} is {a_kind}",
    ),
    "same": (
        "something {does1} if and only if it {does2}", "something {does1} exactly when it {does2}",
        "to {be1} is the same as to {be2}", "{being1} amounts to {being2} and vice versa",
        "things that {do1} {do2}, and the other way round",
    ),
    "some": (
        "some {kinds} {do}", "some {kind} {does}", "there is {a_kind} that {does}",
        "at least one {kind} {does}", "there exists {a_kind} that {does}",
        "one can find {a_kind} that {does}", "one or more {kinds} {do}",
        "we have met {a_kind} that {does}",
    ),
    "some not": (
        "some {kinds} {do_not}", "some {kind} {does_not}", "there is {a_kind} that {does_not}",
        "at least one {kind} {does_not}", "one can find {a_kind} that {does_not}",
        "one or more {kinds} {do_not}",
    ),
    "conditional": (
        "if something {does_if}, then it {does}", "if someone {does_if} then they {do}",
        "whatever {does_if} {does}", "everyone who {does_if} {does}",
        "anything that {does_if} {does}",
        "if it {does_if}, it {does}", "{being_if} makes you {be}", "{being_if} implies {being}",
        "when something {does_if}, it {does} too",
    ),
    "two conditions": (
        "if something {does_if} then it {does}", "if someone {does_if}, then they {do}",
        "whoever {does_if} {does}", "everything that {does_if} {does}",
        "{being_if} implies {being}",
        "should someone {be_if}, they {do}", "all things that {do_if} {do}",
    ),
    "denied conditional": (
        "if something {does_if}, then it {does_not}", "if someone {does_if} then they {do_not}",
        "nothing that {does_if} {does}", "nobody who {does_if} {does}",
        "{being_if} is incompatible with {being}", "nothing both {does_if} and {does}",
    ),
    "exception": (
        "if something {does1} and {does_not2}, then it {does}",
        "if someone {does1} and they {do_not2} then they {do}",
        "whatever {does1} {does} unless it {does2}", "things that {do1} but {do_not2} {do}",
        "unless it {does2}, anything that {does1} {does}",
    ),
    "all all": (
        "every {kind1} {does} every {kind2}", "all {kinds1} {do} all {kinds2}",
        "each {kind1} {does} each {kind2}", "any {kind1} {does} any {kind2}",
    ),
    "all none": (
        "no {kind1} {does} any {kind2}", "{kinds1} {do_not} any {kinds2}",
        "no {kinds1} {do} {kinds2}", "not a single {kind1} {does} {a_kind2}",
    ),
}  # fmt: skip
"""By shape; a frame that is listed twice is drawn twice as often."""

UNSEEN: Mapping[str, tuple[str, ...]] = {
    "fact": ("there is no doubt that {who} {does}", "{who} proves to {be}"),
    "denied fact": ("it is wrong to say that {who} {does}", "{who} does anything but {be}"),
    "both": ("{who} {does1}; moreover, {who} {does2}",),
    "neither": ("{who} {does_not1}, and {does_not2} either",),
    "implication": ("{who2} {does2}, given that {who1} {does1}",),
    "equivalence": ("{who1} {does1} when and only when {who2} {does2}",),
    "rule": (
        "{kinds} always {do}, no exceptions", "show me {a_kind} and it {does}",
        "everything which is {a_kind} {does}",
    ),
    "denied rule": ("{kinds} under no circumstances {be}", "nowhere is there {a_kind} that {does}"),
    "only": ("{kinds}, and nothing else, {do}",),
    "some": ("among the {kinds} there is one that {does}", "{kinds} that {do} do exist"),
    "conditional": ("{being_if} is enough for {being}",),
    "denied conditional": ("what {does_if} is never found to {be}",),
}  # fmt: skip

ASIDES: tuple[str, ...] = (
    "as everybody knows, {}", "of course, {}", "note that {}", "by the way, {}", "clearly, {}",
    "in this story, {}", "{}, as we all know", "{}, of course", "remember that {}", "in fact, {}",
    "as a rule, {}", "we also know that {}", "furthermore, {}",
)  # fmt: skip
"""Words around a sentence that add nothing to it."""

UNSEEN_ASIDES: tuple[str, ...] = (
    "as was said before, {}", "{}, so the books tell us", "it should be added that {}",
)  # fmt: skip
