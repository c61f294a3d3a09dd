"""What only the whole document can decide."""

from __future__ import annotations

from prover.logic.reader import parse_formula
from translators.controlled.translator import forget


def formulas(document):
    return [t.readings[0].formula for t in document.translations]


def test_the_noun_of_a_conditional_is_generic_when_the_text_has_only_the_common_noun(translate):
    document = translate(
        "If the restaurant is listed, then the restaurant is good.",
        "All restaurants are clean.",
    )

    assert formulas(document)[0] is parse_formula("∀x ((restaurant(x) ∧ listed(x)) → good(x))")


def test_the_noun_of_a_conditional_is_an_individual_when_the_text_knows_one(translate):
    document = translate("The cow is big.", "If the cow is big then the cow is kind.")

    assert formulas(document)[1] is parse_formula("big(cow) → kind(cow)")


def test_what_a_definite_takes_for_granted_is_asserted_by_premises_only(translate):
    document = translate("All cows are big.", "The cow is red.", question="The cow is big.")

    assert formulas(document) == [
        parse_formula("∀x (cow(x) → big(x))"),
        parse_formula("cow(cow) ∧ red(cow)"),
        parse_formula("big(cow)"),
    ]


def test_persons_restrict_only_where_the_text_contrasts_them(translate):
    plain = translate("All smart people are nice.", "Bob is smart.")
    contrasted = translate("All smart people are nice.", "Rex is not a person.")

    assert formulas(plain)[0] is parse_formula("∀x (smart(x) → nice(x))")
    assert formulas(contrasted)[0] is parse_formula("∀x ((smart(x) ∧ person(x)) → nice(x))")


def test_a_plural_said_to_be_one_thing_names_a_kind(translate):
    document = translate("Dried chilies are a hotpot.", "Dried chilies are spicy.")

    assert formulas(document) == [
        parse_formula("hotpot(dried_chili)"),
        parse_formula("spicy(dried_chili)"),
    ]


def test_names_are_recognised_without_their_capitals_once_met(translate):
    document = translate("Roderick Strong is big.", "Roderick strong leads Bob.")

    assert formulas(document)[1] is parse_formula("lead(roderick_strong, bob)")


def test_a_pronoun_may_refer_to_the_sentence_before_and_a_note_says_so(translate):
    document = translate("Bob is kind.", "He is tall.")

    assert formulas(document)[1] is parse_formula("tall(bob)")
    assert document.premises[1].notes == ("“he” is taken to be bob",)


def presupposed(document):
    return [item.formula for item in document.presuppositions]


def test_a_noun_that_only_restricts_sets_the_domain(translate):
    document = translate(
        "An animal is either a rabbit or a squirrel.",
        "Rock is still.",
        question="Rock is a rabbit.",
    )

    assert presupposed(document) == [parse_formula("∀x animal(x)")]
    assert parse_formula("animal(rock)") not in formulas(document)


def test_a_noun_that_matters_for_itself_sets_no_domain(translate):
    document = translate("All CEOs are gentlemen.", "Harry is tall.", question="Harry is rich.")

    assert presupposed(document) == []


def test_a_noun_that_is_said_of_somebody_sets_no_domain(translate):
    document = translate(
        "Employees who travel are tired.",
        "Mia is an employee.",
        "Bob travels.",
        question="Bob is tired.",
    )

    assert presupposed(document) == []


def test_a_noun_of_the_question_sets_no_domain(translate):
    document = translate("Employees who travel are tired.", question="Bob is an employee.")

    assert presupposed(document) == []


def test_a_compound_noun_implies_its_head(translate):
    document = translate(
        "Strikers are soccer players.",
        "If a player left a team, then the player is sad.",
        question="Bob is sad.",
    )

    assert parse_formula("∀x (soccer_player(x) → player(x))") in presupposed(document)


def test_the_same_phrase_gives_the_same_predicate_in_every_sentence(translate):
    document = translate("Cats are well-paid pets.", "Fluffy is a cat.", "Tom is well paid.")

    assert formulas(document) == [
        parse_formula("∀x (cat(x) → (well_paid(x) ∧ pet(x)))"),
        parse_formula("cat(fluffy)"),
        parse_formula("well_paid(tom)"),
    ]


def test_the_head_of_a_compound_is_a_common_noun_of_the_text(translate):
    document = translate(
        "All licence plates in Rome are white.", "If the plate is white, then it is clean."
    )

    assert formulas(document)[1] is parse_formula("∀x ((plate(x) ∧ white(x)) → clean(x))")


def test_forgetting_changes_no_answer(translate):
    texts = ("All cats are kind.", "Tom is a cat.")
    before = formulas(translate(*texts))
    forget()

    assert formulas(translate(*texts)) == before
