/* keys.c: tests keys, the recovery sheet, the words and origins.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/error.h"
#include "base/text.h"
#include "book/words.h"
#include "proof/value.h"

static void
test_words(void)
{
    g_autoptr(GHashTable) folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (gsize i = 0; i < 256; i++) {
        g_assert_true(g_utf8_validate(key_word_list[i], -1, NULL));
        g_assert_true(g_hash_table_add(folded, text_fold(key_word_list[i])));
    }
    NoteKey key;
    guint8 seed[32] = {1}, public_key[32];
    key_from_seed(seed, public_key);
    g_assert_cmpint(note_key_init(&key, "ketnghia/kg/0123456789abcdef", KEY_ED25519, public_key),
                    ==, PROOF_OK);
    g_autofree char *words = key_words(&key);
    g_auto(GStrv) parts = g_strsplit(words, " ", -1);
    g_assert_cmpuint(g_strv_length(parts), ==, 6);
    /* Both offices must say the same for ever. */
    g_assert_cmpstr(words, ==, "làm chùa hươu diệc đập tủ");
    g_autofree char *plain = text_fold(words);
    g_autofree char *shouted = g_utf8_strup(plain, -1);
    g_autofree char *loose = g_strdelimit(g_strconcat("  ", shouted, " . ", NULL), " ", '-');
    g_assert_true(key_words_match(&key, words));
    g_assert_true(key_words_match(&key, loose));
    g_assert_false(key_words_match(&key, ""));
    *strrchr(words, ' ') = '\0';
    g_assert_false(key_words_match(&key, words));
}

static void
test_recovery(void)
{
    guint8 secret[32], again[32];
    for (int round = 0; round < 50; round++) {
        recovery_draw(secret);
        g_autofree char *sheet = recovery_write(secret);
        g_assert_cmpuint(strlen(sheet), ==, RECOVERY_GROUPS * 5 - 1);
        g_assert_true(recovery_read(sheet, again));
        g_assert_cmpmem(secret, 32, again, 32);
        g_autofree char *lower = g_ascii_strdown(sheet, -1);
        g_assert_true(recovery_read(g_strdelimit(lower, "-", ' '), again));
        g_auto(GStrv) groups = g_strsplit(sheet, "-", -1);
        for (guint i = 0; i < RECOVERY_GROUPS; i++) {
            g_assert_true(recovery_group_is(secret, i, groups[i]));
            g_assert_cmpint(recovery_group_is(secret, (i + 1) % RECOVERY_GROUPS, groups[i]), ==,
                            strcmp(groups[i], groups[(i + 1) % RECOVERY_GROUPS]) == 0);
        }
        g_assert_false(recovery_group_is(secret, RECOVERY_GROUPS, groups[0]));
    }
    /* A known one, so that sheets printed today can be read in twenty years. */
    for (int i = 0; i < 32; i++)
        secret[i] = (guint8)i;
    g_autofree char *known = recovery_write(secret);
    g_assert_cmpstr(known, ==, "AAAQ-EAYE-AUDA-OCAJ-BIFQ-YDIO-B4IB-CEQT-CQKR-MFYY-DENB-WHA5-DYPW");
}

static void
test_recovery_check(void)
{
    guint8 secret[32], again[32];
    recovery_draw(secret);
    g_autofree char *sheet = recovery_write(secret);
    guint refused = 0, all = 0;
    for (char *at = sheet; *at != '\0'; at++) {
        char kept = *at;
        if (kept == '-')
            continue;
        *at = kept == 'A' ? 'C' : 'A';
        all++;
        refused += recovery_read(sheet, again) ? 0 : 1;
        *at = kept;
    }
    /* Four bits of check: one wrong character in sixteen slips through. */
    g_assert_cmpuint(refused, >, all * 3 / 4);
    g_assert_false(recovery_read("", again));
    g_assert_false(recovery_read("ABCD", again));
    g_autofree char *longer = g_strconcat(sheet, "A", NULL);
    g_assert_false(recovery_read(longer, again));
}

static void
test_store(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Keys) keys = {0}, loaded = {0};
    PublicKeys stated;
    bool found;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_true(keys_load(db, book->book, book->origin, &loaded, &error));
    g_assert_true(public_keys_of(db, book->book, &stated, &found, &error));
    g_assert_true(found);
    g_assert_cmpmem(loaded.log.public_key, 32, stated.log.public_key, 32);
    g_assert_cmpmem(loaded.box_public, 32, stated.box_public, 32);
    g_assert_cmpstr(loaded.mirror.name + strlen(book->origin), ==, "/mirror");
    keys_draw(book->origin, &keys);
    g_assert_false(keys_store(db, book->book, &keys, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);
    g_assert_false(keys_load(db, 99, book->origin, &keys, &error));
    g_assert_error(error, KN_ERROR, KN_MISSING);
}

static void
test_origin(void)
{
    g_autofree char *origin = origin_draw("KG-CĐ");
    g_assert_true(g_str_has_prefix(origin, "ketnghia/kg-cd/"));
    g_assert_cmpuint(strlen(origin), ==, strlen("ketnghia/kg-cd/") + 16);
    g_assert_true(value_is_origin(origin, strlen(origin)));
    g_autofree char *other = origin_draw("KG-CĐ");
    g_assert_cmpstr(origin, !=, other);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/keys/words", test_words);
    g_test_add_func("/keys/recovery", test_recovery);
    g_test_add_func("/keys/recovery-check", test_recovery_check);
    g_test_add_func("/keys/store", test_store);
    g_test_add_func("/keys/origin", test_origin);
    return g_test_run();
}
