/* record_merge.c: two records that are the same thing become one: the second is undone, whatever named it names the
 * first, and the first takes over what only the second said, as one batch, so that one undo brings both back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "records/check.h"
#include "records/kinds.h"
#include "rules/act.h"
#include "rules/by_act.h"
#include "rules/references.h"
#include "views/links.h"

typedef struct {
    Act *act;
    const Record *stays;
    char *stays_ref, *goes_ref; /* as the book spells them */
    const char *why;
    GPtrArray *changed; /* (element-type Record) what names the one that goes */
} Joining;

static bool
not_of_two(const Record *stays, const Record *goes, GError **error)
{
    if (stays->kind != goes->kind)
        return fail(error, KN_INVALID,
                    N_("Only two records of one kind can be the same; these are of the kinds "
                       "\"%s\" and \"%s\"."),
                    _(stays->kind->label), _(goes->kind->label));
    if (stays->entry == goes->entry)
        return fail(error, KN_INVALID, N_("Both numbers are of one record."));
    if (!kind_is_writable(stays->kind))
        return fail(error, KN_CONFLICT,
                    N_("What was agreed, or written by the program itself, is not put together."));
    return true;
}

/* What a reference becomes: the one that stays is not made to name itself. */
static const char *
instead(const Joining *joining, const Record *record)
{
    return record->entry == joining->stays->entry ? "" : joining->stays_ref;
}

/* An item of a list with its references turned; NULL when it named only the record itself. */
static char *
turn_item(const Joining *joining, const Record *record, const Field *field, const char *item)
{
    g_auto(GStrv) parts = g_strsplit(item, "\t", 0);
    bool emptied = false;
    for (gsize i = 0; parts[i] != NULL; i++) {
        if (field->parts[i].type != FIELD_REF || !g_str_equal(parts[i], joining->goes_ref))
            continue;
        g_free(parts[i]);
        parts[i] = g_strdup(instead(joining, record));
        emptied = emptied || *parts[i] == '\0';
    }
    return emptied ? NULL : g_strjoinv("\t", parts);
}

/* Items that say the same because they were turned are said once. */
enum { KEPT = 1, TURNED };

static void
turn_list(const Joining *joining, Record *record, int at)
{
    const Field *field = &record->kind->fields[at];
    g_auto(GStrv) items = g_strsplit(record_value(record, at), "\n", 0);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) turned = g_string_new(NULL);
    for (char **item = items; *item != NULL; item++) {
        g_autofree char *now = turn_item(joining, record, field, *item);
        bool touched = g_strcmp0(now, *item) != 0;
        gpointer before = now != NULL ? g_hash_table_lookup(seen, now) : NULL;
        if (now == NULL || (before != NULL && (touched || GPOINTER_TO_INT(before) == TURNED)))
            continue;
        g_string_append_printf(turned, "%s%s", turned->len > 0 ? "\n" : "", now);
        g_hash_table_replace(seen, g_steal_pointer(&now), GINT_TO_POINTER(touched ? TURNED : KEPT));
    }
    record_set(record, at, turned->str);
}

static bool
turn(const Joining *joining, Record *record, GError **error)
{
    for (int i = 0; i < (int)record->kind->field_count; i++) {
        const Field *field = &record->kind->fields[i];
        if (record_is_empty(record, i))
            continue;
        if (field->type == FIELD_LIST)
            turn_list(joining, record, i);
        else if (field->type == FIELD_REF &&
                 g_str_equal(record_value(record, i), joining->goes_ref))
            record_set(record, i, instead(joining, record));
        if (field->required && record_is_empty(record, i))
            return fail(error, KN_CONFLICT,
                        N_("The two name each other; they are not the same thing."));
    }
    return true;
}

static Record *
find_gathered(const GPtrArray *records, gint64 entry)
{
    for (guint i = 0; i < records->len; i++)
        if (((const Record *)records->pdata[i])->entry == entry)
            return records->pdata[i];
    return NULL;
}

/* The record as the act will write it: yours to change, kept by the joining. */
static Record *
add_changed(Joining *joining, const Record *record)
{
    Record *changed = record_copy(record);
    g_free(changed->author);
    g_free(changed->why);
    changed->author = g_strdup(joining->act->actor->author);
    changed->why = g_strdup(joining->why);
    g_ptr_array_add(joining->changed, changed);
    return changed;
}

static bool
gather_record(Joining *joining, const Record *record, gint64 goes, GError **error)
{
    if (record->entry == goes || find_gathered(joining->changed, record->entry) != NULL)
        return true;
    g_autofree char *id = record_id(joining->act->book, record->entry);
    if (!record_may_change(joining->act, record, NULL))
        return fail(error, KN_CONFLICT,
                    N_("%s names the one that would go, and you cannot change it."), id);
    return turn(joining, add_changed(joining, record), error);
}

