/* catalogue.c: every movement that is brought along makes a right record, is found by each of its names, and is
 * known to be taken by whichever name the book gave it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/catalogue.h"

#include "base/text.h"
#include "fixture.h"
#include "records/check.h"
#include "records/kinds.h"

static void
test_records(void)
{
    for (gsize i = 0; i < shipped_campaigns_count; i++) {
        g_autoptr(Record) record = shipped_campaign_record(&shipped_campaigns[i]);
        g_autoptr(Problems) problems = problems_new();
        g_assert_true(record_check(record, problems));
        g_assert_cmpuint(problems_count(problems), ==, 0);
        g_assert_cmpstr(record->source, !=, "");
    }
}

static void
test_names(void)
{
    for (gsize i = 0; i < shipped_campaigns_count; i++) {
        const ShippedCampaign *campaign = &shipped_campaigns[i];
        g_autofree char *plain = text_fold(campaign->name);
        g_assert_true(shipped_campaign_find(campaign->name) == campaign);
        g_assert_true(shipped_campaign_find(plain) == campaign);
        for (const ShippedAlias *alias = campaign->aliases; alias->name != NULL; alias++)
            g_assert_true(shipped_campaign_find(alias->name) == campaign);
    }
    g_assert_null(shipped_campaign_find("Tết"));
}

static gint64
taken(Db *db, const Book *book, const char *name)
{
    g_autoptr(GError) error = NULL;
    gint64 entry = -2;
    bool done = shipped_campaign_taken(db, book, shipped_campaign_find(name), &entry, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return entry;
}

static void
test_taken(void)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "KG", "chapter", true);
    g_assert_cmpint(taken(db, book, "Tết Nhân ái"), ==, -1);
    gint64 entry = desk_add(
        db, book,
        desk_record("campaign", "name", "Tết vì người nghèo và nạn nhân chất độc da cam", NULL));
    g_assert_cmpint(taken(db, book, "Tết Nhân ái"), ==, entry);
    g_assert_cmpint(taken(db, book, "Tháng Nhân đạo"), ==, -1);
    desk_undo(db, book, entry, entry, 1);
    g_assert_cmpint(taken(db, book, "Tết Nhân ái"), ==, -1);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/catalogue/records", test_records);
    g_test_add_func("/catalogue/names", test_names);
    g_test_add_func("/catalogue/taken", test_taken);
    return g_test_run();
}
