/* verify_entries.c: hashes every stored entry of a book again, in runs of 4,096 that two threads
 * share. A run's leaves are a perfect subtree, so the roots of the runs give the root of the book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/verify_part.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/limits.h"
#include "proof/entry.h"
#include "proof/value.h"

#define RUN_HEIGHT 12
#define RUN ((guint64)1 << RUN_HEIGHT)

typedef struct {
    gint64 entry, amends;
} Amend;

typedef struct {
    Audit audit;
    Frontier frontier; /* over the run's own leaves */
    bool whole;
    GArray *amends, *files, *struck, *erasures; /* Amend, FileNamed, Struck, gint64 */
} Run;

typedef struct {
    Store *store;
    const BookRow *row;
    BookPass *pass;
    const Progress *progress;
    Run *runs;
    guint run_count;
    guint32 *kinds; /* by entry: a number for its kind, made odd when it amends another */
    Lang lang;
    guint next;    /* (atomic) the next run to take */
    guint entries; /* (atomic) in runs done */
    gint stopped;  /* (atomic) */
} Work;

static void
run_init(Run *run)
{
    audit_init(&run->audit);
    frontier_init(&run->frontier);
    run->whole = true;
    run->amends = g_array_new(FALSE, FALSE, sizeof(Amend));
    run->files = g_array_new(FALSE, FALSE, sizeof(FileNamed));
    run->struck = g_array_new(FALSE, FALSE, sizeof(Struck));
    run->erasures = g_array_new(FALSE, FALSE, sizeof(gint64));
}

static void
run_clear(Run *run)
{
    audit_clear(&run->audit);
    g_array_unref(run->amends);
    g_array_unref(run->files);
    g_array_unref(run->struck);
    g_array_unref(run->erasures);
}

static void
work_clear(Work *work)
{
    for (guint i = 0; i < work->run_count; i++)
        run_clear(&work->runs[i]);
    g_free(work->runs);
    g_free(work->kinds);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static guint32
kind_number(Slice kind, guint32 schema, bool amends)
{
    guint32 number = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < kind.length; i++)
        number = (number ^ (guint8)kind.at[i]) * 16777619u;
    (void)schema; /* an amendment may be of a newer schema */
    return number << 1 | (amends ? 1 : 0);
}

static void
find_in_entry(Run *run, const BookRow *row, gint64 entry, const char *sentence)
{
    g_autofree char *where = entry_name(row, entry);
    audit_add(&run->audit, where, "%s", sentence);
}

/* `sha256:HEX BYTES MIME`, alone or as an item or part of a list. */
static void
files_named(Run *run, gint64 entry, Slice value)
{
    static const char prefix[] = "sha256:";
    const char *end = value.at + value.length;
    for (const char *at = value.at;
         (at = memmem(at, (size_t)(end - at), prefix, strlen(prefix))) != NULL; at++) {
        bool starts = at == value.at ||
                      (at - value.at >= 2 && at[-2] == '\\' && (at[-1] == 'n' || at[-1] == 't'));
        const char *stop = memchr(at, '\\', (size_t)(end - at));
        size_t length = (size_t)((stop == NULL ? end : stop) - at);
        if (!starts || !value_is_valid(VALUE_FILE, at, length))
            continue;
        FileNamed file = {.entry = entry};
        const char *hex = at + strlen(prefix), *bytes = hex + 2 * HASH_SIZE + 1;
        for (gsize i = 0; i < HASH_SIZE; i++)
            file.sha256.bytes[i] = (guint8)(g_ascii_xdigit_value(hex[2 * i]) << 4 |
                                            g_ascii_xdigit_value(hex[2 * i + 1]));
        const char *space = memchr(bytes, ' ', (size_t)(at + length - bytes));
        if (space != NULL && number_read(bytes, (size_t)(space - bytes), &file.bytes))
            g_array_append_val(run->files, file);
    }
}

