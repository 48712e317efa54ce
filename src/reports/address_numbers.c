/* address_numbers.c: the list of humanitarian addresses in numbers, without a name: by commune and state, and who left it
 * in the period for which reason. It may hang on a wall.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/paper.h"
#include "reports/register.h"

#include "base/text.h"
#include "records/kinds.h"
#include "views/list.h"

#define STATES 6
#define REASONS 5

static const char *const states[STATES] = {"proposed", "approved", "waiting",
                                           "helped",   "paused",   "left"};
static const char *const reasons[REASONS] = {"stands", "died", "moved", "no_sponsor", "other"};

typedef struct {
    char *commune;
    gint64 states[STATES];
} CommuneCount;

typedef struct {
    Period period;
    GHashTable *communes; /* folded name -> CommuneCount */
    gint64 reasons[REASONS], left;
} Counting;

static void
commune_free(gpointer data)
{
    CommuneCount *commune = data;
    g_free(commune->commune);
    g_free(commune);
}

static CommuneCount *
commune_of(Counting *counting, const char *name)
{
    g_autofree char *key = text_fold(name);
    CommuneCount *commune = g_hash_table_lookup(counting->communes, key);
    if (commune == NULL) {
        commune = g_new0(CommuneCount, 1);
        commune->commune = g_strdup(name);
        g_hash_table_insert(counting->communes, g_steal_pointer(&key), commune);
    }
    return commune;
}

static bool
count(void *context, const Record *address, GError **error)
{
    Counting *counting = context;
    CommuneCount *commune = commune_of(counting, text_of(address, "commune"));
    Day left = record_day(address, kind_field(address->kind, "left"));
    for (gsize i = 0; i < STATES; i++)
        commune->states[i] += g_str_equal(text_of(address, "state"), states[i]);
    if (left == DAY_UNSET || left < counting->period.from || left > counting->period.to)
        return true;
    counting->left++;
    for (gsize i = 0; i < REASONS; i++)
        counting->reasons[i] += g_str_equal(text_of(address, "why_left"), reasons[i]);
    return true;
}

static const char *
label_of(const char *field, const char *code, Lang lang)
{
    const Kind *kind = kind_get("address");
    for (const Choice *choice = kind->fields[kind_field(kind, field)].choices; choice->code != NULL;
         choice++)
        if (g_str_equal(choice->code, code))
            return tr(lang, choice->label);
    return code;
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
    const CommuneCount *one = *(CommuneCount *const *)a, *two = *(CommuneCount *const *)b;
    return text_compare(one->commune, two->commune);
}

static void
write_communes(Doc *doc, const Counting *counting, gint64 sums[STATES])
{
    g_autoptr(GPtrArray) communes = g_ptr_array_new();
    DocBlock *table = doc_table(doc);
    GHashTableIter iter;
    gpointer found;
    g_hash_table_iter_init(&iter, counting->communes);
    while (g_hash_table_iter_next(&iter, NULL, &found))
        g_ptr_array_add(communes, found);
    g_ptr_array_sort(communes, by_name);
    table_column(table, tr(doc->lang, N_("No.")), DOC_CENTRE, 6, false);
    table_column(table, tr(doc->lang, N_("Commune")), DOC_LEFT, 24, false);
    for (gsize s = 0; s < STATES; s++)
        table_column(table, label_of("state", states[s], doc->lang), DOC_RIGHT, 12, true);
    for (guint i = 0; i < communes->len; i++) {
        const CommuneCount *commune = g_ptr_array_index(communes, i);
        DocRow *row = register_row(table, i + 1);
        row_text(row, commune->commune);
        for (gsize s = 0; s < STATES; s++) {
            row_amount(row, commune->states[s], doc->lang);
            sums[s] += commune->states[s];
        }
    }
    DocRow *all = table_row(table, true);
    row_text(all, "");
    row_text(all, tr(doc->lang, N_("Sum")));
    for (gsize s = 0; s < STATES; s++)
        row_amount(all, sums[s], doc->lang);
}

static void
write_left(Doc *doc, const Counting *counting)
{
    g_autofree char *all = count_print(counting->left, doc->lang);
    g_autofree char *head =
        g_strdup_printf(tr(doc->lang, N_("Left the list in the period: %s addresses")), all);
    doc_paragraph(doc, head);
    gint64 unsaid = counting->left;
    for (gsize i = 0; i < REASONS; i++) {
        g_autofree char *number = count_print(counting->reasons[i], doc->lang);
        g_autofree char *line =
            g_strdup_printf("%s: %s", label_of("why_left", reasons[i], doc->lang), number);
        unsaid -= counting->reasons[i];
        if (counting->reasons[i] > 0)
            doc_item(doc, line);
    }
    g_autofree char *number = count_print(unsaid, doc->lang);
    g_autofree char *rest = g_strdup_printf("%s: %s", tr(doc->lang, N_("no reason given")), number);
    if (unsaid > 0)
        doc_item(doc, rest);
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Doc) doc =
        register_new(db, ask, tr(ask->lang, N_("Humanitarian addresses in numbers")), false);
    g_autoptr(GHashTable) communes =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, commune_free);
    Counting counting = {.period = ask->period, .communes = communes};
    gint64 sums[STATES] = {0};
    ListQuery query = {.kind = kind_get("address"),
                       .books = (gint64 *)&ask->own->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    if (!list_each(db, &query, count, &counting, error))
        return NULL;
    write_communes(doc, &counting, sums);
    write_left(doc, &counting);
    doc->data = json_object();
    for (gsize s = 0; s < STATES; s++)
        json_object_set_new(doc->data, states[s], json_integer(sums[s]));
    json_object_set_new(doc->data, "left_in_period", json_integer(counting.left));
    return register_signed(g_steal_pointer(&doc), db, ask, error);
}

const Report report_address_numbers = {
    .name = "addresses",
    .title = N_("Humanitarian addresses in numbers"),
    .about = N_("by commune and state, who left the list and why; without names"),
    .group = N_("Addresses"),
    .lists = "address",
    .build = build,
};
