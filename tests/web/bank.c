/* bank.c: the page of bank lines, as a person without scripts uses it: match, take back, set aside, by rule, to the filled form.
 * SPDX-License-Identifier: Apache-2.0 */
#include "screen.h"

typedef struct {
    Screen screen;
    char *token, *csrf;
    gint64 line, receipt;
} Counter;

static gint64
add(Counter *counter, Record *record)
{
    gint64 entry = written(&counter->screen.desk, "KG", record);
    record_free(record);
    return entry;
}

static Record *
bank_line(const char *counterparty, const char *text)
{
    Record *line = record_new(kind_get("bank_line"));
    set(line, "booked", "2020-05-01");
    set(line, "paid_in", "500000 1 eq 500.000 đồng");
    set(line, "counterparty", counterparty);
    set(line, "text", text);
    return line;
}

static void
counter_init(Counter *counter)
{
    screen_init(&counter->screen);
    counter->token = screen_person(&counter->screen, "ghi", ROLE_RECORDER);
    counter->csrf = screen_csrf(&counter->screen, counter->token);
    counter->line = add(counter, bank_line("NGUYEN VAN AN", "<b>ung ho</b> bao lu"));
    Record *receipt = record_new(kind_get("receipt"));
    set(receipt, "received", "2020-05-02");
    set(receipt, "way", "bank");
    set(receipt, "donor", "Nguyễn Văn An");
    set(receipt, "amount", "500000 1 eq 500.000 đồng");
    counter->receipt = add(counter, receipt);
}

static void
counter_clear(Counter *counter)
{
    g_free(counter->token);
    g_free(counter->csrf);
    screen_clear(&counter->screen);
}

static void
see(Counter *counter, const char *target, Reply *ret_reply)
{
    screen_ask(&counter->screen, target, NULL, (Odd){.token = counter->token}, ret_reply);
    g_assert_cmpuint(ret_reply->status, ==, 200);
}

static void
press(Counter *counter, const char *act, gint64 line, gint64 record)
{
    g_auto(Reply) reply = {0};
    g_autofree char *form = g_strdup_printf("csrf=%s&act=%s&line=KG-%d&record=KG-%d&state=open",
                                            counter->csrf, act, (int)line, (int)record);
    screen_ask(&counter->screen, "/u/KG/bank", form, (Odd){.token = counter->token}, &reply);
    g_assert_cmpuint(reply.status, ==, 303);
}

static void
test_match(void)
{
    Counter counter = {0};
    counter_init(&counter);
    {
        g_auto(Reply) open = {0};
        see(&counter, "/u/KG/bank", &open);
        g_assert_true(screen_says(&open, "0001/2020"));
        g_assert_true(screen_says(&open, "&lt;b&gt;ung ho"));
        g_assert_true(screen_says(&open, "bank_line=KG-"));
    }
    press(&counter, "match", counter.line, counter.receipt);
    g_auto(Reply) matched = {0}, none = {0}, again = {0};
    see(&counter, "/u/KG/bank?state=matched", &matched);
    g_assert_true(screen_says(&matched, "0001/2020"));
    see(&counter, "/u/KG/bank", &none);
    g_assert_false(screen_says(&none, "name=\"act\" value=\"match\""));
    press(&counter, "match", counter.line, counter.receipt); /* pressed twice: said, not done */
    press(&counter, "unmatch", counter.line, counter.receipt);
    see(&counter, "/u/KG/bank", &again);
    g_assert_true(screen_says(&again, "name=\"act\" value=\"match\""));
    assert_sound(&counter.screen.desk);
    counter_clear(&counter);
}

static void
test_new_from_line(void)
{
    Counter counter = {0};
    counter_init(&counter);
    g_autofree char *target =
        g_strdup_printf("/u/KG/new/receipt?received=2020-05-01&amount=500000&way=bank&"
                        "donor=NGUYEN%%20VAN%%20AN&bank_line=KG-%d",
                        (int)counter.line);
    g_auto(Reply) form = {0};
    see(&counter, target, &form);
    g_assert_true(screen_says(&form, "value=\"NGUYEN VAN AN\""));
    g_assert_true(screen_says(&form, "<option value=\"bank\" selected>"));
    g_assert_false(screen_says(&form, "name=\"number\"")); /* the program gives it */
    counter_clear(&counter);
}

static void
test_rules_and_readers(void)
{
    Counter counter = {0};
    counter_init(&counter);
    Record *campaign = record_new(kind_get("campaign"));
    set(campaign, "name", "Bão lũ");
    g_autofree char *ref = g_strdup_printf("%d", (int)add(&counter, campaign));
    Record *rule = record_new(kind_get("bank_rule"));
    set(rule, "words", "tet nhan ai");
    set(rule, "campaign", ref);
    add(&counter, rule);
    gint64 ruled = add(&counter, bank_line("TRAN THI B", "TET NHAN AI 2020"));
    g_auto(Reply) before = {0}, after = {0}, denied = {0};
    press(&counter, "match", counter.line, counter.receipt);
    see(&counter, "/u/KG/bank", &before);
    g_assert_true(screen_says(&before, "name=\"act\" value=\"rules\""));
    press(&counter, "rules", ruled, 0);
    see(&counter, "/u/KG/bank?state=matched", &after);
    g_assert_true(screen_says(&after, "0002/2020"));
    g_autofree char *reader = screen_person(&counter.screen, "doc", ROLE_READER);
    screen_ask(&counter.screen, "/u/KG/bank", NULL, (Odd){.token = reader}, &denied);
    g_assert_cmpuint(denied.status, ==, 403);
    counter_clear(&counter);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bank/match", test_match);
    g_test_add_func("/bank/new-from-line", test_new_from_line);
    g_test_add_func("/bank/rules-and-readers", test_rules_and_readers);
    return g_test_run();
}
