/* merge.c: two records of the same thing become one, whatever named the one that goes, and one undo brings all of it
 * back to what it was.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "desk.h"
#include "views/links.h"

#define EXACT "5000000 1 eq 5 triệu"
#define SEED 20200812

static const Actor recorder = {4, "lan", ROLE_RECORDER};
static const Actor treasurer = {5, "quy", ROLE_TREASURER};

static gint64
merge_taking(Desk *desk, const Actor *actor, gint64 goes, gint64 stays, const char *const *take,
             const char *why, int code)
{
    g_autoptr(GError) error = NULL;
    gint64 batch = -1, before = book_size(desk, NULL);
    bool done = record_merge(desk->office, NULL, actor, goes, stays, take, why, &batch, &error);
    if (code == 0) {
        g_assert_no_error(error);
        g_assert_true(done);
        return batch;
    }
    g_assert_error(error, KN_ERROR, code);
    g_assert_false(done);
    g_assert_cmpint(book_size(desk, NULL), ==, before);
    return -1;
}

static gint64
merge_as(Desk *desk, const Actor *actor, gint64 goes, gint64 stays, const char *why, int code)
{
    return merge_taking(desk, actor, goes, stays, NULL, why, code);
}

static gint64
merge(Desk *desk, gint64 goes, gint64 stays)
{
    return merge_as(desk, &recorder, goes, stays, "ghi hai lần", 0);
}

static void
undo(Desk *desk, gint64 entry)
{
    g_autoptr(GError) error = NULL;
    gint64 undone;
    bool done = record_undo(desk->office, NULL, &recorder, entry, "", &undone, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

static void
check_value(Desk *desk, gint64 entry, const char *field, const char *expected)
{
    g_autoptr(Record) record = live(desk, NULL, entry);
    g_assert_nonnull(record);
    g_assert_cmpstr(get(record, field), ==, expected);
}

static gint64
named_campaign(Desk *desk, const char *name)
{
    g_autoptr(Record) record = made("campaign", "name", name, NULL);
    return written(desk, NULL, record);
}

static gint64
under(Desk *desk, const char *title, const char *campaigns, const char *counted_in)
{
    g_autoptr(Record) record = activity(title, EXACT);
    set(record, "campaigns", campaigns);
    set(record, "counted_in", counted_in);
    return written(desk, NULL, record);
}

static void
test_references(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "chapter", NULL);
    gint64 tet = named_campaign(&desk, "Tết Nhân ái"),
           again = named_campaign(&desk, "Tet nhan ai 2"),
           month = named_campaign(&desk, "Tháng Nhân đạo");
    g_autofree char *only = g_strdup_printf("%" G_GINT64_FORMAT, again),
                    *both = g_strdup_printf("%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT
                                            "\n%" G_GINT64_FORMAT,
                                            again, month, tet),
                    *turned = g_strdup_printf("%" G_GINT64_FORMAT, tet),
                    *joined =
                        g_strdup_printf("%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT, tet, month);
    gint64 first = under(&desk, "Một", only, ""), second = under(&desk, "Hai", both, "");
    g_autofree char *counted = g_strdup_printf("%" G_GINT64_FORMAT, second);
    gint64 third = under(&desk, "Ba", "", counted);
    g_assert_cmpint(total(&desk, NULL), ==, 10000000);

    gint64 batch = merge(&desk, again, tet);
    g_assert_null(live(&desk, NULL, again));
    check_value(&desk, first, "campaigns", turned);
    check_value(&desk, second, "campaigns", joined); /* once, where both were named */
    g_autoptr(Record) changed = live(&desk, NULL, first);
    g_assert_cmpstr(changed->why, ==, "ghi hai lần");
    g_assert_cmpstr(changed->author, ==, "lan");

    /* And what is counted in one that goes is counted in the one that stays. */
    gint64 pair = merge(&desk, second, first);
    g_autofree char *in_first = g_strdup_printf("%" G_GINT64_FORMAT, first);
    check_value(&desk, third, "counted_in", in_first);
    g_assert_cmpint(total(&desk, NULL), ==, 5000000);

    undo(&desk, pair);
    check_value(&desk, third, "counted_in", counted);
    check_value(&desk, second, "campaigns", joined);
    undo(&desk, batch);
    check_value(&desk, first, "campaigns", only);
    check_value(&desk, second, "campaigns", both);
    check_value(&desk, again, "name", "Tet nhan ai 2");
    g_assert_cmpint(total(&desk, NULL), ==, 10000000);
    assert_sound(&desk);
}

