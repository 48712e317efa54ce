/* new_keys.c: an office changes the keys of a book, by the keys before or by its recovery sheet; its
 * partner stops, compares, and goes on without having lost anything.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/head.h"
#include "book/key_chain.h"
#include "exchange/other_key.h"
#include "fixture.h"
#include "rules/change_keys.h"

#define DAY G_GINT64_CONSTANT(86400)

static void
change(Desk *desk, const char *unit, const char *sheet, bool new_sheet, NewKeys *ret_keys)
{
    g_autoptr(GError) error = NULL;
    KeyAsk ask = {sheet, new_sheet};
    g_assert_true(office_change_keys(desk->office, unit, &machine, &ask, ret_keys, &error));
    g_assert_no_error(error);
}

static void
change_refused(Desk *desk, const char *unit, const char *sheet, KnCode code)
{
    g_autoptr(GError) error = NULL;
    g_auto(NewKeys) keys = {0};
    KeyAsk ask = {sheet, false};
    g_autofree char *before = dump(desk);
    g_assert_false(office_change_keys(desk->office, unit, &machine, &ask, &keys, &error));
    g_assert_error(error, KN_ERROR, (int)code);
    g_autofree char *after = dump(desk);
    g_assert_cmpstr(before, ==, after);
}

static StopCause
stop_of(Desk *desk, const char *code)
{
    g_autoptr(Partner) partner = partner_of(desk, code);
    return partner->stop;
}

static bool
settle(Desk *desk, const char *code, const char *words, OtherKey *ret_settled)
{
    g_autoptr(GError) error = NULL;
    bool done = other_key_settle(desk->office, &machine, code, words, ret_settled, &error);
    if (!done)
        g_assert_error(error, KN_ERROR, KN_INVALID);
    return done;
}

static KeyGround
ground_that_waits(Desk *desk, const char *code)
{
    g_autoptr(OtherCard) waiting = NULL;
    g_autoptr(Book) book = book_of(desk, code);
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_assert_true(other_key_find(db, book, &waiting, NULL));
    g_assert_nonnull(waiting);
    return waiting->ground;
}

static char *
sheet_of(Desk *desk, const char *unit)
{
    g_auto(NewKeys) keys = {0};
    change(desk, unit, NULL, true, &keys);
    return g_steal_pointer(&keys.recovery);
}

static char *
words_of(Desk *desk, const char *unit)
{
    PublicKeys keys;
    bool found = false;
    g_autoptr(Book) book = book_of(desk, unit);
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_assert_true(public_keys_of(db, book->book, &keys, &found, NULL) && found);
    return key_words(&keys.log);
}

static guint
signatures_of(Desk *desk, const char *unit)
{
    g_autoptr(GError) error = NULL;
    Note note;
    g_autoptr(Book) book = book_of(desk, unit);
    g_autoptr(Db) db = store_write(desk->office->store, &error);
    g_autofree char *text = head_sign(db, book, &error);
    g_assert_no_error(error);
    g_assert_cmpint(note_read(text, strlen(text), &note), ==, PROOF_OK);
    g_assert_true(db_commit(db, &error));
    return (guint)note.count;
}

/* A bundle under new keys stops the partner and brings nothing; the words let it in. */
static void
test_by_key(void)
{
    g_auto(Pair) pair = {0};
    g_auto(NewKeys) keys = {0};
    OtherKey settled = {0};
    pair_init(&pair);
    g_autofree char *covenant = pair_agree(&pair, NULL);
    g_assert_cmpint(state_of(&pair.hg, covenant), ==, AGREEMENT_IN_FORCE);
    add_activity(&pair.kg, "KG", "2020-03-02", "Tặng quà");
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    exchange(&pair.hg, "HG", &pair.kg, "KG");
    g_autoptr(GBytes) on_its_way = send_bundle(&pair.hg, "HG", "KG"); /* sealed to the old key */
    guint64 held = size_of(&pair.hg, "KG");
    change(&pair.kg, "KG", NULL, false, &keys);
    g_assert_cmpint(keys.ground, ==, KEY_BY_KEY);
    g_assert_null(keys.recovery);
    add_activity(&pair.kg, "KG", "2020-03-03", "Khám bệnh");
    g_assert_cmpuint(signatures_of(&pair.kg, "KG"), ==, 2);
    assert_sound(&pair.kg);
    receive_quietly(&pair.kg, on_its_way);

    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    refused(&pair.hg, bundle, KN_CONFLICT);
    g_assert_cmpint(stop_of(&pair.hg, "KG"), ==, STOP_KEY);
    g_assert_cmpint(stop_of(&pair.hg, "KG-CD"), ==, STOP_NONE);
    g_assert_cmpint(ground_that_waits(&pair.hg, "KG"), ==, KEY_BY_KEY);
    g_assert_cmpuint(size_of(&pair.hg, "KG"), ==, held);
    refused_unchanged(&pair.hg, bundle, KN_CONFLICT);
    assert_sound(&pair.hg);
    g_assert_false(settle(&pair.hg, "KG", "một hai ba bốn năm sáu", &settled));
    g_assert_true(settle(&pair.hg, "KG", keys.words, &settled));
    g_assert_true(settled.taken);
    g_assert_cmpuint(settled.size, ==, held);

    /* The very same file comes in now, with everything. */
    receive_quietly(&pair.hg, bundle);
    g_autofree char *titles = titles_of(&pair.hg, "KG");
    g_assert_cmpstr(titles, ==, "Khám bệnh|Tặng quà");
    g_assert_cmpint(stop_of(&pair.hg, "KG"), ==, STOP_NONE);
    exchange(&pair.hg, "HG", &pair.kg, "KG");
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    assert_sound(&pair.kg);
    assert_sound(&pair.hg);

    /* After the time of two signatures only the new key signs. */
    pair.kg.office->fixed_time += 401 * DAY;
    add_activity(&pair.kg, "KG", "2021-04-03", "Hiến máu");
    g_assert_cmpuint(signatures_of(&pair.kg, "KG"), ==, 1);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    assert_sound(&pair.kg);
    assert_sound(&pair.hg);
}

