/* address_list.c: the humanitarian addresses on the list, by commune, with room to sign for what is handed out.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/paper.h"
#include "reports/register.h"

#include "base/text.h"
#include "records/kinds.h"
#include "views/addresses.h"
#include "views/list.h"

typedef struct {
    GPtrArray *addresses; /* (element-type Record) */
    GHashTable *sponsors; /* reference of an address -> GString of sponsors' names */
    GHashTable *helped;   /* reference of an address -> gint32 day of the last help */
    Day day;
} Gathering;

static void
free_string(gpointer string)
{
    g_string_free(string, TRUE);
}

static void
gathering_clear(Gathering *gathering)
{
    g_clear_pointer(&gathering->addresses, g_ptr_array_unref);
    g_clear_pointer(&gathering->sponsors, g_hash_table_unref);
    g_clear_pointer(&gathering->helped, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Gathering, gathering_clear)

static bool
add_address(void *context, const Record *address, GError **error)
{
    Gathering *gathering = context;
    if (!record_choice_is(address, kind_field(address->kind, "state"), "left"))
        g_ptr_array_add(gathering->addresses, record_copy(address));
    return true;
}

static bool
add_sponsor(void *context, const Record *sponsorship, GError **error)
{
    Gathering *gathering = context;
    const char *ref = text_of(sponsorship, "address");
    Day ended = record_day(sponsorship, kind_field(sponsorship->kind, "ended"));
    GString *names = g_hash_table_lookup(gathering->sponsors, ref);
    if (ended != DAY_UNSET && ended < gathering->day)
        return true;
    if (names == NULL) {
        names = g_string_new(NULL);
        g_hash_table_insert(gathering->sponsors, g_strdup(ref), names);
    }
    g_string_append_printf(names, "%s%s", names->len > 0 ? "; " : "",
                           text_of(sponsorship, "sponsor"));
    return true;
}

static void
add_helped(void *context, const AddressRow *row)
{
    Gathering *gathering = context;
    if (row->helped != DAY_UNSET)
        g_hash_table_insert(gathering->helped, g_strdup_printf("%" G_GINT64_FORMAT, row->entry),
                            GINT_TO_POINTER(row->helped));
}

static gint
by_commune(gconstpointer a, gconstpointer b)
{
    const Record *one = *(Record *const *)a, *two = *(Record *const *)b;
    int order = text_compare(text_of(one, "commune"), text_of(two, "commune"));
    return order != 0 ? order : text_compare_names(text_of(one, "name"), text_of(two, "name"));
}

static bool
gather(Gathering *gathering, Db *db, const ReportAsk *ask, GError **error)
{
    ListQuery query = {.kind = kind_get("address"),
                       .books = (gint64 *)&ask->own->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    ListQuery promises = query;
    promises.kind = kind_get("sponsorship");
    gathering->addresses = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    gathering->sponsors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_string);
    gathering->helped = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gathering->day = ask->period.to;
    if (!list_each(db, &query, add_address, gathering, error) ||
        !list_each(db, &promises, add_sponsor, gathering, error) ||
        !addresses_each(db, ask->own, add_helped, gathering, error))
        return false;
    g_ptr_array_sort(gathering->addresses, by_commune);
    return true;
}

static void
add_columns(DocBlock *table, Lang lang)
{
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 4, false);
    table_column(table, tr(lang, N_("Code")), DOC_LEFT, 8, false);
    table_column(table, tr(lang, N_("Full name")), DOC_LEFT, 18, false);
    table_column(table, tr(lang, N_("Born")), DOC_LEFT, 7, false);
    table_column(table, tr(lang, N_("Home address")), DOC_LEFT, 14, false);
    table_column(table, tr(lang, N_("Priority")), DOC_LEFT, 9, false);
    table_column(table, tr(lang, N_("Need")), DOC_LEFT, 15, false);
    table_column(table, tr(lang, N_("Sponsor")), DOC_LEFT, 15, false);
    table_column(table, tr(lang, N_("Last help")), DOC_LEFT, 9, false);
    table_column_by_hand(table, tr(lang, N_("Signature")), 14);
}

static void
add_row(DocBlock *table, const Gathering *gathering, const Record *address, guint number, Lang lang)
{
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, address->entry);
    const GString *sponsors = g_hash_table_lookup(gathering->sponsors, ref);
    gpointer helped = NULL;
    bool was_helped = g_hash_table_lookup_extended(gathering->helped, ref, NULL, &helped);
    DocRow *row = register_row(table, number);
    row_text(row, text_of(address, "code"));
    row_text(row, text_of(address, "name"));
    row_born(row, text_of(address, "born"), lang);
    row_text(row, text_of(address, "home"));
    row_field(row, address, "priority", lang);
    if (*text_of(address, "need") != '\0')
        row_text(row, text_of(address, "need"));
    else
        row_field(row, address, "needs", lang);
    row_text(row, sponsors != NULL ? sponsors->str : text_of(address, "sponsor"));
    row_day(row, was_helped ? GPOINTER_TO_INT(helped) : DAY_UNSET, lang);
    row_text(row, "");
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_auto(Gathering) gathering = {0};
    g_autoptr(Doc) doc =
        register_new(db, ask, tr(ask->lang, N_("List of humanitarian addresses")), true);
    const char *commune = NULL;
    DocBlock *table = NULL;
    guint number = 0;
    doc->across = true;
    if (!gather(&gathering, db, ask, error))
        return NULL;
    for (guint i = 0; i < gathering.addresses->len; i++) {
        const Record *address = g_ptr_array_index(gathering.addresses, i);
        if (commune == NULL || !g_str_equal(commune, text_of(address, "commune"))) {
            commune = text_of(address, "commune");
            doc_heading(doc, 2, commune);
            table = doc_table(doc);
            add_columns(table, ask->lang);
            number = 0;
        }
        add_row(table, &gathering, address, ++number, ask->lang);
    }
    doc->data = json_pack("{s:I}", "addresses", (json_int_t)gathering.addresses->len);
    return register_signed(g_steal_pointer(&doc), db, ask, error);
}

const Report report_address_list = {
    .name = "address-list",
    .title = N_("List of humanitarian addresses, to sign"),
    .about = N_("by commune, with need, sponsor and last help, and room for a signature"),
    .personal = true,
    .group = N_("Addresses"),
    .lists = "address",
    .build = build,
};
