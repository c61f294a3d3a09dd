"""Constructions of ordinary prose: each sentence with the formula it denotes."""

from __future__ import annotations

import pytest

from prover.logic.canonical import canonical
from prover.logic.reader import parse_formula

EXCEPTIONS = {
    "Everyone but Sam sings.": "∀x (x ≠ sam → sing(x)) ∧ ¬sing(sam)",
    "Nobody except Ann and Bob sings.": (
        "∀x (x ≠ ann ∧ x ≠ bob → ¬sing(x)) ∧ sing(ann) ∧ sing(bob)"
    ),
    "All employees except interns vote.": (
        "∀x (employee(x) ∧ ¬intern(x) → vote(x)) ∧ ∀y (intern(y) ∧ employee(y) → ¬vote(y))"
    ),
    "Every student passed except Dora.": ("∀x (student(x) ∧ x ≠ dora → pass(x)) ∧ ¬pass(dora)"),
    "Except for Omar, everybody sings.": "∀x (x ≠ omar → sing(x)) ∧ ¬sing(omar)",
    "Dora likes everyone but Sam.": "∀x (x ≠ sam → like(dora, x)) ∧ ¬like(dora, sam)",
    "No customer other than Alice pays.": "∀x (customer(x) ∧ x ≠ alice → ¬pay(x))",
    "Ottawa, not Toronto, is rich.": "rich(ottawa) ∧ ¬rich(toronto)",
}

EXAMPLES = {
    "Losses such as theft and fire are covered.": (
        "loss(theft) ∧ loss(fire) ∧ ∀x (loss(x) → covered(x))"
    ),
    "All vehicles, including motorcycles, must be insured.": (
        "∀x (motorcycle(x) → vehicle(x)) ∧ ∀y (vehicle(y) → must_be_insured(y))"
    ),
    "All drugs, e.g. penicillin, are tested.": "drug(penicillin) ∧ ∀x (drug(x) → tested(x))",
    "Minors, i.e. persons under 18, sing.": "∀x (minor(x) → under(x, n18) ∧ sing(x))",
    "Bob must submit all of the following: a passport and a photograph.": (
        "∃x ∃y (passport(x) ∧ must_submit(bob, x) ∧ photograph(y) ∧ must_submit(bob, y))"
    ),
    "Bob must pay one of the following: a tax and a fee.": (
        "∃x (tax(x) ∧ must_pay(bob, x)) ∨ ∃y (fee(y) ∧ must_pay(bob, y))"
    ),
    "The following countries are rich: Austria and Italy.": (
        "rich(austria) ∧ rich(italy) ∧ country(austria) ∧ country(italy)"
    ),
}

REMARKS = {
    "The house, built in 1900, is big.": "built_in(house, n1900) ∧ big(house)",
    "The winner, Tara Jones, sings.": "winner = tara_jones ∧ sing(winner)",
    "Mercury (the smallest planet) is hot.": "smallest(mercury) ∧ planet(mercury) ∧ hot(mercury)",
}

COUNTS = {
    "At least two dogs bark.": "∃x ∃y (dog(x) ∧ bark(x) ∧ dog(y) ∧ bark(y) ∧ x ≠ y)",
    "More than one dog barks.": "∃x ∃y (dog(x) ∧ bark(x) ∧ dog(y) ∧ bark(y) ∧ x ≠ y)",
    "At most one dog barks.": "∀x ∀y (dog(x) ∧ bark(x) ∧ dog(y) ∧ bark(y) → x = y)",
    "Fewer than two dogs bark.": "∀x ∀y (dog(x) ∧ bark(x) ∧ dog(y) ∧ bark(y) → x = y)",
    "Exactly one of the boxes is empty.": (
        "∃x (box(x) ∧ empty(x)) ∧ ∀y ∀z (box(y) ∧ empty(y) ∧ box(z) ∧ empty(z) → y = z)"
    ),
    "Bob has at least two cats.": ("∃x ∃y (cat(x) ∧ have(bob, x) ∧ cat(y) ∧ have(bob, y) ∧ x ≠ y)"),
    "One of the parties is a minor.": "∃x (party(x) ∧ minor(x))",
    "Neither of the boys sings.": "∀x (boy(x) → ¬sing(x))",
}

RELATIVES = {
    "A person to whom the benefit is paid is happy.": "∀x (paid_to(benefit, x) → happy(x))",
    "Bob saw a lake in which a monster lives.": (
        "∃x ∃y (lake(x) ∧ monster(y) ∧ live_in(y, x) ∧ see(bob, x))"
    ),
    "The bank likes every loan it grants.": "∀x (loan(x) ∧ grant(bank, x) → like(bank, x))",
    "Whatever is material is divisible.": "∀x (material(x) → divisible(x))",
    "Bob shaves all and only those men who sing.": (
        "∀x (man(x) ∧ sing(x) → shave(bob, x)) ∧ ∀y (shave(bob, y) → man(y) ∧ sing(y))"
    ),
    "Every director, officer and clerk of Acme votes.": (
        "∀x ((director(x) ∧ have(acme, x)) ∨ (officer(x) ∧ have(acme, x)) "
        "∨ (clerk(x) ∧ have(acme, x)) → vote(x))"
    ),
}

