"""What sentences mean: one table a construct, each sentence with the formula it denotes."""

from __future__ import annotations

import pytest

from prover.logic.reader import parse_formula

FACTS = {
    "Bob is kind.": "kind(bob)",
    "Bob is not kind.": "¬kind(bob)",
    "Bob isn't kind.": "¬kind(bob)",
    "Bob is a cat.": "cat(bob)",
    "Bob is a very tall man.": "very_tall(bob) ∧ man(bob)",
    "The cow needs the bald eagle.": "need(cow, bald_eagle)",
    "The cow does not need the rabbit.": "¬need(cow, rabbit)",
    "Bob never sleeps.": "¬sleep(bob)",
    "Bob no longer plays.": "¬play(bob)",
    "Bob often sings.": "often_sing(bob)",
    "Bob sings often.": "often_sing(bob)",
    "Bob can swim but cannot fly.": "can_swim(bob) ∧ ¬can_fly(bob)",
    "Marvin cannot be kind.": "¬kind(marvin)",
    "Bob eats at home today.": "today_eat_at(bob, home)",
    "Bob is abroad.": "abroad(bob)",
    "Bob will leave Paris.": "leave(bob, paris)",
    "Bob has left Paris.": "leave(bob, paris)",
    "Bob is working at Google.": "work_at(bob, google)",
    "Bob moved to Paris in 1990.": "move_to(bob, paris) ∧ move_in(bob, n1990)",
    'Karen will share "Black Mirror" to Lisa.': "share_to(karen, black_mirror, lisa)",
    "Bob gave Ann a book.": "∃x (book(x) ∧ give(bob, ann, x))",
    "Bob loves to sleep.": "love_to_sleep(bob)",
    "Bob wishes to further his career.": "wish_to_further(bob, career_of(bob))",
    "It is not the case that Bob is kind.": "¬kind(bob)",
    "There is a cat.": "∃x cat(x)",
    "Unicorns do not exist.": "¬∃x unicorn(x)",
    "Clark Kent is Superman.": "clark_kent = superman",
    "Bob is the same as Robert.": "bob = robert",
    "Bob likes himself.": "like(bob, bob)",
    "Harry is a former president.": "former_president(harry)",
}

QUANTIFIERS = {
    "Every dumpus is a wumpus.": "∀x (dumpus(x) → wumpus(x))",
    "Each dumpus is a wumpus.": "∀x (dumpus(x) → wumpus(x))",
    "Dumpuses are wumpuses.": "∀x (dumpus(x) → wumpus(x))",
    "A dumpus is a wumpus.": "∀x (dumpus(x) → wumpus(x))",
    "All dumpuses are not sweet.": "∀x (dumpus(x) → ¬sweet(x))",
    "No dumpuses are sweet.": "∀x (dumpus(x) → ¬sweet(x))",
    "Not all dumpuses are sweet.": "¬∀x (dumpus(x) → sweet(x))",
    "Some dumpuses are sweet.": "∃x (dumpus(x) ∧ sweet(x))",
    "Only dumpuses are sweet.": "∀x (sweet(x) → dumpus(x))",
    "Only Bob is kind.": "kind(bob) ∧ ∀x (kind(x) → x = bob)",
    "Cold, young things are furry.": "∀x ((cold(x) ∧ young(x)) → furry(x))",
    "White people are nice.": "∀x (white(x) → nice(x))",
    "Everyone is kind.": "∀x kind(x)",
    "Nobody likes Tom.": "∀x ¬like(x, tom)",
    "Someone loves everyone.": "∃x ∀y love(x, y)",
    "Everyone loves someone.": "∀x ∃y love(x, y)",
    "Bob does not like any cat.": "¬∃x (cat(x) ∧ like(bob, x))",
    "Dogs chase cats.": "∀x (dog(x) → ∃y (cat(y) ∧ chase(x, y)))",
    "None of the students passed.": "∀x (student(x) → ¬pass(x))",
    "Each of the boys is tall.": "∀x (boy(x) → tall(x))",
    "All squares have four sides.": "∀x (square(x) → ∃y (four_side(y) ∧ have(x, y)))",
}

