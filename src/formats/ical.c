/* ical.c: iCalendar: lines of at most 75 bytes, folded between characters.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/ical.h"

#include <string.h>

#define LINE_BYTES 75 /* RFC 5545 section 3.1, without the line break */

/* TEXT of RFC 5545 section 3.3.11. */
static void
append_text(GString *line, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\n')
            g_string_append(line, "\\n");
        else if (strchr("\\;,", *c) != NULL)
            g_string_append_printf(line, "\\%c", *c);
        else if ((guchar)*c >= ' ')
            g_string_append_c(line, *c);
    }
}

static void
put_line(GString *out, const char *line)
{
    gsize used = 0;
    for (const char *c = line; *c != '\0'; c = g_utf8_next_char(c)) {
        gsize bytes = (gsize)(g_utf8_next_char(c) - c);
        if (used + bytes > LINE_BYTES) {
            g_string_append(out, "\r\n ");
            used = 1;
        }
        g_string_append_len(out, c, (gssize)bytes);
        used += bytes;
    }
    g_string_append(out, "\r\n");
}

static void
put_property(GString *out, const char *name, const char *text)
{
    g_autoptr(GString) line = g_string_new(name);
    g_string_append_c(line, ':');
    append_text(line, text);
    put_line(out, line->str);
}

static void
put_day(GString *out, const char *name, Day day)
{
    int year = 0, month = 0, number = 0;
    day_parts(day, &year, &month, &number);
    g_string_append_printf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, year, month, number);
}

char *
ical_write(const char *name, const CalendarDay *days, gsize count, gint64 stamp_s)
{
    GString *out = g_string_new("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                                "PRODID:-//Ket Nghia//ketnghia//VI\r\nCALSCALE:GREGORIAN\r\n");
    g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(stamp_s);
    g_autofree char *stamp = g_date_time_format(moment, "DTSTAMP:%Y%m%dT%H%M%SZ\r\n");
    put_property(out, "X-WR-CALNAME", name);
    for (gsize i = 0; i < count; i++) {
        g_string_append(out, "BEGIN:VEVENT\r\n");
        put_property(out, "UID", days[i].id);
        g_string_append(out, stamp);
        put_day(out, "DTSTART", days[i].day);
        put_day(out, "DTEND", days[i].day + 1);
        put_property(out, "SUMMARY", days[i].summary);
        put_property(out, "CATEGORIES", days[i].category);
        g_string_append(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
    }
    g_string_append(out, "END:VCALENDAR\r\n");
    return g_string_free(out, FALSE);
}