CONNECTIVES = {
    "Although Kim is small, she is strong.": "small(kim) ∧ strong(kim)",
    "Because he is ill, Paul sleeps.": "sleep(paul) ∧ ill(paul)",
    "The bus stops because the bridge is closed.": "stop(bus) ∧ closed(bridge)",
    "Bob sings, so Ann is happy.": "sing(bob) ∧ happy(ann)",
    "Bob sings; however, Ann sleeps.": "sing(bob) ∧ sleep(ann)",
    "As a result, Bob sings.": "sing(bob)",
    "Whales are not fish; they are mammals.": "∀x (whale(x) → ¬fish(x) ∧ mammal(x))",
    "Cards cannot be exchanged, nor can they be returned.": (
        "∀x (card(x) → ¬can_be_exchanged(x) ∧ ¬can_be_returned(x))"
    ),
    "Every student works, and he is tired.": "∀x (student(x) → work(x) ∧ tired(x))",
    "A claim is void unless it was reported.": "∀x (claim(x) ∧ ¬reported(x) → void(x))",
    "Only if the light is green may Bob drive.": "may_drive(bob) → green(light)",
    "Ann and Bob live in Rome and Paris respectively.": "live_in(ann, rome) ∧ live_in(bob, paris)",
}

DUTIES = {
    "To vote, a citizen must register.": "∀x (citizen(x) ∧ vote(x) → must_register(x))",
    "In order to vote, Bob has to register.": "vote(bob) → have_to_register(bob)",
    "Bob need not leave.": "¬need_to_leave(bob)",
    "It is forbidden for minors to drive.": "∀x (minor(x) → forbidden_to_drive(x))",
    "Members cannot be dismissed.": "∀x (member(x) → ¬can_be_dismissed(x))",
    "Being pregnant is a risk.": "risk(being_pregnant)",
    "Reading books improves vocabulary.": "improve(reading_books, vocabulary)",
}

NAMES_AND_FIGURES = {
    "A is a vowel and B is a consonant.": "vowel(a) ∧ consonant(b)",
    "Acme Inc. likes Beta Ltd.": "like(acme_inc, beta_ltd)",
    "In 1990, Bob left.": "leave_in(bob, n1990)",
    "The number of guests exceeds twenty.": "exceed(number_of_guest, n20)",
    "Bob worked in the last five years.": "work_in(bob, last_five_year)",
    "Staff who sing qualify.": "∀x (staff(x) ∧ sing(x) → qualify(x))",
}

AGES_AND_AMOUNTS = {
    "Customers who are 18 or older may vote.": ("∀x (customer(x) ∧ n18_or_older(x) → may_vote(x))"),
    "Drivers aged 25 or over pay.": "∀x (n25_or_older(x) ∧ driver(x) → pay(x))",
    "Bob is at least 18 years old.": "n18_or_older(bob)",
    "The insurer pays up to $10,000.": "pay(insurer, up_to_usd_10000)",
    "Bob owns gifts worth more than $50.": (
        "∃x (gift(x) ∧ worth(x, more_than_usd_50) ∧ own(bob, x))"
    ),
}

COMPARISONS = {
    "Lions are bigger than wolves.": "∀x (lion(x) → ∀y (wolf(y) → bigger_than(x, y)))",
    "Lions are not bigger than wolves.": "∀x (lion(x) → ¬∃y (wolf(y) ∧ bigger_than(x, y)))",
    "2000$ is more than $1500.": "more_than(usd_2000, usd_1500)",
}

WORDS_THAT_LOOK_ALIKE = {
    "The policy covers losses such as theft, fire and flood.": (
        "loss(theft) ∧ loss(fire) ∧ loss(flood) "
        "∧ cover(policy, theft) ∧ cover(policy, fire) ∧ cover(policy, flood)"
    ),
    "The film was directed by Bob and produced by Ann.": "direct(bob, film) ∧ produce(ann, film)",
    "The Danube is a river that flows through Vienna and Budapest.": (
        "river(danube) ∧ flow_through(danube, vienna) ∧ flow_through(danube, budapest)"
    ),
    "Claim A must be paid.": "must_be_paid(claim_a)",
    "The red house is next to the log.": "next_to(red_house, log)",
    "Returned goods must be sold.": "∀x (returned(x) ∧ good(x) → must_be_sold(x))",
    "Patients who take warfarin sleep.": "∀x (patient(x) ∧ take(x, warfarin) → sleep(x))",
}

