/* erasures.c: what was erased, and which partners have confirmed it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/erasures.h"

#include "base/lang.h"
#include "book/head.h"
#include "records/kinds.h"
#include "store/side.h"
#include "views/agreements.h"
#include "views/list.h"

static void
holder_free(gpointer data)
{
    ErasureHolder *holder = data;
    g_free(holder->code);
    g_free(holder->name);
    g_free(holder);
}

void
erasure_free(Erasure *erasure)
{
    if (erasure == NULL)
        return;
    g_free(erasure->field);
    g_free(erasure->ground);
    g_ptr_array_unref(erasure->holders);
    g_free(erasure);
}

static void
free_erasure(gpointer erasure)
{
    erasure_free(erasure);
}

/* A partner, and the unit whose bundles bring its book too; "" when there is none. */
typedef struct {
    Book *book;
    char *with;
} OfPartner;

static void
of_partner_free(gpointer data)
{
    OfPartner *partner = data;
    book_free(partner->book);
    g_free(partner->with);
    g_free(partner);
}

typedef struct {
    Db *db;
    const Book *book;
    GPtrArray *partners; /* (element-type OfPartner) that share an agreement with it */
    GPtrArray *erasures;
} Gathering;

/* Setting "office ORIGIN": the origin of the unit whose bundle brought that book. */
static char *
office_setting(const Book *book)
{
    return g_strdup_printf("office %s", book->origin);
}

bool
office_shared_put(Db *db, const Book *sender, const Book *other, GError **error)
{
    g_autofree char *name = office_setting(other);
    return sender->book == other->book || setting_set(db, name, sender->origin, error);
}

static bool
share_office(const OfPartner *one, const OfPartner *two)
{
    return g_str_equal(one->book->origin, two->book->origin) ||
           g_str_equal(one->with, two->book->origin) || g_str_equal(two->with, one->book->origin) ||
           (*one->with != '\0' && g_str_equal(one->with, two->with));
}

/* Whether a value of this field may ever have left. */
static bool
may_have_left(const Kind *kind, const char *name)
{
    int field = kind != NULL ? kind_field(kind, name) : -1;
    return field >= 0 &&
           (kind->nature == NATURE_AGREEMENT ||
            (kind->nature == NATURE_ORDINARY && kind->fields[field].share >= SHARE_COVENANT));
}

/* When somebody of the partner's office first confirmed a state with the erasure in it; 0: nobody has. */
static bool
find_struck(const Gathering *gathering, const Erasure *erasure, const OfPartner *partner,
            gint64 *ret_struck, GError **error)
{
    *ret_struck = 0;
    for (guint i = 0; i < gathering->partners->len; i++) {
        const OfPartner *other = gathering->partners->pdata[i];
        g_autofree char *mirror = g_strconcat(other->book->origin, "/mirror", NULL);
        guint64 time = 0;
        if (!share_office(partner, other))
            continue;
        if (!head_first_cosigned(gathering->db, gathering->book->book, mirror,
                                 (guint64)erasure->entry + 1, &time, error))
            return false;
        if (time != 0 && (*ret_struck == 0 || (gint64)time < *ret_struck))
            *ret_struck = (gint64)time;
    }
    return true;
}

static bool
add_holder(const Gathering *gathering, Erasure *erasure, const OfPartner *of, GError **error)
{
    const Book *partner = of->book;
    gint64 struck;
    if (!find_struck(gathering, erasure, of, &struck, error))
        return false;
    ErasureHolder *holder = g_new0(ErasureHolder, 1);
    *holder =
        (ErasureHolder){partner->book, g_strdup(partner->code),
                        g_strdup(partner->name != NULL ? partner->name : partner->code), struck};
    g_ptr_array_add(erasure->holders, holder);
    return true;
}

