/* calendar.c: what falls due, to take along.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/calendar.h"

#include "formats/ical.h"

/* "HG-7.direction@ketnghia/hg/...": a record may fall due in more than one way. */
static char *
event_id(const Book *book, const Due *due)
{
    if (due->entry >= 0)
        return g_strdup_printf("%" G_GINT64_FORMAT ".%s@%s", due->entry, due->source->name,
                               book->origin);
    return g_strdup_printf("%s.%d.%u@%s", due->source->name, due->day, g_str_hash(due->sentence),
                           book->origin);
}

char *
calendar_ical(const Book *book, const GPtrArray *dues, gint64 now_s)
{
    g_autofree CalendarDay *days = g_new0(CalendarDay, dues->len + 1);
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < dues->len; i++) {
        const Due *due = g_ptr_array_index(dues, i);
        char *id = event_id(book, due);
        g_ptr_array_add(ids, id);
        days[i] = (CalendarDay){id, due->day, due->sentence, _(due->source->label)};
    }
    return ical_write(book->name, days, dues->len, now_s);
}

static void
append_part(GString *text, const GPtrArray *dues, Day today, bool late)
{
    for (guint i = 0; i < dues->len; i++) {
        const Due *due = g_ptr_array_index(dues, i);
        if ((due->day < today) != late)
            continue;
        g_autofree char *day = day_print(due->day, lang_current());
        g_string_append_printf(text, "- %s: %s\n", day, due->sentence);
    }
}

char *
calendar_text(const Book *book, const GPtrArray *dues, Day today)
{
    g_autoptr(GString) late = g_string_new(NULL), coming = g_string_new(NULL);
    append_part(late, dues, today, true);
    append_part(coming, dues, today, false);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s\n", book->name);
    if (late->len > 0)
        g_string_append_printf(text, "%s\n%s", _("Past its day:"), late->str);
    if (coming->len > 0)
        g_string_append_printf(text, "%s\n%s", _("To come:"), coming->str);
    if (late->len + coming->len == 0)
        g_string_append_printf(text, "%s\n", _("Nothing falls due."));
    return g_string_free(text, FALSE);
}