/* Whoever holds the old keys goes on in an old copy: nothing of it is taken. */
static void
test_old_key_counts_no_more(void)
{
    g_auto(Pair) pair = {0};
    g_auto(NewKeys) keys = {0};
    OtherKey settled = {0};
    Desk thief = {0};
    pair_init(&pair);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    g_autofree char *sheet = sheet_of(&pair.kg, "KG");
    g_autoptr(GBytes) first = send_bundle(&pair.kg, "KG", "HG");
    refused(&pair.hg, first, KN_CONFLICT);
    g_autofree char *words = words_of(&pair.kg, "KG");
    g_assert_true(settle(&pair.hg, "KG", words, &settled));
    receive_quietly(&pair.hg, first);
    desk_copy(&pair.kg, "thief", &thief);

    change(&pair.kg, "KG", sheet, false, &keys);
    g_assert_cmpint(keys.ground, ==, KEY_BY_SHEET);
    add_activity(&pair.kg, "KG", "2020-03-03", "Khám bệnh");
    g_assert_cmpuint(signatures_of(&pair.kg, "KG"), ==, 1); /* the one before is not trusted */
    g_autoptr(GBytes) honest = send_bundle(&pair.kg, "KG", "HG");
    refused(&pair.hg, honest, KN_CONFLICT);
    g_assert_cmpint(ground_that_waits(&pair.hg, "KG"), ==, KEY_BY_SHEET);
    g_assert_true(settle(&pair.hg, "KG", keys.words, &settled));
    receive_quietly(&pair.hg, honest);
    add_activity(&thief, "KG", "2020-03-03", "Chuyển tiền");
    g_autoptr(GBytes) stolen = send_bundle(&thief, "KG", "HG");
    refused_unchanged(&pair.hg, stolen, KN_INVALID);
    g_assert_cmpint(stop_of(&pair.hg, "KG"), ==, STOP_NONE);
    assert_sound(&pair.hg);
    desk_close(&thief);
}

