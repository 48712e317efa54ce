/* verify_row.c: what the entries of a book say against its row, its erasures and its files.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/verify_part.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/body.h"

char *
entry_name(const BookRow *row, gint64 entry)
{
    return g_strdup_printf("%s-%" G_GINT64_FORMAT, row->code, entry);
}

static void
find_changed(Db *db, const BookRow *row, guint64 first, int height, const Hash *stored,
             Audit *audit)
{
    guint64 entry = first, last = first + ((guint64)1 << height);
    bool pinned = audit_pin(db, row, first, height, stored, &entry);
    g_autofree char *where = entry_name(row, (gint64)entry);
    if (pinned || last - first == 1)
        audit_add(audit, where, N_("This entry was changed."));
    else
        audit_add(audit, where, N_("One of the entries from this one to %s-%lu was changed."),
                  row->code, last - 1);
}

/* The leaves changed: the subtrees of the stored frontier that differ say between which entries. */
static void
find_changed_ranges(Db *db, const BookPass *pass, Audit *audit)
{
    const BookRow *row = pass->row;
    guint64 first = 0;
    int at = 0;
    for (int height = 63; height >= 0; height--) {
        if (((guint64)row->size >> height & 1) == 0)
            continue;
        const Hash *stored = &row->frontier.nodes[at];
        if (!hash_equal(&pass->frontier.nodes[at], stored))
            find_changed(db, row, first, height, stored, audit);
        first += (guint64)1 << height;
        at++;
    }
}

static void
root_audit(Db *db, const BookPass *pass, Audit *audit)
{
    const BookRow *row = pass->row;
    Hash computed, stored;
    frontier_root(&pass->frontier, &computed);
    frontier_root(&row->frontier, &stored);
    bool root_fits = hash_equal(&computed, &row->root);
    bool frontier_fits = row->frontier.size == pass->frontier.size &&
                         hash_equal(&computed, &stored) &&
                         memcmp(pass->frontier.nodes, row->frontier.nodes,
                                (gsize)frontier_count(row->frontier.size) * sizeof(Hash)) == 0;
    if (root_fits && frontier_fits)
        return;
    g_autofree char *where = g_strdup_printf(_("book %s"), row->code);
    if (!root_fits && !frontier_fits && hash_equal(&stored, &row->root) &&
        row->frontier.size == pass->frontier.size)
        find_changed_ranges(db, pass, audit);
    else if (root_fits)
        audit_add(audit, where, N_("What is kept to go on writing this book was changed."));
    else
        audit_add(audit, where,
                  N_("The entries do not add up to the state that is kept for this book."));
}

typedef struct {
    Db *db;
    const BookPass *pass;
    Audit *audit;
    GHashTable *struck; /* entry -> lines struck */
    GError *error;
} Erasures;

/* An erased field must be gone, and nothing else may be: as many lines are struck as fields are
 * named, and none of these is open. */
static void
erasure_audit(void *context, gint64 entry, const GPtrArray *fields)
{
    Erasures *erasures = context;
    const BookRow *row = erasures->pass->row;
    guint struck = GPOINTER_TO_UINT(g_hash_table_lookup(erasures->struck, &entry)),
          expected = fields->len;
    g_hash_table_remove(erasures->struck, &entry);
    g_auto(Entry) stored = {0};
    g_autofree char *where = entry_name(row, entry);
    if (erasures->error != NULL || entry < 0 || entry >= row->size)
        return;
    if (!entry_get(erasures->db, row->book, entry, &stored, &erasures->error)) {
        audit_broken(erasures->audit, where, &erasures->error);
        return;
    }
    for (guint i = 0; stored.body != NULL && i < fields->len; i++) {
        Slice value;
        if (!body_find(stored.body, stored.body_length, fields->pdata[i], &value))
            continue;
        audit_add(erasures->audit, where, N_("The field “%s” was erased, but is here again."),
                  (const char *)fields->pdata[i]);
        expected--;
    }
    if (row->own && stored.body != NULL && struck > expected)
        audit_add(erasures->audit, where,
                  N_("Lines of this entry are missing that nobody erased."));
}

static bool
erasures_audit(Db *db, const BookPass *pass, Audit *audit, GError **error)
{
    g_autoptr(GHashTable) struck = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint i = 0; i < pass->struck->len; i++) {
        Struck *entry = &g_array_index(pass->struck, Struck, i);
        g_hash_table_insert(struck, &entry->entry, GUINT_TO_POINTER(entry->struck));
    }
    g_autoptr(Db) now = store_read(db_store(db), error);
    if (now == NULL)
        return false;
    Erasures erasures = {now, pass, audit, struck, NULL};
    erased_each(pass->erased, erasure_audit, &erasures);
    if (erasures.error != NULL) {
        g_propagate_error(error, erasures.error);
        return false;
    }
    GHashTableIter iter;
    gpointer entry;
    g_hash_table_iter_init(&iter, struck);
    while (g_hash_table_iter_next(&iter, &entry, NULL)) {
        g_autofree char *where = entry_name(pass->row, *(const gint64 *)entry);
        audit_add(audit, where, N_("Lines of this entry are missing that nobody erased."));
    }
    return true;
}

