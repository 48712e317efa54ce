/* receipts.c: tests what is left of donations, what is hinted at a distribution, when a campaign is to be published, and that
 * a donation counts in the total once.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/receipts.h"

#include "fixture.h"
#include "hints.h"
#include "records/kinds.h"
#include "standing/advice.h"
#include "standing/due.h"
#include "views/question.h"

typedef struct {
    Desk desk;
    Db *db;
    Book *book;
    gint64 flood, tet; /* campaigns */
} House;

static void
house_open(House *house)
{
    desk_open(&house->desk);
    house->db = desk_begin(&house->desk);
    house->book = desk_book(house->db, "KG", "chapter", true);
    house->flood = desk_add(house->db, house->book,
                            desk_record("campaign", "name", "Ủng hộ đồng bào bão lũ", "starts",
                                        "2022-10-01", "ends", "2022-10-31", NULL));
    house->tet =
        desk_add(house->db, house->book, desk_record("campaign", "name", "Tết Nhân ái", NULL));
}

static void
house_close(House *house)
{
    book_free(house->book);
    db_free(house->db);
    desk_close(&house->desk);
}

static char *
ref(gint64 entry)
{
    return g_strdup_printf("%" G_GINT64_FORMAT, entry);
}

static gint64
add_receipt(House *house, const char *day, const char *number, const char *amount, gint64 campaign,
            const char *goods)
{
    g_autofree char *named = ref(campaign);
    return desk_add(house->db, house->book,
                    desk_record("receipt", "received", day, "number", number, "way", "cash",
                                "donor", "Nguyễn Văn An", "amount", amount, "campaign", named,
                                "goods", goods, NULL));
}

static Record *
distribution(const char *amount, gint64 campaign, const char *receipts, const char *goods)
{
    g_autofree char *named = campaign >= 0 ? ref(campaign) : g_strdup("");
    return desk_record("distribution", "distributed", "2022-11-05", "amount", amount, "campaign",
                       named, "receipts", receipts, "goods", goods, "to_unit", "Xã Tân Hiệp", NULL);
}

static void
test_left(void)
{
    House house;
    house_open(&house);
    gint64 money =
        add_receipt(&house, "2022-10-05", "0001/2022", "10000000 1 eq 10 triệu", house.flood, "");
    gint64 rice = add_receipt(&house, "2022-10-06", "0002/2022", "3000000 1 eq 3 triệu",
                              house.flood, "Gạo\t200\tkg\t15000 1 eq 15.000 đ\tgiá chợ");
    g_autofree char *from = g_strdup_printf("%d\t4000000 1 eq 4 triệu\n%d", (int)money, (int)rice);
    desk_add(house.db, house.book, distribution("6000000 1 eq 6 triệu", house.flood, from, ""));
    g_autofree char *rice_only = ref(rice);
    desk_add(house.db, house.book,
             distribution("750000 1 eq 750.000 đ", house.flood, rice_only, "gạo\t50\tKg"));

    g_autoptr(Record) receipt = record_load(house.db, house.book, money, NULL);
    g_autoptr(Holding) of_money = holding_of_receipt(house.db, house.book, receipt, -1, NULL);
    g_assert_cmpint(of_money->received.vnd, ==, 10000000);
    g_assert_cmpint(of_money->left, ==, 6000000);

    g_autoptr(Record) goods = record_load(house.db, house.book, rice, NULL);
    g_autoptr(Holding) of_rice = holding_of_receipt(house.db, house.book, goods, -1, NULL);
    g_assert_cmpint(of_rice->left, ==, 2250000);
    g_assert_cmpuint(of_rice->goods->len, ==, 1); /* "gạo" in "Kg" is the same */
    const GoodsHeld *held = g_ptr_array_index(of_rice->goods, 0);
    g_assert_cmpint(held->in, ==, 200);
    g_assert_cmpint(held->out, ==, 50);

    g_autofree char *flood = ref(house.flood), *tet = ref(house.tet);
    g_autoptr(Holding) campaign = holding_of_campaign(house.db, house.book, flood, -1, NULL);
    g_assert_cmpint(campaign->received.vnd, ==, 13000000);
    g_assert_cmpint(campaign->distributed.vnd, ==, 6750000);
    g_assert_cmpint(campaign->left, ==, 6250000);
    g_autoptr(Holding) nothing = holding_of_campaign(house.db, house.book, tet, -1, NULL);
    g_assert_cmpint(nothing->left, ==, 0);

    g_autoptr(GHashTable) taken = receipts_distributed(house.db, house.book, NULL);
    g_assert_cmpint(*(gint64 *)g_hash_table_lookup(taken, &money), ==, 4000000);
    g_assert_cmpint(*(gint64 *)g_hash_table_lookup(taken, &rice), ==, 750000);
    house_close(&house);
}

