/* store.c: one durable entry beside a bare flush; a bulk of entries beside bare SQLite; verify beside bare SHA-256.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench.h"

#include "book/verify.h"
#include "proof/sha.h"
#include "records/kinds.h"
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#define DURABLE 300

void
bench_durable(const char *folder)
{
    g_autoptr(GArray) entry = g_array_new(FALSE, FALSE, sizeof(double)),
                      flush = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GError) error = NULL;
    Bench bench;
    bench_open(&bench, folder, "durable.ketnghia");
    g_autofree char *bare = g_build_filename(folder, "flush", NULL);
    int fd = open(bare, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    g_autoptr(GPtrArray) records = bench_activities(DURABLE, 5);
    static const char page[4096];
    for (int i = 0; i < DURABLE; i++) { /* in turn, so that both see the same noise */
        g_autoptr(Problems) problems = problems_new();
        gint64 written;
        double start = bench_now();
        if (!record_add(bench.office, "HG", &bench.actor, g_ptr_array_index(records, i), problems,
                        &written, &error) ||
            written < 0)
            g_error("%s", error != NULL ? error->message : "not written");
        double middle = bench_now();
        if (pwrite(fd, page, sizeof page, (off_t)i * 4096) != sizeof page || fdatasync(fd) != 0)
            g_error("the flush failed");
        double one = middle - start, two = bench_now() - middle;
        g_array_append_val(entry, one);
        g_array_append_val(flush, two);
    }
    close(fd);
    double p50 = bench_quantile(entry, 0.5), p99 = bench_quantile(entry, 0.99),
           f50 = bench_quantile(flush, 0.5), f99 = bench_quantile(flush, 0.99);
    bench_line("one durable entry, p50", "%.2f ms, append+fdatasync %.2f ms, ratio %.1f", p50 * 1e3,
               f50 * 1e3, p50 / f50);
    bench_line("one durable entry, p99", "%.2f ms, append+fdatasync %.2f ms, ratio %.1f", p99 * 1e3,
               f99 * 1e3, p99 / f99);
    bench_close(&bench);
}

/* One row's values, kept outside SQLite between reading and writing. */
typedef struct {
    sqlite3_value **values;
} Row;

static void
copy_table(sqlite3 *from, sqlite3 *to, const char *table, double *seconds)
{
    g_autofree char *select = g_strdup_printf("SELECT * FROM %s", table);
    sqlite3_stmt *read = NULL, *write = NULL, *schema = NULL;
    sqlite3_prepare_v2(from, "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL",
                       -1, &schema, NULL);
    sqlite3_bind_text(schema, 1, table, -1, NULL);
    while (sqlite3_step(schema) == SQLITE_ROW)
        if (sqlite3_exec(to, (const char *)sqlite3_column_text(schema, 0), NULL, NULL, NULL) !=
            SQLITE_OK)
            g_error("%s", sqlite3_errmsg(to));
    sqlite3_finalize(schema);
    sqlite3_prepare_v2(from, select, -1, &read, NULL);
    int columns = sqlite3_column_count(read);
    GPtrArray *rows = g_ptr_array_new();
    while (sqlite3_step(read) == SQLITE_ROW)
        for (int c = 0; c < columns; c++)
            g_ptr_array_add(rows, sqlite3_value_dup(sqlite3_column_value(read, c)));
    sqlite3_finalize(read);
    g_autoptr(GString) insert = g_string_new(NULL);
    g_string_append_printf(insert, "INSERT INTO %s VALUES(?", table);
    for (int c = 1; c < columns; c++)
        g_string_append(insert, ",?");
    g_string_append_c(insert, ')');
    double start = bench_now();
    sqlite3_exec(to, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    sqlite3_prepare_v2(to, insert->str, -1, &write, NULL);
    for (guint r = 0; r < rows->len; r += (guint)columns) {
        for (int c = 0; c < columns; c++)
            sqlite3_bind_value(write, c + 1, g_ptr_array_index(rows, r + (guint)c));
        if (sqlite3_step(write) != SQLITE_DONE)
            g_error("%s", sqlite3_errmsg(to));
        sqlite3_reset(write);
    }
    sqlite3_finalize(write);
    sqlite3_exec(to, "COMMIT", NULL, NULL, NULL);
    *seconds += bench_now() - start;
    for (guint i = 0; i < rows->len; i++)
        sqlite3_value_free(g_ptr_array_index(rows, i));
    g_ptr_array_unref(rows);
}

/* The same rows in the same tables with the same indexes, by SQLite alone. */
static double
bare_insert(const char *folder, const char *made)
{
    static const char *const tables[] = {"leaf", "body", "v_activity", "word", "total"};
    g_autofree char *bare = g_build_filename(folder, "bare.sqlite", NULL);
    sqlite3 *from = NULL, *to = NULL;
    double seconds = 0;
    unlink(bare);
    sqlite3_open(made, &from);
    sqlite3_open(bare, &to);
    sqlite3_exec(to,
                 "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA "
                 "wal_autocheckpoint=16000; PRAGMA cache_size=-32000",
                 NULL, NULL, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++)
        copy_table(from, to, tables[i], &seconds);
    sqlite3_close(from);
    sqlite3_close(to);
    return seconds;
}

/* SHA-256 over as many bytes, in pieces as the lines have. */
static double
bare_hash(guint64 entries, guint64 lines)
{
    static const char line[90];
    Hash hash;
    double start = bench_now();
    for (guint64 i = 0; i < lines + 3 * entries; i++)
        sha_of(line, sizeof line, &hash);
    return bench_now() - start;
}

void
bench_bulk(const char *folder, gsize count)
{
    g_autoptr(GError) error = NULL;
    Bench bench;
    bench_open(&bench, folder, "bulk.ketnghia");
    g_autoptr(GPtrArray) records = bench_activities(count, 11);
    Imported imported;
    double start = bench_now(), used = bench_used();
    if (!records_import(bench.office, "HG", &bench.actor, records, "bench", false, NULL, &imported,
                        &error))
        g_error("%s", error->message);
    double mine = bench_now() - start, mine_used = bench_used() - used;
    g_auto(Audit) audit = {0};
    audit_init(&audit);
    start = bench_now();
    used = bench_used();
    if (!audit_books(bench.office->store, &audit, NULL, NULL, &error) || audit.findings->len > 0)
        g_error("%s", error != NULL ? error->message : "the audit found something");
    double verify = bench_now() - start, verify_used = bench_used() - used,
           hash = bare_hash(audit.entries, audit.lines);
    g_autofree char *file = g_strdup(bench.file);
    bench_close(&bench);
    double bare = bare_insert(folder, file);
    bench_line(
        "bulk append of 100k entries",
        "%.0f entries/s on %.1f cores, bare SQLite %.0f rows of the same tables/s, ratio %.2f",
        (double)count / mine, mine_used / mine, (double)count / bare, bare / mine);
    bench_line("verify with all lines",
               "%.0f entries/s of %.0f lines on %.1f cores, bare SHA-256 of the same %.0f "
               "entries/s on one, ratio %.2f",
               (double)audit.entries / verify, (double)audit.lines / (double)audit.entries,
               verify_used / verify, (double)audit.entries / hash, hash / verify);
    bench_line("verify, lines and core",
               "%.2f million lines/s and core, bare SHA-256 %.2f, ratio %.2f",
               (double)audit.lines / verify_used / 1e6, (double)audit.lines / hash / 1e6,
               hash / verify_used);
}
