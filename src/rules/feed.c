/* feed.c: the secret address of a calendar.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/feed.h"

#include "base/error.h"
#include "store/side.h"
#include <sodium.h>

#define TOKEN_BYTES 24 /* 192 bits: not to be guessed */

static char *
setting_of(const Book *book)
{
    return g_strdup_printf("feed_%" G_GINT64_FORMAT, book->book);
}

bool
feed_token(Db *db, const Book *book, char **ret_token, GError **error)
{
    g_autofree char *name = setting_of(book);
    g_autoptr(GError) failure = NULL;
    char *token = setting_get(db, name, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    *ret_token = token;
    return true;
}

bool
feed_renew(Office *office, const char *unit, const Actor *actor, GError **error)
{
    if (!actor_require(actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return false;
    guint8 secret[TOKEN_BYTES];
    char token[sodium_base64_ENCODED_LEN(TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
    randombytes_buf(secret, sizeof secret);
    sodium_bin2base64(token, sizeof token, secret, sizeof secret,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    g_autoptr(Db) db = store_write(office->store, error);
    g_autoptr(Book) book = db != NULL ? office_book(db, unit, error) : NULL;
    if (book == NULL)
        return false;
    g_autofree char *name = setting_of(book);
    return setting_set(db, name, token, error) && db_commit(db, error);
}

bool
feed_find(Db *db, const char *token, Book **ret_book, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    *ret_book = NULL;
    for (guint i = 0; books != NULL && i < books->len && *ret_book == NULL; i++) {
        const Book *book = g_ptr_array_index(books, i);
        g_autofree char *known = NULL;
        if (!book->own)
            continue;
        if (!feed_token(db, book, &known, error))
            return false;
        if (known == NULL || strlen(known) != strlen(token) ||
            sodium_memcmp(known, token, strlen(known)) != 0)
            continue;
        *ret_book = book_get(db, book->book, error);
        return *ret_book != NULL;
    }
    return books != NULL;
}
