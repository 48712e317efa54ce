/* home.c: the home page and lists of an office of 3,000 members, 20,000 activities and 5,000 addresses, beside the bare page
 * of the same server.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench.h"

#include "records/kinds.h"

#define ACTIVITIES 20000
#define MEMBERS 3000
#define ADDRESSES 5000
#define ASKED 200

static void
bring_in(Bench *bench, GPtrArray *records)
{
    g_autoptr(GError) error = NULL;
    Imported imported;
    if (!records_import(bench->office, "HG", &bench->actor, records, "bench", false, NULL,
                        &imported, &error))
        g_error("%s", error->message);
}

static void
add(GPtrArray *records, const char *kind, const char *const (*values)[2], gsize count)
{
    Record *record = record_new(kind_get(kind));
    for (gsize i = 0; i < count; i++)
        record_set(record, kind_field(record->kind, values[i][0]), values[i][1]);
    g_ptr_array_add(records, record);
}

static void
fill(Bench *bench)
{
    g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func((GDestroyNotify)record_free),
                         addresses = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    bench_fill(bench, ACTIVITIES);
    for (int i = 0; i < MEMBERS; i++) {
        g_autofree char *name = g_strdup_printf("Nguyễn Thị Phương Thảo %d", i + 1),
                        *born =
                            g_strdup_printf("19%d-%02d-%02d", 60 + i % 40, 1 + i % 12, 1 + i % 28);
        const char *const values[][2] = {{"name", name}, {"born", born}, {"joined", "2015-01-03"}};
        add(members, "member", values, G_N_ELEMENTS(values));
    }
    for (int i = 0; i < ADDRESSES; i++) {
        static const char *const states[] = {"proposed", "approved", "waiting", "helped", "helped"};
        g_autofree char *name = g_strdup_printf("Trần Thị Bưởi %d", i + 1),
                        *commune = g_strdup_printf("Xã %d", i % 80),
                        *day = day_iso(day_of(2020, 1, 1) + i % 300);
        const char *const values[][2] = {{"sort", "household"},
                                         {"name", name},
                                         {"commune", commune},
                                         {"state", states[i % 5]},
                                         {"surveyed", day}};
        add(addresses, "address", values, G_N_ELEMENTS(values));
    }
    bring_in(bench, members);
    bring_in(bench, addresses);
}

static void
measure(Bench *bench, const char *what, const char *path, double floor)
{
    g_autoptr(GArray) seconds = g_array_new(FALSE, FALSE, sizeof(double));
    gsize length = bench_page(bench, path, ASKED, seconds);
    double half = bench_quantile(seconds, 0.5);
    bench_line(what,
               "p50 %.1f ms, p99 %.1f ms, %.0f kB, a page without records %.2f ms, ratio %.0f",
               half * 1e3, bench_quantile(seconds, 0.99) * 1e3, (double)length / 1e3, floor * 1e3,
               half / floor);
}

void
bench_home(const char *folder)
{
    Bench bench;
    bench_open(&bench, folder, "home.ketnghia");
    fill(&bench);
    g_autoptr(GArray) bare = g_array_new(FALSE, FALSE, sizeof(double));
    bench_page(&bench, "/health", ASKED, bare);
    double floor = bench_quantile(bare, 0.5);
    measure(&bench, "home page, a year with records", "/u/HG?year=2020", floor);
    measure(&bench, "home page, the year at hand", "/u/HG", floor);
    bench_close(&bench);
}
