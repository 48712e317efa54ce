/* addresses.c: humanitarian addresses: a list of them brought in, a page of them, who was helped already; each beside its
 * floor.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench.h"

#include "records/kinds.h"
#include "standing/addresses.h"
#include "views/list.h"

#define ASKED 400

static GPtrArray *
make_addresses(gsize count, gsize first)
{
    static const char *const names[] = {"Trần Thị Bưởi", "Lê Văn Đước", "Nguyễn Thị Ô Môi",
                                        "Danh Sóc Khơ", "Phạm Văn Tràm"};
    const Kind *kind = kind_get("address");
    GPtrArray *records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    for (gsize i = first; i < first + count; i++) {
        Record *record = record_new(kind);
        g_autofree char *code = g_strdup_printf("DC-%05zu", i),
                        *born = g_strdup_printf("%zu", 1930 + i % 60),
                        *commune = g_strdup_printf("Xã %zu", i % 80),
                        *name = g_strdup_printf("%s %zu", names[i % G_N_ELEMENTS(names)], i / 7),
                        *home = g_strdup_printf("Ấp %zu, tổ %zu", i % 9, i / 3 % 500),
                        *id_number = g_strdup_printf("093%09zu", i * 7919 % 1000000000);
        const char *const values[][2] = {
            {"code", code},
            {"sort", "household"},
            {"commune", commune},
            {"name", name},
            {"born", born},
            {"id_number", id_number},
            {"home", home},
            {"state", "approved"},
            {"surveyed", "2020-03-01"},
            {"need", "gạo, thuốc men"},
        };
        for (gsize v = 0; v < G_N_ELEMENTS(values); v++)
            record_set(record, kind_field(kind, values[v][0]), values[v][1]);
        g_ptr_array_add(records, record);
    }
    return records;
}

static double
bring_in(Bench *bench, GPtrArray *records, bool dry_run, Imported *ret_imported)
{
    g_autoptr(GError) error = NULL;
    double start = bench_now();
    if (!records_import(bench->office, "HG", &bench->actor, records, "bench", dry_run, NULL,
                        ret_imported, &error))
        g_error("%s", error->message);
    return bench_now() - start;
}

/* The look-up before a gift, and a page of the list, beside the reading of one record by its number. */
static void
ask_many(Bench *bench, const GPtrArray *records, gsize size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(bench->office->store, &error);
    g_autoptr(Book) book = db != NULL ? office_book(db, "HG", &error) : NULL;
    if (book == NULL)
        g_error("%s", error->message);
    g_autoptr(GArray) checks = g_array_new(FALSE, FALSE, sizeof(double)),
                      pages = g_array_new(FALSE, FALSE, sizeof(double)),
                      reads = g_array_new(FALSE, FALSE, sizeof(double));
    ListQuery query = {.kind = kind_get("address"),
                       .books = &book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET,
                       .limit = 50};
    g_autoptr(ListPage) all = list_run(db, &query, true, &error);
    for (int i = 0; i < ASKED && all != NULL; i++) {
        const Record *asked = g_ptr_array_index(records, (guint)i * 7919u % records->len),
                     *read = g_ptr_array_index(all->records, (guint)i % all->records->len);
        double start = bench_now();
        g_autoptr(GPtrArray) overlaps = address_overlaps(db, book, asked, -1, &error);
        double checked = bench_now();
        g_autoptr(ListPage) page = list_run(db, &query, true, &error);
        double listed = bench_now();
        g_autoptr(Record) one = record_load(db, book, read->entry, &error);
        double done = bench_now() - listed;
        if (overlaps == NULL || page == NULL || one == NULL)
            g_error("%s", error->message);
        checked -= start;
        listed -= start + checked;
        g_array_append_val(checks, checked);
        g_array_append_val(pages, listed);
        g_array_append_val(reads, done);
    }
    double floor = bench_quantile(reads, 0.5);
    g_autofree char *check = g_strdup_printf("overlap check, %zu addresses", size),
                    *list = g_strdup_printf("a page of %zu addresses", size);
    bench_line(check, "p50 %.3f ms, p99 %.3f ms, one record read by its number %.3f ms",
               bench_quantile(checks, 0.5) * 1e3, bench_quantile(checks, 0.99) * 1e3, floor * 1e3);
    bench_line(list, "p50 %.2f ms, p99 %.2f ms, 50 records read by their numbers %.2f ms",
               bench_quantile(pages, 0.5) * 1e3, bench_quantile(pages, 0.99) * 1e3,
               floor * 50 * 1e3);
}

void
bench_addresses(const char *folder)
{
    Bench bench;
    Imported imported;
    bench_open(&bench, folder, "addresses.ketnghia");
    g_autoptr(GPtrArray) first = make_addresses(5000, 0), all = make_addresses(10000, 0);
    bring_in(&bench, first, false, &imported);
    ask_many(&bench, first, 5000);
    bench_close(&bench);
    bench_open(&bench, folder, "addresses-10000.ketnghia");
    double dry = bring_in(&bench, all, true, &imported),
           whole = bring_in(&bench, all, false, &imported);
    bench_line("import of 10,000 addresses", "%.2f s, only checked %.2f s, ratio %.1f", whole, dry,
               whole / dry);
    double again = bring_in(&bench, all, false, &imported);
    bench_line("the same 10,000 again", "%.2f s, %d of them known", again, (int)imported.same);
    ask_many(&bench, all, 10000);
    bench_close(&bench);
}