NONE_AND_ANY = {
    "Neither interns nor Bob are paid.": "∀x (intern(x) → ¬paid(x)) ∧ ¬paid(bob)",
    "Bob likes neither dogs nor a cat.": (
        "∀x (dog(x) → ¬like(bob, x)) ∧ ∀y (cat(y) → ¬like(bob, y))"
    ),
    "Bob helps anyone who asks.": "∀x (ask(x) → help(bob, x))",
    "Bob does not like any cat.": "¬∃x (cat(x) ∧ like(bob, x))",
    "Everyone who likes any cat is happy.": "∀x ∀y (cat(y) ∧ like(x, y) → happy(x))",
}

TABLES = (
    EXCEPTIONS,
    EXAMPLES,
    REMARKS,
    COUNTS,
    RELATIVES,
    CONNECTIVES,
    DUTIES,
    NAMES_AND_FIGURES,
    NONE_AND_ANY,
    AGES_AND_AMOUNTS,
    COMPARISONS,
    WORDS_THAT_LOOK_ALIKE,
)
SENTENCES = {sentence: formula for table in TABLES for sentence, formula in table.items()}


def same(found, expected: str) -> bool:
    return canonical(found) == canonical(parse_formula(expected))


@pytest.mark.parametrize(("sentence", "formula"), SENTENCES.items(), ids=list(SENTENCES))
def test_a_sentence_means_its_formula(translate, sentence, formula):
    translation = translate(sentence).premises[0]

    assert translation.failure is None, translation.failure
    assert same(translation.readings[0].formula, formula), translation.readings[0].formula


ECHOES = {
    "Exactly one dog barks.": "There is exactly one dog X such that X barks.",
    "There are at most two suspects.": "There are at most two suspects.",
    "Each clerk has at least two keys.": (
        "If something is a clerk, then there are at least two keys X such that it has X."
    ),
    "It is not the case that at most one dog barks.": (
        "It is not the case that there is at most one dog X such that X barks."
    ),
    "Whales are not fish; they are mammals.": "Every whale is not a fish and is a mammal.",
    "All clerks except interns vote.": (
        "If a clerk is not an intern, then the clerk votes; "
        "if an intern is a clerk, then the intern does not vote."
    ),
    "Reading old books helps Bob.": "Reading old books helps Bob.",
    "The number of guests exceeds twenty.": "The number of guests exceeds 20.",
    "Acme Inc. likes Beta Ltd.": "Acme Inc. likes Beta Ltd.",
}


@pytest.mark.parametrize(("sentence", "english"), ECHOES.items(), ids=list(ECHOES))
def test_a_reading_is_said_back(translate, sentence, english):
    assert translate(sentence).premises[0].readings[0].english == english


REFUSED = {
    "Most students except Dora passed.": "cannot continue",
    "Bob does not sell fruits such as apples.": "examples",
    "No students like Bob, but they like Ann.": "they",
    "To swim, Bob may pay.": "cannot continue",
    "Ann and Bob live in Rome respectively.": "cannot continue",
    "At least five students passed.": "counting",
    "Men who sell fruits such as figs are rich.": "examples",
    "Rob likes apples more than pears.": "cannot continue",
    "Bob has the right to access it.": "it",
}


@pytest.mark.parametrize(("sentence", "reason"), REFUSED.items(), ids=list(REFUSED))
def test_what_would_be_a_guess_is_refused(translate, sentence, reason):
    translation = translate(sentence).premises[0]

    assert translation.readings == ()
    assert reason in translation.failure.reason


def test_what_a_goal_takes_for_granted_is_not_to_be_proved(translate):
    goal = translate("Bob is kind.", question="The house, built in 1900, is big.").question

    assert same(goal.readings[0].formula, "big(house)")


def test_examples_in_a_condition_claim_nothing(translate):
    sentence = "If all losses such as theft are covered, Bob is happy."
    formula = translate(sentence).premises[0].readings[0].formula

    assert same(formula, "(∀x (loss(x) → covered(x))) → happy(bob)")


def test_a_substance_said_of_things_is_those_things(translate):
    document = translate("Personal data must be protected.", "The backup is personal data.")

    assert same(
        document.premises[0].readings[0].formula,
        "∀x (personal(x) ∧ data(x) → must_be_protected(x))",
    )


def test_a_substance_said_of_nothing_is_one_thing(translate):
    formula = translate("Personal data must be protected.").premises[0].readings[0].formula

    assert same(formula, "must_be_protected(personal_data)")


def test_a_failure_inside_a_construction_points_at_its_place(translate):
    text = "Losses such as are covered."
    failure = translate(text).premises[0].failure

    assert text[failure.span.start : failure.span.end] == "are"


def test_any_in_a_question_asks_for_one(translate):
    goal = translate("Bob is kind.", question="Does Bob like any cat?").question

    assert same(goal.readings[0].formula, "∃x (cat(x) ∧ like(bob, x))")
