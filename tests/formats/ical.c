/* ical.c: tests calendar files: escapes, folded lines, whole days.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/ical.h"

#include <string.h>

static void
writes_days(void)
{
    static const CalendarDay days[] = {
        {"HG-7@ketnghia/hg/0123456789abcdef", 18262, "Hiến máu; đợt 1, Vị Thanh\\Long Mỹ\nsáng",
         "Hiến máu"},
    };
    g_autofree char *text = ical_write("Hội Chữ thập đỏ", days, 1, 1577836800);
    g_assert_true(g_str_has_prefix(text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    g_assert_true(g_str_has_suffix(text, "END:VEVENT\r\nEND:VCALENDAR\r\n"));
    g_assert_nonnull(strstr(text, "DTSTART;VALUE=DATE:20200101\r\nDTEND;VALUE=DATE:20200102\r\n"));
    g_assert_nonnull(strstr(text, "DTSTAMP:20200101T000000Z\r\n"));
    g_assert_nonnull(strstr(text, "SUMMARY:Hiến máu\\; đợt 1\\, Vị Thanh\\\\Long Mỹ\\nsáng\r\n"));
}

static void
folds_between_letters(void)
{
    g_autofree char *long_words = g_strnfill(1, ' ');
    g_autoptr(GString) summary = g_string_new(long_words);
    for (int i = 0; i < 60; i++)
        g_string_append(summary, "đợt ");
    CalendarDay day = {"1@kn", 18262, summary->str, "x"};
    g_autofree char *text = ical_write("x", &day, 1, 0);
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", 0);
    for (char **line = lines; *line != NULL; line++) {
        g_assert_cmpuint(strlen(*line), <=, 75);
        g_assert_true(g_utf8_validate(*line, -1, NULL));
    }
    /* Unfolded it is the same again. */
    g_autoptr(GString) whole = g_string_new(text);
    g_string_replace(whole, "\r\n ", "", 0);
    g_assert_nonnull(strstr(whole->str, summary->str));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ical/writes-days", writes_days);
    g_test_add_func("/ical/folds-between-letters", folds_between_letters);
    return g_test_run();
}