static void
test_hints(void)
{
    House house;
    house_open(&house);
    gint64 money = add_receipt(&house, "2022-10-05", "0001/2022", "10000000 1 eq 10 triệu",
                               house.flood, "Áo ấm\t20\tcái");
    g_autofree char *from = ref(money);
    g_autofree char *fine =
        hints_about(house.db, house.book,
                    distribution("10000000 1 eq 10 triệu", house.flood, from, "áo ấm\t20\tcái"));
    g_assert_cmpstr(fine, ==, "");
    g_autofree char *more = hints_about(
        house.db, house.book, distribution("11000000 1 eq 11 triệu", house.flood, from, ""));
    g_assert_nonnull(strstr(more, "0001/2022"));
    g_assert_nonnull(strstr(more, "10.000.000"));
    g_autofree char *coats =
        hints_about(house.db, house.book,
                    distribution("1000000 1 eq 1 triệu", house.flood, from, "áo ấm\t21\tcái"));
    g_assert_nonnull(strstr(coats, "Áo ấm"));
    g_autofree char *other = hints_about(house.db, house.book,
                                         distribution("1000000 1 eq 1 triệu", house.tet, from, ""));
    g_assert_nonnull(strstr(other, "bão lũ"));
    g_autofree char *unsaid =
        hints_about(house.db, house.book, distribution("1000000 1 eq 1 triệu", -1, from, ""));
    g_assert_nonnull(strstr(unsaid, "bão lũ"));
    g_autofree char *whole = hints_about(
        house.db, house.book, distribution("12000000 1 eq 12 triệu", house.flood, "", ""));
    g_assert_nonnull(strstr(whole, "bão lũ"));

    /* A receipt after the closing date, and one that seems to be there already. */
    g_autofree char *flood = ref(house.flood);
    g_autofree char *late =
        hints_about(house.db, house.book,
                    desk_record("receipt", "received", "2022-11-01", "way", "cash", "donor",
                                "Lê Bình", "amount", "1000 1 eq 1000", "campaign", flood, NULL));
    g_assert_nonnull(strstr(late, "31/10/2022"));
    g_autofree char *twice =
        hints_about(house.db, house.book,
                    desk_record("receipt", "received", "2022-10-05", "way", "cash", "donor",
                                "nguyen van AN", "amount", "10000000 1 eq 10 triệu", NULL));
    g_assert_nonnull(strstr(twice, "0001/2022"));
    house_close(&house);
}

/* The days on which something of the campaign is due, in order, as text. */
static char *
dues(House *house)
{
    g_autoptr(GPtrArray) list = dues_list(house->db, house->book, day_of(2022, 10, 10),
                                          day_of(2022, 10, 1), day_of(2022, 12, 31), false, NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        const Due *due = g_ptr_array_index(list, i);
        g_autofree char *day = day_iso(due->day);
        if (g_str_equal(due->source->name, "statement"))
            g_string_append_printf(text, "%s%s ", day, due->is_event ? "!" : "");
    }
    return g_strdup(text->str);
}

static void
test_dues(void)
{
    House house;
    house_open(&house);
    g_autofree char *before = dues(&house);
    g_assert_cmpstr(before, ==, ""); /* a campaign that received nothing has nothing to publish */
    add_receipt(&house, "2022-10-05", "0001/2022", "10000000 1 eq 10 triệu", house.flood, "");
    g_autofree char *received = dues(&house);
    g_assert_cmpstr(received, ==, "2022-10-31! 2022-11-15 ");
    desk_add(house.db, house.book, distribution("6000000 1 eq 6 triệu", house.flood, "", ""));
    g_autofree char *both = dues(&house);
    g_assert_cmpstr(both, ==, "2022-10-31! 2022-11-15 2022-12-05 ");
    desk_add(house.db, house.book,
             desk_record("rate", "table", "publicity_days", "key", "after_receiving", "from",
                         "2022-01-01", "number", "10", "decision", "Quy chế của Hội", NULL));
    g_autofree char *own = dues(&house);
    g_assert_cmpstr(own, ==, "2022-10-31! 2022-11-10 2022-12-05 ");
    g_autofree char *flood = ref(house.flood);
    gint64 posted = desk_add(house.db, house.book,
                             desk_record("publication", "campaign", flood, "what", "received",
                                         "published_on", "2022-11-02", "where", "community", NULL));
    g_autofree char *half = dues(&house);
    g_assert_cmpstr(half, ==, "2022-10-31! 2022-12-05 ");
    desk_undo(house.db, house.book, posted, posted, 1);
    desk_add(house.db, house.book,
             desk_record("publication", "campaign", flood, "what", "statement", "published_on",
                         "2022-11-20", "where", "own_site", NULL));
    g_autofree char *done = dues(&house);
    g_assert_cmpstr(done, ==, "2022-10-31! ");
    house_close(&house);
}

static gint64
figure(House *house, const char *measure)
{
    gint64 number = house->book->book;
    Question question = {.measure = measure_find(measure),
                         .books = &number,
                         .book_count = 1,
                         .period = {day_of(2022, 1, 1), day_of(2022, 12, 31)}};
    Figure answer = {0};
    g_assert_true(question_answer(house->db, &question, &answer, NULL));
    return answer.sum.vnd;
}

/* Received, distributed, handed over: one gift, which the total counts where it reached people. */
static void
test_counted_once(void)
{
    House house;
    house_open(&house);
    gint64 receipt =
        add_receipt(&house, "2022-10-05", "0001/2022", "10000000 1 eq 10 triệu", house.flood, "");
    g_assert_cmpint(figure(&house, "value"), ==, 0);
    gint64 activity =
        desk_add(house.db, house.book, desk_activity("2022-11-06", "Trao quà vùng lũ", "10 triệu"));
    g_autofree char *from = ref(receipt), *named = ref(activity);
    Record *allocated = distribution("10000000 1 eq 10 triệu", house.flood, from, "");
    record_set(allocated, kind_field(allocated->kind, "activity"), named);
    desk_add(house.db, house.book, allocated);
    g_assert_cmpint(figure(&house, "value"), ==, 10000000);
    g_assert_cmpint(figure(&house, "received"), ==, 10000000);
    g_assert_cmpint(figure(&house, "distributed"), ==, 10000000);
    g_assert_cmpint(figure(&house, "receipts"), ==, 1);
    house_close(&house);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    lang_set(LANG_VI);
    g_test_add_func("/receipts/left", test_left);
    g_test_add_func("/receipts/hints", test_hints);
    g_test_add_func("/receipts/dues", test_dues);
    g_test_add_func("/receipts/counted-once", test_counted_once);
    return g_test_run();
}
