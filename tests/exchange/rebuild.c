/* rebuild.c: an office that lost everything comes back from the partner's file and its sheets, or
 * not at all; what was erased is in no copy.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "book/head.h"
#include "book/lost.h"
#include "exchange/bodies.h"
#include "exchange/box.h"
#include "exchange/copy_open.h"
#include "exchange/other_key.h"
#include "exchange/pack.h"
#include "exchange/rebuild.h"
#include "rules/change_keys.h"
#include "standing/recovered.h"
#include "store/kept.h"

#define WORD "TừGieoKín"

static GBytes *
give(Pair *pair)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;
    guint bundles = 0;
    pair->hg.office->fixed_time++;
    GBytes *bundle =
        bundle_give_back(pair->hg.office, "HG-CD", &machine, "KG-CD", 1, &bundles, &name, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(bundles, ==, 1);
    return bundle;
}

static void
empty_desk(Pair *pair, const char *name, Desk *ret_desk)
{
    *ret_desk = (Desk){.file = g_build_filename(pair->folder, name, NULL)};
    desk_open(ret_desk);
    ret_desk->office->fixed_time = pair->hg.office->fixed_time + 1;
}

static Rebuilt *
rebuild(Desk *desk, GBytes *bundle, char *const *sheets, GError **error)
{
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    return office_rebuild(desk->office, &machine, (const char *const *)sheets, data, length, error);
}

static gint64
add_member(Desk *desk, const char *name)
{
    g_autoptr(Record) member = record_new(kind_get("member"));
    record_set(member, member->kind->title, name);
    return write_record(desk, "KG-CD", member);
}

static gint64
add_receipt(Desk *desk, const char *donor, Problems *problems)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Record) receipt = record_new(kind_get("receipt"));
    gint64 entry = -1;
    set(receipt, "donor", donor);
    set(receipt, "amount", "5000000 1 eq 5 triệu");
    set(receipt, "received", "2020-02-20");
    set(receipt, "way", "cash");
    desk->office->fixed_time++;
    g_assert_true(record_add(desk->office, "KG", &machine, receipt, problems, &entry, &error));
    g_assert_no_error(error);
    g_assert_cmpint(entry, >=, 0);
    return entry;
}

static char *
number_of(Desk *desk, gint64 entry)
{
    g_autoptr(Book) book = book_of(desk, "KG");
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Record) record = record_load(db, book, entry, NULL);
    return g_strdup(record_value(record, kind_field(record->kind, "number")));
}

static void
exchange_both(Pair *pair)
{
    exchange(&pair->kg, "KG-CD", &pair->hg, "HG-CD");
    exchange(&pair->hg, "HG-CD", &pair->kg, "KG-CD");
}

static void
prepare(Pair *pair)
{
    pair_init(pair);
    g_autofree char *hash = pair_agree(pair, NULL);
    add_activity(&pair->kg, "KG", "2020-02-01", "Một");
    add_photo(&pair->kg, "bytes of a photo");
    add_member(&pair->kg, "TênĐoànViên");
    add_activity(&pair->hg, "HG", "2020-02-01", "Của HG");
    exchange_both(pair);
}

static void
test_all_back(void)
{
    g_auto(Pair) pair = {0};
    g_autoptr(GError) error = NULL;
    Desk lost;
    prepare(&pair);
    guint64 size = size_of(&pair.kg, "KG"), members = size_of(&pair.kg, "KG-CD");
    g_autofree char *place = body_of(&pair.kg, "KG", (gint64)size - 2);
    g_autoptr(GBytes) back = give(&pair);
    empty_desk(&pair, "new.ketnghia", &lost);
    g_autoptr(Rebuilt) rebuilt = rebuild(&lost, back, pair.sheets, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(rebuilt->books->len, ==, 2);
    g_assert_cmpuint(rebuilt->partners->len, ==, 2);
    g_assert_cmpuint(rebuilt->silent->len, ==, 0);
    g_assert_cmpuint(rebuilt->locked, ==, 0);
    g_assert_cmpuint(rebuilt->arrival->findings->len, ==, 0);
    g_assert_cmpint(rebuilt->arrival->new_files, ==, 1);
    g_assert_cmpuint(size_of(&lost, "KG"), ==, size);
    g_assert_cmpuint(size_of(&lost, "KG-CD"), ==, members);
    g_autofree char *again = body_of(&lost, "KG", (gint64)size - 2);
    g_assert_cmpstr(place, ==, again);
    g_assert_nonnull(strstr(again, "NơiKínRiêng"));
    g_autoptr(Partner) partner = partner_of(&lost, "HG");
    g_assert_false(partner->compared);
    assert_sound(&lost);

    /* It goes on, and keeps for the partner and is kept for as before. */
    add_activity(&lost, "KG", "2020-02-04", "Tiếp");
    exchange(&lost, "KG-CD", &pair.hg, "HG-CD");
    exchange(&pair.hg, "HG-CD", &lost, "KG-CD");
    g_autofree char *titles = titles_of(&pair.hg, "KG");
    g_assert_cmpstr(titles, ==, "Một|Tiếp");
    assert_sound(&pair.hg);
    assert_sound(&lost);

    /* The same file again changes nothing that matters. */
    g_autoptr(Rebuilt) twice = rebuild(&lost, back, pair.sheets, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(twice->books->len, ==, 0);
    g_assert_cmpuint(size_of(&lost, "KG"), ==, size + 1);
    assert_sound(&lost);
    desk_close(&lost);
}

