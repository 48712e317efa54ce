/* roll.c: pages that list a union's members.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/roll.h"

#include "base/text.h"
#include "records/check.h"
#include "records/kinds.h"
#include "web/widget.h"

static const char *
department_of(const Record *member)
{
    return record_value(member, kind_field(member->kind, "department"));
}

static bool
is_listed(const Roll *roll, const void *row)
{
    return roll->department == NULL || *roll->department == '\0' ||
           g_str_equal(department_of(roll->of(row)), roll->department);
}

guint
roll_count(const Roll *roll)
{
    guint count = 0;
    for (guint i = 0; i < roll->rows->len; i++)
        count += is_listed(roll, g_ptr_array_index(roll->rows, i));
    return count;
}

const void *
roll_row(const Roll *roll, guint n)
{
    gint64 wanted = (roll->page - 1) * ROLL_PAGE + n, at = 0;
    for (guint i = 0; n < ROLL_PAGE && i < roll->rows->len; i++)
        if (is_listed(roll, g_ptr_array_index(roll->rows, i)) && at++ == wanted)
            return g_ptr_array_index(roll->rows, i);
    return NULL;
}

static gint
compare_texts(gconstpointer a, gconstpointer b)
{
    return text_compare(*(char *const *)a, *(char *const *)b);
}

bool
roll_departments(Markup *m, const Roll *roll)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < roll->rows->len; i++) {
        const char *name = department_of(roll->of(g_ptr_array_index(roll->rows, i)));
        if (*name != '\0' && g_hash_table_add(known, (gpointer)name))
            g_ptr_array_add(names, (gpointer)name);
    }
    if (roll->department != NULL && *roll->department != '\0' &&
        g_hash_table_add(known, (gpointer)roll->department))
        g_ptr_array_add(names, (gpointer)roll->department);
    if (names->len == 0)
        return false;
    g_ptr_array_sort(names, compare_texts);
    markup_print(m,
                 "<div><label for=\"department\">%s</label><select id=\"department\" "
                 "name=\"department\"><option value=\"\">%s</option>",
                 _("Department"), _("all"));
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (g_strcmp0(name, roll->department) == 0)
            markup_print(m, "<option selected>%s</option>", name);
        else
            markup_print(m, "<option>%s</option>", name);
    }
    markup_raw(m, "</select></div>");
    return true;
}

void
roll_pager(Markup *m, const Roll *roll, const char *base)
{
    widget_pager(m, base, roll->page, ROLL_PAGE, roll_count(roll));
}

void
roll_tick(Markup *m, const Record *member, bool ticked)
{
    g_autofree char *name = record_title(member);
    markup_print(m,
                 "<td class=\"tick\"><label class=\"check\"><input type=\"checkbox\" "
                 "name=\"member.%d\" value=\"yes\" aria-label=\"%s\"",
                 member->entry, name);
    if (ticked)
        markup_raw(m, " checked");
    markup_raw(m, "></label></td>");
}

void
roll_whom(Markup *m, const Request *req, const char *ticked, const char *all)
{
    bool everybody = g_strcmp0(request_value(req, "whom"), "all") == 0;
    markup_print(m,
                 "<fieldset class=\"field\"><legend>%s</legend><label class=\"check\"><input "
                 "type=\"radio\" name=\"whom\" value=\"ticked\"",
                 _("Written for whom"));
    if (!everybody)
        markup_raw(m, " checked");
    markup_print(
        m, ">%s</label><label class=\"check\"><input type=\"radio\" name=\"whom\" value=\"all\"",
        ticked);
    if (everybody)
        markup_raw(m, " checked");
    markup_print(m, ">%s</label></fieldset>", all);
}

bool
roll_is_meant(const Request *req, const Record *member)
{
    g_autofree char *name = g_strdup_printf("member.%" G_GINT64_FORMAT, member->entry);
    return g_strcmp0(request_value(req, "whom"), "all") == 0 || request_has(req, name);
}

GPtrArray *
roll_meant(const Request *req, const Roll *roll)
{
    GPtrArray *meant = g_ptr_array_new();
    for (guint i = 0; i < roll->rows->len; i++) {
        gpointer row = g_ptr_array_index(roll->rows, i);
        if (is_listed(roll, row) && roll_is_meant(req, roll->of(row)))
            g_ptr_array_add(meant, row);
    }
    return meant;
}

bool
roll_write(Request *req, GPtrArray *records, Problems *problems, Imported *ret_imported,
           GError **error)
{
    if (!problems_has_errors(problems) && records->len == 0)
        problems_add(problems, PROBLEM_ERROR, NULL, N_("Tick at least one member."));
    if (!problems_has_errors(problems))
        record_check(g_ptr_array_index(records, 0), problems);
    if (problems_has_errors(problems))
        return true;
    request_db_close(req);
    return records_import(request_office(req), request_unit(req), &req->actor, records, NULL, false,
                          NULL, ret_imported, error);
}
