/* value.c: every spelling of every type, good and bad.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/value.h"

#include <glib.h>

#define HEX "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define TEN "0123456789"

typedef struct {
    ValueType type;
    bool good;
    const char *value;
} Row;

static const Row rows[] = {
    {VALUE_TEXT, true, "Tặng quà Tết cho 120 hộ nghèo"},
    {VALUE_TEXT, true, "hai dòng\\nvà \\t và \\\\"},
    {VALUE_TEXT, true, "\\\\n"},
    {VALUE_TEXT, true, " leading"},
    {VALUE_TEXT, true, "\x7f"},
    {VALUE_TEXT, true, "\xf0\x9f\xa9\xb8 máu"},
    {VALUE_TEXT, true, "\xe2\x80\xa9\xe2\x80\xaf"}, /* beside the forbidden ones: U+2029, U+202F */
    {VALUE_TEXT, true, "\xe2\x81\xa5\xe2\x81\xaa"}, /* U+2065, U+206A */
    {VALUE_TEXT, false, "trailing "},
    {VALUE_TEXT, false, " "},
    {VALUE_TEXT, false, "\\"},
    {VALUE_TEXT, false, "a\\r"},
    {VALUE_TEXT, false, "a\\N"},
    {VALUE_TEXT, false, "a\\x41"},
    {VALUE_TEXT, false, "ends with \\"},
    {VALUE_TEXT, false, "three \\\\\\"},
    {VALUE_TEXT, false, "tab\there"},
    {VALUE_TEXT, false, "line\nhere"},
    {VALUE_TEXT, false, "\x1b[0m"},
    {VALUE_TEXT, false, "\x01"},
    {VALUE_TEXT, false, "12345678\x1f"},
    {VALUE_TEXT, false, "\xe2\x80\xaa"},
    {VALUE_TEXT, false, "\xe2\x80\xab"},
    {VALUE_TEXT, false, "\xe2\x80\xac"},
    {VALUE_TEXT, false, "\xe2\x80\xad"},
    {VALUE_TEXT, false, "abc\xe2\x80\xae"},
    {VALUE_TEXT, false, "\xe2\x81\xa6"},
    {VALUE_TEXT, false, "\xe2\x81\xa7"},
    {VALUE_TEXT, false, "\xe2\x81\xa8"},
    {VALUE_TEXT, false, "\xe2\x81\xa9"},
    {VALUE_TEXT, false, "\xff"},
    {VALUE_TEXT, false, "12345678\x80"},
    {VALUE_TEXT, false, "cut \xe1\xba"},
    {VALUE_TEXT, false, "cut \xc4"},
    {VALUE_TEXT, false, "\xc0\x80"},
    {VALUE_TEXT, false, "\xed\xa0\x80"},
    {VALUE_COUNT, true, "0"},
    {VALUE_COUNT, true, "1250"},
    {VALUE_COUNT, true, "9223372036854775807"},
    {VALUE_COUNT, false, "9223372036854775808"},
    {VALUE_COUNT, false, "01"},
    {VALUE_COUNT, false, "-1"},
    {VALUE_COUNT, false, "+1"},
    {VALUE_COUNT, false, "1.250"},
    {VALUE_COUNT, false, "1,5"},
    {VALUE_COUNT, false, "1 "},
    {VALUE_COUNT, false, "một"},
    {VALUE_DATE, true, "2020-08-12"},
    {VALUE_DATE, true, "2020-02-29"},
    {VALUE_DATE, true, "2000-02-29"},
    {VALUE_DATE, true, "0001-01-01"},
    {VALUE_DATE, true, "9999-12-31"},
    {VALUE_DATE, false, "1900-02-29"},
    {VALUE_DATE, false, "2019-02-29"},
    {VALUE_DATE, false, "2020-04-31"},
    {VALUE_DATE, false, "2020-13-01"},
    {VALUE_DATE, false, "2020-00-10"},
    {VALUE_DATE, false, "2020-01-00"},
    {VALUE_DATE, false, "2020-01-32"},
    {VALUE_DATE, false, "0000-01-01"},
    {VALUE_DATE, false, "2020-8-12"},
    {VALUE_DATE, false, "12/8/2020"},
    {VALUE_DATE, false, "2020/08/12"},
    {VALUE_DATE, false, "2020-08-12 "},
    {VALUE_DATE, false, "+020-08-12"},
    {VALUE_MOMENT, true, "2020-08-12T07:30"},
    {VALUE_MOMENT, true, "2020-08-12T00:00"},
    {VALUE_MOMENT, true, "2020-08-12T23:59"},
    {VALUE_MOMENT, false, "2020-08-12T24:00"},
    {VALUE_MOMENT, false, "2020-08-12T07:60"},
    {VALUE_MOMENT, false, "2020-08-12 07:30"},
    {VALUE_MOMENT, false, "2020-08-12T07:30:00"},
    {VALUE_MOMENT, false, "2020-08-12T07:30+07:00"},
    {VALUE_MOMENT, false, "2020-08-32T07:30"},
    {VALUE_MOMENT, false, "2020-08-12T7:300"},
    {VALUE_PERIOD, true, "2020-01-01/2020-07-31"},
    {VALUE_PERIOD, true, "2020-01-01/2020-01-01"},
    {VALUE_PERIOD, false, "2020-07-31/2020-01-01"},
    {VALUE_PERIOD, false, "2020-01-01"},
    {VALUE_PERIOD, false, "2020-01-01/2020-02-30"},
    {VALUE_PERIOD, false, "2020-01-01-2020-07-31"},
    {VALUE_PERIOD, false, "2020-01-01/2020-07-31/"},
    {VALUE_FLAG, true, "yes"},
    {VALUE_FLAG, true, "no"},
    {VALUE_FLAG, false, "true"},
    {VALUE_FLAG, false, "Yes"},
    {VALUE_FLAG, false, "1"},
    {VALUE_FLAG, false, "yes no"},
    {VALUE_CHOICE, true, "delivered"},
    {VALUE_CHOICE, true, "blood_350-ml"},
    {VALUE_CHOICE, false, "Delivered"},
    {VALUE_CHOICE, false, "two words"},
    {VALUE_CHOICE, false, "đã"},
    {VALUE_CHOICE, false, "a/b"},
    {VALUE_MONEY, true, "71200000000 100000000 eq 71,2 tỷ"},
    {VALUE_MONEY, true, "400000 1 eq"},
    {VALUE_MONEY, true, "0 1 atleast"},
    {VALUE_MONEY, true, "5100000000 100000000 over trên 5,1 tỷ"},
    {VALUE_MONEY, true, "1 1 near x"},
    {VALUE_MONEY, true, "1 1 about x"},
    {VALUE_MONEY, true, "1 1 estimate \\\\"},
    {VALUE_MONEY, false, "400000 1 eq "},
    {VALUE_MONEY, false, "400000"},
    {VALUE_MONEY, false, "400000 1"},
    {VALUE_MONEY, false, "400000 1 "},
    {VALUE_MONEY, false, "400000 0 eq"},
    {VALUE_MONEY, false, "400000 1 ="},
    {VALUE_MONEY, false, "400000 1 most"},
    {VALUE_MONEY, false, "400000 eq 1"},
    {VALUE_MONEY, false, "0400000 1 eq"},
    {VALUE_MONEY, false, "400000 01 eq"},
    {VALUE_MONEY, false, "-400000 1 eq"},
    {VALUE_MONEY, false, "400000.5 1 eq"},
    {VALUE_MONEY, false, "400000  1 eq"},
    {VALUE_MONEY, false, " 400000 1 eq"},
    {VALUE_MONEY, false, "9223372036854775808 1 eq"},
    {VALUE_MONEY, false, "400000 1 eq bad\\escape"},
    {VALUE_REF, true, "0"},
    {VALUE_REF, true, "17"},
    {VALUE_REF, true, "ketnghia/kg-cd/0123456789abcdef#17"},
    {VALUE_REF, true, "a.b-c/d#0"},
    {VALUE_REF, true, TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "#1"},
    {VALUE_REF, false, TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "0#1"},
    {VALUE_REF, false, "017"},
    {VALUE_REF, false, "KG-17"},
    {VALUE_REF, false, "#17"},
    {VALUE_REF, false, "origin#"},
    {VALUE_REF, false, "origin#017"},
    {VALUE_REF, false, "Origin#17"},
    {VALUE_REF, false, "ori gin#17"},
    {VALUE_REF, false, "a#1#2"},
    {VALUE_FILE, true, "sha256:" HEX " 20480 image/jpeg"},
    {VALUE_FILE, true, "sha256:" HEX " 0 application/vnd.oasis.opendocument.text"},
    {VALUE_FILE, true, "sha256:" HEX " 1 image/svg+xml"},
    {VALUE_FILE, false, "sha256:" HEX " 20480"},
    {VALUE_FILE, false, "sha256:" HEX " 20480 jpeg"},
    {VALUE_FILE, false, "sha256:" HEX " 20480 image/"},
    {VALUE_FILE, false, "sha256:" HEX " 20480 /jpeg"},
    {VALUE_FILE, false, "sha256:" HEX " 20480 image/jpeg x"},
    {VALUE_FILE, false, "sha256:" HEX " 020 image/jpeg"},
    {VALUE_FILE, false, "sha256:" HEX "0 20 image/jpeg"},
    {VALUE_FILE, false,
     "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855 1 a/b"},
    {VALUE_FILE, false, "sha512:" HEX " 20480 image/jpeg"},
    {VALUE_FILE, false, HEX " 20480 image/jpeg"},
    {VALUE_LIST, true, "một\\t1\\nhai\\t2"},
    {VALUE_LIST, true, "một"},
    {VALUE_LIST, false, "một\thai"},
    {VALUE_LIST, false, "một\\"},
};

