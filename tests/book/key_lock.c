/* key_lock.c: secrets under a passphrase: sealed, opened, renewed, bare again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/key_lock.h"

#include "base/error.h"
#include "book/head.h"
#include "fixture.h"
#include "store/side.h"

#include <sodium.h>

static void
set(Fixture *office, const char *passphrase)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_write(office->store, &error);
    g_assert_true(key_lock_set(db, passphrase, &error));
    g_assert_true(db_commit(db, &error));
    g_assert_no_error(error);
    key_lock_renewed(office->store);
}

static bool
opens(Fixture *office, const char *passphrase)
{
    g_autoptr(GError) error = NULL;
    bool right = false;
    g_assert_true(key_lock_open(office->store, passphrase, &right, &error));
    g_assert_no_error(error);
    return right;
}

/* The keys, or what keeps them from being read. */
static int
load(Fixture *office, const Book *book, Keys *ret_keys)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(office->store, NULL);
    return keys_load(db, book->book, book->origin, ret_keys, &error) ? 0 : error->code;
}

static void
again(Fixture *office)
{
    fixture_reopen(office);
    g_assert_true(key_lock_begin(office->store, NULL));
}

static void
test_life(void)
{
    g_auto(Fixture) office = {0};
    g_auto(Keys) bare = {0}, keys = {0};
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    g_assert_true(key_lock_begin(office.store, NULL));
    g_assert_cmpint(key_lock_state(office.store), ==, LOCK_NONE);
    g_assert_cmpint(load(&office, book, &bare), ==, 0);

    set(&office, "một");
    g_assert_cmpint(key_lock_state(office.store), ==, LOCK_OPEN);
    g_assert_cmpint(load(&office, book, &keys), ==, 0);
    g_assert_cmpmem(&keys, sizeof keys, &bare, sizeof bare);
    key_lock_close(office.store);
    g_assert_cmpint(key_lock_state(office.store), ==, LOCK_LOCKED);
    g_assert_cmpint(load(&office, book, &keys), ==, KN_LOCKED);

    again(&office);
    g_assert_cmpint(key_lock_state(office.store), ==, LOCK_LOCKED);
    g_assert_cmpint(load(&office, book, &keys), ==, KN_LOCKED);
    g_autofree char *findings = fixture_audit(&office);
    g_assert_cmpstr(findings, ==, "");
    g_assert_false(opens(&office, ""));
    g_assert_false(opens(&office, "mot"));
    g_assert_cmpint(key_lock_state(office.store), ==, LOCK_LOCKED);
    g_assert_true(opens(&office, "mô\xcc\xa3t")); /* another spelling of the same word */
    g_assert_cmpint(load(&office, book, &keys), ==, 0);

    set(&office, "hai");
    again(&office);
    g_assert_false(opens(&office, "một"));
    g_assert_true(opens(&office, "hai"));
    set(&office, NULL);
    g_assert_cmpint(key_lock_state(office.store), ==, LOCK_NONE);
    again(&office);
    g_assert_cmpint(load(&office, book, &keys), ==, 0);
    g_assert_cmpmem(&keys, sizeof keys, &bare, sizeof bare);
}

