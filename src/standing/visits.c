/* visits.c: who was visited and who was not.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/visits.h"

#include "base/text.h"
#include "records/field.h"
#include "records/kinds.h"
#include "views/list.h"

#define YEAR_DAYS 366

static void
line_free(gpointer data)
{
    VisitLine *line = data;
    record_free(line->member);
    g_free(line);
}

typedef struct {
    GHashTable *lines; /* entry of the member -> VisitLine */
    Period period;
} Counting;

static bool
count_visit(void *context, const Record *visit, GError **error)
{
    Counting *counting = context;
    const Kind *kind = visit->kind;
    gint64 member = reference_entry(record_value(visit, kind_field(kind, "member")));
    VisitLine *line = g_hash_table_lookup(counting->lines, &member);
    Day day = record_day(visit, kind->dated);
    Money amount;
    if (line == NULL || day == DAY_UNSET)
        return true;
    if (line->last == DAY_UNSET || day > line->last ||
        (day == line->last && visit->entry > line->last_visit)) {
        line->last = day;
        line->last_visit = visit->entry;
    }
    if (day < counting->period.from)
        return true;
    line->times++;
    if (record_money(visit, kind_field(kind, "amount"), &amount) &&
        !money_add(&line->given, amount))
        line->given = (Money){MONEY_MAX, 1, QUALIFIER_ABOUT};
    return true;
}

GPtrArray *
visits_coverage(Db *db, const Book *book, Period period, Day since, GError **error)
{
    g_autoptr(GPtrArray) members = members_list(db, book, period, error);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(line_free);
    g_autoptr(GHashTable) by_member = g_hash_table_new(g_int64_hash, g_int64_equal);
    if (members == NULL)
        return NULL;
    for (guint i = 0; i < members->len; i++) {
        VisitLine *line = g_new0(VisitLine, 1);
        *line = (VisitLine){.member = record_copy(g_ptr_array_index(members, i)),
                            .last = DAY_UNSET,
                            .last_visit = -1};
        g_ptr_array_add(lines, line);
        g_hash_table_insert(by_member, &line->member->entry, line);
    }
    ListQuery query = {.kind = kind_get("visit"),
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = since,
                       .to = period.to};
    Counting counting = {by_member, period};
    return list_each(db, &query, count_visit, &counting, error) ? g_steal_pointer(&lines) : NULL;
}

gint64
visits_covered(const GPtrArray *lines)
{
    gint64 covered = 0;
    for (guint i = 0; i < lines->len; i++)
        covered += ((const VisitLine *)g_ptr_array_index(lines, i))->times > 0;
    return covered;
}

Period
quarter_of(Day day)
{
    int year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    int first = (month - 1) / 3 * 3 + 1;
    Day next = first == 10 ? day_of(year + 1, 1, 1) : day_of(year, first + 3, 1);
    return (Period){day_of(year, first, 1), next - 1};
}

/* A unit may write "ốm đau" where the program says illness. */
static bool
means(const Field *occasions, const char *key, const char *code)
{
    if (g_str_equal(key, code))
        return true;
    g_autofree char *folded = text_fold(key);
    const char *label = field_choice_label(occasions, code);
    for (Lang lang = LANG_VI; lang <= LANG_EN; lang++) {
        g_autofree char *word = text_fold(tr(lang, label));
        if (g_str_equal(word, folded))
            return true;
    }
    return false;
}

bool
visit_norm(Db *db, const Book *book, const char *occasion, Day day, Rate **ret_rate, GError **error)
{
    const Kind *kind = kind_get("visit");
    const Field *occasions = &kind->fields[kind_field(kind, "occasion")];
    g_autoptr(GPtrArray) rates = rates_list(db, book, "visit_norm", day, error);
    if (rates == NULL)
        return false;
    *ret_rate = NULL;
    guint found = rates->len;
    for (guint i = 0; i < rates->len; i++) {
        const Rate *rate = g_ptr_array_index(rates, i);
        if (rate->has_amount && means(occasions, rate->key, occasion) &&
            (found == rates->len ||
             ((const Rate *)g_ptr_array_index(rates, found))->from <= rate->from))
            found = i;
    }
    if (found < rates->len)
        *ret_rate = g_ptr_array_steal_index(rates, found);
    return true;
}

bool
visits_are_kept(Db *db, const Book *book, const char *occasion, Day day, bool *ret_kept,
                GError **error)
{
    g_autoptr(Rate) norm = NULL;
    ListEqual equal = {"occasion", occasion};
    g_autoptr(GPtrArray) equals = g_ptr_array_new();
    g_ptr_array_add(equals, &equal);
    ListQuery query = {.kind = kind_get("visit"),
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = day - YEAR_DAYS,
                       .to = day,
                       .equals = equals,
                       .limit = 1};
    if (!visit_norm(db, book, occasion, day, &norm, error))
        return false;
    g_autoptr(ListPage) page =
        norm == NULL ? list_run(db, &query, /* with_sums= */ false, error) : NULL;
    if (norm == NULL && page == NULL)
        return false;
    *ret_kept = norm != NULL || page->count > 0;
    return true;
}