/* Hashes a stored body line by line; false when it does not fit the leaf. */
static bool
body_audit(const Work *work, Run *run, gint64 entry, const Hash *expected, const char *lines,
           gsize length)
{
    const BookRow *row = work->row;
    static const char header[] = "ketnghia/body/v1\n";
    Slice rest = {lines, length};
    BodyLine line;
    Struck struck = {.entry = entry};
    guint count = 0;
    Sha sha;
    Hash hash;
    if (lines == NULL || length > LIMIT_BODY_BYTES)
        return false;
    sha_init(&sha);
    sha_add(&sha, header, strlen(header));
    for (; rest.length > 0; count++) {
        if (count == ENTRY_LINES_MAX || body_line_read(&rest, &line) != PROOF_OK)
            return false;
        sha_add(&sha, line.commitment.bytes, HASH_SIZE);
        if (!line.open)
            struck.struck++;
        else if (row->own && line.value.length > 2 * HASH_SIZE)
            files_named(run, entry, line.value);
    }
    sha_end(&sha, &hash);
    run->audit.lines += count;
    if (row->own && struck.struck > 0 && lost_has(work->pass->lost, entry))
        run->audit.lost++;
    else if (row->own && struck.struck > 0)
        g_array_append_val(run->struck, struck);
    return hash_equal(&hash, expected);
}

/* One leaf; false when its bytes are no leaf. */
static bool
leaf_audit(const Work *work, Run *run, gint64 entry, const void *data, gsize length, Leaf *leaf)
{
    Hash hash;
    if (data == NULL)
        return false;
    tree_leaf_hash(data, length, &hash);
    frontier_append(&run->frontier, &hash);
    if (leaf_read(data, length, leaf) != PROOF_OK)
        return false;
    work->kinds[entry] = kind_number(leaf->kind, leaf->schema, leaf->amends >= 0);
    if (leaf->amends >= 0) {
        Amend amend = {entry, leaf->amends};
        g_array_append_val(run->amends, amend);
    }
    if (slice_is(leaf->kind, "erase"))
        g_array_append_val(run->erasures, entry);
    return true;
}

/* The roots that kept heads ask for inside this run: kept as the run's own part until runs are
 * joined. */
static void
milestone_reach(const Work *work, const Run *run, guint64 first)
{
    GArray *milestones = work->pass->milestones;
    guint64 size = first + run->frontier.size;
    guint low = 0, high = milestones->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(milestones, Milestone, middle).size < size)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == milestones->len || g_array_index(milestones, Milestone, low).size != size)
        return;
    Milestone *milestone = &g_array_index(milestones, Milestone, low);
    frontier_root(&run->frontier, &milestone->root);
    milestone->reached = true;
}

/* Bodies come in the same order as leaves; one that stands before `entry` has no leaf. */
static bool
body_at(Query *bodies, Run *run, const BookRow *row, gint64 entry, bool *has_row)
{
    while (*has_row && query_int(bodies, 0) < entry) {
        find_in_entry(run, row, query_int(bodies, 0), _("There are lines here, but no entry."));
        *has_row = query_next(bodies);
    }
    return *has_row && query_int(bodies, 0) == entry;
}

static bool
run_read(const Work *work, Db *db, guint number, GError **error)
{
    Run *run = &work->runs[number];
    const BookRow *row = work->row;
    guint64 first = number * RUN, last = MIN(first + RUN, (guint64)row->size);
    g_autoptr(Query) leaves = db_query(
        db,
        "SELECT entry, data FROM leaf WHERE book = ? AND entry >= ? AND entry < ? ORDER BY entry");
    g_autoptr(Query) bodies = db_query(
        db,
        "SELECT entry, lines FROM body WHERE book = ? AND entry >= ? AND entry < ? ORDER BY entry");
    query_bind(leaves, "iii", row->book, (gint64)first, (gint64)last);
    query_bind(bodies, "iii", row->book, (gint64)first, (gint64)last);
    bool has_leaf = query_next(leaves), has_body = query_next(bodies);
    for (gint64 entry = (gint64)first; entry < (gint64)last; entry++) {
        if (!has_leaf || query_int(leaves, 0) != entry) {
            find_in_entry(run, row, entry, _("This entry is missing."));
            run->whole = false;
            body_at(bodies, run, row, entry, &has_body);
            continue;
        }
        gsize length;
        Leaf leaf;
        const void *data = query_blob(leaves, 1, &length);
        bool is_leaf = leaf_audit(work, run, entry, data, length, &leaf);
        run->audit.entries++;
        if (run->whole)
            milestone_reach(work, run, first);
        if (!is_leaf) {
            find_in_entry(run, row, entry,
                          _("This entry was changed: its bytes are not those of an entry."));
            run->whole = run->whole && data != NULL;
        }
        if (body_at(bodies, run, row, entry, &has_body)) {
            const char *lines = query_blob(bodies, 1, &length);
            if (is_leaf && !body_audit(work, run, entry, &leaf.body, lines, length))
                find_in_entry(run, row, entry,
                              _("This entry was changed: its lines do not fit it."));
            has_body = query_next(bodies);
        } else if (row->own && lost_has(work->pass->lost, entry))
            run->audit.lost++;
        else if (row->own)
            find_in_entry(run, row, entry, _("The lines of this entry are missing."));
        has_leaf = query_next(leaves);
    }
    return query_end(leaves, error) && query_end(bodies, error);
}