static bool
gather(void *context, const Record *record, GError **error)
{
    Gathering *gathering = context;
    const char *entries = record_value(record, kind_field(record->kind, "entries"));
    g_auto(Entry) first = {0};
    gint64 number = g_ascii_strtoll(entries, NULL, 10);
    if (!entry_get(gathering->db, gathering->book->book, number, &first, error))
        return false;
    Erasure *erasure = g_new0(Erasure, 1);
    g_ptr_array_add(gathering->erasures, erasure);
    erasure->entry = record->entry;
    erasure->time = record->time;
    erasure->first = first.amends >= 0 ? first.amends : number;
    erasure->kind = entry_record_kind(&first);
    erasure->field = g_strdup(record_value(record, kind_field(record->kind, "field")));
    erasure->ground = g_strdup(record_value(record, kind_field(record->kind, "ground")));
    erasure->text_of_all = erasure->kind != NULL && erasure->kind->nature == NATURE_AGREEMENT;
    erasure->holders = g_ptr_array_new_with_free_func(holder_free);
    for (guint i = 0; may_have_left(erasure->kind, erasure->field) && i < gathering->partners->len;
         i++)
        if (!add_holder(gathering, erasure, gathering->partners->pdata[i], error))
            return false;
    return true;
}

static bool
shares_agreement(const GPtrArray *agreements, const Book *book, const Book *partner)
{
    for (guint i = 0; i < agreements->len; i++)
        if (agreement_has_party(agreements->pdata[i], book) &&
            agreement_has_party(agreements->pdata[i], partner))
            return true;
    return false;
}

/* Only with whom something was agreed anything but leaves was exchanged. */
static GPtrArray *
partners_of(Db *db, const Book *book, GError **error)
{
    g_autoptr(GPtrArray) agreements = agreements_list(db, NULL, DAY_UNSET, error);
    g_autoptr(GPtrArray) books = agreements != NULL ? book_list(db, error) : NULL;
    if (books == NULL)
        return NULL;
    g_autoptr(GPtrArray) partners = g_ptr_array_new_with_free_func(of_partner_free);
    for (guint i = 0; i < books->len; i++) {
        const Book *other = books->pdata[i];
        g_autofree char *name = office_setting(other);
        g_autoptr(GError) failure = NULL;
        if (other->own || !shares_agreement(agreements, book, other))
            continue;
        OfPartner *partner = g_new0(OfPartner, 1);
        g_ptr_array_add(partners, partner);
        partner->book = book_get(db, other->book, error);
        if (partner->book == NULL)
            return NULL;
        partner->with = setting_get(db, name, &failure);
        if (failure != NULL) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return NULL;
        }
        if (partner->with == NULL)
            partner->with = g_strdup("");
    }
    return g_steal_pointer(&partners);
}

GPtrArray *
erasures_list(Db *db, const Book *book, GError **error)
{
    g_autoptr(GPtrArray) partners = partners_of(db, book, error);
    g_autoptr(GPtrArray) erasures = g_ptr_array_new_with_free_func(free_erasure);
    gint64 number = book->book;
    Gathering gathering = {db, book, partners, erasures};
    ListQuery query = {.kind = kind_get("erase"),
                       .books = &number,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    return partners != NULL && list_each(db, &query, gather, &gathering, error)
               ? g_steal_pointer(&erasures)
               : NULL;
}

const char *
erasure_field_label(const Erasure *erasure)
{
    int field = erasure->kind != NULL ? kind_field(erasure->kind, erasure->field) : -1;
    return field >= 0 ? _(erasure->kind->fields[field].label) : erasure->field;
}

typedef struct {
    char *entry;
    GPtrArray *fields;
} Naming;

static bool
look_for(void *context, const Record *record, GError **error)
{
    Naming *naming = context;
    const char *entries = record_value(record, kind_field(record->kind, "entries"));
    g_auto(GStrv) named = g_strsplit(entries, "\n", -1);
    if (g_strv_contains((const char *const *)named, naming->entry))
        g_ptr_array_add(naming->fields,
                        g_strdup(record_value(record, kind_field(record->kind, "field"))));
    return true;
}

GPtrArray *
erased_from(Db *db, const Book *book, gint64 entry, GError **error)
{
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, entry);
    g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
    gint64 of = book->book;
    Naming naming = {number, fields};
    ListQuery query = {.kind = kind_get("erase"),
                       .books = &of,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    return list_each(db, &query, look_for, &naming, error) ? g_steal_pointer(&fields) : NULL;
}