/* A closed book may have given its code to another, and has more behind it since. */
static bool
is_code_of(const char *code, const char *stated)
{
    gsize length = stated != NULL ? strlen(stated) : 0;
    return length > 0 && strncmp(code, stated, length) == 0 &&
           (code[length] == '\0' || code[length] == '-');
}

/* Entry 0 names the book. A code is a local name, so that of a copy may be another. */
static bool
entry_0_audit(Db *db, const BookRow *row, Audit *audit, GError **error)
{
    g_auto(Entry) entry = {0};
    g_autofree char *where = entry_name(row, 0);
    PublicKeys keys;
    if (!entry_get(db, row->book, 0, &entry, error))
        return audit_broken(audit, where, error);
    if (strcmp(entry.kind, "book") != 0)
        audit_add(audit, where, N_("The first entry does not say whose book this is."));
    if (entry.body == NULL)
        return true;
    g_autofree char *origin = body_value(entry.body, entry.body_length, "origin");
    g_autofree char *code = body_value(entry.body, entry.body_length, "code");
    if (g_strcmp0(origin, row->origin) != 0 || (row->own && !is_code_of(row->code, code)))
        audit_add(audit, where, N_("The first entry names another book than the row of this one."));
    if (!public_keys_read(entry.body, entry.body_length, &keys))
        audit_add(audit, where, N_("The first entry does not state the keys of the book."));
    return true;
}

/* Rows under numbers that the book has not reached. */
static bool
strays_audit(Db *db, const BookRow *row, Audit *audit, GError **error)
{
    g_autoptr(Query) leaf =
        db_query(db, "SELECT entry FROM leaf WHERE book = ? AND entry < 0"
                     " UNION ALL SELECT entry FROM leaf WHERE book = ? AND entry >= ?");
    g_autoptr(Query) body =
        db_query(db, "SELECT entry FROM body WHERE book = ? AND entry < 0"
                     " UNION ALL SELECT entry FROM body WHERE book = ? AND entry >= ?");
    query_bind(leaf, "iii", row->book, row->book, row->size);
    query_bind(body, "iii", row->book, row->book, row->size);
    if (query_next(leaf)) {
        g_autofree char *where = entry_name(row, query_int(leaf, 0));
        audit_add(audit, where, N_("This entry stands past the end of the book."));
    }
    if (query_next(body)) {
        g_autofree char *where = entry_name(row, query_int(body, 0));
        audit_add(audit, where, N_("There are lines here, but no entry."));
    }
    return query_end(leaf, error) && query_end(body, error);
}

bool
audit_row(Db *db, const BookPass *pass, Audit *audit, GError **error)
{
    if (pass->whole)
        root_audit(db, pass, audit);
    if (!erasures_audit(db, pass, audit, error) || !strays_audit(db, pass->row, audit, error))
        return false;
    return pass->row->size == 0 || entry_0_audit(db, pass->row, audit, error);
}

static bool
named_audit(Db *db, const BookPass *pass, const FileNamed *file, Audit *audit, GError **error)
{
    g_autofree char *where = entry_name(pass->row, file->entry);
    g_autoptr(Query) q =
        db_query(db, "SELECT length(data) FROM file WHERE book = ? AND sha256 = ?");
    query_bind(q, "ib", pass->row->book, file->sha256.bytes, (gsize)HASH_SIZE);
    bool there = query_next(q);
    if (!there && lost_has(pass->lost, file->entry))
        audit->lost++;
    else if (!there)
        audit_add(audit, where, N_("The file that this entry names is missing."));
    else if ((guint64)query_int(q, 0) != file->bytes)
        audit_add(audit, where, N_("The file that this entry names has another length."));
    return query_end(q, error);
}

bool
audit_files(Db *db, const BookPass *pass, Audit *audit, GError **error)
{
    for (guint i = 0; i < pass->files->len; i++)
        if (!named_audit(db, pass, &g_array_index(pass->files, FileNamed, i), audit, error))
            return false;
    g_autoptr(Query) q = db_query(db, "SELECT sha256, data FROM file WHERE book = ?");
    query_bind(q, "i", pass->row->book);
    while (query_next(q)) {
        gsize name_length, length;
        Hash hash;
        const guint8 *name = query_blob(q, 0, &name_length);
        const void *data = query_blob(q, 1, &length);
        sha_of(data == NULL ? "" : data, length, &hash);
        audit->files++;
        if (name != NULL && name_length == HASH_SIZE && memcmp(hash.bytes, name, HASH_SIZE) == 0)
            continue;
        g_autoptr(GString) hex = g_string_new(NULL);
        for (gsize i = 0; i < MIN(name_length, 8); i++)
            g_string_append_printf(hex, "%02x", name[i]);
        g_autofree char *where = g_strdup_printf(_("file %s of %s"), hex->str, pass->row->code);
        audit_add(audit, where, N_("The bytes of this file were changed."));
    }
    return query_end(q, error);
}
