/* verify.c: the audit of everything that a file holds: books first, then what stands beside them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/verify.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/row.h"
#include "book/verify_part.h"
#include "proof/sink.h"
#include "proof/value.h"
#include "store/side.h"

#define FINDINGS_MAX 1000 /* a file with more is beyond naming each */

void
finding_free(Finding *finding)
{
    if (finding == NULL)
        return;
    g_free(finding->where);
    g_free(finding->sentence);
    g_free(finding);
}

void
audit_init(Audit *audit)
{
    *audit = (Audit){.findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free)};
}

void
audit_clear(Audit *audit)
{
    if (audit->findings != NULL)
        g_ptr_array_unref(audit->findings);
    *audit = (Audit){0};
}

void
audit_add(Audit *audit, const char *where, const char *format, ...)
{
    if (audit->findings->len >= FINDINGS_MAX)
        return;
    Finding *finding = g_new0(Finding, 1);
    va_list values;
    va_start(values, format);
    finding->where = g_utf8_make_valid(where, -1);
    finding->sentence = g_strdup_vprintf(_(format), values);
    va_end(values);
    g_ptr_array_add(audit->findings, finding);
}

void
audit_take(Audit *audit, Audit *from)
{
    audit->entries += from->entries;
    audit->lines += from->lines;
    audit->lost += from->lost;
    while (from->findings->len > 0)
        g_ptr_array_add(audit->findings, g_ptr_array_steal_index(from->findings, 0));
}

bool
audit_broken(Audit *audit, const char *where, GError **error)
{
    if (!g_error_matches(*error, KN_ERROR, KN_BROKEN) &&
        !g_error_matches(*error, KN_ERROR, KN_MISSING))
        return false;
    audit_add(audit, where, "%s", (*error)->message);
    g_clear_error(error);
    return true;
}

void
book_row_free(BookRow *row)
{
    if (row == NULL)
        return;
    g_free(row->origin);
    g_free(row->code);
    g_free(row);
}

static char *
text_of(Query *q, int column)
{
    const char *text = query_text(q, column);
    return text == NULL ? g_strdup("?") : g_utf8_make_valid(text, -1);
}

/* Columns: book, origin, code, own, size, root, frontier. */
static BookRow *
book_row_read(Query *q)
{
    BookRow *row = g_new0(BookRow, 1);
    gsize root_length, frontier_length;
    const void *root = query_blob(q, 5, &root_length);
    const void *frontier = query_blob(q, 6, &frontier_length);
    gint64 own = query_int(q, 3);
    row->book = query_int(q, 0);
    row->origin = text_of(q, 1);
    row->code = text_of(q, 2);
    row->own = own == 1;
    row->size = query_int(q, 4);
    row->sound = frontier_read(row->size, frontier, frontier_length, &row->frontier) &&
                 root != NULL && root_length == HASH_SIZE && (own == 0 || own == 1) &&
                 value_is_origin(row->origin, strlen(row->origin));
    if (root != NULL && root_length == HASH_SIZE)
        memcpy(row->root.bytes, root, HASH_SIZE);
    return row;
}

static GPtrArray *
book_rows(Db *db, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)book_row_free);
    g_autoptr(Query) q = db_query(
        db,
        "SELECT book, origin, code, own, size, root, frontier FROM book ORDER BY own DESC, code");
    while (query_next(q))
        g_ptr_array_add(rows, book_row_read(q));
    if (!query_end(q, error))
        return NULL;
    return g_steal_pointer(&rows);
}

static bool
seal_audit(Db *db, BookRow *row, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autofree char *name = book_seal_name(row->book),
                    *seal = book_seal(row->origin, row->code, row->own);
    g_autofree char *kept = setting_get(db, name, &cause);
    if (cause != NULL) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return false;
    }
    row->sound = row->sound && g_strcmp0(kept, seal) == 0;
    return true;
}

/* A size that was changed must not make us look for entries that never were: some more than there
 * are rows are looked for, and named as missing. */
static bool
size_audit(Db *db, BookRow *row, Audit *audit, GError **error)
{
    gint64 rows = 0;
    g_autofree char *where = g_strdup_printf(_("book %s"), row->code);
    g_autoptr(Query) q = db_query(db, "SELECT count(*) FROM leaf WHERE book = ?");
    query_bind(q, "i", row->book);
    if (query_next(q))
        rows = query_int(q, 0);
    if (!query_end(q, error) || !seal_audit(db, row, error)) {
        row->size = 0;
        return false;
    }
    if (!row->sound)
        audit_add(audit, where, N_("The row of this book was changed."));
    if (row->size < 0 || row->size > rows + 100) {
        audit_add(audit, where, N_("The book should have %ld entries, but %ld are here."),
                  row->size, rows);
        row->size = MIN(MAX(row->size, 0), rows);
        row->sound = false;
    }
    return true;
}