static GBytes *
spoiled(Pair *pair, GBytes *back, const char *prefix, bool gone)
{
    Parts parts;
    parts_open(&parts, back, &pair->kg, "KG-CD");
    TarMember *member = parts_find(parts.outer, prefix);
    gsize length;
    const guint8 *data = g_bytes_get_data(member->data, &length);
    g_autofree guint8 *bytes = g_memdup2(data, length);
    bytes[length - 1] ^= 1;
    if (gone) {
        g_ptr_array_remove(parts.outer, member);
    } else {
        g_bytes_unref(member->data);
        member->data = g_bytes_new(bytes, length);
    }
    return parts_close(&parts, &pair->hg, "HG-CD", &pair->kg, "KG-CD");
}

/* Whatever is wrong: nothing is begun. */
static void
test_refused(void)
{
    g_auto(Pair) pair = {0};
    Desk lost;
    prepare(&pair);
    g_autoptr(GBytes) plain = send_bundle(&pair.hg, "HG-CD", "KG-CD"), back = give(&pair);
    g_autoptr(Book) kg = book_of(&pair.kg, "KG");
    g_autofree char *hex = origin_hex(kg->origin), *keys = g_strdup_printf("kept/%s/keys", hex),
                    *run = g_strdup_printf("kept/%s/backup/0", hex),
                    *tile = g_strdup_printf("mirror/%s/tile/entries/", hex),
                    *head = g_strdup_printf("cosigned/%s/checkpoint", hex);
    char *mistyped[] = {(char *)"ABCD-EFGH", NULL}, *none[] = {NULL},
         *half[] = {pair.sheets[0], NULL};
    const struct {
        GBytes *bundle;
        char **sheets;
    } cases[] = {
        {g_bytes_ref(back), mistyped},
        {g_bytes_ref(back), none},
        {g_bytes_ref(back), half}, /* of a book to which the file is not addressed */
        {g_bytes_ref(plain), pair.sheets},
        {spoiled(&pair, back, run, false), pair.sheets},
        {spoiled(&pair, back, tile, false), pair.sheets},
        {spoiled(&pair, back, tile, true), pair.sheets},
        {spoiled(&pair, back, head, false), pair.sheets},
        {spoiled(&pair, back, head, true), pair.sheets},
    };
    empty_desk(&pair, "new.ketnghia", &lost);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(rebuild(&lost, cases[i].bundle, cases[i].sheets, &error));
        g_test_message("%" G_GSIZE_FORMAT ": %s", i, error->message);
        g_assert_error(error, KN_ERROR, KN_INVALID);
        g_autoptr(Db) db = store_read(lost.office->store, NULL);
        g_autoptr(GPtrArray) books = book_list(db, NULL);
        g_assert_cmpuint(books->len, ==, 0);
        g_bytes_unref(cases[i].bundle);
    }
    /* Keys that are changed open for nobody: the other book comes alone. */
    g_autoptr(GBytes) without = spoiled(&pair, back, keys, false);
    g_autoptr(GError) error = NULL;
    g_autoptr(Rebuilt) rebuilt = rebuild(&lost, without, pair.sheets, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(rebuilt->books->len, ==, 1);
    g_assert_cmpuint(rebuilt->locked, ==, 1);
    assert_sound(&lost);

    /* With the other sheet it follows, and what the partner opens comes then. */
    g_autoptr(Rebuilt) whole = rebuild(&lost, back, &pair.sheets[0], &error);
    g_assert_no_error(error);
    g_assert_cmpuint(whole->books->len, ==, 1);
    g_assert_cmpuint(whole->locked, ==, 0);
    g_autofree char *titles = titles_of(&lost, "HG");
    g_assert_cmpstr(titles, ==, "Của HG");
    assert_sound(&lost);
    exchange(&lost, "KG-CD", &pair.hg, "HG-CD");
    exchange(&pair.hg, "HG-CD", &lost, "KG-CD");
    desk_close(&lost);
}

