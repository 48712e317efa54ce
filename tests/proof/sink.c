/* sink.c: writing that can't run over, numbers and lines of one spelling, UTF-8.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/sink.h"

#include "proof/utf8.h"
#include <glib.h>

static void
test_write(void)
{
    char buffer[32];
    Sink sink;

    sink_init(&sink, buffer, sizeof(buffer));
    sink_add_text(&sink, "size ");
    sink_add_number(&sink, 0);
    sink_add(&sink, " ", 1);
    sink_add_number(&sink, 120);
    sink_add_base64(&sink, "foob", 4);
    g_assert_cmpmem(buffer, sink.length, "size 0 120Zm9vYg==", 18);
}

static void
test_overflow(void)
{
    char buffer[8];

    for (gsize room = 0; room <= sizeof(buffer); room++) {
        Sink sink;
        memset(buffer, '.', sizeof(buffer));
        sink_init(&sink, buffer, room);
        sink_add_text(&sink, "abcd");
        sink_add_base64(&sink, "x", 1);
        g_assert_true(sink.overflow == (room < 8));
        g_assert_cmpuint(sink.length, <=, room);
        for (gsize i = room; i < sizeof(buffer); i++)
            g_assert_cmpint(buffer[i], ==, '.');
        gsize length = sink.length;
        bool full = sink.overflow;
        sink_add(&sink, "x", full ? 1 : 0); /* would fit, but stays out */
        sink_add_number(&sink, UINT64_MAX);
        g_assert_true(sink.overflow); /* stays full */
        g_assert_cmpuint(sink.length, ==, length);
    }
}

static void
test_numbers(void)
{
    static const struct {
        const char *chars;
        bool good;
        guint64 number;
    } rows[] = {
        {"0", true, 0},
        {"7", true, 7},
        {"71200000000", true, G_GUINT64_CONSTANT(71200000000)},
        {"18446744073709551615", true, G_MAXUINT64},
        {"18446744073709551616", false, 0},
        {"28446744073709551615", false, 0},
        {"99999999999999999999", false, 0},
        {"100000000000000000000", false, 0},
        {"", false, 0},
        {"00", false, 0},
        {"01", false, 0},
        {"-1", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1 ", false, 0},
        {"1.5", false, 0},
        {"1e3", false, 0},
        {"\xd9\xa1", false, 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        guint64 number = 99;
        g_assert_true(number_read(rows[i].chars, strlen(rows[i].chars), &number) == rows[i].good);
        g_assert_cmpuint(number, ==, rows[i].good ? rows[i].number : 99);
    }
}

static void
test_lines(void)
{
    Slice rest = {"one\n\ntwo\nthree", 14}, line;

    g_assert_true(slice_line(&rest, &line) && slice_is(line, "one"));
    g_assert_true(slice_line(&rest, &line) && slice_is(line, ""));
    g_assert_true(slice_line(&rest, &line) && slice_is(line, "two"));
    g_assert_false(slice_line(&rest, &line)); /* no newline at its end */
    g_assert_true(slice_is(rest, "three") && slice_starts(rest, "th") && slice_starts(rest, ""));
    g_assert_false(slice_starts(rest, "three times") || slice_is(rest, "thre"));
    rest = (Slice){NULL, 0};
    g_assert_false(slice_line(&rest, &line));
    g_assert_true(slice_is(rest, ""));
}

static void
test_utf8(void)
{
    static const struct {
        const char *chars;
        gsize bytes;
        guint32 character;
    } rows[] = {
        {"a", 1, 'a'},
        {"\x7f", 1, 0x7f},
        {"\xc2\x80", 2, 0x80},
        {"\xdf\xbf", 2, 0x7ff},
        {"\xe0\xa0\x80", 3, 0x800},
        {"\xe1\xba\xbf", 3, 0x1ebf},
        {"\xed\x9f\xbf", 3, 0xd7ff},
        {"\xee\x80\x80", 3, 0xe000},
        {"\xf0\x90\x80\x80", 4, 0x10000},
        {"\xf4\x8f\xbf\xbf", 4, 0x10ffff},
        {"", 0, 0},
        {"\x80", 0, 0},
        {"\xbf", 0, 0},
        {"\xc0\x80", 0, 0},
        {"\xc1\xbf", 0, 0},
        {"\xc3", 0, 0},
        {"\xc3(", 0, 0},
        {"\xe0\x9f\xbf", 0, 0},
        {"\xe1\xba", 0, 0},
        {"\xed\xa0\x80", 0, 0},
        {"\xed\xbf\xbf", 0, 0},
        {"\xf0\x8f\xbf\xbf", 0, 0},
        {"\xf4\x90\x80\x80", 0, 0},
        {"\xf5\x80\x80\x80", 0, 0},
        {"\xff", 0, 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        guint32 character = 0;
        g_assert_cmpuint(utf8_read(rows[i].chars, strlen(rows[i].chars), &character), ==,
                         rows[i].bytes);
        g_assert_cmphex(character, ==, rows[i].character);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sink/write", test_write);
    g_test_add_func("/sink/overflow", test_overflow);
    g_test_add_func("/sink/numbers", test_numbers);
    g_test_add_func("/sink/lines", test_lines);
    g_test_add_func("/sink/utf8", test_utf8);
    return g_test_run();
}
