/* links.c: tests that the references of live records, and no others, can be followed the other way round.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/links.h"

#include "fixture.h"
#include "records/kinds.h"
#include "views/list.h"

typedef struct {
    Desk desk;
    Db *db;
    Book *book;
    gint64 campaign, first, second;
} Room;

static Record *
activity_of(const Room *room, const char *held, gint64 campaign)
{
    g_autofree char *item = g_strdup_printf("%" G_GINT64_FORMAT, campaign);
    return desk_record("activity", "held", held, "title", "Trao quà", "field", "1", "state",
                       "delivered", "campaigns", item, NULL);
}

static void
set_up(Room *room, gconstpointer data)
{
    desk_open(&room->desk);
    room->db = desk_begin(&room->desk);
    room->book = desk_book(room->db, "KG", "chapter", true);
    room->campaign = desk_add(room->db, room->book,
                              desk_record("campaign", "name", "Tết vì người nghèo", "sort",
                                          "movement", "starts", "2020-01-01", NULL));
    room->second = desk_add(room->db, room->book, activity_of(room, "2020-02-02", room->campaign));
    room->first = desk_add(room->db, room->book, activity_of(room, "2020-01-02", room->campaign));
}

static void
tear_down(Room *room, gconstpointer data)
{
    book_free(room->book);
    db_free(room->db);
    desk_close(&room->desk);
}

/* Entries that name the campaign, as "5 4". */
static char *
linked(Room *room)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) records = links_records(room->db, room->book, room->book, room->campaign,
                                                 "activity", "campaigns", 0, 0, &error);
    g_assert_no_error(error);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < records->len; i++)
        g_string_append_printf(text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                               ((Record *)g_ptr_array_index(records, i))->entry);
    return g_string_free(text, FALSE);
}

static gint64
counted(Room *room)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) groups =
        links_groups(room->db, room->book, room->book, room->campaign, &error);
    g_assert_no_error(error);
    return groups->len > 0 ? g_array_index(groups, LinkGroup, 0).count : 0;
}

static gint64
filtered(Room *room)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *value = g_strdup_printf("%" G_GINT64_FORMAT, room->campaign);
    ListEqual equal = {"campaigns", value};
    g_autoptr(GPtrArray) equals = g_ptr_array_new();
    g_ptr_array_add(equals, &equal);
    ListQuery query = {.kind = kind_find("activity"),
                       .books = &room->book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET,
                       .equals = equals,
                       .limit = 10};
    g_autoptr(ListPage) page = list_run(room->db, &query, true, &error);
    g_assert_no_error(error);
    return page->count;
}

static void
follows_changes(Room *room, gconstpointer data)
{
    g_autofree char *both = linked(room);
    g_autofree char *expected =
        g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, room->first, room->second);
    g_assert_cmpstr(both, ==, expected);
    g_assert_cmpint(counted(room), ==, 2);
    g_assert_cmpint(filtered(room), ==, 2);
    /* Another campaign by a correction. */
    gint64 other = desk_add(room->db, room->book,
                            desk_record("campaign", "name", "Tháng Nhân đạo", "sort", "movement",
                                        "starts", "2020-05-01", NULL));
    g_autoptr(Record) changed = activity_of(room, "2020-01-02", other);
    gint64 amended = desk_write(room->db, room->book, changed, room->first, 1);
    g_assert_cmpint(counted(room), ==, 1);
    g_assert_cmpint(filtered(room), ==, 1);
    desk_undo(room->db, room->book, amended, amended, 1);
    g_assert_cmpint(counted(room), ==, 2);
    desk_undo(room->db, room->book, room->second, room->second, 1);
    g_autofree char *left = linked(room), *one = g_strdup_printf("%" G_GINT64_FORMAT, room->first);
    g_assert_cmpstr(left, ==, one);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/links/follows-changes", Room, NULL, set_up, follows_changes, tear_down);
    return g_test_run();
}