/* Copies of some entries are missing: they count as lost, and their numbers are not given again. */
static void
test_lost_numbers(void)
{
    g_auto(Pair) pair = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) quiet = problems_new(), told = problems_new(), later = problems_new();
    Desk lost;
    prepare(&pair);
    for (int i = 0; i < 3; i++)
        add_receipt(&pair.kg, "Bà Mười", quiet);
    exchange_both(&pair);
    g_autoptr(GBytes) back = give(&pair);
    g_autoptr(Book) kg = book_of(&pair.kg, "KG");
    g_autofree char *hex = origin_hex(kg->origin), *run = g_strdup_printf("kept/%s/backup/0", hex);
    g_autoptr(GBytes) without = spoiled(&pair, back, run, true);
    empty_desk(&pair, "new.ketnghia", &lost);
    g_autoptr(Rebuilt) rebuilt = rebuild(&lost, without, pair.sheets, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(((RebuiltBook *)rebuilt->books->pdata[0])->lost, >=, 3);
    assert_sound(&lost);
    gint64 entry = add_receipt(&lost, "Ông Tư", told);
    g_autofree char *number = number_of(&lost, entry), *text = problems_text(told, true);
    g_assert_cmpstr(number, ==, "0004/2020");
    g_assert_nonnull(strstr(text, "0003/2020"));
    add_receipt(&lost, "Cô Năm", later);

    /* With everything back there is nothing to tell but that later ones may stand on paper. */
    Desk whole;
    empty_desk(&pair, "whole.ketnghia", &whole);
    g_autoptr(Rebuilt) all = rebuild(&whole, back, pair.sheets, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(((RebuiltNumber *)all->numbers->pdata[0])->last, ==, "0003/2020");
    g_autoptr(Problems) first = problems_new(), second = problems_new();
    gint64 next = add_receipt(&whole, "Ông Tư", first);
    g_autofree char *given = number_of(&whole, next), *hint = problems_text(first, true);
    g_assert_cmpstr(given, ==, "0004/2020");
    g_assert_nonnull(strstr(hint, "0003/2020"));
    add_receipt(&whole, "Cô Năm", second);
    g_autofree char *no_hint = problems_text(second, true);
    g_assert_null(strstr(no_hint, "0004/2020"));
    desk_close(&whole);
    desk_close(&lost);
}

/* A partner of whom the file says nothing may hold more: nothing is signed before it was asked. */
static void
test_silent_partner(void)
{
    g_auto(Pair) pair = {0};
    g_autoptr(GError) error = NULL;
    g_autofree char *recovery = NULL, *vkey = NULL, *name = NULL;
    Desk lost, third;
    pair_init(&pair);
    empty_desk(&pair, "third.ketnghia", &third);
    OfficeUnit unit = {.code = "CT", .name = "Hội Chữ thập đỏ Cần Thơ", .unit_kind = "chapter"};
    g_assert_true(office_init_book(third.office, &unit, &machine, &recovery, &vkey, &error));
    take_card(&third, "CT", &pair.kg);
    g_autofree char *hash = pair_agree(&pair, NULL);
    exchange_both(&pair);
    g_autoptr(GBytes) back = give(&pair);
    empty_desk(&pair, "new.ketnghia", &lost);
    g_autoptr(Rebuilt) rebuilt = rebuild(&lost, back, pair.sheets, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(rebuilt->silent->len, ==, 1);
    g_assert_cmpstr(rebuilt->silent->pdata[0], ==, "CT");
    g_assert_null(bundle_write(lost.office, "KG-CD", &machine, "HG-CD", &name, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    g_clear_error(&error);
    g_autoptr(Db) db = store_write(lost.office->store, &error);
    g_assert_true(mark_confirm(db, &error) && db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    exchange(&lost, "KG-CD", &pair.hg, "HG-CD");
    desk_close(&third);
    desk_close(&lost);
}

/* Every part that HG keeps, opened by KG's sheets: how often a word stands in it. */
static guint
word_in_copies(Pair *pair, const char *word)
{
    g_autoptr(GError) error = NULL;
    guint locked = 0, count = 0;
    g_autoptr(GBytes) back = give(pair);
    gsize length;
    const void *data = g_bytes_get_data(back, &length);
    g_autoptr(GPtrArray) members = tar_read(data, length, NULL);
    g_autoptr(GPtrArray) opened =
        copies_open(members, (const char *const *)pair->sheets, &locked, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(opened->len, ==, 2);
    for (guint i = 0; i < members->len; i++) {
        const TarMember *member = members->pdata[i];
        g_auto(GStrv) words = g_strsplit(member->path, "/", 3);
        if (!g_str_equal(words[0], "kept"))
            continue;
        const CopyOpened *one = copy_opened_find(opened, words[1]);
        g_autoptr(GBytes) plain = box_open(member->data, one->box_public, one->box_secret, &error);
        g_assert_no_error(error);
        g_autoptr(GBytes) run = g_str_has_prefix(words[2], "backup/")
                                    ? unpack(plain, G_MAXUINT32, &error)
                                    : g_bytes_ref(plain);
        g_assert_no_error(error);
        data = g_bytes_get_data(run, &length);
        count += memmem(data, length, word, strlen(word)) != NULL;
    }
    return count;
}

/* An erased word is in no part after the next exchange, nor in any file of either office. */
static void
test_erased(void)
{
    g_auto(Pair) pair = {0};
    g_autoptr(GError) error = NULL;
    Desk lost;
    prepare(&pair);
    gint64 activity = add_activity(&pair.kg, "KG", "2020-02-03", "Giúp ông " WORD);
    gint64 member = add_member(&pair.kg, WORD);
    gint64 photo = add_photo(&pair.kg, "bytes of " WORD);
    g_autoptr(GBytes) old = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    receive_quietly(&pair.hg, old);
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    g_assert_cmpuint(word_in_copies(&pair, WORD), ==, 3);
    g_assert_true(
        record_erase(pair.kg.office, "KG", &machine, activity, "title", "yêu cầu", &error));
    g_assert_true(record_erase(pair.kg.office, "KG", &machine, photo, "file", "yêu cầu", &error));
    const char *name = kind_get("member")->fields[kind_get("member")->title].name;
    g_assert_true(record_erase(pair.kg.office, "KG-CD", &machine, member, name, "yêu cầu", &error));
    g_assert_no_error(error);
    exchange_both(&pair);
    g_assert_cmpuint(word_in_copies(&pair, WORD), ==, 0);
    receive_quietly(&pair.hg, old); /* the stick turns up again */
    g_assert_cmpuint(word_in_copies(&pair, WORD), ==, 0);
    g_assert_cmpint(occurrences(&pair.kg, WORD), ==, 0);
    g_assert_cmpint(occurrences(&pair.hg, WORD), ==, 0);
    g_autoptr(GBytes) back = give(&pair);
    empty_desk(&pair, "new.ketnghia", &lost);
    g_autoptr(Rebuilt) rebuilt = rebuild(&lost, back, pair.sheets, &error);
    g_assert_no_error(error);
    g_assert_cmpint(occurrences(&lost, WORD), ==, 0);
    assert_sound(&lost);
    assert_sound(&pair.hg);
    desk_close(&lost);
}

/* Keys that were changed, on both sides: of the lost office before its copy went, of the partner
 * after. */
static void
test_changed_keys(void)
{
    g_auto(Pair) pair = {0};
    g_auto(NewKeys) ours = {0}, theirs = {0};
    g_autoptr(GError) error = NULL;
    KeyAsk ask = {NULL, true};
    OtherKey settled;
    Desk lost;
    prepare(&pair);
    g_assert_true(office_change_keys(pair.kg.office, "KG-CD", &machine, &ask, &ours, &error));
    g_assert_no_error(error);
    g_autoptr(GBytes) announced = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    refused(&pair.hg, announced, KN_CONFLICT);
    g_autoptr(Book) book = book_of(&pair.kg, "KG-CD");
    PublicKeys stated;
    bool found = false;
    g_autoptr(Db) db = store_read(pair.kg.office->store, NULL);
    g_assert_true(public_keys_of(db, book->book, &stated, &found, NULL) && found);
    g_clear_pointer(&db, db_free);
    g_autofree char *words = key_words(&stated.log);
    g_assert_true(other_key_settle(pair.hg.office, &machine, "KG-CD", words, &settled, &error));
    g_assert_true(settled.taken);
    receive_quietly(&pair.hg, announced);
    exchange_both(&pair);
    ask.new_sheet = false;
    g_assert_true(office_change_keys(pair.hg.office, "HG-CD", &machine, &ask, &theirs, &error));
    g_autoptr(GBytes) back = give(&pair);
    char *sheets[] = {pair.sheets[0], ours.recovery, NULL};
    guint64 size = size_of(&pair.kg, "KG-CD");
    empty_desk(&pair, "new.ketnghia", &lost);
    g_autoptr(Rebuilt) old = rebuild(&lost, back, pair.sheets, &error);
    g_assert_null(old); /* the sheet before opens nothing any more */
    g_clear_error(&error);
    g_autoptr(Rebuilt) rebuilt = rebuild(&lost, back, sheets, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(rebuilt->books->len, ==, 2);
    g_assert_cmpuint(size_of(&lost, "KG-CD"), ==, size);
    g_assert_cmpstr(((RebuiltBook *)rebuilt->books->pdata[1])->words, ==, words);
    assert_sound(&lost);
    exchange(&lost, "KG-CD", &pair.hg, "HG-CD");
    exchange(&pair.hg, "HG-CD", &lost, "KG-CD");
    desk_close(&lost);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rebuild/all-back", test_all_back);
    g_test_add_func("/rebuild/refused", test_refused);
    g_test_add_func("/rebuild/lost-numbers", test_lost_numbers);
    g_test_add_func("/rebuild/silent-partner", test_silent_partner);
    g_test_add_func("/rebuild/erased", test_erased);
    g_test_add_func("/rebuild/changed-keys", test_changed_keys);
    return g_test_run();
}