static void
test_refused(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "chapter", NULL);
    gint64 tet = named_campaign(&desk, "Tết Nhân ái");
    gint64 one = under(&desk, "Một", "", ""), two = under(&desk, "Một", "", "");
    merge_as(&desk, &recorder, one, one, "nhầm", KN_INVALID);
    merge_as(&desk, &recorder, one, tet, "nhầm", KN_INVALID);
    merge_as(&desk, &recorder, one, two, " ", KN_INVALID);
    merge_as(&desk, &recorder, 0, two, "nhầm", KN_MISSING);
    merge_as(&desk, &treasurer, two, one, "nhầm", KN_DENIED);
    merge(&desk, two, one);
    merge_as(&desk, &recorder, two, one, "nhầm", KN_MISSING); /* gone already */
}

/* The one that stays no longer names the one it was counted in. */
static void
test_names_itself(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "chapter", NULL);
    gint64 one = under(&desk, "Một", "", "");
    g_autofree char *in_one = g_strdup_printf("%" G_GINT64_FORMAT, one);
    gint64 two = under(&desk, "Một", "", in_one);
    gint64 batch = merge(&desk, one, two);
    check_value(&desk, two, "counted_in", "");
    g_assert_cmpint(total(&desk, NULL), ==, 5000000);
    undo(&desk, batch);
    check_value(&desk, two, "counted_in", in_one);
    assert_sound(&desk);
}

/* Also of persons, and of what was done for them. */
static void
test_persons(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG-CD", "Công đoàn cơ sở", "union", NULL);
    gint64 members[2];
    for (int i = 0; i < 2; i++) {
        g_autoptr(Record) member =
            made("member", "name", i == 0 ? "Trần Thị Bé" : "Tran Thi Be", NULL);
        members[i] = written(&desk, NULL, member);
    }
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, members[1]),
                    *first = g_strdup_printf("%" G_GINT64_FORMAT, members[0]);
    g_autoptr(Record) visit =
        made("visit", "held", "2020-05-01", "occasion", "illness", "member", ref, NULL);
    gint64 visited = written(&desk, NULL, visit);
    gint64 batch = merge(&desk, members[1], members[0]);
    check_value(&desk, visited, "member", first);
    undo(&desk, batch);
    check_value(&desk, visited, "member", ref);
    check_value(&desk, members[1], "name", "Tran Thi Be");
    assert_sound(&desk);
}

static void
check_offer(Desk *desk, gint64 goes, gint64 stays, const char *field, bool offered)
{
    g_autoptr(Record) one = live(desk, NULL, goes), two = live(desk, NULL, stays);
    g_test_message("%s", field);
    g_assert_cmpint(record_merge_offers(one, two, kind_field(one->kind, field)), ==, offered);
}

/* What only the one that goes says is taken over when asked for; what stands is never written over; one undo brings
 * back both as they were. */
static void
test_takes_over(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "chapter", NULL);
    gint64 tet = named_campaign(&desk, "Tết Nhân ái");
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, tet);
    gint64 stays = under(&desk, "Trao quà", "", "");
    g_autofree char *in_stays = g_strdup_printf("%" G_GINT64_FORMAT, stays);
    g_autoptr(Record) fuller = activity("Trao quà Tết", EXACT);
    set(fuller, "place", "Rạch Giá");
    set(fuller, "people", "40");
    set(fuller, "campaigns", ref);
    set(fuller, "counted_in", in_stays);
    gint64 goes = written(&desk, NULL, fuller), size = book_size(&desk, NULL);
    check_offer(&desk, goes, stays, "place", true);
    check_offer(&desk, goes, stays, "people", true);
    check_offer(&desk, goes, stays, "campaigns", true);
    check_offer(&desk, goes, stays, "title", false);      /* both say it */
    check_offer(&desk, goes, stays, "note", false);       /* neither does */
    check_offer(&desk, goes, stays, "counted_in", false); /* it would name itself */
    check_offer(&desk, stays, goes, "place", false);

    static const char *const title[] = {"title", NULL}, *const none[] = {"nothing", NULL},
                             *const itself[] = {"counted_in", NULL},
                             *const most[] = {"place", "people", "campaigns", NULL};
    merge_taking(&desk, &recorder, goes, stays, title, "ghi hai lần", KN_INVALID);
    merge_taking(&desk, &recorder, goes, stays, none, "ghi hai lần", KN_INVALID);
    merge_taking(&desk, &recorder, goes, stays, itself, "ghi hai lần", KN_INVALID);

    gint64 batch = merge_taking(&desk, &recorder, goes, stays, most, "ghi hai lần", 0);
    g_assert_cmpint(book_size(&desk, NULL), ==, size + 3); /* the batch, the undo, what stays */
    check_value(&desk, stays, "title", "Trao quà");
    check_value(&desk, stays, "place", "Rạch Giá");
    check_value(&desk, stays, "people", "40");
    check_value(&desk, stays, "campaigns", ref);
    g_autoptr(Record) took = live(&desk, NULL, stays);
    g_assert_cmpstr(took->author, ==, "lan");
    g_assert_cmpstr(took->why, ==, "ghi hai lần");
    undo(&desk, batch);
    check_value(&desk, stays, "place", "");
    check_value(&desk, stays, "people", "");
    check_value(&desk, stays, "campaigns", "");
    check_value(&desk, goes, "place", "Rạch Giá");
    check_value(&desk, goes, "counted_in", in_stays);
    assert_sound(&desk);
}