static GArray *
milestones_read(Db *db, const BookRow *row, GError **error)
{
    g_autoptr(GArray) milestones = g_array_new(FALSE, TRUE, sizeof(Milestone));
    g_autoptr(Query) q =
        db_query(db, "SELECT size FROM head WHERE book = ? AND size >= 0 ORDER BY size");
    query_bind(q, "i", row->book);
    while (query_next(q)) {
        Milestone milestone = {.size = (guint64)query_int(q, 0), .reached = query_int(q, 0) == 0};
        if (milestone.reached)
            sha_of("", 0, &milestone.root);
        g_array_append_val(milestones, milestone);
    }
    if (!query_end(q, error))
        return NULL;
    return g_steal_pointer(&milestones);
}

static void
pass_clear(BookPass *pass)
{
    g_clear_pointer(&pass->milestones, g_array_unref);
    g_clear_pointer(&pass->files, g_array_unref);
    g_clear_pointer(&pass->struck, g_array_unref);
    g_clear_pointer(&pass->erased, erased_free);
    g_clear_pointer(&pass->lost, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BookPass, pass_clear)

static bool
book_audit(Store *store, Db *db, const BookRow *row, const GArray *known, const Progress *progress,
           Audit *audit, GError **error)
{
    g_auto(BookPass) pass = {.row = row};
    pass.milestones = milestones_read(db, row, error);
    pass.files = g_array_new(FALSE, FALSE, sizeof(FileNamed));
    pass.struck = g_array_new(FALSE, FALSE, sizeof(Struck));
    pass.erased = erased_new();
    pass.lost = lost_runs(db, row->book, error);
    frontier_init(&pass.frontier);
    return pass.milestones != NULL && pass.lost != NULL &&
           audit_entries(store, &pass, progress, audit, error) &&
           audit_row(db, &pass, audit, error) && audit_files(db, &pass, audit, error) &&
           audit_heads(db, &pass, known, audit, error) && audit_keys(db, row, audit, error);
}

/* The smallest book number above `after` in a table; -1: none. */
#define NEXT_BOOK(db, table) db_query(db, "SELECT min(book) FROM " table " WHERE book > ?")

static bool
is_book(const GPtrArray *rows, gint64 book)
{
    for (guint i = 0; i < rows->len; i++)
        if (((const BookRow *)rows->pdata[i])->book == book)
            return true;
    return false;
}

static bool
orphans_in(Query *q, const char *table, const GPtrArray *rows, Audit *audit, GError **error)
{
    gint64 after = G_MININT64;
    for (;;) {
        query_bind(q, "i", after);
        if (!query_next(q) || query_is_null(q, 0) || query_int(q, 0) <= after)
            break; /* in a damaged index the next may not be larger */
        after = query_int(q, 0);
        /* Secrets of the whole office stand under 0 (store/side.h). */
        bool of_the_office = after == 0 && g_str_equal(table, "secret");
        if (!of_the_office && !is_book(rows, after))
            audit_add(audit, table, N_("A row belongs to a book that is not here."));
    }
    return query_end(q, error);
}

/* Books that were made but have no row. */
static bool
vanished_audit(Db *db, const GPtrArray *rows, Audit *audit, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT name FROM setting WHERE name LIKE 'book/%'");
    while (query_next(q)) {
        const char *name = query_text(q, 0);
        guint64 book;
        if (name != NULL &&
            number_read(name + strlen("book/"), strlen(name) - strlen("book/"), &book) &&
            !is_book(rows, (gint64)book))
            audit_add(audit, name, N_("The row of this book is missing."));
    }
    return query_end(q, error);
}

/* Rows of books that have no row. */
static bool
orphans_audit(Db *db, const GPtrArray *rows, Audit *audit, GError **error)
{
    g_autoptr(Query) leaf = NEXT_BOOK(db, "leaf");
    g_autoptr(Query) body = NEXT_BOOK(db, "body");
    g_autoptr(Query) file = NEXT_BOOK(db, "file");
    g_autoptr(Query) head = NEXT_BOOK(db, "head");
    g_autoptr(Query) secret = NEXT_BOOK(db, "secret");
    g_autoptr(Query) kept = NEXT_BOOK(db, "kept");
    return vanished_audit(db, rows, audit, error) && orphans_in(leaf, "leaf", rows, audit, error) &&
           orphans_in(body, "body", rows, audit, error) &&
           orphans_in(file, "file", rows, audit, error) &&
           orphans_in(head, "head", rows, audit, error) &&
           orphans_in(secret, "secret", rows, audit, error) &&
           orphans_in(kept, "kept", rows, audit, error);
}

static void
side_found(void *context, const char *table, const char *key)
{
    g_autofree char *where = g_strdup_printf("%s %s", table, key);
    audit_add(context, where, N_("This row was changed outside the program."));
}

static void
structure_found(void *context, const char *where, const char *sentence)
{
    audit_add(context, where, "%s", sentence);
}

/* The engine's own structure, looked at beside the entries of a large file. */
typedef struct {
    Store *store;
    Audit audit;
    Lang lang;
    GThread *thread; /* NULL: done at once */
    GError *error;
} Structure;

static gpointer
structure_run(gpointer data)
{
    Structure *structure = data;
    lang_set(structure->lang);
    if (!store_check_pages(structure->store, structure_found, &structure->audit, &structure->error))
        audit_broken(&structure->audit, "file structure", &structure->error);
    return NULL;
}

static void
structure_start(Structure *structure, Store *store, guint64 entries)
{
    *structure = (Structure){.store = store, .lang = lang_current()};
    audit_init(&structure->audit);
    if (entries < AUDIT_THREADS_FROM)
        structure_run(structure);
    else
        structure->thread = g_thread_new("structure", structure_run, structure);
}

static bool
structure_end(Structure *structure, Audit *audit, GError **error)
{
    if (structure->thread != NULL)
        g_thread_join(structure->thread);
    audit_take(audit, &structure->audit);
    audit_clear(&structure->audit);
    if (structure->error == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&structure->error));
    return false;
}

