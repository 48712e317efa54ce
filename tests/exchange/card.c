/* card.c: cards are written, taken, and refused when anything about them is wrong.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "book/body.h"
#include "book/keys.h"
#include "proof/note.h"
#include "proof/sink.h"

static char *
card_of(Desk *desk, const char *unit)
{
    g_autoptr(GError) error = NULL;
    char *card = partner_card(desk->office, unit, &error);
    g_assert_no_error(error);
    return card;
}

static void
refuse(Desk *desk, const char *card, const char *code, const char *words, KnCode wanted)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *before = dump(desk), *known = NULL;
    g_assert_false(
        partner_add(desk->office, &machine, card, strlen(card), code, words, &known, &error));
    g_test_message("%s", error->message);
    g_assert_error(error, KN_ERROR, (int)wanted);
    g_autofree char *after = dump(desk);
    g_assert_cmpstr(before, ==, after);
}

static void
test_text(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *card = card_of(&pair.kg, "KG"), *body = body_of(&pair.kg, "KG", 0);
    g_autofree char *wanted = g_strdup_printf("ketnghia/card/v1\n%s\n", body);
    g_assert_true(g_str_has_prefix(card, wanted));
    g_assert_cmpstr(g_strrstr(body, " name "), !=, NULL);
    Note note;
    g_assert_cmpint(note_read(card, strlen(card), &note), ==, PROOF_OK);
    g_assert_cmpuint(note.count, ==, 1);

    /* Nothing of the book has come, but the partner is called by its name. */
    Partner *partner = partner_of(&pair.hg, "KG");
    g_assert_cmpstr(partner->name, ==, "Hội Chữ thập đỏ tỉnh Kiên Giang");
    g_assert_cmpuint(partner->size, ==, 0);
    g_assert_false(partner->compared);
    g_assert_false(partner->stopped);
    g_auto(GStrv) words = g_strsplit(partner->words, " ", -1);
    g_assert_cmpuint(g_strv_length(words), ==, 6);
    partner_free(partner);
    assert_sound(&pair.hg);
}

static void
test_refused(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *own = card_of(&pair.kg, "KG"), *union_card = card_of(&pair.kg, "KG-CD");
    refuse(&pair.kg, own, NULL, NULL, KN_INVALID);
    refuse(&pair.kg, own, "XX", NULL, KN_INVALID);
    refuse(&pair.hg, own, NULL, NULL, KN_CONFLICT); /* is here already */
    refuse(&pair.hg, "", NULL, NULL, KN_INVALID);
    refuse(&pair.hg, "ketnghia/card/v1\n\n", NULL, NULL, KN_INVALID);
    refuse(&pair.hg, union_card, "../x", NULL, KN_INVALID);

    /* Any byte. */
    g_autofree char *changed = g_strdup(own);
    for (gsize at = 0; at < strlen(own); at += 7) {
        g_autofree char *known = NULL;
        g_autoptr(GError) error = NULL;
        changed[at] ^= 1;
        g_assert_false(partner_add(pair.hg.office, &machine, changed, strlen(own), "ZZ", NULL,
                                   &known, &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
        changed[at] ^= 1;
    }
    Actor recorder = {3, "lan", ROLE_RECORDER};
    g_autoptr(GError) error = NULL;
    g_autofree char *known = NULL;
    g_assert_false(
        partner_add(pair.hg.office, &recorder, own, strlen(own), NULL, NULL, &known, &error));
    g_assert_error(error, KN_ERROR, KN_DENIED);
}

/* A third office that calls itself by a code that is taken. */
static void
test_clash(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GError) error = NULL;
    g_autofree char *recovery = NULL, *vkey = NULL, *code = NULL;
    Desk third = {g_build_filename(pair.folder, "third", NULL), NULL};
    desk_open(&third);
    OfficeUnit unit = {
        .code = "HG", .name = "Hội Chữ thập đỏ tỉnh Hà Giang", .unit_kind = "chapter"};
    g_assert_true(office_init_book(third.office, &unit, &machine, &recovery, &vkey, &error));
    g_autofree char *card = card_of(&third, "HG");
    refuse(&pair.kg, card, NULL, NULL, KN_CONFLICT); /* of a partner */
    refuse(&pair.hg, card, NULL, NULL, KN_CONFLICT); /* of an own book */
    refuse(&pair.kg, card, "KG", NULL, KN_CONFLICT);
    g_assert_true(
        partner_add(pair.kg.office, &machine, card, strlen(card), "HAG", NULL, &code, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(code, ==, "HAG");
    desk_close(&third);
}

static void
test_words(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GError) error = NULL, wrong = NULL, none = NULL;
    Partner *partner = partner_of(&pair.hg, "KG");
    g_assert_false(
        partner_compared(pair.hg.office, &machine, "KG", "một hai ba bốn năm sáu", &wrong));
    g_assert_error(wrong, KN_ERROR, KN_INVALID);
    g_assert_false(partner_compared(pair.hg.office, &machine, "AG", partner->words, &none));
    g_assert_error(none, KN_ERROR, KN_MISSING);
    g_autofree char *loud = g_utf8_strup(partner->words, -1);
    g_assert_true(partner_compared(pair.hg.office, &machine, "KG", loud, &error));
    g_assert_no_error(error);
    Partner *now = partner_of(&pair.hg, "KG");
    g_assert_true(now->compared);
    partner_free(now);
    partner_free(partner);
    assert_sound(&pair.hg);
}

/* Signed by a key, but stating another's: whose word would that be? */
static void
test_borrowed(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *body = body_of(&pair.kg, "KG", 0);
    g_autofree char *text = g_strconcat("ketnghia/card/v1\n", body, NULL);
    g_autoptr(Book) book = book_of(&pair.hg, "HG");
    g_auto(Keys) keys = {0};
    g_autoptr(Db) db = store_read(pair.hg.office->store, NULL);
    g_assert_true(keys_load(db, book->book, book->origin, &keys, NULL));
    g_clear_pointer(&db, db_free);
    char signature[512];
    Sink sink;
    sink_init(&sink, signature, sizeof signature);
    note_sign((Slice){text, strlen(text)}, &keys.log, keys.log_seed, 0, &sink);
    g_autofree char *card = g_strdup_printf("%s\n%.*s", text, (int)sink.length, signature);
    refuse(&pair.kg, card, "ZZ", NULL, KN_INVALID);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/card/text", test_text);
    g_test_add_func("/exchange/card/refused", test_refused);
    g_test_add_func("/exchange/card/clash", test_clash);
    g_test_add_func("/exchange/card/words", test_words);
    g_test_add_func("/exchange/card/borrowed", test_borrowed);
    return g_test_run();
}