/* Keys announced by somebody else are refused for good; the true ones still come through. */
static void
test_wrong_key(void)
{
    g_auto(Pair) pair = {0};
    g_auto(NewKeys) theirs = {0}, ours = {0};
    OtherKey settled = {0};
    Desk thief = {0};
    pair_init(&pair);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    g_autofree char *old_words = words_of(&pair.kg, "KG");
    desk_copy(&pair.kg, "thief", &thief);
    change(&thief, "KG", NULL, false, &theirs);
    g_autoptr(GBytes) stolen = send_bundle(&thief, "KG", "HG");
    refused(&pair.hg, stolen, KN_CONFLICT);
    g_assert_cmpint(stop_of(&pair.hg, "KG"), ==, STOP_KEY);
    g_assert_true(settle(&pair.hg, "KG", old_words, &settled));
    g_assert_false(settled.taken);
    refused_unchanged(&pair.hg, stolen, KN_INVALID);
    g_assert_cmpint(stop_of(&pair.hg, "KG"), ==, STOP_NONE);

    exchange(&pair.kg, "KG", &pair.hg, "HG");
    change(&pair.kg, "KG", NULL, false, &ours);
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    refused(&pair.hg, bundle, KN_CONFLICT);
    g_assert_true(settle(&pair.hg, "KG", ours.words, &settled));
    g_assert_true(settled.taken);
    receive_quietly(&pair.hg, bundle);
    refused_unchanged(&pair.hg, stolen, KN_INVALID);
    assert_sound(&pair.hg);
    desk_close(&thief);
}

/* A change by keys alone, with a sheet of its own, is taken back by the sheet before it, in time. */
static void
test_taken_back(void)
{
    g_auto(Pair) pair = {0};
    g_auto(NewKeys) stolen = {0}, back = {0};
    OtherKey settled = {0};
    pair_init(&pair);
    g_autofree char *sheet = sheet_of(&pair.kg, "KG");
    g_autofree char *first_words = words_of(&pair.kg, "KG");
    g_autoptr(GBytes) first = send_bundle(&pair.kg, "KG", "HG");
    refused(&pair.hg, first, KN_CONFLICT);
    g_assert_true(settle(&pair.hg, "KG", first_words, &settled));
    receive_quietly(&pair.hg, first);

    change(&pair.kg, "KG", NULL, true, &stolen);
    pair.kg.office->fixed_time += 29 * DAY;
    pair.hg.office->fixed_time += 29 * DAY;
    change(&pair.kg, "KG", sheet, false, &back);
    g_assert_cmpint(back.ground, ==, KEY_TAKEN_BACK);
    change_refused(&pair.kg, "KG", stolen.recovery, KN_INVALID);
    assert_sound(&pair.kg);
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    refused(&pair.hg, bundle, KN_CONFLICT);
    g_assert_false(settle(&pair.hg, "KG", stolen.words, &settled));
    g_assert_true(settle(&pair.hg, "KG", back.words, &settled));
    receive_quietly(&pair.hg, bundle);
    assert_sound(&pair.hg);
    exchange(&pair.hg, "HG", &pair.kg, "KG");

    /* Too late it does not. */
    g_auto(NewKeys) again = {0};
    change(&pair.kg, "KG", NULL, true, &again);
    pair.kg.office->fixed_time += 31 * DAY;
    change_refused(&pair.kg, "KG", sheet, KN_INVALID);
    change_refused(&pair.kg, "KG", "ABCD", KN_INVALID);
    g_autofree char *other = sheet_of(&pair.hg, "HG");
    change_refused(&pair.kg, "KG", other, KN_INVALID);
}

/* A file without keys (a backup) signs nothing until the sheet brought new ones. */
static void
test_lost(void)
{
    g_auto(Pair) pair = {0};
    g_auto(NewKeys) keys = {0};
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;
    OtherKey settled = {0};
    pair_init(&pair);
    g_autofree char *sheet = sheet_of(&pair.kg, "KG");
    {
        g_autoptr(Book) book = book_of(&pair.kg, "KG");
        g_autoptr(Db) db = store_write(pair.kg.office->store, &error);
        g_assert_true(db_run(db, &error, "DELETE FROM secret WHERE book = ?", "i", book->book));
        g_assert_true(db_commit(db, &error));
    }
    g_assert_null(bundle_write(pair.kg.office, "KG", &machine, "HG", &name, &error));
    g_assert_error(error, KN_ERROR, KN_MISSING);
    change_refused(&pair.kg, "KG", NULL, KN_MISSING);
    change(&pair.kg, "KG", sheet, false, &keys);
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    refused(&pair.hg, bundle, KN_CONFLICT);
    g_assert_true(settle(&pair.hg, "KG", keys.words, &settled));
    receive_quietly(&pair.hg, bundle);
    assert_sound(&pair.kg);
    assert_sound(&pair.hg);
}

