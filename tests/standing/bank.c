/* bank.c: tests which lines of the bank are matched, what is proposed for the others, what a rule speaks of, and that 20,000
 * lines are walked in one go.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/bank.h"

#include "fixture.h"
#include "records/kinds.h"

#define MANY 20000
#define RECEIPTS 5000

typedef struct {
    Desk desk;
    Db *db;
    Book *book;
} House;

static void
house_open(House *house)
{
    desk_open(&house->desk);
    house->db = desk_begin(&house->desk);
    house->book = desk_book(house->db, "KG", "chapter", true);
}

static void
house_close(House *house)
{
    book_free(house->book);
    db_free(house->db);
    desk_close(&house->desk);
}

static gint64
line(House *house, const char *day, const char *in, const char *counterparty, const char *text)
{
    return desk_add(house->db, house->book,
                    desk_record("bank_line", "booked", day, "paid_in", in, "counterparty",
                                counterparty, "text", text, NULL));
}

static gint64
receipt(House *house, const char *day, const char *amount, const char *donor, gint64 bank_line)
{
    g_autofree char *ref =
        bank_line >= 0 ? g_strdup_printf("%" G_GINT64_FORMAT, bank_line) : g_strdup("");
    return desk_add(house->db, house->book,
                    desk_record("receipt", "received", day, "way", "bank", "amount", amount,
                                "donor", donor, "bank_line", ref, NULL));
}

static void
test_words(void)
{
    g_assert_true(bank_words_in("ủng hộ bão lũ", "NGUYEN VAN A chuyen tien UNG HO bao LU"));
    g_assert_true(bank_words_in("ung ho bao lu", "UNGHO BAOLU 2022"));
    g_assert_true(bank_words_in("bão lũ ủng hộ", "ung ho dong bao bao lu"));
    g_assert_false(bank_words_in("ung ho bao", "ung ho tet"));
    g_assert_false(bank_words_in("", "ung ho"));
}

static void
test_states(void)
{
    House house;
    house_open(&house);
    gint64 matched = line(&house, "2022-10-05", "50000000 1 eq 50 triệu", "CTY BIEN XANH", "UH");
    receipt(&house, "2022-10-05", "50000000 1 eq 50 triệu", "Công ty Biển Xanh", matched);
    line(&house, "2022-10-06", "500000 1 eq 500.000 đ", "NGUYEN VAN AN", "ung ho bao lu");
    gint64 interest =
        desk_add(house.db, house.book,
                 desk_record("bank_line", "booked", "2022-10-07", "paid_in", "1234 1 eq 1.234 đ",
                             "text", "lai nhap goc", "set_aside", "yes", NULL));
    gint64 far = receipt(&house, "2022-10-10", "500000 1 eq 500.000 đ", "Xa quá", -1);
    gint64 stranger = receipt(&house, "2022-10-06", "500000 1 eq 500.000 đ", "Trần Bình", -1);
    for (int i = 0; i < 3;
         i++) /* more than are proposed; the likeliest come first whatever their order */
        receipt(&house, "2022-10-09", "500000 1 eq 500.000 đ", "Lê Khác", -1);
    gint64 namesake = receipt(&house, "2022-10-08", "500000 1 eq 500.000 đ", "Nguyễn Văn An", -1);

    g_autoptr(BankView) open = bank_view(house.db, house.book, BANK_OPEN, 0, 50, NULL);
    g_assert_cmpint(open->sums[BANK_OPEN].count, ==, 1);
    g_assert_cmpint(open->sums[BANK_OPEN].paid_in, ==, 500000);
    g_assert_cmpint(open->sums[BANK_MATCHED].paid_in, ==, 50000000);
    g_assert_cmpint(open->sums[BANK_ASIDE].paid_in, ==, 1234);
    g_assert_cmpuint(open->rows->len, ==, 1);
    const BankRow *row = g_ptr_array_index(open->rows, 0);
    g_assert_cmpuint(row->records->len, ==, BANK_PROPOSALS);
    g_assert_cmpint(((Record *)row->records->pdata[0])->entry, ==, namesake);
    g_assert_cmpint(((Record *)row->records->pdata[1])->entry, ==, stranger);
    for (guint i = 0; i < row->records->len; i++) /* four days apart is not proposed */
        g_assert_cmpint(((Record *)row->records->pdata[i])->entry, !=, far);

    g_autoptr(BankView) closed = bank_view(house.db, house.book, BANK_MATCHED, 0, 50, NULL);
    const BankRow *done = g_ptr_array_index(closed->rows, 0);
    g_assert_cmpint(done->line->entry, ==, matched);
    g_assert_cmpuint(done->records->len, ==, 1);
    g_autoptr(BankView) aside = bank_view(house.db, house.book, BANK_ASIDE, 0, 50, NULL);
    g_assert_cmpint(((BankRow *)aside->rows->pdata[0])->line->entry, ==, interest);
    house_close(&house);
}