EPISODES = {
    "A Japanese company created Zelda.": "∃x (japanese(x) ∧ company(x) ∧ create(x, zelda))",
    "A dog barked.": "∃x (dog(x) ∧ bark(x))",
    "A dog barks.": "∀x (dog(x) → bark(x))",
}

COORDINATION = {
    "Bob is cold and not young.": "cold(bob) ∧ ¬young(bob)",
    "Bob is red or blue.": "red(bob) ∨ blue(bob)",
    "Bob is either kind or evil.": "kind(bob) ⊕ evil(bob)",
    "Bob is neither tall nor rich.": "¬tall(bob) ∧ ¬rich(bob)",
    "Bob is both tall and rich.": "tall(bob) ∧ rich(bob)",
    "Bob is not tall but rich.": "¬tall(bob) ∧ rich(bob)",
    "Bob, Ann, and Tom are kind.": "kind(bob) ∧ kind(ann) ∧ kind(tom)",
    "Neither Bob nor Ann is kind.": "¬kind(bob) ∧ ¬kind(ann)",
    "Either Bob is kind or Ann is kind.": "kind(bob) ⊕ kind(ann)",
    "Bob works at Google and lives in Berlin.": "work_at(bob, google) ∧ live_in(bob, berlin)",
    "Bob is either red, blue, or green.": (
        "(red(bob) ∨ blue(bob) ∨ green(bob)) ∧ ¬(red(bob) ∧ blue(bob)) "
        "∧ ¬(red(bob) ∧ green(bob)) ∧ ¬(blue(bob) ∧ green(bob))"
    ),
    "All dogs and cats that bark are pets.": (
        "∀x (((dog(x) ∧ bark(x)) ∨ (cat(x) ∧ bark(x))) → pet(x))"
    ),
}

CONDITIONALS = {
    "If something is red then it is kind.": "∀x (red(x) → kind(x))",
    "If someone is red and they see the cow then they are kind.": (
        "∀x ((red(x) ∧ see(x, cow)) → kind(x))"
    ),
    "If something visits the mouse and the mouse visits the dog then it is cold.": (
        "∀x ((visit(x, mouse) ∧ visit(mouse, dog)) → cold(x))"
    ),
    "If Bob is kind then Ann is kind.": "kind(bob) → kind(ann)",
    "Bob is kind if Ann is kind.": "kind(ann) → kind(bob)",
    "Bob is kind only if Ann is kind.": "kind(bob) → kind(ann)",
    "Bob is kind provided that Ann is kind.": "kind(ann) → kind(bob)",
    "Unless Ann is kind, Bob is kind.": "¬kind(ann) → kind(bob)",
    "Bob is kind if and only if Ann is kind.": "kind(ann) ↔ kind(bob)",
    "Whenever a dog barks, it is scared.": "∀x ((dog(x) ∧ bark(x)) → scared(x))",
    "People sleep when they are tired.": "∀x (tired(x) → sleep(x))",
    "If it rains then the ground is wet.": "rain(weather) → wet(ground)",
}

DONKEYS = {
    "If a farmer owns a donkey, he beats it.": (
        "∀x ∀y ((farmer(x) ∧ donkey(y) ∧ own(x, y)) → beat(x, y))"
    ),
    "Every farmer who owns a donkey beats it.": (
        "∀x ∀y ((farmer(x) ∧ donkey(y) ∧ own(x, y)) → beat(x, y))"
    ),
    "If a koala is fluffy, then the koala is kind.": "∀x ((koala(x) ∧ fluffy(x)) → kind(x))",
    "If a player left a team, they no longer play for that team.": (
        "∀x ∀y ((player(x) ∧ team(y) ∧ leave(x, y)) → ¬play_for(x, y))"
    ),
    "If Karen watches a show, she will download it.": (
        "∀x ((show(x) ∧ watch(karen, x)) → download(karen, x))"
    ),
    "If Bob is kind, then he likes Ann and she likes him.": (
        "kind(bob) → (like(bob, ann) ∧ like(ann, bob))"
    ),
}