/* Takes runs until none is left. The thread that called the audit tells the progress. */
static bool
work_take(Work *work, bool tells, GError **error)
{
    g_autoptr(Db) db = store_read(work->store, error);
    if (db == NULL)
        return false;
    for (guint number; (number = (guint)g_atomic_int_add(&work->next, 1)) < work->run_count;) {
        Run *run = &work->runs[number];
        g_autoptr(GError) broken = NULL;
        if (g_atomic_int_get(&work->stopped))
            return true;
        if (!run_read(work, db, number, &broken)) {
            g_autofree char *where = entry_name(work->row, (gint64)(number * RUN));
            run->whole = false;
            if (!audit_broken(&run->audit, where, &broken)) {
                g_propagate_error(error, g_steal_pointer(&broken));
                return false;
            }
        }
        guint done = (guint)g_atomic_int_add(&work->entries, (gint)run->audit.entries) +
                     (guint)run->audit.entries;
        if (tells && work->progress->tell != NULL &&
            !work->progress->tell(work->progress->context, work->progress->before + done,
                                  work->progress->all))
            g_atomic_int_set(&work->stopped, 1);
    }
    return true;
}

static gpointer
work_thread(gpointer data)
{
    Work *work = data;
    GError *error = NULL;
    lang_set(work->lang);
    if (!work_take(work, false, &error))
        g_atomic_int_set(&work->stopped, 1);
    return error;
}

static bool
work_run(Work *work, GError **error)
{
    g_autoptr(GError) theirs = NULL;
    bool alone = (guint64)work->row->size < AUDIT_THREADS_FROM || g_get_num_processors() < 2;
    GThread *thread = alone ? NULL : g_thread_new("verify", work_thread, work);
    bool done = work_take(work, true, error);
    if (!done)
        g_atomic_int_set(&work->stopped, 1);
    if (thread != NULL)
        theirs = g_thread_join(thread);
    if (!done)
        return false;
    if (theirs != NULL) {
        g_propagate_error(error, g_steal_pointer(&theirs));
        return false;
    }
    return !work->stopped ||
           fail(error, KN_CONFLICT, N_("Checking was stopped before it was done."));
}

/* The frontier over `runs` full runs and the part of the next one. */
static void
frontier_join(const Frontier *runs, const Frontier *part, Frontier *ret_frontier)
{
    int count = frontier_count(runs->size);
    frontier_init(ret_frontier);
    memcpy(ret_frontier->nodes, runs->nodes, (gsize)count * sizeof(Hash));
    memcpy(ret_frontier->nodes + count, part->nodes,
           (gsize)frontier_count(part->size) * sizeof(Hash));
    ret_frontier->size = (runs->size << RUN_HEIGHT) + part->size;
}