/* Damage that keeps a part from reading on is a finding of its own. */
static bool
part(bool done, Audit *audit, const char *where, GError **error)
{
    return done || audit_broken(audit, where, error);
}

static bool
rows_audit(Store *store, Db *db, GPtrArray *rows, const GArray *known, Progress *progress,
           Audit *audit, GError **error)
{
    for (guint i = 0; i < rows->len; i++) {
        const BookRow *row = rows->pdata[i];
        if (!part(book_audit(store, db, row, known, progress, audit, error), audit, row->code,
                  error))
            return false;
        progress->before += (guint64)row->size;
    }
    return part(orphans_audit(db, rows, audit, error), audit, "book", error);
}

static bool
sizes_audit(Db *db, GPtrArray *rows, Progress *progress, Audit *audit, GError **error)
{
    for (guint i = 0; i < rows->len; i++) {
        BookRow *row = rows->pdata[i];
        if (!part(size_audit(db, row, audit, error), audit, row->code, error))
            return false;
        progress->all += (guint64)row->size;
    }
    return true;
}

/* How many rows stand beside the books. */
static bool
side_count(Db *db, Audit *audit, GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT (SELECT count(*) FROM setting) + (SELECT count(*) FROM secret)"
                     " + (SELECT count(*) FROM partner) + (SELECT count(*) FROM account)"
                     " + (SELECT count(*) FROM account_role) + (SELECT count(*) FROM draft)"
                     " + (SELECT count(*) FROM kept) + (SELECT count(*) FROM entrusted)");
    if (query_next(q))
        audit->rows += (guint64)query_int(q, 0);
    return query_end(q, error);
}

bool
audit_books(Store *store, Audit *audit, bool (*tell)(void *context, guint64 done, guint64 all),
            void *context, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(Db) db = store_read(store, error);
    if (db == NULL)
        return false;
    guint before = audit->findings->len;
    if (!store_check_definitions(db, structure_found, audit, error))
        return false;
    if (audit->findings->len > before)
        return true;
    Progress progress = {.tell = tell, .context = context};
    g_autoptr(GPtrArray) rows = book_rows(db, &cause);
    g_autoptr(GArray) known = rows != NULL ? known_keys(db, &cause) : NULL;
    bool done = known != NULL ? sizes_audit(db, rows, &progress, audit, &cause)
                              : part(false, audit, "book", &cause);
    Structure structure;
    structure_start(&structure, store, progress.all);
    if (done && known != NULL)
        done = rows_audit(store, db, rows, known, &progress, audit, &cause);
    done = done && part(side_verify(db, side_found, audit, &cause), audit, "side tables", &cause) &&
           part(side_count(db, audit, &cause), audit, "side tables", &cause);
    done = structure_end(&structure, audit, done ? &cause : NULL) && done;
    if (!done)
        g_propagate_error(error, g_steal_pointer(&cause));
    return done;
}