/* The one that stays names the one that goes: it is written once, turned and with what it took over. */
static void
test_takes_over_and_turns(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "chapter", NULL);
    g_autoptr(Record) fuller = activity("Trao quà", EXACT);
    set(fuller, "place", "Rạch Giá");
    gint64 goes = written(&desk, NULL, fuller);
    g_autofree char *in_goes = g_strdup_printf("%" G_GINT64_FORMAT, goes);
    gint64 stays = under(&desk, "Trao quà", "", in_goes), size = book_size(&desk, NULL);
    static const char *const place[] = {"place", NULL};
    gint64 batch = merge_taking(&desk, &recorder, goes, stays, place, "ghi hai lần", 0);
    g_assert_cmpint(book_size(&desk, NULL), ==, size + 3);
    check_value(&desk, stays, "place", "Rạch Giá");
    check_value(&desk, stays, "counted_in", "");
    undo(&desk, batch);
    check_value(&desk, stays, "place", "");
    check_value(&desk, stays, "counted_in", in_goes);
    assert_sound(&desk);
}

/* What was erased does not come back, and what is taken over must fit the rest. */
static void
test_takes_over_nothing_wrong(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG-CD", "Công đoàn cơ sở", "union", NULL);
    gint64 members[2];
    for (int i = 0; i < 2; i++) {
        g_autoptr(Record) member = made("member", "name", "Trần Thị Bé", "phone",
                                        i == 0 ? "0912345678" : "0987654321", NULL);
        members[i] = written(&desk, NULL, member);
    }
    g_autoptr(GError) error = NULL;
    bool erased =
        record_erase(desk.office, NULL, &machine, members[0], "phone", "người đó yêu cầu", &error);
    g_assert_no_error(error);
    g_assert_true(erased);
    check_offer(&desk, members[1], members[0], "phone", false);
    static const char *const phone[] = {"phone", NULL};
    merge_taking(&desk, &recorder, members[1], members[0], phone, "ghi hai lần", KN_INVALID);
}

/* Random merges over random references, all undone in the other order: every value is back. */
static void
test_random(void)
{
    enum { CAMPAIGNS = 8, ACTIVITIES = 20, ROUNDS = 6 };
    g_autoptr(GRand) rand = g_rand_new_with_seed(SEED);
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "chapter", NULL);
    gint64 campaigns[CAMPAIGNS], activities[ACTIVITIES], batches[ROUNDS];
    for (int i = 0; i < CAMPAIGNS; i++)
        campaigns[i] = named_campaign(&desk, "Tết");
    g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < ACTIVITIES; i++) {
        g_autoptr(GString) named = g_string_new(NULL);
        for (int c = 0; c < CAMPAIGNS; c++)
            if (g_rand_int_range(rand, 0, 3) == 0)
                g_string_append_printf(named, "%s%" G_GINT64_FORMAT, named->len > 0 ? "\n" : "",
                                       campaigns[c]);
        activities[i] = under(&desk, "Hoạt động", named->str, "");
        g_ptr_array_add(before, g_strdup(named->str));
    }
    for (int i = 0; i < ROUNDS; i++)
        batches[i] = merge(&desk, campaigns[i + 1], campaigns[i + 2]);
    for (int i = 0; i < ACTIVITIES; i++) {
        g_autoptr(Record) record = live(&desk, NULL, activities[i]);
        for (int c = 1; c <= ROUNDS; c++) {
            g_autofree char *gone = g_strdup_printf("%" G_GINT64_FORMAT, campaigns[c]);
            for (gsize item = 0; item < record_items(record, kind_field(record->kind, "campaigns"));
                 item++) {
                g_autofree char *ref =
                    record_part(record, kind_field(record->kind, "campaigns"), item, 0);
                g_assert_cmpstr(ref, !=, gone);
            }
        }
    }
    for (int i = ROUNDS; i > 0; i--)
        undo(&desk, batches[i - 1]);
    for (int i = 0; i < ACTIVITIES; i++)
        check_value(&desk, activities[i], "campaigns", before->pdata[i]);
    for (int i = 0; i < CAMPAIGNS; i++)
        check_value(&desk, campaigns[i], "name", "Tết");
    assert_sound(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/merge/references", test_references);
    g_test_add_func("/merge/refused", test_refused);
    g_test_add_func("/merge/names-itself", test_names_itself);
    g_test_add_func("/merge/persons", test_persons);
    g_test_add_func("/merge/takes-over", test_takes_over);
    g_test_add_func("/merge/takes-over-and-turns", test_takes_over_and_turns);
    g_test_add_func("/merge/takes-over-nothing-wrong", test_takes_over_nothing_wrong);
    g_test_add_func("/merge/random", test_random);
    return g_test_run();
}
