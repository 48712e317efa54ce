/* other_key.c: a card under a partner's name with another key stops everything with it until the six
 * words say which key is theirs; from then on that key counts, and what the earlier one signed stays
 * good.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/other_key.h"

#include "liar.h"

#include "exchange/watch.h"
#include "exchange/witness.h"

static bool
hand(Desk *desk, Story *story, guint size, KnCode refused_with)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bundle = story_bundle(story, size, desk, NULL, NULL);
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    g_autoptr(Arrival) arrival = bundle_receive(desk->office, &machine, data, length, &error);
    if (arrival == NULL)
        g_assert_error(error, KN_ERROR, (int)refused_with);
    return arrival != NULL;
}

/* The card again, with the words that were heard or without. */
static void
offer(Desk *desk, const Liar *liar, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *code = NULL;
    g_assert_false(partner_add(desk->office, &machine, liar->card, strlen(liar->card), NULL, words,
                               &code, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_assert_cmpstr(code, ==, liar->code);
}

static StopCause
stop_of(Desk *desk, const char *code)
{
    Partner *partner = partner_of(desk, code);
    StopCause stop = partner->stop;
    g_assert_true(partner->stopped == (stop != STOP_NONE));
    partner_free(partner);
    return stop;
}

static bool
settle(Desk *desk, const char *words, OtherKey *ret_settled, KnCode refused_with)
{
    g_autoptr(GError) error = NULL;
    bool done = other_key_settle(desk->office, &machine, "L", words, ret_settled, &error);
    if (!done)
        g_assert_error(error, KN_ERROR, (int)refused_with);
    return done;
}

static unsigned
ask(Desk *desk, Story *story, guint old, guint size)
{
    g_autofree char *text = story_ask(story, old, size);
    g_auto(WitnessAnswer) answer = {0};
    g_assert_true(witness_add(desk->office, text, strlen(text), &answer, NULL));
    return answer.status;
}

static void
test_stops(void)
{
    g_auto(Pair) pair = {0};
    g_auto(Liar) liar = {0};
    g_auto(Story) story = {0};
    pair_init(&pair);
    Desk *desk = &pair.hg;
    liar_init(&liar, "L");
    liar_pin(&liar, desk);
    story_init(&story, &liar, 0, 12, 0);
    g_assert_true(watch_set(desk->office, "HG", &machine, "L", true, NULL));
    g_assert_true(hand(desk, &story, 5, 0));
    g_autofree char *old_words = key_words(&liar.keys.log);
    g_autofree char *refused = NULL;
    OtherKey settled = {0};
    g_assert_false(settle(desk, old_words, &settled, KN_CONFLICT)); /* nothing waits */

    Keys honest = liar.keys;
    g_autofree char *card = g_strdup(liar.card);
    liar_change_keys(&liar);
    g_autofree char *new_words = key_words(&liar.keys.log);
    offer(desk, &liar, NULL);
    g_assert_cmpint(stop_of(desk, "L"), ==, STOP_KEY);
    g_assert_cmpint(stop_of(desk, "KG"), ==, STOP_NONE);
    {
        g_autoptr(Book) book = book_of(desk, "L");
        g_autoptr(Db) db = store_read(desk->office->store, NULL);
        g_autoptr(OtherCard) waiting = NULL;
        g_assert_true(other_key_find(db, book, &waiting, NULL));
        g_assert_cmpstr(waiting->words, ==, new_words);
        g_assert_cmpint(waiting->ground, ==, KEY_UNSET_GROUND);
    }
    /* Under neither key anything goes. */
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;
    g_assert_false(hand(desk, &story, 6, KN_INVALID));
    Keys other = liar.keys;
    liar.keys = honest;
    g_assert_false(hand(desk, &story, 6, KN_CONFLICT));
    g_assert_cmpuint(ask(desk, &story, 5, 6), ==, 403);
    g_assert_null(bundle_write(desk->office, "HG", &machine, "L", &name, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);

    /* Words of nobody change nothing; the words of the card we hold end it. */
    g_autofree char *before = dump(desk);
    g_assert_false(settle(desk, "", &settled, KN_INVALID));
    g_assert_false(settle(desk, "một hai ba bốn năm sáu", &settled, KN_INVALID));
    g_autofree char *after = dump(desk);
    g_assert_cmpstr(before, ==, after);
    g_assert_true(settle(desk, old_words, &settled, 0));
    g_assert_false(settled.taken);
    g_assert_cmpint(stop_of(desk, "L"), ==, STOP_NONE);
    g_assert_true(hand(desk, &story, 6, 0));
    g_assert_cmpuint(ask(desk, &story, 6, 7), ==, 200);

    /* What was refused stays so, until its own words were heard: they make its key theirs. */
    liar.keys = other;
    g_assert_false(partner_add(desk->office, &machine, liar.card, strlen(liar.card), NULL, NULL,
                               &refused, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_assert_null(refused);
    g_assert_cmpint(stop_of(desk, "L"), ==, STOP_NONE);
    offer(desk, &liar, new_words);
    g_assert_true(settle(desk, new_words, &settled, 0));
    g_assert_true(settled.taken);
    g_assert_cmpuint(settled.size, ==, 6);
    Hash root = story_root(&story, 6);
    g_assert_true(hash_equal(&settled.root, &root));
    Partner *partner = partner_of(desk, "L");
    g_assert_cmpstr(partner->words, ==, new_words);
    g_assert_true(partner->compared);
    partner_free(partner);
    g_assert_true(hand(desk, &story, 8, 0));
    g_assert_cmpuint(ask(desk, &story, 8, 9), ==, 200);
    liar.keys = honest;
    g_assert_false(hand(desk, &story, 10, KN_INVALID));
    g_assert_cmpuint(ask(desk, &story, 9, 10), ==, 403);
    assert_sound(desk);

    /* The earlier card is another one now. */
    g_free(liar.card);
    liar.card = g_strdup(card);
    offer(desk, &liar, NULL);
    g_assert_true(settle(desk, new_words, &settled, 0));
    g_assert_false(settled.taken);
    liar.keys = other;
    g_assert_true(hand(desk, &story, 10, 0));
    assert_sound(desk);
}

/* A fork is worse than another key: no words end it. */
static void
test_fork_stays(void)
{
    g_auto(Pair) pair = {0};
    g_auto(Liar) liar = {0};
    g_auto(Story) first = {0}, second = {0};
    g_autoptr(GError) error = NULL;
    g_autofree char *code = NULL;
    pair_init(&pair);
    liar_init(&liar, "L");
    liar_pin(&liar, &pair.hg);
    story_init(&first, &liar, 3, 5, 1);
    story_init(&second, &liar, 3, 5, 2);
    g_assert_true(hand(&pair.hg, &first, 5, 0));
    g_assert_false(hand(&pair.hg, &second, 5, KN_BROKEN));
    g_autoptr(Book) book = book_of(&pair.hg, "L");
    g_auto(EvidenceFacts) facts = {0};
    {
        g_autoptr(Db) db = store_read(pair.hg.office->store, NULL);
        g_autoptr(GPtrArray) texts = evidence_list(db, book->book, NULL);
        const char *text = texts->pdata[0];
        g_assert_true(evidence_facts(text, strlen(text), &facts, NULL));
    }
    g_assert_cmpuint(facts.first, ==, 5);
    g_assert_cmpuint(facts.second, ==, 5);
    g_assert_cmpstr(facts.origin, ==, liar.origin);
    liar_change_keys(&liar);
    g_assert_false(partner_add(pair.hg.office, &machine, liar.card, strlen(liar.card), NULL, NULL,
                               &code, &error));
    g_assert_cmpint(stop_of(&pair.hg, "L"), ==, STOP_FORK);
    OtherKey settled = {0};
    g_autofree char *words = key_words(&liar.keys.log);
    g_assert_false(settle(&pair.hg, words, &settled, KN_CONFLICT));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/other-key/stops", test_stops);
    g_test_add_func("/exchange/other-key/fork-stays", test_fork_stays);
    return g_test_run();
}