MODIFIERS = {
    "Every clerk who travels abroad needs a permit.": (
        "∀x ((clerk(x) ∧ abroad_travel(x)) → ∃y (permit(y) ∧ need(x, y)))"
    ),
    "Everyone who works hard earns money.": "∀x (hard_work(x) → earn(x, money))",
    "Everyone who lost to Iga Świątek is famous.": "∀x (lose_to(x, iga_swiatek) → famous(x))",
    "Every man that Ann loves is rich.": "∀x ((man(x) ∧ love(ann, x)) → rich(x))",
    "Every student whose teacher is strict is diligent.": (
        "∀x ((student(x) ∧ strict(teacher_of(x))) → diligent(x))"
    ),
    "All animals from Australia are loved by tourists.": (
        "∀x ((animal(x) ∧ from(x, australia)) → ∃y (tourist(y) ∧ love(y, x)))"
    ),
    "Monkeypox is a disease caused by the virus.": "disease(monkeypox) ∧ cause(virus, monkeypox)",
    "Diamond Mine is a stable, formed in WWE.": (
        "stable(diamond_mine) ∧ formed_in(diamond_mine, wwe)"
    ),
    "All products of Baked by Melissa are cupcakes.": (
        "∀x ((product(x) ∧ have(baked_by_melissa, x)) → cupcake(x))"
    ),
    "Bob is taller than Ann.": "taller_than(bob, ann)",
    "Bob is as tall as Ann.": "as_tall_as(bob, ann)",
    "The rating of Subway is greater than 9.": "greater_than(rating_of(subway), n9)",
    "Tom's rating is greater than 9.": "greater_than(rating_of(tom), n9)",
    "Fluffy is Tom's cat.": "cat(fluffy) ∧ have(tom, fluffy)",
    "Every dog chases its tail.": "∀x (dog(x) → chase(x, tail_of(x)))",
    "All of Max's favorite animals are very fluffy.": (
        "∀x ((favorite(x) ∧ animal(x) ∧ have(max, x)) → very_fluffy(x))"
    ),
    "The Legend of Zelda is in the Top 10 list.": "in(legend_of_zelda, top_10_list)",
    "Symphony No. 9 is a music piece.": "music_piece(symphony_no_9)",
    "The city of Pierre is not in Montana.": "city(pierre) ∧ ¬in(pierre, montana)",
}

REMARKS = {
    "Harry, who lives in London, either yells or flies.": (
        "live_in(harry, london) ∧ (yell(harry) ⊕ fly(harry))"
    ),
    "Lana directed After Tiller and Miss Americana.": (
        "direct(lana, after_tiller) ∧ direct(lana, miss_americana)"
    ),
    "If the person is sick, then he or she does not work.": None,
    "Bob swims every week.": "every_week_swim(bob)",
    "Bob was found guilty of stealing money.": "found_guilty_of_stealing(bob, money)",
    "Bob is not only kind but also smart.": "kind(bob) ∧ smart(bob)",
    "In films, heroes win.": "∀x (hero(x) → ∃y (film(y) ∧ win_in(x, y)))",
}

QUESTIONS = {
    "Is Bob kind?": "kind(bob)",
    "Isn't Bob kind?": "kind(bob)",
    "Does the cow like the lion?": "like(cow, lion)",
    "Are all squares shapes?": "∀x (square(x) → shape(x))",
    "Can Bob fly?": "can_fly(bob)",
    "Has Tom left Paris?": "leave(tom, paris)",
    "Is there a cat?": "∃x cat(x)",
}

ALL = {
    **FACTS, **QUANTIFIERS, **EPISODES, **COORDINATION, **CONDITIONALS, **DONKEYS, **MODIFIERS,
    **QUESTIONS,
    **REMARKS,
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "formula"), ALL.items(), ids=list(ALL))
def test_the_preferred_reading_of_a_sentence(translate, sentence, formula):
    translation = translate(sentence).premises[0]

    assert translation.failure is None
    assert formula is None or translation.readings[0].formula is parse_formula(formula)


