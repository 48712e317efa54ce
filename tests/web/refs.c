/* refs.c: a reference to one of many: searched by words or number without a script, Enter searching too, and nothing
 * written before somebody is chosen.
 * SPDX-License-Identifier: Apache-2.0 */
#include "screen.h"

#define MANY 201 /* one more than are offered at once */

typedef struct {
    Screen screen;
    char *token, *csrf;
    gint64 first; /* the oldest of them */
} Office201;

static void
office_up(Office201 *office, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    Imported imported = {.batch = -1};
    screen_init(&office->screen);
    office->token = screen_person(&office->screen, "ghi", ROLE_RECORDER);
    office->csrf = screen_csrf(&office->screen, office->token);
    for (int i = 0; i < MANY; i++) {
        g_autofree char *code = g_strdup_printf("VT-%03d", i),
                        *born = g_strdup_printf("%d", 1900 + i);
        const char *name = i == 0 ? "Danh Thị Ở Xa" : i < 60 ? "Trần Thị Bưởi" : "Lê Văn Đước";
        g_ptr_array_add(rows,
                        made("address", "code", code, "sort", "person", "commune", "Xã Vị Thủy",
                             "name", name, "born", born, "state", "waiting", NULL));
    }
    g_assert_true(records_import(office->screen.desk.office, "KG", &machine, rows, NULL, false,
                                 NULL, &imported, &error));
    g_assert_no_error(error);
    g_assert_cmpint(imported.fresh, ==, MANY);
    office->first = imported.batch + 1;
}

static void
office_down(Office201 *office, gconstpointer data)
{
    g_free(office->token);
    g_free(office->csrf);
    screen_clear(&office->screen);
}

static void
post(Office201 *office, const char *more, Reply *ret_reply)
{
    g_autofree char *form =
        g_strdup_printf("csrf=%s&held=12%%2F5%%2F2020&field=1&amount=500000%s", office->csrf, more);
    screen_ask(&office->screen, "/u/KG/new/help", form, (Odd){.token = office->token}, ret_reply);
}

static G_GNUC_PRINTF(2, 3) bool says_of(const Reply *reply, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *wanted = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return screen_says(reply, wanted);
}

static guint
options_of(const Reply *reply, const char *name)
{
    g_autofree char *select = g_strdup_printf("<select id=\"field-%s\"", name);
    const char *start = strstr(screen_text(reply), select);
    g_assert_nonnull(start);
    g_autofree char *inside = g_strndup(start, (gsize)(strstr(start, "</select>") - start));
    g_auto(GStrv) parts = g_strsplit(inside, "<option", -1);
    return g_strv_length(parts) - 1;
}

static void
test_search(Office201 *office, gconstpointer data)
{
    g_auto(Reply) fresh = {0}, found = {0}, written_reply = {0};
    gint64 size = book_size(&office->screen.desk, "KG");
    screen_ask(&office->screen, "/u/KG/new/help", NULL, (Odd){.token = office->token}, &fresh);
    g_assert_true(screen_says(&fresh, "name=\"address.find\""));
    g_assert_false(screen_says(&fresh, "Danh Thị Ở Xa"));
    g_assert_cmpuint(options_of(&fresh, "address"), ==, 21);

    /* Enter in the field presses the button that writes: what was not searched yet is searched first. */
    post(office, "&address.find=danh+xa&address.found=&address=", &found);
    g_assert_cmpuint(found.status, ==, 200);
    g_assert_true(
        says_of(&found, "<option value=\"%d\" selected>Danh Thị Ở Xa, ", (int)office->first));
    g_assert_true(says_of(&found, "(KG-%d)</option>", (int)office->first));
    g_assert_true(screen_says(&found, "name=\"address.found\" value=\"danh xa\""));
    g_assert_true(screen_says(&found, "value=\"500000\"")); /* nothing typed is lost */
    g_assert_cmpint(book_size(&office->screen.desk, "KG"), ==, size);

    g_autofree char *choose = g_strdup_printf(
        "&address.find=danh+xa&address.found=danh+xa&address=%d", (int)office->first);
    post(office, choose, &written_reply);
    g_assert_cmpuint(written_reply.status, ==, 303);
    g_autoptr(Record) help = live(&office->screen.desk, "KG", size);
    g_autofree char *first = g_strdup_printf("%d", (int)office->first);
    g_assert_cmpstr(get(help, "address"), ==, first);
}

static void
test_many_and_none(Office201 *office, gconstpointer data)
{
    g_auto(Reply) many = {0}, none = {0}, number = {0}, kept = {0};
    post(office, "&address.find=buoi&address.found=x&address=", &many);
    g_assert_true(screen_says(&many, "Tìm thấy 59, đưa ra 50 mục đầu"));
    g_assert_cmpuint(options_of(&many, "address"), ==, 51);
    g_assert_false(screen_says(&many, "\" selected>Trần"));
    post(office, "&address.find=nobody&address.found=&address=", &none);
    g_assert_true(screen_says(&none, "Không tìm thấy “nobody”"));
    g_assert_cmpuint(options_of(&none, "address"), ==, 1);
    g_autofree char *by_number = g_strdup_printf(
        "&find=address&address.find=KG-%d&address.found=&address=", (int)office->first + 5);
    post(office, by_number, &number);
    g_assert_true(says_of(&number, "<option value=\"%d\" selected>", (int)office->first + 5));
    g_assert_cmpuint(options_of(&number, "address"), ==, 2);

    /* Who was chosen before stays chosen beside what is found. */
    g_autofree char *before =
        g_strdup_printf("&address.find=duoc&address.found=&address=%d", (int)office->first);
    post(office, before, &kept);
    g_assert_true(
        says_of(&kept, "<option value=\"%d\" selected>Danh Thị Ở Xa", (int)office->first));
    g_assert_cmpuint(options_of(&kept, "address"), ==, 52);
}

/* An address that names somebody who is not offered. */
static void
test_prefilled(Office201 *office, gconstpointer data)
{
    g_auto(Reply) asked = {0};
    g_autofree char *target = g_strdup_printf("/u/KG/new/help?address=KG-%d", (int)office->first);
    screen_ask(&office->screen, target, NULL, (Odd){.token = office->token}, &asked);
    g_assert_true(
        says_of(&asked, "<option value=\"KG-%d\" selected>Danh Thị Ở Xa", (int)office->first));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/web/refs/search", Office201, NULL, office_up, test_search, office_down);
    g_test_add("/web/refs/many-and-none", Office201, NULL, office_up, test_many_and_none,
               office_down);
    g_test_add("/web/refs/prefilled", Office201, NULL, office_up, test_prefilled, office_down);
    return g_test_run();
}
