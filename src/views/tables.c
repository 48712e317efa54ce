/* tables.c: what the derived tables look like. A fingerprint over all of it and over the kinds and
 * measures tells whether a file's tables were made by this very shape.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/tables.h"

#include "base/error.h"
#include "records/kinds.h"
#include "records/measure.h"
#include "records/schema.h"
#include "store/side.h"

/* Raised when rows are computed in another way although no table changed its shape. */
#define MEANING "2"

typedef struct {
    const char *name, *key;
    const char *create[3];
} Fixed;

/* chain: amendments of a record. undone: every undo and whether it holds. total: one row for each
 * measure, slice of a cut, day and precision; slice "" is any where slices overlap, "#kind" and
 * "#kind.field" count what lists show. word: folded words; its kind is the place in kinds[].
 * link: which record names which. identity: which records are about the same. given: numbers of records, also of undone ones. agreement: copies
 * by body hash.
 */
static const Fixed fixed[] = {
    {"chain",
     "book, first, entry",
     {"CREATE TABLE chain(book BIGINT NOT NULL, first BIGINT NOT NULL, entry BIGINT NOT NULL, "
      "PRIMARY KEY(book, first, entry)) WITHOUT ROWID",
      "CREATE INDEX chain_entry ON chain(book, entry)"}},
    {"undone",
     "book, entry",
     {"CREATE TABLE undone(book BIGINT NOT NULL, entry BIGINT NOT NULL, first BIGINT NOT NULL, "
      "last BIGINT NOT NULL, holds BIGINT NOT NULL, PRIMARY KEY(book, entry)) WITHOUT ROWID"}},
    {"total",
     "book, measure, cut, key, day, step, qualifier",
     {"CREATE TABLE total(book BIGINT NOT NULL, measure TEXT NOT NULL, cut TEXT NOT NULL, "
      "key TEXT NOT NULL, day BIGINT NOT NULL, step BIGINT NOT NULL, qualifier BIGINT NOT NULL, "
      "n BIGINT NOT NULL, sum BIGINT NOT NULL, "
      "PRIMARY KEY(book, measure, cut, key, day, step, qualifier)) WITHOUT ROWID"}},
    {"word",
     "book, word, kind, entry",
     {"CREATE TABLE word(book BIGINT NOT NULL, word TEXT NOT NULL, kind BIGINT NOT NULL, "
      "entry BIGINT NOT NULL, PRIMARY KEY(book, word, kind, entry)) WITHOUT ROWID"}},
    {"link",
     "book, target, kind, field, entry",
     {"CREATE TABLE link(book BIGINT NOT NULL, target TEXT NOT NULL, kind BIGINT NOT NULL, "
      "field TEXT NOT NULL, entry BIGINT NOT NULL, "
      "PRIMARY KEY(book, target, kind, field, entry)) WITHOUT ROWID"}},
    {"given",
     "book, kind, series, number, entry",
     {"CREATE TABLE given(book BIGINT NOT NULL, kind BIGINT NOT NULL, series TEXT NOT NULL, "
      "number BIGINT NOT NULL, entry BIGINT NOT NULL, "
      "PRIMARY KEY(book, kind, series, number, entry)) WITHOUT ROWID"}},
    {"identity",
     "book, kind, name, value, entry",
     {"CREATE TABLE identity(book BIGINT NOT NULL, kind BIGINT NOT NULL, name TEXT NOT NULL, "
      "value TEXT NOT NULL, entry BIGINT NOT NULL, "
      "PRIMARY KEY(book, kind, name, value, entry)) WITHOUT ROWID"}},
    {"agreement",
     "book, hash, entry",
     {"CREATE TABLE agreement(book BIGINT NOT NULL, hash TEXT NOT NULL, entry BIGINT NOT NULL, "
      "kind TEXT NOT NULL, time BIGINT NOT NULL, signed_by TEXT NOT NULL, "
      "PRIMARY KEY(book, hash, entry)) WITHOUT ROWID"}},
    {"ended",
     "book, hash, entry",
     {"CREATE TABLE ended(book BIGINT NOT NULL, hash TEXT NOT NULL, entry BIGINT NOT NULL, "
      "PRIMARY KEY(book, hash, entry)) WITHOUT ROWID"}},
    {"statement",
     "book, measure, first_day, last_day, entry",
     {"CREATE TABLE statement(book BIGINT NOT NULL, measure TEXT NOT NULL, first_day BIGINT NOT "
      "NULL, "
      "last_day BIGINT NOT NULL, entry BIGINT NOT NULL, n BIGINT NOT NULL, "
      "step BIGINT NOT NULL, qualifier BIGINT NOT NULL, "
      "PRIMARY KEY(book, measure, first_day, last_day, entry)) WITHOUT ROWID"}},
};

static char **
kind_statements(const Kind *kind)
{
    g_auto(GStrv) made = schema_create(kind);
    g_autoptr(GStrvBuilder) all = g_strv_builder_new();
    g_strv_builder_addv(all, (const char **)made);
    g_autofree char *joined = g_strjoinv("\n", made);
    if (kind->dated >= 0 && !strstr(joined, "(book, day, entry)")) {
        g_autofree char *index = g_strdup_printf("CREATE INDEX v_%s_day ON v_%s(book, day, entry)",
                                                 kind->name, kind->name);
        g_strv_builder_add(all, index);
    }
    return g_strv_builder_end(all);
}

