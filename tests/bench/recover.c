/* recover.c: an office of 100,000 entries is lost and comes back from its partner's file and the recovery sheet; what
 * the partner keeps for it. The floor is what the same entries cost when a whole backup is restored and checked.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench.h"

#include "exchange/copy_keep.h"
#include "exchange/rebuild.h"
#include "records/kinds.h"
#include "rules/agree.h"
#include "store/backup.h"
#include "views/agreements.h"
#include "views/views.h"

static void
must(bool done, GError *error)
{
    if (!done)
        g_error("%s", error != NULL ? error->message : "failed");
}

static Office *
begin(const char *folder, const char *name, const OfficeUnit *unit, const Actor *actor,
      char **ret_sheet)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_build_filename(folder, name, NULL), *vkey = NULL;
    Office *office = office_open(file, STORE_CREATE, &error);
    must(office != NULL, error);
    must(unit == NULL || office_init_book(office, unit, actor, ret_sheet, &vkey, &error), error);
    return office;
}

static void
take_card(Office *from, Office *to, const Actor *actor)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *card = partner_card(from, NULL, &error), *code = NULL;
    must(card != NULL && partner_add(to, actor, card, strlen(card), NULL, NULL, &code, &error),
         error);
}

/* Seconds of writing and of taking. */
static GBytes *
send(Office *from, Office *to, const char *to_code, const Actor *actor, double *ret_written,
     double *ret_taken)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;
    double start = bench_now();
    GBytes *bundle = bundle_write(from, NULL, actor, to_code, &name, &error);
    must(bundle != NULL, error);
    *ret_written = bench_now() - start;
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    start = bench_now();
    g_autoptr(Arrival) arrival = bundle_receive(to, actor, data, length, &error);
    must(arrival != NULL, error);
    *ret_taken = bench_now() - start;
    return bundle;
}

static void
agree(Office *ours, Office *theirs, const Actor *actor)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) text = record_new(kind_get("covenant"));
    const char *const values[][2] = {
        {"title", "Giao ước"}, {"sort", "twinning"}, {"starts", "2020-01-01"}};
    const char *const lists[][2] = {{"parties", "HG"},
                                    {"parties", "KG"},
                                    {"opened", "activity.held"},
                                    {"opened", "activity.title"},
                                    {"opened", "activity.value"}};
    gint64 entry = -1;
    double seconds;
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
        record_set(text, kind_field(text->kind, values[i][0]), values[i][1]);
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        record_add_item(text, kind_field(text->kind, lists[i][0]), &lists[i][1], 1);
    must(agreement_propose(ours, NULL, actor, text, problems, &entry, &error) && entry >= 0, error);
    g_bytes_unref(send(ours, theirs, "KG", actor, &seconds, &seconds));
    g_autoptr(Db) db = store_read(theirs->store, &error);
    g_autoptr(GPtrArray) all =
        db != NULL ? agreements_list(db, NULL, office_today(theirs), &error) : NULL;
    must(all != NULL && all->len == 1, error);
    g_autofree char *hash = g_strdup(((Agreement *)all->pdata[0])->body_hash);
    g_clear_pointer(&db, db_free);
    must(agreement_accept(theirs, NULL, actor, hash, &entry, &error), error);
    g_bytes_unref(send(theirs, ours, "HG", actor, &seconds, &seconds));
}

/* A whole backup with its keys is restored and checked, as `restore` does. */
static double
restore_seconds(Bench *bench, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *copy = g_build_filename(folder, "recover-backup.ketnghia", NULL),
                    *again = g_build_filename(folder, "recover-restored.ketnghia", NULL);
    g_auto(Audit) audit = {0};
    must(store_backup(bench->office->store, copy, true, views_derive, &error), error);
    double start = bench_now();
    g_autoptr(Store) store = store_open(copy, STORE_OPEN | STORE_READ_ONLY, &error);
    audit_init(&audit);
    must(store != NULL && office_audit(store, &audit, NULL, NULL, &error) &&
             store_backup(store, again, true, views_derive, &error),
         error);
    return bench_now() - start;
}

static void
say_kept(Office *keeper, gsize entries)
{
    g_autoptr(GError) error = NULL;
    CopiesKept kept;
    g_autoptr(Db) db = store_read(keeper->store, &error);
    g_autoptr(Book) book = NULL;
    must(db != NULL && book_find(db, "HG", &book, &error) && copies_kept(db, book, &kept, &error),
         error);
    bench_line("kept by the partner, sealed", "%.0f bytes an entry",
               (double)kept.bytes / (double)entries);
}

void
bench_recover(const char *folder, gsize count)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *sheet = NULL, *name = NULL;
    double written, taken, quiet, ignored;
    guint bundles = 0;
    Bench bench;
    OfficeUnit twin = {
        .code = "KG", .name = "Hội Chữ thập đỏ tỉnh Kiên Giang", .unit_kind = "chapter"};
    bench_open(&bench, folder, "recover.ketnghia");
    g_autoptr(Office) keeper =
        begin(folder, "recover-keeper.ketnghia", &twin, &bench.actor, &sheet);
    take_card(bench.office, keeper, &bench.actor);
    take_card(keeper, bench.office, &bench.actor);
    agree(bench.office, keeper, &bench.actor);
    bench_fill(&bench, count);
    g_autoptr(GBytes) first = send(bench.office, keeper, "KG", &bench.actor, &written, &taken);
    bench_line("bundle with entries and sealed copy",
               "written in %.1f s, taken in %.1f s, %.0f bytes an entry", written, taken,
               (double)g_bytes_get_size(first) / (double)count);
    /* What did not fit goes with the next bundles, until the partner has confirmed all. */
    for (int i = 0; i < 3; i++) {
        g_bytes_unref(send(keeper, bench.office, "HG", &bench.actor, &ignored, &ignored));
        g_bytes_unref(send(bench.office, keeper, "KG", &bench.actor, &quiet, &ignored));
    }
    bench_line("bundle when nothing is new", "written in %.2f s", quiet);
    say_kept(keeper, count);
    double start = bench_now();
    g_autoptr(GBytes) back =
        bundle_give_back(keeper, NULL, &bench.actor, "HG", 1, &bundles, &name, &error);
    must(back != NULL && bundles == 1, error);
    double given = bench_now() - start;
    g_autoptr(Office) lost = begin(folder, "recover-lost.ketnghia", NULL, &bench.actor, NULL);
    const char *const sheets[] = {bench.sheet, NULL};
    gsize length;
    const void *data = g_bytes_get_data(back, &length);
    start = bench_now();
    g_autoptr(Rebuilt) rebuilt = office_rebuild(lost, &bench.actor, sheets, data, length, &error);
    must(rebuilt != NULL && ((RebuiltBook *)rebuilt->books->pdata[0])->lost == 0, error);
    double took = bench_now() - start, floor = restore_seconds(&bench, folder);
    g_autofree char *what = g_strdup_printf("total loss of %" G_GSIZE_FORMAT " entries", count);
    bench_line(what,
               "given back in %.1f s, rebuilt in %.1f s; a backup of them restored and checked "
               "%.1f s: %.1f times",
               given, took, floor, took / floor);
    bench_close(&bench);
}