@pytest.mark.parametrize(
    "sentence", [*QUANTIFIERS, *CONDITIONALS, *DONKEYS, *QUESTIONS, *MODIFIERS]
)
def test_ordinary_sentences_have_exactly_one_reading(translate, sentence):
    assert len(translate(sentence).premises[0].readings) == 1


GENERAL_WORDS = {
    # One lemma for a compound, whether or not its -ing form is in a dictionary.
    "Bob eats in the dining hall.": "eat_in(bob, dining_hall)",
    "Every streaming service is cheap.": "∀x (streaming_service(x) → cheap(x))",
    "Ann likes the dining hall meals.": "like(ann, dining_hall_meal)",
    # -ing forms that are verbs all the same.
    "No student swimming in the pool is sad.": "∀x ((student(x) ∧ swim_in(x, pool)) → ¬sad(x))",
    "Tom wastes time playing games.": "∃x (game(x) ∧ waste_playing(tom, time, x))",
    # What follows a noun belongs to it.
    "All shops with a rating greater than 9 are open.": (
        "∀x ∀y ((shop(x) ∧ rating(y) ∧ greater_than(y, n9) ∧ have(x, y)) → open(x))"
    ),
    "Everyone from a town that is big is happy.": (
        "∀x ∀y ((town(y) ∧ big(y) ∧ from(x, y)) → happy(x))"
    ),
    'Mia reads the book "Emma" by Jane Austen.': (
        "book(emma) ∧ by(emma, jane_austen) ∧ read(mia, emma)"
    ),
    # Words that say what something has.
    "All six-legged animals are insects.": (
        "∀x ∀y ((animal(x) ∧ six_leg(y) ∧ have(x, y)) → insect(x))"
    ),
    "A stork is long-legged.": "∀x (stork(x) → ∃y (long(y) ∧ leg(y) ∧ have(x, y)))",
    "Bob eats a ready-cooked meal.": "∃x (ready_cooked(x) ∧ meal(x) ∧ eat(bob, x))",
    # Much of something is some of it.
    "Lakes hold tons of cold water.": (
        "∀x (lake(x) → (hold(x, much_cold_water) ∧ hold(x, cold_water)))"
    ),
    "Bob has lots of friends.": "∃x (many_friend(x) ∧ have(bob, x))",
    "Mia wastes a lot of her time.": "waste(mia, much_time_of(mia)) ∧ waste(mia, time_of(mia))",
    # What something becomes it is.
    "If a cook practises, she becomes better.": "∀x ((cook(x) ∧ practise(x)) → better(x))",
    "Ann got tired and hungry.": "tired(ann) ∧ hungry(ann)",
    "Bob is taller than before.": "taller(bob)",
    "Bob becomes a teacher.": "∃x (teacher(x) ∧ become(bob, x))",
    "A person who is wise has gained insight.": "∀x (wise(x) → gain(x, insight))",
    # An adverb belongs to the verb before it, and so does what follows in its clause.
    "Nora plans to study abroad.": "plan_to_study_abroad(nora)",
    "People who enjoy hiking love hills.": ("∀x (enjoy_hiking(x) → ∃y (hill(y) ∧ love(x, y)))"),
    "Rock climbing is dangerous.": "dangerous(rock_climbing)",
    "Mia spends her time eating.": "spend_eating(mia, time_of(mia))",
    # Inversion after nor.
    "Tom is neither a boy nor is his house big.": "¬boy(tom) ∧ ¬big(house_of(tom))",
    "Tom does not sing nor does Ann dance.": "¬sing(tom) ∧ ¬dance(ann)",
    # Small words as nouns only after a determiner.
    "The well is deep.": "deep(well)",
}


@pytest.mark.parametrize(("sentence", "formula"), GENERAL_WORDS.items(), ids=list(GENERAL_WORDS))
def test_a_phrase_has_one_reading_and_one_predicate(translate, sentence, formula):
    readings = translate(sentence).premises[0].readings

    assert [r.formula for r in readings] == [parse_formula(formula)]