/* A sister book of the sender has new keys: it waits, the rest comes. */
static void
test_sister(void)
{
    g_auto(Pair) pair = {0};
    g_auto(NewKeys) keys = {0};
    OtherKey settled = {0};
    pair_init(&pair);
    g_autofree char *covenant = pair_agree(&pair, NULL);
    g_assert_nonnull(covenant);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    change(&pair.kg, "KG-CD", NULL, false, &keys);
    add_activity(&pair.kg, "KG", "2020-03-02", "Tặng quà");
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    g_autoptr(Arrival) arrival = receive(&pair.hg, bundle);
    g_assert_cmpuint(arrival->findings->len, ==, 1);
    g_assert_cmpint(stop_of(&pair.hg, "KG"), ==, STOP_NONE);
    g_assert_cmpint(stop_of(&pair.hg, "KG-CD"), ==, STOP_KEY);
    g_autofree char *titles = titles_of(&pair.hg, "KG");
    g_assert_cmpstr(titles, ==, "Tặng quà");
    g_assert_true(settle(&pair.hg, "KG-CD", keys.words, &settled));
    receive_quietly(&pair.hg, bundle);
    g_assert_cmpuint(size_of(&pair.hg, "KG-CD"), ==, size_of(&pair.kg, "KG-CD"));
    assert_sound(&pair.hg);
}

