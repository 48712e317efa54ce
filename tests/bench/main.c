/* main.c: bench PROGRAM FOLDER [SECTION ...]: prints each figure beside its floor.
 * SPDX-License-Identifier: Apache-2.0 */
#include "bench.h"

#include "base/lang.h"
#include "records/kinds.h"
#include <math.h>
#include <sodium.h>
#include <stdarg.h>
#include <time.h>

double
bench_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double
bench_used(void)
{
    struct timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

static gint
compare(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

double
bench_quantile(GArray *seconds, double p)
{
    g_array_sort(seconds, compare);
    return g_array_index(seconds, double, MIN(seconds->len - 1, (guint)(p * seconds->len)));
}

void
bench_line(const char *what, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    printf("%-44s %s\n", what, text);
    fflush(stdout);
}

static void
must(bool done, GError *error)
{
    if (!done)
        g_error("%s", error != NULL ? error->message : "failed");
}

void
bench_open(Bench *bench, const char *folder, const char *name)
{
    g_autoptr(GError) error = NULL;
    *bench = (Bench){
        .folder = g_strdup(folder),
        .file = store_is_server(name) ? g_strdup(name) : g_build_filename(folder, name, NULL),
        .actor = {0, "bench", ROLE_RECORDER | ROLE_CHAIR | ROLE_ADMINISTRATOR},
    };
    bench->office = office_open(bench->file, STORE_CREATE, &error);
    must(bench->office != NULL, error);
    g_autofree char *vkey = NULL;
    OfficeUnit unit = {
        .code = "HG", .name = "Hội Chữ thập đỏ tỉnh Hậu Giang", .unit_kind = "chapter"};
    must(office_init_book(bench->office, &unit, &bench->actor, &bench->sheet, &vkey, &error),
         error);
    for (int i = 0; i < 5; i++) {
        g_autoptr(Problems) problems = problems_new();
        g_autoptr(Record) campaign = record_new(kind_get("campaign"));
        g_autofree char *title = g_strdup_printf("Phong trào %d", i + 1);
        gint64 entry;
        record_set(campaign, kind_field(campaign->kind, "name"), title);
        must(record_add(bench->office, "HG", &bench->actor, campaign, problems, &entry, &error) &&
                 entry >= 0,
             error);
    }
}

void
bench_close(Bench *bench)
{
    office_close(bench->office);
    g_free(bench->file);
    g_free(bench->sheet);
    g_free(bench->folder);
}

GPtrArray *
bench_activities(gsize count, guint seed)
{
    static const char *const communes[] = {"Xã Vị Đông",        "Phường I",     "Xã Long Thạnh",
                                           "Thị trấn Nàng Mau", "Xã Vĩnh Viễn", "Xã Lương Tâm"};
    const Kind *kind = kind_get("activity");
    GPtrArray *records = g_ptr_array_new_full((guint)count, (GDestroyNotify)record_free);
    for (gsize i = 0; i < count; i++) {
        guint mix = (guint)(i * 2654435761u) ^ seed;
        Record *record = record_new(kind);
        g_autofree char *day = day_iso(day_of(2020, 1, 1) + (Day)(mix % 213)),
                        *field = g_strdup_printf("%u", 1 + mix / 7 % 7);
        g_autofree char *title = g_strdup_printf("Trao quà cho hộ nghèo đợt %" G_GSIZE_FORMAT, i);
        g_autofree char *value = g_strdup_printf("%u 1 eq", 500000 * (1 + mix / 49 % 40)),
                        *people = g_strdup_printf("%u", 1 + mix / 49 % 40);
        g_autofree char *campaign = g_strdup_printf("%u", 2 + mix / 343 % 5);
        const char *const values[][2] = {
            {"held", day},
            {"title", title},
            {"field", field},
            {"state", "delivered"},
            {"value", value},
            {"people", people},
            {"gifts", people},
            {"campaigns", campaign},
            {"reporter", communes[mix % G_N_ELEMENTS(communes)]},
        };
        for (gsize v = 0; v < G_N_ELEMENTS(values); v++)
            record_set(record, kind_field(kind, values[v][0]), values[v][1]);
        g_ptr_array_add(records, record);
    }
    return records;
}

void
bench_fill(Bench *bench, gsize count)
{
    g_autoptr(GError) error = NULL;
    for (gsize done = 0; done < count; done += 100000) {
        g_autoptr(GPtrArray) records =
            bench_activities(MIN(count - done, 100000), (guint)done * 31 + 7);
        Imported imported;
        must(records_import(bench->office, "HG", &bench->actor, records, "bench", false, NULL,
                            &imported, &error),
             error);
    }
}

static bool
wanted(int argc, char **argv, const char *section)
{
    for (int i = 3; i < argc; i++)
        if (g_str_equal(argv[i], section))
            return true;
    return argc <= 3;
}

int
main(int argc, char **argv)
{
    if (argc < 3 || sodium_init() < 0)
        return 2;
    const char *sizes = g_getenv("SIZES");
    lang_set(LANG_EN);
    bench_line("cores",
               "%u in this machine; each figure says how many it kept busy where that is not one",
               g_get_num_processors());
    printf("%-44s %s\n", "what", "figure, its floor in the same run, and their ratio");
    if (wanted(argc, argv, "durable"))
        bench_durable(argv[2]);
    if (wanted(argc, argv, "server"))
        bench_server(argv[2]);
    if (wanted(argc, argv, "bulk"))
        bench_bulk(argv[2], 100000);
    if (wanted(argc, argv, "growth"))
        bench_growth(argv[2], sizes != NULL ? sizes : "10000 100000 1000000");
    if (wanted(argc, argv, "addresses"))
        bench_addresses(argv[2]);
    if (wanted(argc, argv, "recover"))
        bench_recover(argv[2], 100000);
    if (wanted(argc, argv, "home"))
        bench_home(argv[2]);
    if (wanted(argc, argv, "http"))
        bench_http(argv[2], argv[1]);
    if (wanted(argc, argv, "fund"))
        bench_fund(argv[2]);
    if (wanted(argc, argv, "exchange"))
        bench_exchange(argv[2]);
    if (wanted(argc, argv, "program"))
        bench_program(argv[2], argv[1]);
    return 0;
}
