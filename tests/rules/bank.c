/* bank.c: matching a line of the bank, taking it back, setting it aside, receipts by rule as one batch.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/bank.h"

#include "desk.h"
#include "standing/bank.h"

static void
office_with_book(Desk *desk)
{
    desk_init(desk);
    desk_book(desk, "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "chapter", NULL);
}

static gint64
add_line(Desk *desk, const char *text)
{
    g_autoptr(Record) line = record_new(kind_get("bank_line"));
    set(line, "booked", "2020-05-01");
    set(line, "paid_in", "500000 1 eq 500,000");
    set(line, "counterparty", "NGUYEN VAN AN");
    set(line, "text", text);
    return written(desk, NULL, line);
}

static gint64
add_receipt(Desk *desk)
{
    g_autoptr(Record) receipt = record_new(kind_get("receipt"));
    set(receipt, "received", "2020-05-01");
    set(receipt, "way", "bank");
    set(receipt, "donor", "Nguyễn Văn An");
    set(receipt, "amount", "500000 1 eq 500.000 đồng");
    return written(desk, NULL, receipt);
}

static const char *
line_of(Desk *desk, gint64 receipt, Record **kept)
{
    record_free(*kept);
    *kept = live(desk, NULL, receipt);
    return get(*kept, "bank_line");
}

static void
test_match(void)
{
    g_auto(Desk) desk = {0};
    g_autoptr(Record) kept = NULL;
    office_with_book(&desk);
    gint64 line = add_line(&desk, "ung ho"), receipt = add_receipt(&desk),
           other = add_receipt(&desk);
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, line);
    g_assert_true(bank_match(desk.office, NULL, &machine, line, receipt, NULL));
    g_assert_cmpstr(line_of(&desk, receipt, &kept), ==, ref);
    g_autoptr(GError) twice = NULL;
    g_assert_false(bank_match(desk.office, NULL, &machine, line, other, &twice));
    g_assert_error(twice, KN_ERROR, KN_CONFLICT);
    g_assert_true(bank_unmatch(desk.office, NULL, &machine, line, NULL));
    g_assert_cmpstr(line_of(&desk, receipt, &kept), ==, "");
    g_autoptr(GError) nothing = NULL;
    g_assert_false(bank_unmatch(desk.office, NULL, &machine, line, &nothing));
    g_assert_error(nothing, KN_ERROR, KN_MISSING);
    g_assert_true(bank_match(desk.office, NULL, &machine, line, other, NULL));
    /* Something else was corrected since: only the match is taken back. */
    g_autoptr(Record) changed = live(&desk, NULL, other);
    set(changed, "purpose", "sửa nhà");
    g_autoptr(Problems) problems = problems_new();
    gint64 last = -1;
    g_assert_true(record_amend(desk.office, NULL, &machine, other, changed, "ghi thêm", -1,
                               problems, &last, NULL));
    assert_sound(&desk);
}

static void
test_aside(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    gint64 line = add_line(&desk, "lai nhap goc");
    g_assert_true(bank_set_aside(desk.office, NULL, &machine, line, true, NULL));
    g_autoptr(Record) aside = live(&desk, NULL, line);
    g_assert_cmpstr(get(aside, "set_aside"), ==, "yes");
    g_assert_true(bank_set_aside(desk.office, NULL, &machine, line, false, NULL));
    g_autoptr(GError) no_line = NULL;
    gint64 receipt = add_receipt(&desk);
    g_assert_false(bank_set_aside(desk.office, NULL, &machine, receipt, true, &no_line));
    g_assert_error(no_line, KN_ERROR, KN_INVALID);
}

static void
test_rules(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    g_autoptr(Record) campaign = record_new(kind_get("campaign"));
    set(campaign, "name", "Bão lũ");
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, written(&desk, NULL, campaign));
    g_autoptr(Record) rule = record_new(kind_get("bank_rule"));
    set(rule, "words", "ủng hộ bão lũ");
    set(rule, "campaign", ref);
    written(&desk, NULL, rule);
    gint64 line = add_line(&desk, "UNG HO BAO LU");
    add_line(&desk, "chuyen tien");
    gint64 batch = -1, count = 0, undo = -1;
    g_assert_true(bank_apply_rules(desk.office, NULL, &machine, &batch, &count, NULL));
    g_assert_cmpint(count, ==, 1);
    g_autoptr(Record) receipt = live(&desk, NULL, batch + 1);
    g_assert_cmpstr(get(receipt, "number"), ==, "0001/2020");
    g_assert_cmpstr(get(receipt, "campaign"), ==, ref);
    g_assert_cmpstr(get(receipt, "consent"), ==, "not_asked"); /* a rule names nobody in public */
    g_assert_cmpstr(get(receipt, "amount"), ==, "500000 1 eq 500.000 đồng");
    gint64 again = -1;
    g_assert_true(bank_apply_rules(desk.office, NULL, &machine, &again, &count, NULL));
    g_assert_cmpint(again, ==, -1);
    /* It was written out of the line, so the match alone cannot be taken back. */
    g_autoptr(GError) whole = NULL;
    g_assert_false(bank_unmatch(desk.office, NULL, &machine, line, &whole));
    g_assert_error(whole, KN_ERROR, KN_CONFLICT);
    g_assert_true(record_undo(desk.office, NULL, &machine, batch, "nhầm", &undo, NULL));
    g_assert_true(bank_apply_rules(desk.office, NULL, &machine, &again, &count, NULL));
    g_autoptr(Record) second = live(&desk, NULL, again + 1);
    g_assert_cmpstr(get(second, "number"), ==, "0002/2020");
    assert_sound(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bank/match", test_match);
    g_test_add_func("/bank/aside", test_aside);
    g_test_add_func("/bank/rules", test_rules);
    return g_test_run();
}
