/* growth.c: the joint report and a list page as the book grows.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench.h"

#include "records/kinds.h"
#include "reports/report.h"
#include "views/list.h"
#include <sys/stat.h>

#define RUNS 21

static double
report_ms(Bench *bench)
{
    g_autoptr(GArray) seconds = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GError) error = NULL;
    for (int i = 0; i < RUNS; i++) {
        double start = bench_now();
        g_autoptr(Db) db = store_read(bench->office->store, &error);
        g_autoptr(Book) own = db != NULL ? office_book(db, "HG", &error) : NULL;
        ReportAsk ask = {.period = {day_of(2020, 1, 1), day_of(2020, 7, 31)},
                         .own = own,
                         .today = day_of(2020, 8, 12),
                         .lang = LANG_VI};
        g_autoptr(Doc) doc = own != NULL ? report_find("joint")->build(db, &ask, &error) : NULL;
        if (doc == NULL)
            g_error("%s", error->message);
        double took = bench_now() - start;
        g_array_append_val(seconds, took);
    }
    return bench_quantile(seconds, 0.5) * 1e3;
}

static double
page_ms(Bench *bench, double p)
{
    g_autoptr(GArray) seconds = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GError) error = NULL;
    for (int i = 0; i < RUNS * 3; i++) {
        double start = bench_now();
        g_autoptr(Db) db = store_read(bench->office->store, &error);
        ListQuery query = {
            .kind = kind_get("activity"), .from = DAY_UNSET, .to = DAY_UNSET, .limit = 50};
        g_autoptr(ListPage) page = db != NULL ? list_run(db, &query, true, &error) : NULL;
        if (page == NULL)
            g_error("%s", error->message);
        double took = bench_now() - start;
        g_array_append_val(seconds, took);
    }
    return bench_quantile(seconds, p) * 1e3;
}

void
bench_growth(const char *folder, const char *sizes)
{
    g_auto(GStrv) parts = g_strsplit(sizes, " ", 0);
    double first = 0;
    for (char **part = parts; *part != NULL; part++) {
        gsize count = (gsize)g_ascii_strtoull(*part, NULL, 10);
        g_autofree char *name = g_strdup_printf("growth-%s.ketnghia", *part);
        Bench bench;
        bench_open(&bench, folder, name);
        double start = bench_now();
        bench_fill(&bench, count);
        double filled = bench_now() - start;
        double report = report_ms(&bench), p50 = page_ms(&bench, 0.5), p99 = page_ms(&bench, 0.99);
        first = first > 0 ? first : report;
        g_autofree char *what = g_strdup_printf("joint report over %s entries", *part);
        bench_line(what, "%.2f ms, %.2f of the first", report, report / first);
        g_autofree char *list = g_strdup_printf("list page of 50 over %s entries", *part);
        bench_line(list, "p50 %.2f ms, p99 %.2f ms, with count and sums", p50, p99);
        g_autofree char *file = g_strdup(bench.file);
        bench_close(&bench);
        struct stat status;
        if (stat(file, &status) == 0) {
            g_autofree char *bytes = g_strdup_printf("file of %s entries", *part);
            bench_line(bytes, "%.0f bytes an entry, filled at %.0f entries/s",
                       (double)status.st_size / (double)count, (double)count / filled);
        }
    }
}
