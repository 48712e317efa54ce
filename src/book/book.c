/* book.c: the row of a book: its name in the world, its size, root and frontier.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/book.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/body.h"
#include "book/erased.h"
#include "book/head.h"
#include "book/row.h"
#include "proof/value.h"
#include "store/side.h"

void
book_free(Book *book)
{
    if (book == NULL)
        return;
    g_free(book->origin);
    g_free(book->code);
    g_free(book->name);
    g_free(book->unit_kind);
    erased_free(book->erased);
    g_free(book);
}

bool
frontier_read(gint64 size, const void *nodes, gsize length, Frontier *ret_frontier)
{
    frontier_init(ret_frontier);
    if (size < 0 || nodes == NULL || length != (gsize)frontier_count((guint64)size) * HASH_SIZE)
        return size == 0 && length == 0;
    ret_frontier->size = (guint64)size;
    memcpy(ret_frontier->nodes, nodes, length);
    return true;
}

/* Columns: book, origin, code, own, size, root, frontier, lines of entry 0, the pinned card. */
static Book *
book_from_row(Query *q, GError **error)
{
    gsize root_length, frontier_length, lines_length;
    const void *root = query_blob(q, 5, &root_length);
    const void *frontier = query_blob(q, 6, &frontier_length);
    const char *lines = query_blob(q, query_is_null(q, 7) ? 8 : 7, &lines_length);
    gsize card_length;
    const char *card = lines != NULL ? card_body(lines, lines_length, &card_length) : NULL;
    if (card != NULL) { /* nothing of the book has come yet: its pinned card says who it is */
        lines = card;
        lines_length = card_length;
    }
    g_autoptr(Book) book = g_new0(Book, 1);
    book->book = query_int(q, 0);
    book->origin = g_strdup(query_text(q, 1));
    book->code = g_strdup(query_text(q, 2));
    book->own = query_int(q, 3) == 1;
    if (book->origin == NULL || book->code == NULL || !g_utf8_validate(book->code, -1, NULL) ||
        !g_str_is_ascii(book->origin))
        return fail_null(error, KN_BROKEN, N_("The row of a book is damaged."));
    Hash computed;
    if (!frontier_read(query_int(q, 4), frontier, frontier_length, &book->frontier) ||
        root == NULL || root_length != HASH_SIZE)
        return fail_null(error, KN_BROKEN, N_("The row of the book %s is damaged."), book->code);
    frontier_root(&book->frontier, &computed);
    memcpy(book->root.bytes, root, HASH_SIZE);
    if (!hash_equal(&computed, &book->root))
        return fail_null(error, KN_BROKEN, N_("The row of the book %s is damaged."), book->code);
    book->name = body_value(lines, lines_length, "name");
    book->unit_kind = body_value(lines, lines_length, "unit_kind");
    if (book->name == NULL || !g_utf8_validate(book->name, -1, NULL)) {
        g_free(book->name);
        book->name = g_strdup(book->code);
    }
    if (book->unit_kind == NULL || !g_str_is_ascii(book->unit_kind)) {
        g_free(book->unit_kind);
        book->unit_kind = g_strdup("");
    }
    return g_steal_pointer(&book);
}

#define BOOK_ROW                                                                                   \
    "SELECT book.book, book.origin, book.code, book.own, book.size, book.root, book.frontier, "    \
    "body.lines, partner.card"                                                                     \
    " FROM book LEFT JOIN body ON body.book = book.book AND body.entry = 0"                        \
    " LEFT JOIN partner ON partner.book = book.book"

/* The one row of a query; *ret_book NULL when it has none. */
static bool
book_one(Query *q, Book **ret_book, GError **error)
{
    g_autoptr(Book) book = NULL;
    if (query_next(q)) {
        book = book_from_row(q, error);
        if (book == NULL)
            return false;
    }
    if (!query_end(q, error))
        return false;
    *ret_book = g_steal_pointer(&book);
    return true;
}

Book *
book_get(Db *db, gint64 book, GError **error)
{
    Book *found = NULL;
    g_autoptr(Query) q = db_query(db, BOOK_ROW " WHERE book.book = ?");
    query_bind(q, "i", book);
    if (!book_one(q, &found, error))
        return NULL;
    if (found == NULL)
        return fail_null(error, KN_MISSING, N_("There is no such book in this file."));
    return found;
}

bool
book_find(Db *db, const char *code_or_origin, Book **ret_book, GError **error)
{
    g_autoptr(Query) q = db_query(db, BOOK_ROW " WHERE book.code = ? OR book.origin = ?");
    query_bind(q, "ss", code_or_origin, code_or_origin);
    return book_one(q, ret_book, error);
}

GPtrArray *
book_list(Db *db, GError **error)
{
    g_autoptr(GPtrArray) books = g_ptr_array_new_with_free_func((GDestroyNotify)book_free);
    g_autoptr(Query) q = db_query(db, BOOK_ROW " ORDER BY book.own DESC, book.code");
    while (query_next(q)) {
        Book *book = book_from_row(q, error);
        if (book == NULL)
            return NULL;
        g_ptr_array_add(books, book);
    }
    if (!query_end(q, error))
        return NULL;
    return g_steal_pointer(&books);
}

