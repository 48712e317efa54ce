/* same_text.c: a value erased in a text of agreement is erased by each party in its own book; the partner's erasure says so.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/lang.h"

#define WORD "Xuyênmộc"

static guint
told(Arrival *arrival)
{
    guint count = 0;
    for (guint i = 0; i < arrival->findings->len; i++)
        count += strstr(((const Finding *)arrival->findings->pdata[i])->sentence,
                        "stands in our book too") != NULL;
    return count;
}

static gint64
entry_of(Desk *desk, const char *code, const char *hash)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Agreement) agreement = NULL;
    g_autoptr(Book) book = book_of(desk, code);
    g_assert_true(agreement_find(db, hash, office_today(desk->office), &agreement, NULL));
    for (guint i = 0; i < agreement->parties->len; i++) {
        const AgreementParty *party = agreement->parties->pdata[i];
        if (party->book == book->book)
            return party->entry;
    }
    g_assert_not_reached();
}

static void
erase(Desk *desk, const char *code, const char *hash)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(record_erase(desk->office, code, &machine, entry_of(desk, code, hash), "title",
                               "yêu cầu", &error));
    g_assert_no_error(error);
}

static void
test_each_party(void)
{
    static const char *const parties[] = {"KG", "HG", NULL};
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(Record) text = record_new(kind_get("minutes"));
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(GError) error = NULL;
    gint64 entry = -1;
    set(text, "title", "Biên bản gặp ông " WORD);
    for (int i = 0; parties[i] != NULL; i++)
        record_add_item(text, kind_field(text->kind, "parties"), &parties[i], 1);
    set(text, "began", "2020-02-01T08:00");
    g_assert_true(
        agreement_propose(pair.kg.office, "KG", &machine, text, problems, &entry, &error));
    g_assert_no_error(error);
    g_assert_cmpint(entry, >=, 0);
    g_autofree char *hash = NULL;
    {
        g_autoptr(Db) db = store_read(pair.kg.office->store, NULL);
        g_autoptr(Book) kg = book_of(&pair.kg, "KG");
        g_autoptr(Agreement) agreement = NULL;
        g_assert_true(agreement_at(db, kg, entry, 0, &agreement, NULL) && agreement != NULL);
        hash = g_strdup(agreement->body_hash);
    }
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    accept(&pair.hg, "HG", hash);
    exchange(&pair.hg, "HG", &pair.kg, "KG");
    g_assert_cmpint(occurrences(&pair.hg, WORD), >, 0);
    erase(&pair.kg, "KG", hash);
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    g_autoptr(Arrival) arrival = receive(&pair.hg, bundle);
    g_assert_cmpint(arrival->struck, ==, 1);
    g_assert_cmpuint(told(arrival), ==, 1);
    g_assert_cmpint(occurrences(&pair.hg, WORD), >, 0); /* our copy is ours to erase */
    erase(&pair.hg, "HG", hash);
    g_assert_cmpint(occurrences(&pair.hg, WORD), ==, 0);
    g_autoptr(GBytes) back = send_bundle(&pair.hg, "HG", "KG");
    g_autoptr(Arrival) arrived = receive(&pair.kg, back);
    g_assert_cmpuint(told(arrived), ==, 0); /* it is gone there already */
    g_assert_cmpint(occurrences(&pair.kg, WORD), ==, 0);
    g_assert_cmpint(state_of(&pair.kg, hash), ==, AGREEMENT_IN_FORCE); /* it stays agreed */
    assert_sound(&pair.kg);
    assert_sound(&pair.hg);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    lang_set(LANG_EN);
    g_test_add_func("/exchange/same-text/each-party", test_each_party);
    return g_test_run();
}