static GArray *
make_list(void)
{
    GArray *list = g_array_new(false, true, sizeof(Table));
    for (gsize i = 0; i < kinds_count; i++) {
        Table table = {.name = g_strdup_printf("v_%s", kinds[i]->name),
                       .key = "book, entry",
                       .create = kind_statements(kinds[i])};
        g_array_append_val(list, table);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(fixed); i++) {
        g_autoptr(GStrvBuilder) all = g_strv_builder_new();
        for (gsize j = 0; j < G_N_ELEMENTS(fixed[i].create) && fixed[i].create[j]; j++)
            g_strv_builder_add(all, fixed[i].create[j]);
        Table table = {fixed[i].name, fixed[i].key, g_strv_builder_end(all)};
        g_array_append_val(list, table);
    }
    return list;
}

const Table *
tables_list(gsize *ret_count)
{
    static GArray *list;
    if (g_once_init_enter(&list))
        g_once_init_leave(&list, make_list());
    *ret_count = list->len;
    return &g_array_index(list, Table, 0);
}

static void
mix(guint64 *print, const char *text)
{
    for (const char *c = text ? text : ""; *c; c++)
        *print = (*print ^ (guchar)*c) * G_GUINT64_CONSTANT(0x100000001b3);
    *print = (*print ^ 0xff) * G_GUINT64_CONSTANT(0x100000001b3);
}

static char *
make_version(void)
{
    guint64 print = G_GUINT64_CONSTANT(0xcbf29ce484222325); /* FNV-1a */
    gsize count = 0;
    const Table *list = tables_list(&count);
    for (gsize i = 0; i < count; i++)
        for (char **statement = list[i].create; *statement; statement++)
            mix(&print, *statement);
    g_autofree char *dump = kinds_dump();
    mix(&print, dump);
    for (gsize i = 0; i < kinds_count; i++)
        for (const Identity *at = kinds[i]->identities; at != NULL && at->name != NULL; at++) {
            mix(&print, at->name);
            mix(&print, at->fields);
        }
    for (gsize i = 0; i < measures_count; i++) {
        const Measure *measure = &measures[i];
        mix(&print, measure->name);
        mix(&print, measure->state);
        for (gsize j = 0; j < G_N_ELEMENTS(measure->sources) && measure->sources[j].kind; j++) {
            mix(&print, measure->sources[j].kind);
            mix(&print, measure->sources[j].field);
            mix(&print, measure->sources[j].part);
            mix(&print, measure->sources[j].times);
            g_autofree char *weight = g_strdup_printf("%d", measure->sources[j].weight);
            mix(&print, weight);
        }
        g_autofree char *rest =
            g_strdup_printf("%d %d %d", measure->type, measure->chapters, measure->along_fields);
        mix(&print, rest);
    }
    return g_strdup_printf(MEANING "-%016" G_GINT64_MODIFIER "x", print);
}

const char *
tables_version(void)
{
    static char *version;
    if (g_once_init_enter(&version))
        g_once_init_leave(&version, make_version());
    return version;
}

bool
tables_create(Db *db, GError **error)
{
    gsize count = 0;
    const Table *list = tables_list(&count);
    for (gsize i = 0; i < count; i++)
        for (char **statement = list[i].create; *statement; statement++)
            if (!db_run_built(db, error, *statement))
                return false;
    return true;
}

bool
tables_note(Db *db, GError **error)
{
    gsize count = 0;
    const Table *list = tables_list(&count);
    g_autoptr(GString) names = g_string_new(NULL);
    for (gsize i = 0; i < count; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? " " : "", list[i].name);
    return setting_set(db, "views", tables_version(), error) &&
           setting_set(db, "views_tables", names->str, error);
}

/* Only derived tables are ever dropped, whatever the setting says. */
static bool
is_derived(const char *name)
{
    if (g_str_has_prefix(name, "v_"))
        return true;
    for (gsize i = 0; i < G_N_ELEMENTS(fixed); i++)
        if (g_str_equal(fixed[i].name, name))
            return true;
    return false;
}

bool
tables_drop(Db *db, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autofree char *names = setting_get(db, "views_tables", &problem);
    if (problem) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    g_auto(GStrv) split = g_strsplit(names ? names : "", " ", -1);
    for (char **name = split; *name; name++) {
        g_autofree char *drop = g_strdup_printf("DROP TABLE IF EXISTS %s", *name);
        if (is_derived(*name) && !db_run_built(db, error, drop))
            return false;
    }
    return setting_set(db, "views", "", error);
}

bool
tables_are_current(Db *db, bool *ret_current, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autofree char *version = setting_get(db, "views", &problem);
    if (problem) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    *ret_current = g_strcmp0(version, tables_version()) == 0;
    return true;
}

int
kind_index(const Kind *kind)
{
    for (gsize i = 0; i < kinds_count; i++)
        if (kinds[i] == kind)
            return (int)i;
    g_assert_not_reached();
}
