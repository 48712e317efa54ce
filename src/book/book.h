/* book.h: a unit's append-only log of entries, and the verified copies of others' books. A book is
 * a row of the store, its leaves and its bodies. Only rules/ calls book_append (own books); only
 * exchange/ calls book_mirror (another's book): that nobody writes in another's book is a search
 * through the tree.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/tree.h"
#include "store/store.h"
#include <glib.h>

typedef struct {
    gint64 book;     /* local number, first in every key */
    char *origin;    /* ketnghia/<code>/<16 hex>, its name in the world, never reused */
    char *code;      /* the unit's code here: KG, HG-CD */
    char *name;      /* from entry 0 (or the pinned card, while empty) */
    char *unit_kind; /* chapter, union, cluster, national */
    bool own;
    Frontier frontier; /* frontier.size is the number of entries */
    Hash root;
    struct Erased *erased; /* what erase/1 entries name, read when first needed (book/erased.h) */
} Book;

void book_free(Book *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Book, book_free)

/* By local number, code or origin. The finders return NULL without error when there is none. */
Book *book_get(Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool book_find(Db *db, const char *code_or_origin, Book **ret_book,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type Book), own books first, then by code; NULL on failure. */
GPtrArray *book_list(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A new row without entries. KN_CONFLICT when the code or origin is taken. name and unit_kind are
 * what a pinned card says. */
Book *book_create(Db *db, const char *origin, const char *code, bool own,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Gives the book another code here; its name in the world stays. KN_CONFLICT when the code is taken. */
bool book_set_code(Db *db, const Book *book, const char *code,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool book_is_chapter(const Book *book);
/* Whether it is one of these numbers (element-type gint64). */
bool books_have(const GArray *books, gint64 book);

/* What goes in: bodies are whole shown lines. */
typedef struct {
    const char *leaf_kind;
    int schema;
    gint64 amends; /* -1: a record of its own */
    const char *body;
    gsize body_length;
} NewEntry;

/* Adds entries to an own book in the caller's writing transaction: leaves, bodies, frontier, the
 * row by compare-and-swap on its size, then reads back what was written and hashes it again. `book`
 * is brought up to date. *ret_first is the number of the first. Nothing is signed: that happens
 * when a head leaves. */
bool book_append(Db *db, Book *book, const NewEntry *entries, gsize count, gint64 time,
                 gint64 *ret_first, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds verified leaves (data, without bodies) to another's book: the caller has checked that they
 * lead to a signed root; this recomputes it and refuses with KN_BROKEN when it differs from `root`.
 */
bool book_mirror(Db *db, Book *book, GPtrArray *leaves, const Hash *root,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT; /* (element-type GBytes) */
/* Stores or merges the shown body of an entry: checked against the leaf (KN_BROKEN), open lines win
 * over struck ones, except fields that an erase/1 held here names. The body of an erase/1 strikes
 * at once what it names in the bodies held. Also brings bodies of an own book back that was
 * recovered. */
bool book_mirror_body(Db *db, Book *book, gint64 entry, const char *lines, gsize length,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One entry as stored. */
typedef struct {
    gint64 book, entry;
    char *leaf; /* the leaf's bytes; parts below point into it */
    gsize leaf_length;
    char kind[64];
    int schema;
    gint64 time, amends;
    char *body; /* shown lines, NULL when none is held */
    gsize body_length;
} Entry;

void entry_clear(Entry *entry);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Entry, entry_clear)
/* KN_MISSING past the end, KN_BROKEN when the stored bytes are not a leaf. */
bool entry_get(Db *db, gint64 book, gint64 entry, Entry *ret_entry,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Walks entries [first, last) in order with bodies; `each` returns false to stop with its own
 * error. */
bool entry_each(Db *db, gint64 book, gint64 first, gint64 last,
                bool (*each)(void *context, const Entry *entry, GError **error), void *context,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Strikes one line, by name, out of the stored body: salt and value are gone. The leaf stays valid.
 * A line that is struck already is fine; KN_MISSING when the entry or its body is not here. */
bool book_strike_line(Db *db, gint64 book, gint64 entry, const char *name,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The name of a file: 64 lower-case hexadecimal digits, yours to free; and back. */
char *hash_hex(const Hash *hash);
bool hex_read(const char *hex, Hash *ret_hash);
/* Files beside the book, by the SHA-256 of their bytes. get: KN_MISSING when it is not held,
 * KN_BROKEN when its bytes changed. remove: gone with the last line that names it (erasure). */
bool book_put_file(Db *db, gint64 book, const void *data, gsize length, Hash *ret_hash,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *book_get_file(Db *db, gint64 book, const Hash *hash,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

bool book_remove_file(Db *db, gint64 book, const Hash *hash,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A reader of the tree for proofs, over the stored leaves of [0, size). */
typedef struct BookTree BookTree;
BookTree *book_tree_new(Db *db, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const TreeReader *book_tree_reader(BookTree *tree);
void book_tree_free(BookTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BookTree, book_tree_free)