/* Everything in the book that names the one that goes. */
static bool
gather(Joining *joining, gint64 goes, GError **error)
{
    const Act *act = joining->act;
    g_autoptr(GArray) groups = links_groups(act->db, act->book, act->book, goes, error);
    for (guint i = 0; groups != NULL && i < groups->len; i++) {
        const LinkGroup *group = &g_array_index(groups, LinkGroup, i);
        g_autoptr(GPtrArray) records =
            links_records(act->db, act->book, act->book, goes, group->kind->name,
                          group->kind->fields[group->field].name, 0, 0, error);
        for (guint r = 0; records != NULL && r < records->len; r++)
            if (!gather_record(joining, records->pdata[r], goes, error))
                return false;
        if (records == NULL)
            return false;
    }
    return groups != NULL;
}

/* Whether the value, or a part of an item of it, is this reference. */
static bool
names(const Record *record, int at, const char *ref)
{
    const Field *field = &record->kind->fields[at];
    if (field->type == FIELD_REF)
        return g_str_equal(record_value(record, at), ref);
    for (gsize item = 0; field->type == FIELD_LIST && item < record_items(record, at); item++)
        for (gsize part = 0; field->parts[part].name != NULL; part++) {
            g_autofree char *value = record_part(record, at, item, part);
            if (field->parts[part].type == FIELD_REF && g_str_equal(value, ref))
                return true;
        }
    return false;
}

bool
record_merge_offers(const Record *goes, const Record *stays, int field)
{
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, stays->entry);
    return field_is_typed(&goes->kind->fields[field]) && !record_is_empty(goes, field) &&
           record_is_empty(stays, field) && !record_is_struck(stays, field) &&
           !names(goes, field, ref);
}

/* The one that stays takes over what was chosen of the other. */
static bool
take_over(Joining *joining, const Record *goes, const char *const *take, GError **error)
{
    const Record *stays = joining->stays;
    Act *act = joining->act;
    g_autoptr(Problems) problems = problems_new();
    if (take == NULL || *take == NULL)
        return true;
    if (!record_may_change(act, stays, error))
        return false;
    Record *changed = find_gathered(joining->changed, stays->entry);
    if (changed == NULL)
        changed = add_changed(joining, stays);
    for (; *take != NULL; take++) {
        int field = kind_field(goes->kind, *take);
        if (field < 0 || !record_merge_offers(goes, stays, field))
            return fail(error, KN_INVALID,
                        N_("\"%s\" is not something that only the one that goes says."), *take);
        record_set(changed, field, record_value(goes, field));
    }
    by_act_empty(changed, problems);
    record_check(changed, problems);
    if (!references_check(act->db, act->book, changed, problems, error))
        return false;
    if (!problems_has_errors(problems))
        return true;
    g_autofree char *text = problems_text(problems, false);
    return fail(error, KN_INVALID, N_("What was taken over does not fit the one that stays: %s"),
                g_strchomp(text));
}

static bool
write_batch(Joining *joining, const Record *goes, GError **error)
{
    Act *act = joining->act;
    g_autofree char *count = g_strdup_printf("%u", joining->changed->len + 1),
                    *entry = g_strdup_printf("%" G_GINT64_FORMAT, goes->entry);
    g_autoptr(Record) batch =
        system_record("batch", "what", kind_leaf(goes->kind), "rows", count, "count", count, NULL);
    g_autoptr(Record) undo = system_record("undo", "first", entry, "last", entry, "author",
                                           act->actor->author, "why", joining->why, NULL);
    if (!act_add(act, batch, -1, error) || !act_add(act, undo, -1, error))
        return false;
    for (guint i = 0; i < joining->changed->len; i++) {
        const Record *changed = joining->changed->pdata[i];
        if (!act_add(act, changed, changed->entry, error))
            return false;
    }
    return true;
}

bool
record_merge(Office *office, const char *unit, const Actor *actor, gint64 goes_entry,
             gint64 stays_entry, const char *const *take, const char *why, gint64 *ret_batch,
             GError **error)
{
    g_autofree char *clean = text_clean(why == NULL ? "" : why, -1, 500, error);
    if (clean == NULL)
        return false;
    if (*clean == '\0')
        return fail(error, KN_INVALID, N_("Say in a few words why the two are the same."));
    g_auto(Act) act = {0};
    if (!act_begin(&act, office, unit, actor, ROLE_RECORDER | ROLE_TREASURER, error))
        return false;
    g_autoptr(Record) goes = record_load(act.db, act.book, goes_entry, error);
    g_autoptr(Record) stays =
        goes != NULL ? record_load(act.db, act.book, stays_entry, error) : NULL;
    if (stays == NULL || !not_of_two(stays, goes, error) || !record_may_change(&act, goes, error))
        return false;
    g_autoptr(GPtrArray) changed = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autofree char *stays_ref = record_ref(act.book, act.book, stays_entry),
                    *goes_ref = record_ref(act.book, act.book, goes_entry);
    Joining joining = {&act, stays, stays_ref, goes_ref, clean, changed};
    if (!gather(&joining, goes_entry, error) || !take_over(&joining, goes, take, error))
        return false;
    if (changed->len >= LIMIT_BATCH_ROWS)
        return fail(error, KN_LIMIT,
                    N_("More than %d records name the one that would go; keep that one instead."),
                    LIMIT_BATCH_ROWS);
    gint64 batch = act_next(&act);
    if (!write_batch(&joining, goes, error) || !act_end(&act, error))
        return false;
    *ret_batch = batch;
    return true;
}
