/* forks.c: a book that goes two ways after any of its first 65 entries is found in whatever order
 * and by whatever way its two histories are seen, and what is kept convicts by itself.
 * SPDX-License-Identifier: Apache-2.0 */
#include "liar.h"

#include "exchange/watch.h"
#include "exchange/witness.h"

#define FORKS 65

static bool
is_found(Desk *desk, const Liar *liar)
{
    g_autoptr(Book) book = book_of(desk, liar->code);
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(GPtrArray) texts = evidence_list(db, book->book, NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *key = NULL, *vkey = key_text(&liar->keys.log);
    if (texts->len == 0)
        return false;
    g_assert_cmpuint(texts->len, ==, 1);
    const char *text = texts->pdata[0];
    g_assert_true(evidence_check(text, strlen(text), &key, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(key, ==, vkey);
    return true;
}

/* Takes a bundle; false when it was refused for a fork. */
static bool
hand(Desk *desk, Story *story, guint size, const Story *other, const char *gossip)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bundle = story_bundle(story, size, desk, other, gossip);
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    g_autoptr(Arrival) arrival = bundle_receive(desk->office, &machine, data, length, &error);
    if (arrival == NULL && !g_error_matches(error, KN_ERROR, KN_BROKEN) &&
        !g_error_matches(error, KN_ERROR, KN_CONFLICT))
        g_assert_no_error(error);
    return arrival != NULL;
}

static unsigned
ask(Desk *desk, Story *story, guint old, guint size)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = story_ask(story, old, size);
    g_auto(WitnessAnswer) answer = {0};
    g_assert_true(witness_add(desk->office, text, strlen(text), &answer, &error));
    g_assert_no_error(error);
    return answer.status;
}

/* The ways in which the two histories are seen; `a` and `b` are their sizes, past the fork. */
typedef struct {
    Desk *desk;
    Story first, second, messenger; /* the messenger has a book of its own */
    guint a, b;
} Case;

static void
by_bundles(Case *is)
{
    g_assert_true(hand(is->desk, &is->first, is->a, NULL, NULL));
    g_assert_false(hand(is->desk, &is->second, is->b, NULL, NULL));
}

static void
pass_on(Case *is, guint size)
{
    g_autofree char *note = story_note(&is->second, size);
    hand(is->desk, &is->messenger, 2, &is->second, note);
}

static void
told_after(Case *is)
{
    g_assert_true(hand(is->desk, &is->first, is->a, NULL, NULL));
    pass_on(is, is->b);
    if (is->b > is->a) {
        g_assert_false(is_found(is->desk, is->first.liar));
        g_assert_false(hand(is->desk, &is->first, is->b, NULL, NULL));
    }
}

static void
told_before(Case *is)
{
    pass_on(is, is->b);
    if (is->b > is->a)
        g_assert_true(hand(is->desk, &is->first, is->a, NULL, NULL));
    g_assert_false(hand(is->desk, &is->first, MAX(is->a, is->b), NULL, NULL));
}

static void
told_both(Case *is)
{
    g_autofree char *note = story_note(&is->first, is->b);
    pass_on(is, is->b);
    g_assert_false(hand(is->desk, &is->messenger, 2, &is->first, note));
}

static void
asked_before(Case *is)
{
    g_assert_cmpuint(ask(is->desk, &is->second, 0, is->b), ==, 200);
    if (is->b > is->a)
        g_assert_true(hand(is->desk, &is->first, is->a, NULL, NULL));
    g_assert_false(hand(is->desk, &is->first, MAX(is->a, is->b), NULL, NULL));
}

/* What the copy holds is vouched for, so that a question has to begin there. */
static void
asked_after(Case *is)
{
    g_assert_true(hand(is->desk, &is->first, is->a, NULL, NULL));
    unsigned status = ask(is->desk, &is->second, MIN(is->a, is->b), is->b);
    g_assert_cmpuint(status, ==, is->b < is->a ? 409 : 422);
    /* Out of what it grew, a proof from a power of two does not say: the copy has to catch up. */
    if (!is_found(is->desk, is->first.liar)) {
        g_assert_true(is->b > is->a && (is->a & (is->a - 1)) == 0);
        g_assert_false(hand(is->desk, &is->first, is->b, NULL, NULL));
    }
}

/* A witness that holds no entry at all. */
static void
asked_twice(Case *is)
{
    g_assert_cmpuint(ask(is->desk, &is->first, 0, is->a), ==, 200);
    g_assert_cmpuint(ask(is->desk, &is->first, is->a, is->a), ==, 200);
    unsigned status = ask(is->desk, &is->second, MIN(is->a, is->b), is->b);
    g_assert_cmpuint(status, ==, is->b < is->a ? 409 : 422);
    if (!is_found(is->desk, is->first.liar)) {
        g_assert_true(is->b < is->a || (is->a & (is->a - 1)) == 0);
        hand(is->desk, &is->first, MAX(is->a, is->b), NULL, NULL);
    }
}

typedef struct {
    const char *name;
    void (*see)(Case *is);
} Way;

static const Way ways[] = {
    {"bundles", by_bundles},      {"told-after", told_after},     {"told-before", told_before},
    {"told-both", told_both},     {"asked-before", asked_before}, {"asked-after", asked_after},
    {"asked-twice", asked_twice},
};

static void
see(Desk *desk, const Way *way, guint fork, guint a, guint b)
{
    g_auto(Liar) liar = {0}, other = {0};
    g_autofree char *code = g_strdup_printf("L%u-%u", fork, 3 * a + b);
    g_autofree char *beside = g_strdup_printf("T%u-%u", fork, 3 * a + b);
    liar_init(&liar, code);
    liar_init(&other, beside);
    liar_pin(&liar, desk);
    liar_pin(&other, desk);
    g_assert_true(watch_set(desk->office, "HG", &machine, code, true, NULL));
    Case is = {.desk = desk, .a = fork + a, .b = fork + b};
    guint size = fork + MAX(a, b);
    story_init(&is.first, &liar, fork, size, 1);
    story_init(&is.second, &liar, fork, size, 2);
    story_init(&is.messenger, &other, 2, 2, 0);
    way->see(&is);
    g_test_message("%s at %u: %u and %u", way->name, fork, is.a, is.b);
    g_assert_true(is_found(desk, &liar));
    g_assert_false(is_found(desk, &other));
    /* Nothing heals by itself. */
    g_assert_cmpuint(ask(desk, &is.first, 0, size), ==, 403);
    g_assert_false(hand(desk, &is.first, size, NULL, NULL));
    story_clear(&is.first);
    story_clear(&is.second);
    story_clear(&is.messenger);
}

static void
test_way(gconstpointer data)
{
    static const guint lengths[][2] = {{1, 1}, {1, 2}, {2, 1}};
    const Way *way = data;
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    for (guint fork = 0; fork < FORKS; fork++) {
        const guint *length = lengths[fork % G_N_ELEMENTS(lengths)];
        see(&pair.hg, way, fork, length[0], length[1]);
    }
    assert_sound(&pair.hg);
}

/* An old copy confirms nothing, but knows a fork by what it took. */
static void
test_old_copy(void)
{
    g_auto(Pair) pair = {0};
    Desk old = {0};
    g_auto(Liar) liar = {0};
    pair_init(&pair);
    liar_init(&liar, "LIAR");
    liar_pin(&liar, &pair.hg);
    desk_copy(&pair.hg, "old.ketnghia", &old);
    add_activity(&pair.hg, "HG", "2020-02-01", "Một");
    g_autoptr(GBytes) left = send_bundle(&pair.hg, "HG", "KG");
    desk_mark(&pair.hg, &old);
    Story first, second;
    story_init(&first, &liar, 3, 6, 1);
    story_init(&second, &liar, 3, 6, 2);
    g_assert_true(hand(&old, &first, 5, NULL, NULL));
    g_assert_false(hand(&old, &second, 6, NULL, NULL));
    g_assert_true(is_found(&old, &liar));
    story_clear(&first);
    story_clear(&second);
    desk_close(&old);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autofree char *path = g_strconcat("/exchange/forks/", ways[i].name, NULL);
        g_test_add_data_func(path, &ways[i], test_way);
    }
    g_test_add_func("/exchange/forks/old-copy", test_old_copy);
    return g_test_run();
}