static void
work_join_tree(Work *work)
{
    BookPass *pass = work->pass;
    Frontier runs;
    guint at = 0;
    frontier_init(&runs);
    pass->whole = true;
    for (guint i = 0; i < work->run_count; i++) {
        const Run *run = &work->runs[i];
        guint64 first = i * RUN;
        for (; at < pass->milestones->len; at++) {
            Milestone *milestone = &g_array_index(pass->milestones, Milestone, at);
            if (milestone->size > first + RUN)
                break;
            milestone->reached = milestone->reached && pass->whole;
            /* The part's root is folded onto the runs before it from right to left. */
            for (int node = frontier_count(runs.size) - 1; milestone->reached && node >= 0; node--)
                tree_node_hash(&runs.nodes[node], &milestone->root, &milestone->root);
        }
        pass->whole = pass->whole && run->whole;
        if (!pass->whole)
            continue;
        frontier_join(&runs, &run->frontier, &pass->frontier);
        if (run->frontier.size == RUN)
            frontier_append(&runs, &run->frontier.nodes[0]);
    }
}

static void
work_join_amends(Work *work, const Run *run, Audit *audit)
{
    for (guint i = 0; i < run->amends->len; i++) {
        const Amend *amend = &g_array_index(run->amends, Amend, i);
        if (amend->amends < amend->entry &&
            (work->kinds[amend->amends] | 1) == work->kinds[amend->entry] &&
            (work->kinds[amend->amends] & 1) == 0)
            continue;
        g_autofree char *where = entry_name(work->row, amend->entry);
        audit_add(audit, where, N_("This entry amends entry %ld, which it cannot amend."),
                  amend->amends);
    }
}

static void
work_join(Work *work, Audit *audit)
{
    for (guint i = 0; i < work->run_count; i++) {
        Run *run = &work->runs[i];
        audit_take(audit, &run->audit);
        g_array_append_vals(work->pass->files, run->files->data, run->files->len);
        g_array_append_vals(work->pass->struck, run->struck->data, run->struck->len);
        work_join_amends(work, run, audit);
    }
}

/* An erasure may be written while the audit reads: what it names is looked at as it stands now. */
static bool
work_find_late_erasures(Work *work, Db *db, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT entry, data FROM leaf WHERE book = ? AND entry >= ?");
    query_bind(q, "ii", work->row->book, work->row->size);
    while (work->run_count > 0 && query_next(q)) {
        gsize length;
        Leaf leaf;
        gint64 entry = query_int(q, 0);
        const void *data = query_blob(q, 1, &length);
        if (leaf_read(data, length, &leaf) == PROOF_OK && slice_is(leaf.kind, "erase"))
            g_array_append_val(work->runs[work->run_count - 1].erasures, entry);
    }
    return query_end(q, error);
}

static bool
work_read_erasures(Work *work, Db *db, GError **error)
{
    for (guint i = 0; i < work->run_count; i++) {
        const GArray *erasures = work->runs[i].erasures;
        for (guint j = 0; j < erasures->len; j++) {
            g_auto(Entry) entry = {0};
            g_autoptr(GArray) named = NULL;
            g_autofree char *field = NULL;
            if (!entry_get(db, work->row->book, g_array_index(erasures, gint64, j), &entry, error))
                return false;
            if (entry.body == NULL || !erased_read(entry.body, entry.body_length, &named, &field))
                continue;
            for (guint k = 0; k < named->len; k++)
                erased_add(work->pass->erased, g_array_index(named, gint64, k), field);
        }
    }
    return true;
}

bool
audit_entries(Store *store, BookPass *pass, const Progress *progress, Audit *audit, GError **error)
{
    g_auto(Work) work = {.store = store, .row = pass->row, .pass = pass, .progress = progress};
    work.lang = lang_current();
    work.run_count = (guint)(((guint64)pass->row->size + RUN - 1) / RUN);
    work.runs = g_new0(Run, MAX(work.run_count, 1));
    for (guint i = 0; i < work.run_count; i++)
        run_init(&work.runs[i]);
    work.kinds = g_new0(guint32, MAX(pass->row->size, 1));
    if (!work_run(&work, error))
        return false;
    work_join_tree(&work);
    work_join(&work, audit);
    g_autoptr(Db) db = store_read(store, error);
    if (db == NULL)
        return false;
    g_autoptr(GError) broken = NULL;
    if ((!work_find_late_erasures(&work, db, &broken) || !work_read_erasures(&work, db, &broken)) &&
        !audit_broken(audit, pass->row->code, &broken)) {
        g_propagate_error(error, g_steal_pointer(&broken));
        return false;
    }
    return true;
}