/* A code is a short name that people say and type: letters, digits and hyphens, so that CODE-N
 * reads one way. */
static bool
code_is_valid(const char *code)
{
    gsize length = strlen(code);
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isalnum(code[i]) && code[i] != '-')
            return false;
    return length >= 1 && length <= 40 && g_ascii_isalpha(code[0]) && code[length - 1] != '-';
}

Book *
book_create(Db *db, const char *origin, const char *code, bool own, GError **error)
{
    g_assert(db_is_writing(db));
    if (!value_is_origin(origin, strlen(origin)))
        return fail_null(error, KN_INVALID, N_("“%s” cannot be the name of a book."), origin);
    if (!code_is_valid(code))
        return fail_null(
            error, KN_INVALID,
            N_("The code “%s” must be letters, digits and hyphens, starting with a letter."), code);
    g_autoptr(Query) q =
        db_query(db, "SELECT origin FROM book WHERE origin = ? OR lower(code) = lower(?)");
    query_bind(q, "ss", origin, code);
    if (query_next(q)) {
        if (g_strcmp0(query_text(q, 0), origin) == 0)
            return fail_null(error, KN_CONFLICT, N_("This book is in the file already."));
        return fail_null(error, KN_CONFLICT, N_("The code %s is taken; choose another."), code);
    }
    if (!query_end(q, error))
        return NULL;

    g_autoptr(Query) last = db_query(db, "SELECT coalesce(max(book), 0) FROM book");
    gint64 number = query_next(last) ? query_int(last, 0) + 1 : 0;
    if (!query_end(last, error))
        return NULL;
    Frontier empty;
    Hash root;
    frontier_init(&empty);
    frontier_root(&empty, &root);
    if (!db_run(db, error,
                "INSERT INTO book (book, origin, code, own, size, root, frontier) VALUES (?, ?, ?, "
                "?, 0, ?, ?)",
                "issibb", number, origin, code, (gint64)own, root.bytes, (gsize)HASH_SIZE, "",
                (gsize)0))
        return NULL;
    g_autofree char *name = book_seal_name(number), *seal = book_seal(origin, code, own);
    if (!setting_set(db, name, seal, error))
        return NULL;
    g_autoptr(Book) book = book_get(db, number, error);
    if (book == NULL)
        return NULL;
    /* From here on a copy of the file alone is known to be one: see mark.c. */
    if (own && !mark_write(store_where(db_store(db)), book, error))
        return NULL;
    return g_steal_pointer(&book);
}

bool
book_set_code(Db *db, const Book *book, const char *code, GError **error)
{
    g_assert(db_is_writing(db));
    bool taken = false;
    if (!code_is_valid(code))
        return fail(
            error, KN_INVALID,
            N_("The code “%s” must be letters, digits and hyphens, starting with a letter."), code);
    g_autoptr(Query) q = db_query(db, "SELECT book FROM book WHERE lower(code) = lower(?)");
    query_bind(q, "s", code);
    while (query_next(q))
        taken = taken || query_int(q, 0) != book->book;
    if (!query_end(q, error))
        return false;
    if (taken)
        return fail(error, KN_CONFLICT, N_("The code %s is taken; choose another."), code);
    g_autofree char *name = book_seal_name(book->book),
                    *seal = book_seal(book->origin, code, book->own);
    return db_run(db, error, "UPDATE book SET code = ? WHERE book = ?", "si", code, book->book) &&
           setting_set(db, name, seal, error);
}

char *
book_seal_name(gint64 book)
{
    return g_strdup_printf("book/%" G_GINT64_FORMAT, book);
}

char *
book_seal(const char *origin, const char *code, bool own)
{
    return g_strdup_printf("%s %s %s", own ? "own" : "copy", origin, code);
}

static bool
moved_on(const Book *book, GError **error)
{
    return fail(
        error, KN_CONFLICT,
        N_("The book %s was written by someone else meanwhile; nothing was written. Try again."),
        book->code);
}

bool
book_is_current(Db *db, const Book *book, GError **error)
{
    gint64 size = -1;
    g_autoptr(Query) q = db_query(db, "SELECT size FROM book WHERE book = ?");
    query_bind(q, "i", book->book);
    if (query_next(q))
        size = query_int(q, 0);
    if (!query_end(q, error))
        return false;
    return size == (gint64)book->frontier.size || moved_on(book, error);
}

bool
book_move(Db *db, Book *book, const Frontier *frontier, GError **error)
{
    Hash root;
    gint64 changed = 0;
    frontier_root(frontier, &root);
    if (!db_run_counting(
            db, error, &changed,
            "UPDATE book SET size = ?, root = ?, frontier = ? WHERE book = ? AND size = ?", "ibbii",
            (gint64)frontier->size, root.bytes, (gsize)HASH_SIZE, frontier->nodes,
            (gsize)frontier_count(frontier->size) * HASH_SIZE, book->book,
            (gint64)book->frontier.size))
        return false;
    return changed == 1 || moved_on(book, error);
}

bool
books_have(const GArray *books, gint64 book)
{
    for (guint i = 0; i < books->len; i++)
        if (g_array_index(books, gint64, i) == book)
            return true;
    return false;
}

bool
book_is_chapter(const Book *book)
{
    return strcmp(book->unit_kind, "chapter") == 0;
}
