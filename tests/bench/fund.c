/* fund.c: a rotating fund of sixty among three thousand union members: writing each meeting of a round, and the page of the
 * last one, when the round is longest.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench.h"

#include "records/kinds.h"
#include "rules/fund.h"

#define UNION 3000
#define MEMBERS 60
#define PAGES 200

static void
must(bool done, GError *error)
{
    if (!done)
        g_error("%s", error != NULL ? error->message : "failed");
}

static void
set(Record *record, const char *field, const char *value)
{
    record_set(record, kind_field(record->kind, field), value);
}

static gint64
open_round(Bench *bench)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) fund = record_new(kind_get("fund"));
    g_autoptr(GString) roster = g_string_new(NULL);
    Imported imported = {.batch = -1};
    gint64 entry = -1;
    for (int i = 0; i < UNION; i++) {
        Record *member = record_new(kind_get("member"));
        g_autofree char *name = g_strdup_printf("Nguyễn Thị Phương Thảo %d", i + 1);
        set(member, "name", name);
        g_ptr_array_add(members, member);
    }
    must(records_import(bench->office, "HG", &bench->actor, members, "bench", false, NULL,
                        &imported, &error),
         error);
    for (int i = 0; i < MEMBERS; i++)
        g_string_append_printf(roster, "%s%" G_GINT64_FORMAT, i > 0 ? "\n" : "",
                               imported.batch + 1 + i * (UNION / MEMBERS));
    set(fund, "name", "Góp vốn");
    set(fund, "started", "2015-01-03");
    set(fund, "every", "month");
    set(fund, "order", "list");
    set(fund, "members", "60");
    set(fund, "contribution", "500000 1 eq");
    set(fund, "roster", roster->str);
    must(record_add(bench->office, "HG", &bench->actor, fund, problems, &entry, &error) &&
             entry >= 0,
         error);
    return entry;
}

static void
hold(Bench *bench, gint64 fund, GArray *seconds)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(FundSheet) sheet = NULL;
    g_autoptr(Problems) problems = problems_new();
    gint64 batch = -1, meeting = -1;
    {
        g_autoptr(Db) db = store_read(bench->office->store, &error);
        g_autoptr(Book) book = db != NULL ? office_book(db, "HG", &error) : NULL;
        g_autoptr(FundLedger) ledger =
            book != NULL ? fund_ledger_read(db, book, fund, &error) : NULL;
        must(ledger != NULL, error);
        sheet = fund_sheet_next(ledger, day_of(2020, 8, 12));
    }
    double start = bench_now();
    must(fund_meeting_add(bench->office, "HG", &bench->actor, fund, sheet, problems, &batch,
                          &meeting, &error) &&
             batch >= 0,
         error);
    double one = bench_now() - start;
    g_array_append_val(seconds, one);
}

void
bench_fund(const char *folder)
{
    Bench bench;
    bench_open(&bench, folder, "fund.ketnghia");
    g_autoptr(GArray) acts = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(double));
    gint64 fund = open_round(&bench);
    for (int i = 0; i < MEMBERS - 1; i++)
        hold(&bench, fund, acts);
    bench_line("fund meeting written, 60 of 3,000 members", "p50 %.0f ms, p99 %.0f ms, %u meetings",
               bench_quantile(acts, 0.5) * 1e3, bench_quantile(acts, 0.99) * 1e3, acts->len);
    g_autofree char *path = g_strdup_printf("/u/HG/fund/HG-%" G_GINT64_FORMAT "/meeting", fund);
    gsize length = bench_page(&bench, path, PAGES, pages);
    bench_line("fund meeting page, the sixtieth of a round",
               "p50 %.0f ms, p99 %.0f ms, %.0f kB, %d times one after the other",
               bench_quantile(pages, 0.5) * 1e3, bench_quantile(pages, 0.99) * 1e3,
               (double)length / 1e3, PAGES);
    bench_close(&bench);
}