static void
test_rows(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (value_is_valid(rows[i].type, rows[i].value, strlen(rows[i].value)) != rows[i].good)
            g_error("row %" G_GSIZE_FORMAT ": %s", i, rows[i].value);
}

static void
test_empty(void)
{
    for (ValueType type = VALUE_TEXT; type <= VALUE_LIST; type++) {
        g_assert_true(value_is_valid(type, "", 0));
        g_assert_true(value_is_valid(type, NULL, 0));
    }
    g_assert_false(value_is_valid(VALUE_UNSET, "", 0));
    g_assert_false(value_is_valid(VALUE_UNSET, "1", 1));
    g_assert_false(value_is_valid(VALUE_LIST + 1, "1", 1));
}

/* A zero byte is in no value, wherever it stands. */
static void
test_zero_byte(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gsize length = strlen(rows[i].value);
        g_autofree char *copy = g_strdup(rows[i].value);
        for (gsize at = 0; at < length; at++) {
            copy[at] = '\0';
            g_assert_false(value_is_valid(rows[i].type, copy, length));
            copy[at] = rows[i].value[at];
        }
        g_assert_false(value_is_valid(rows[i].type, copy, length + 1));
    }
}

/* Fast and slow reading agree: every byte at every place of a text of ordinary letters. */
static void
test_every_byte(void)
{
    char text[24];

    for (gsize at = 0; at + 1 < sizeof(text); at++)
        for (int byte = 0; byte < 256; byte++) {
            memset(text, 'a', sizeof(text));
            text[at] = (char)byte;
            bool plain = byte >= 0x20 && byte < 0x80 && byte != '\\';
            g_assert_true(value_is_text(text, sizeof(text)) == plain);
        }
}

static void
test_origin(void)
{
    g_assert_true(value_is_origin("ketnghia/hg/0123456789abcdef", 28));
    g_assert_false(value_is_origin("", 0));
    g_assert_false(value_is_origin("KG", 2));
    g_assert_false(value_is_origin("k+g", 3));
    g_assert_false(value_is_origin("k_g", 3));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/value/rows", test_rows);
    g_test_add_func("/value/empty", test_empty);
    g_test_add_func("/value/zero-byte", test_zero_byte);
    g_test_add_func("/value/every-byte", test_every_byte);
    g_test_add_func("/value/origin", test_origin);
    return g_test_run();
}