/* What was not committed is not counted; a changed box opens nothing. */
static void
test_faults(void)
{
    g_auto(Fixture) office = {0};
    g_auto(Keys) keys = {0};
    g_autoptr(GError) error = NULL;
    bool right;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    g_assert_true(key_lock_begin(office.store, NULL));
    g_assert_false(key_lock_open(office.store, "một", &right, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);
    {
        g_autoptr(Db) db = store_write(office.store, &error);
        g_assert_true(key_lock_set(db, "một", &error));
    }
    g_assert_cmpint(key_lock_state(office.store), ==, LOCK_NONE);
    g_assert_cmpint(load(&office, book, &keys), ==, 0);
    set(&office, "một");
    key_lock_close(office.store);
    {
        g_autoptr(Db) db = store_write(office.store, &error);
        g_assert_false(key_lock_set(db, "hai", &error));
        g_assert_error(error, KN_ERROR, KN_LOCKED);
        g_clear_error(&error);
    }
    fixture_damage(&office, "UPDATE secret SET data = (SELECT data FROM secret AS other WHERE"
                            " other.name = 'lock') WHERE name = 'mirror'");
    if (store_room(office.store) == NULL)
        g_assert_true(key_lock_begin(office.store, NULL));
    g_assert_true(opens(&office, "một"));
    g_assert_cmpint(load(&office, book, &keys), ==, KN_BROKEN);
}

/* The sheet makes new keys without the passphrase, which is gone when nothing is under it. */
static void
test_forgotten(void)
{
    g_auto(Fixture) office = {0};
    g_auto(Keys) fresh = {0}, keys = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Book) first = fixture_book(&office, "KG"), second = fixture_book(&office, "KG-CD");
    g_assert_true(key_lock_begin(office.store, NULL));
    set(&office, "một");
    key_lock_close(office.store);
    const Book *const books[] = {first, second};
    for (guint i = 0; i < G_N_ELEMENTS(books); i++) {
        g_autoptr(Db) db = store_write(office.store, &error);
        keys_draw(books[i]->origin, &fresh);
        g_assert_false(keys_replace(db, books[i]->book, 5, &fresh, true, &error));
        g_assert_error(error, KN_ERROR, KN_LOCKED);
        g_clear_error(&error);
        g_clear_pointer(&db, db_free);
        db = store_write(office.store, &error);
        g_assert_true(keys_replace(db, books[i]->book, 5, &fresh, false, &error));
        g_assert_true(db_commit(db, &error));
        g_clear_pointer(&db, db_free);
        g_assert_true(key_lock_begin(office.store, &error));
        g_assert_cmpint(key_lock_state(office.store), ==, i == 0 ? LOCK_LOCKED : LOCK_NONE);
        g_assert_cmpint(load(&office, books[i], &keys), ==, 0);
        g_assert_cmpmem(keys.log_seed, 32, fresh.log_seed, 32);
    }
}

#define SEED "the seed of a draw, which is longer than any key and is no key"

static void
assert_seed(Fixture *office, const Book *book)
{
    g_autoptr(Db) db = store_read(office->store, NULL);
    g_autoptr(GBytes) seed = secret_get(db, book->book, "draw-7", NULL);
    g_assert_nonnull(seed);
    g_assert_cmpmem(g_bytes_get_data(seed, NULL), g_bytes_get_size(seed), SEED, strlen(SEED));
}

/* A book's secrets that are no keys are left alone. */
static void
test_others(void)
{
    g_auto(Fixture) office = {0};
    g_auto(Keys) fresh = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    g_assert_true(key_lock_begin(office.store, NULL));
    {
        g_autoptr(Db) db = store_write(office.store, &error);
        g_assert_true(secret_set(db, book->book, "draw-7", SEED, strlen(SEED), &error));
        g_assert_true(db_commit(db, &error));
    }
    set(&office, "một");
    assert_seed(&office, book);
    key_lock_close(office.store);
    {
        g_autoptr(Db) db = store_write(office.store, &error);
        keys_draw(book->origin, &fresh);
        g_assert_true(keys_replace(db, book->book, 5, &fresh, false, &error));
        g_assert_true(db_commit(db, &error));
    }
    assert_seed(&office, book);
    g_assert_true(key_lock_begin(office.store, &error));
    g_assert_cmpint(key_lock_state(office.store), ==, LOCK_NONE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(sodium_init(), >=, 0);
    g_test_add_func("/key-lock/life", test_life);
    g_test_add_func("/key-lock/faults", test_faults);
    g_test_add_func("/key-lock/forgotten", test_forgotten);
    g_test_add_func("/key-lock/others", test_others);
    return g_test_run();
}
