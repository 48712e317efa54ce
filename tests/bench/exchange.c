/* exchange.c: entries that go to a partner and are verified, mirrored and confirmed there, beside git
 * bringing the same records over and checking them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench.h"

#include "book/body.h"
#include "exchange/exchange.h"
#include "records/kinds.h"
#include "rules/agree.h"
#include "views/agreements.h"

static void
must(bool done, const GError *error)
{
    if (!done)
        g_error("%s", error != NULL ? error->message : "failed");
}

static void
take_card(Office *from, const char *unit, Office *to, const Actor *actor)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *card = partner_card(from, unit, &error), *code = NULL;
    must(card != NULL && partner_add(to, actor, card, strlen(card), NULL, NULL, &code, &error),
         error);
}

static GBytes *
write_bundle(Office *from, const char *unit, const char *to, const Actor *actor)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;
    GBytes *bundle = bundle_write(from, unit, actor, to, &name, &error);
    must(bundle != NULL, error);
    return bundle;
}

static void
take_bundle(Office *to, GBytes *bundle, const Actor *actor)
{
    g_autoptr(GError) error = NULL;
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    g_autoptr(Arrival) arrival = bundle_receive(to, actor, data, length, &error);
    must(arrival != NULL, error);
}

static void
carry(Office *from, const char *unit, Office *to, const char *to_unit, const Actor *actor)
{
    g_autoptr(GBytes) bundle = write_bundle(from, unit, to_unit, actor);
    take_bundle(to, bundle, actor);
}

/* A covenant that opens what the program proposes. */
static void
agree(Bench *bench, Office *other)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) text = record_new(kind_get("covenant"));
    const char *const values[][2] = {
        {"title", "Giao ước"}, {"sort", "twinning"}, {"starts", "2020-01-01"}};
    const char *const parties[] = {"HG", "KG"};
    gint64 entry = -1;
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
        record_set(text, kind_field(text->kind, values[i][0]), values[i][1]);
    for (gsize i = 0; i < G_N_ELEMENTS(parties); i++)
        record_add_item(text, kind_field(text->kind, "parties"), &parties[i], 1);
    must(agreement_propose(bench->office, "HG", &bench->actor, text, problems, &entry, &error) &&
             entry > 0,
         error);
    carry(bench->office, "HG", other, "KG", &bench->actor);
    g_autofree char *hash = NULL;
    {
        g_autoptr(Db) db = store_read(other->store, &error);
        g_autoptr(GPtrArray) all = agreements_list(db, NULL, office_today(other), &error);
        must(all != NULL && all->len == 1, error);
        hash = g_strdup(((Agreement *)all->pdata[0])->body_hash);
    }
    must(agreement_accept(other, "KG", &bench->actor, hash, &entry, &error), error);
    carry(other, "KG", bench->office, "HG", &bench->actor);
}

/* The same lines as a stream of commits, one an entry. */
typedef struct {
    GString *stream;
} Stream;

static bool
add_commit(void *context, const Entry *entry, GError **error)
{
    GString *stream = ((Stream *)context)->stream;
    g_string_append_printf(
        stream,
        "commit refs/heads/main\ncommitter a <a@b> %" G_GINT64_FORMAT
        " +0700\ndata 1\nx\nM 100644 inline %03u/%" G_GINT64_FORMAT "\ndata %" G_GSIZE_FORMAT "\n",
        1577836800 + entry->entry, (guint)(entry->entry / 256), entry->entry, entry->body_length);
    g_string_append_len(stream, entry->body, (gssize)entry->body_length);
    g_string_append_c(stream, '\n');
    return true;
}

static void
run(const char *folder, const char *script)
{
    g_autoptr(GError) error = NULL;
    const char *argv[] = {"sh", "-c", script, NULL};
    int status = 0;
    must(g_spawn_sync(folder, (char **)argv, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL, NULL, NULL, NULL, &status, &error) &&
             g_spawn_check_wait_status(status, &error),
         error);
}

/* Seconds that git takes to bring the repository over and to check it; 0 without git. */
static double
git_seconds(Bench *bench, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *git = g_find_program_in_path("git"),
                    *folder = g_build_filename(bench->folder, name, NULL),
                    *stream = g_build_filename(folder, "stream", NULL);
    if (git == NULL)
        return 0;
    {
        g_autoptr(Db) db = store_read(bench->office->store, &error);
        g_autoptr(Book) own = office_book(db, "HG", &error);
        must(own != NULL && entry_each(db, own->book, 0, (gint64)own->frontier.size, add_commit,
                                       &(Stream){text}, &error),
             error);
    }
    must(g_mkdir_with_parents(folder, 0700) == 0, NULL);
    must(g_file_set_contents(stream, text->str, (gssize)text->len, &error), error);
    run(folder,
        "git init -q --bare from && git -C from fast-import --quiet < stream && git -C from "
        "repack -q -a -d");
    double start = bench_now();
    run(folder, "git clone -q --bare --no-local from to && git -C to fsck --full --strict");
    return bench_now() - start;
}

static void
bench_exchange_of(const char *folder, gsize count)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strdup_printf("exchange-%" G_GSIZE_FORMAT, count),
                    *file = g_build_filename(folder, name, NULL),
                    *other_file = g_strconcat(file, "-other.ketnghia", NULL),
                    *own_name = g_strconcat(name, ".ketnghia", NULL),
                    *git_name = g_strconcat(name, ".git", NULL), *recovery = NULL, *vkey = NULL,
                    *what = NULL;
    Bench bench;
    bench_open(&bench, folder, own_name);
    g_autoptr(Office) other = office_open(other_file, STORE_CREATE, &error);
    must(other != NULL, error);
    OfficeUnit unit = {
        .code = "KG", .name = "Hội Chữ thập đỏ tỉnh Kiên Giang", .unit_kind = "chapter"};
    must(office_init_book(other, &unit, &bench.actor, &recovery, &vkey, &error), error);
    take_card(bench.office, "HG", other, &bench.actor);
    take_card(other, "KG", bench.office, &bench.actor);
    agree(&bench, other);
    carry(bench.office, "HG", other, "KG", &bench.actor);
    bench_fill(&bench, count);
    double start = bench_now();
    g_autoptr(GBytes) bundle = write_bundle(bench.office, "HG", "KG", &bench.actor);
    double written = bench_now();
    take_bundle(other, bundle, &bench.actor);
    double taken = bench_now();
    carry(other, "KG", bench.office, "HG", &bench.actor);
    double confirmed = bench_now(), git = git_seconds(&bench, git_name);
    double n = (double)count, all = confirmed - start;
    what = g_strdup_printf("exchange of %" G_GSIZE_FORMAT " entries", count);
    bench_line(what, "%.0f entries/s; written %.0f/s, verified, mirrored and listed %.0f/s",
               n / all, n / (written - start), n / (taken - written));
    if (git > 0)
        bench_line("  git clone and git fsck of the same", "%.0f commits/s, ratio %.1f", n / git,
                   git / all);
    bench_line("  bundle", "%.0f bytes an entry", (double)g_bytes_get_size(bundle) / n);
    bench_close(&bench);
}

void
bench_exchange(const char *folder)
{
    bench_exchange_of(folder, 10000);
    bench_exchange_of(folder, 100000);
}
