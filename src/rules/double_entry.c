/* double_entry.c: was this written before?
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/double_entry.h"

#include "base/lang.h"
#include "base/text.h"
#include "records/kinds.h"
#include "views/list.h"

typedef struct {
    const Record *record;
    gint64 like; /* -1: none */
} Likeness;

/* Whether a text is the same, however it is typed; false when either is empty. */
static bool
same_words(const Record *a, const Record *b, int field)
{
    if (field < 0 || record_is_empty(a, field) || record_is_empty(b, field))
        return false;
    g_autofree char *left = text_fold(record_value(a, field));
    g_autofree char *right = text_fold(record_value(b, field));
    return g_str_equal(left, right);
}

/* Amounts decide only where there are any: *ret_any says so. */
static bool
same_money(const Record *a, const Record *b, bool *ret_any)
{
    *ret_any = false;
    for (gsize i = 0; i < a->kind->field_count; i++) {
        if (a->kind->fields[i].type != FIELD_MONEY)
            continue;
        Money left = {0}, right = {0};
        bool has_left = record_money(a, (int)i, &left), has_right = record_money(b, (int)i, &right);
        if (has_left != has_right || left.vnd != right.vnd)
            return false;
        *ret_any = *ret_any || has_left;
    }
    return true;
}

static bool
look(void *context, const Record *other, GError **error)
{
    Likeness *likeness = context;
    const Record *record = likeness->record;
    if (likeness->like >= 0 || other->entry == record->entry)
        return true;
    bool title = same_words(record, other, record->kind->title);
    bool place = same_words(record, other, kind_field(record->kind, "place"));
    bool money = false;
    if (same_money(record, other, &money) && (money ? title || place : title))
        likeness->like = other->entry;
    return true;
}

bool
double_entry_check(Db *db, const Book *book, const Record *record, Problems *problems,
                   GError **error)
{
    int dated = record->kind->dated;
    if (dated < 0 || record_is_empty(record, dated))
        return true;
    gint64 number = book->book;
    Day day = record_dated(record);
    ListQuery query = {
        .kind = record->kind, .books = &number, .book_count = 1, .from = day, .to = day};
    Likeness likeness = {record, -1};
    if (!list_each(db, &query, look, &likeness, error))
        return false;
    if (likeness.like < 0)
        return true;
    g_autofree char *id = record_id(book, likeness.like);
    problems_add(
        problems, PROBLEM_HINT, NULL,
        N_("%s already says the same for this day. If it is the same thing, undo one of the two."),
        id);
    return true;
}