/* A card with changes: another byte is another entry, or nothing at all. */
static void
test_card(void)
{
    g_auto(Pair) pair = {0};
    g_auto(NewKeys) keys = {0}, more = {0};
    g_autoptr(GError) error = NULL;
    pair_init(&pair);
    change(&pair.kg, "KG", NULL, false, &keys);
    change(&pair.kg, "KG", NULL, true, &more);
    g_autofree char *card = partner_card(pair.kg.office, "KG", &error);
    gsize length = strlen(card);
    g_autoptr(GArray) chain = key_chain_of_card(card, length);
    g_assert_nonnull(chain);
    g_assert_cmpuint(chain->len, ==, 3);
    const char *first = strstr(card, "\nchange ") + 1;
    for (gsize at = (gsize)(first - card); at < length; at++) {
        char before = card[at];
        if (strncmp(card + at, "\n\n", 2) == 0)
            break; /* the signature under it is the note's */
        card[at] = before == '1' ? '2' : '1';
        g_autoptr(GArray) changed = key_chain_of_card(card, length);
        bool same = changed != NULL && changed->len == chain->len;
        for (guint i = 0; same && i < chain->len; i++)
            same = hash_equal(&g_array_index(changed, KeyChange, i).body,
                              &g_array_index(chain, KeyChange, i).body);
        g_assert_false(same);
        card[at] = before;
    }
    g_autofree char *code = NULL;
    g_assert_false(partner_add(pair.hg.office, &machine, card, length, NULL, NULL, &code, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_assert_cmpint(ground_that_waits(&pair.hg, "KG"), ==, KEY_BY_KEY);
    OtherKey settled = {0};
    g_assert_false(settle(&pair.hg, "KG", keys.words, &settled));
    g_assert_true(settle(&pair.hg, "KG", more.words, &settled));
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    assert_sound(&pair.hg);
}

/* A key/1 that the card does not name is not taken. */
static void
test_unannounced(void)
{
    g_auto(Pair) pair = {0};
    g_autoptr(GError) error = NULL;
    pair_init(&pair);
    static const char body[] = "= AAAAAAAAAAAAAAAAAAAAAA log_key \n";
    NewEntry entry = {"key", 1, -1, body, strlen(body)};
    {
        gint64 at = 0;
        g_autoptr(Db) db = store_write(pair.kg.office->store, &error);
        g_autoptr(Book) book = NULL;
        g_assert_true(book_find(db, "KG", &book, &error));
        g_assert_true(book_append(db, book, &entry, 1, DESK_TIME, &at, &error));
        g_assert_true(db_commit(db, &error));
    }
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    refused_unchanged(&pair.hg, bundle, KN_INVALID);
    g_auto(Audit) audit = {0};
    audit_init(&audit);
    g_assert_true(audit_books(pair.kg.office->store, &audit, NULL, NULL, &error));
    g_assert_cmpuint(audit.findings->len, ==, 1);
}

/* A fork that comes right after the new key was compared: what was held is signed by the one before,
 * and the evidence convicts all the same. */
static void
test_fork_after_change(void)
{
    g_auto(Pair) pair = {0};
    g_auto(NewKeys) keys = {0};
    g_autoptr(GError) error = NULL;
    g_autofree char *code = NULL, *key = NULL;
    OtherKey settled = {0};
    Desk older = {0};
    pair_init(&pair);
    g_autofree char *sheet = sheet_of(&pair.kg, "KG");
    g_autofree char *words = words_of(&pair.kg, "KG");
    g_autoptr(GBytes) first = send_bundle(&pair.kg, "KG", "HG");
    refused(&pair.hg, first, KN_CONFLICT);
    g_assert_true(settle(&pair.hg, "KG", words, &settled));
    receive_quietly(&pair.hg, first);
    desk_copy(&pair.kg, "older", &older);
    add_activity(&pair.kg, "KG", "2020-03-03", "Khám bệnh");
    exchange(&pair.kg, "KG", &pair.hg, "HG");

    add_activity(&older, "KG", "2020-03-03", "Tặng quà");
    add_activity(&older, "KG", "2020-03-04", "Hiến máu");
    change(&older, "KG", sheet, false, &keys);
    g_autofree char *card = partner_card(older.office, "KG", &error);
    g_assert_false(
        partner_add(pair.hg.office, &machine, card, strlen(card), NULL, keys.words, &code, &error));
    g_clear_error(&error);
    g_assert_true(settle(&pair.hg, "KG", keys.words, &settled));
    g_autoptr(GBytes) forked = send_bundle(&older, "KG", "HG");
    refused(&pair.hg, forked, KN_BROKEN);
    g_assert_cmpint(stop_of(&pair.hg, "KG"), ==, STOP_FORK);
    g_autoptr(Book) book = book_of(&pair.hg, "KG");
    g_autoptr(Db) db = store_read(pair.hg.office->store, NULL);
    g_autoptr(GPtrArray) texts = evidence_list(db, book->book, NULL);
    g_assert_cmpuint(texts->len, ==, 1);
    const char *text = texts->pdata[0];
    g_assert_true(evidence_check(text, strlen(text), &key, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(key, ==, keys.vkey);
    /* Without the card nobody would know whose the other signature is. */
    const char *line = strstr(text, "\ncard "), *rest = strchr(line + 1, '\n');
    g_autofree char *bare = g_strdup_printf("%.*s%s", (int)(line - text), text, rest);
    g_autofree char *none = NULL;
    g_assert_false(evidence_check(bare, strlen(bare), &none, &error));
    desk_close(&older);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/new-keys/by-key", test_by_key);
    g_test_add_func("/exchange/new-keys/old-key-counts-no-more", test_old_key_counts_no_more);
    g_test_add_func("/exchange/new-keys/wrong-key", test_wrong_key);
    g_test_add_func("/exchange/new-keys/taken-back", test_taken_back);
    g_test_add_func("/exchange/new-keys/lost", test_lost);
    g_test_add_func("/exchange/new-keys/sister", test_sister);
    g_test_add_func("/exchange/new-keys/card", test_card);
    g_test_add_func("/exchange/new-keys/unannounced", test_unannounced);
    g_test_add_func("/exchange/new-keys/fork-after-change", test_fork_after_change);
    return g_test_run();
}