static void
test_rules(void)
{
    House house;
    house_open(&house);
    gint64 campaign =
        desk_add(house.db, house.book, desk_record("campaign", "name", "Bão lũ", NULL));
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, campaign);
    desk_add(house.db, house.book,
             desk_record("bank_rule", "words", "ủng hộ bão lũ", "campaign", ref, "from",
                         "2022-10-01", "until", "2022-10-31", NULL));
    gint64 first = line(&house, "2022-10-02", "100000 1 eq 100.000 đ", "A", "UNG HO BAO LU");
    gint64 second = line(&house, "2022-10-03", "200000 1 eq 200.000 đ", "B", "ungho baolu");
    line(&house, "2022-11-03", "300000 1 eq 300.000 đ", "C", "ung ho bao lu"); /* too late */
    line(&house, "2022-10-04", "400000 1 eq 400.000 đ", "D", "chuyen tien");
    line(&house, "2022-10-05", "500000 1 eq 500.000 đ", "E", "ung ho bao lu");
    receipt(&house, "2022-10-05", "500000 1 eq 500.000 đ", "E", -1); /* may be the same gift */
    g_autoptr(GPtrArray) ruled = bank_ruled(house.db, house.book, NULL);
    g_assert_cmpuint(ruled->len, ==, 2);
    g_assert_cmpint(((BankRow *)ruled->pdata[0])->line->entry, ==, first);
    g_assert_cmpint(((BankRow *)ruled->pdata[1])->line->entry, ==, second);
    g_autoptr(BankView) view = bank_view(house.db, house.book, BANK_OPEN, 0, 2, NULL);
    g_assert_cmpint(view->ruled, ==, 2);
    g_assert_cmpuint(view->rows->len, ==, 2);
    g_assert_cmpint(view->sums[BANK_OPEN].count, ==, 5);
    house_close(&house);
}

/* All lines and receipts have one amount: what compares each with each does not end within the test's time. */
static void
test_many(void)
{
    House house;
    house_open(&house);
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    for (guint i = 0; i < MANY; i++) {
        g_autofree char *reference = g_strdup_printf("FT%u", i),
                        *day = day_iso(day_of(2022, 1, 1) + (Day)(i % 360));
        g_ptr_array_add(records,
                        desk_record("bank_line", "booked", day, "paid_in", "200000 1 eq 200.000 đ",
                                    "text", "ung ho bao lu", "reference", reference, NULL));
    }
    desk_write_all(house.db, house.book, records, 1);
    g_ptr_array_set_size(records, 0);
    for (guint i = 0; i < RECEIPTS; i++) {
        g_autofree char *day = day_iso(day_of(2022, 6, 1) + (Day)(i % 30));
        g_ptr_array_add(records, desk_record("receipt", "received", day, "way", "bank", "amount",
                                             "200000 1 eq 200.000 đ", "donor", "Ai đó", NULL));
    }
    desk_write_all(house.db, house.book, records, 2);
    gint64 campaign =
        desk_add(house.db, house.book, desk_record("campaign", "name", "Bão lũ", NULL));
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, campaign);
    desk_add(house.db, house.book,
             desk_record("bank_rule", "words", "ung ho bao lu", "campaign", ref, NULL));
    g_autoptr(BankView) view = bank_view(house.db, house.book, BANK_OPEN, 11000, 50, NULL);
    g_assert_cmpint(view->sums[BANK_OPEN].count, ==, MANY);
    g_assert_cmpuint(view->rows->len, ==, 50);
    g_assert_cmpuint(((BankRow *)view->rows->pdata[0])->records->len, ==, BANK_PROPOSALS);
    gint64 near = 0; /* days within three of June, of those on which lines stand */
    for (gsize i = 0; i < MANY; i++)
        near += i % 360 >= 148 && i % 360 < 184;
    g_assert_cmpint(view->ruled, ==, MANY - near);
    house_close(&house);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bank/words", test_words);
    g_test_add_func("/bank/states", test_states);
    g_test_add_func("/bank/rules", test_rules);
    g_test_add_func("/bank/many", test_many);
    return g_test_run();
}
