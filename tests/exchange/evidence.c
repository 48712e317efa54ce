/* evidence.c: a book that goes two ways is found at every size and from either side, and leaves a
 * text that convicts by itself.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/evidence.h"

#include "fixture.h"

#include "book/head.h"
#include "exchange/bodies.h"

static char *
evidence_of(Desk *desk, const char *code)
{
    g_autoptr(Book) book = book_of(desk, code);
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(GPtrArray) texts = evidence_list(db, book->book, NULL);
    g_assert_cmpuint(texts->len, ==, 1);
    return g_strdup(texts->pdata[0]);
}

static bool
convicts(const char *text, gsize length, const char *origin)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *key = NULL;
    bool held = evidence_check(text, length, &key, &error);
    if (!held)
        g_assert_error(error, KN_ERROR, KN_INVALID);
    else
        g_assert_true(g_str_has_prefix(key, origin) && key[strlen(origin)] == '+');
    return held;
}

static void
add_many(Desk *desk, const char *title, int count)
{
    for (int i = 0; i < count; i++)
        add_activity(desk, "KG", "2020-02-01", title);
}

static bool
is_stopped(Desk *desk, const char *code)
{
    Partner *partner = partner_of(desk, code);
    bool stopped = partner->stopped;
    partner_free(partner);
    return stopped;
}

/* The office and a copy of it write `kg` and `other` entries; HG hears of the office first, or of the copy. */
static void
fork_of(int before, int kg, int other, bool copy_first)
{
    g_auto(Pair) pair = {0};
    Desk copy = {0};
    pair_init(&pair);
    add_many(&pair.kg, "Chung", before);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    exchange(&pair.hg, "HG", &pair.kg, "KG");
    desk_copy(&pair.kg, "copy", &copy);
    add_many(&pair.kg, "Một đường", kg);
    add_many(&copy, "Đường khác", other);
    exchange(copy_first ? &copy : &pair.kg, "KG", &pair.hg, "HG");
    g_autoptr(GBytes) second = send_bundle(copy_first ? &pair.kg : &copy, "KG", "HG");
    g_autoptr(Book) held = book_of(&pair.hg, "KG");
    refused(&pair.hg, second, KN_BROKEN);
    g_autoptr(Book) after = book_of(&pair.hg, "KG");
    g_assert_true(hash_equal(&held->root, &after->root));
    g_assert_true(is_stopped(&pair.hg, "KG"));
    g_assert_false(is_stopped(&pair.hg, "KG-CD"));

    g_autofree char *text = evidence_of(&pair.hg, "KG");
    g_assert_true(convicts(text, strlen(text), held->origin));
    g_assert_cmpint(strstr(text, "\nentry ") != NULL, ==, kg != other);
    if (kg != other) {
        g_autofree char *line = g_strdup_printf("\nentry %d\n", before + 2);
        g_assert_nonnull(strstr(text, line));
    }

    /* Nothing heals by itself. */
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;
    refused_unchanged(&pair.hg, second, KN_CONFLICT);
    add_many(&pair.kg, "Tiếp", 1);
    g_autoptr(GBytes) more = send_bundle(&pair.kg, "KG", "HG");
    refused_unchanged(&pair.hg, more, KN_CONFLICT);
    g_assert_null(bundle_write(pair.hg.office, "HG", &machine, "KG", &name, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    assert_sound(&pair.hg);
    desk_close(&copy);
}

static void
test_matrix(void)
{
    static const int sizes[][3] = {{0, 1, 1}, {0, 1, 2}, {0, 2, 1}, {3, 1, 1},
                                   {3, 1, 5}, {4, 6, 2}, {9, 7, 7}};
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++)
        for (int first = 0; first < 2; first++)
            fork_of(sizes[i][0], sizes[i][1], sizes[i][2], first == 1);
}

/* Past a tile: the leaves that came do not begin at the first. */
static void
test_tiles(void)
{
    g_auto(Pair) pair = {0};
    Desk copy = {0};
    pair_init(&pair);
    add_many(&pair.kg, "Chung", 300);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    exchange(&pair.hg, "HG", &pair.kg, "KG");
    desk_copy(&pair.kg, "copy", &copy);
    add_many(&pair.kg, "Một đường", 2);
    add_many(&copy, "Đường khác", 3);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    g_autoptr(GBytes) bundle = send_bundle(&copy, "KG", "HG");
    refused(&pair.hg, bundle, KN_BROKEN);
    g_autofree char *text = evidence_of(&pair.hg, "KG");
    g_assert_nonnull(strstr(text, "\nentry 302\n"));
    g_autoptr(Book) book = book_of(&pair.kg, "KG");
    g_assert_true(convicts(text, strlen(text), book->origin));
    desk_close(&copy);
}

/* Evidence with any change convicts nobody; only the owner's own signatures do. */
static void
test_changes(void)
{
    g_auto(Pair) pair = {0};
    Desk copy = {0};
    pair_init(&pair);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    exchange(&pair.hg, "HG", &pair.kg, "KG");
    desk_copy(&pair.kg, "copy", &copy);
    add_many(&pair.kg, "Một đường", 2);
    add_many(&copy, "Đường khác", 5);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    g_autoptr(GBytes) bundle = send_bundle(&copy, "KG", "HG");
    refused(&pair.hg, bundle, KN_BROKEN);
    desk_close(&copy);
    g_autofree char *text = evidence_of(&pair.hg, "KG");
    g_autoptr(Book) book = book_of(&pair.kg, "KG");
    gsize length = strlen(text);
    g_assert_true(convicts(text, length, book->origin));
    /* The cosignature on the first head is HG's affair: the owner's signatures alone convict. */
    const char *mirror = strstr(text, "/mirror ");
    gsize from = (gsize)(g_strrstr_len(text, mirror - text, "\n") - text) + 1;
    gsize to = (gsize)(strchr(mirror, '\n') - text);
    for (gsize at = 0; at < length; at++) {
        if (at >= from && at <= to)
            continue;
        text[at] ^= 1;
        if (convicts(text, length, book->origin))
            g_error("byte %d of %d", (int)at, (int)length);
        text[at] ^= 1;
    }
    for (gsize cut = 0; cut < length; cut++)
        g_assert_false(convicts(text, cut, book->origin));
    g_assert_false(convicts("", 0, ""));

    /* Two heads that grow out of each other are no crime. */
    g_autofree char *head = NULL, *older = NULL;
    guint64 size;
    {
        g_autoptr(Db) db = store_write(pair.kg.office->store, NULL);
        g_autoptr(Book) own = book_get(db, book->book, NULL);
        head = head_sign(db, own, NULL);
        g_assert_true(head_find_cosigned(db, own->book, NULL, &older, &size, NULL));
        g_assert_true(db_commit(db, NULL));
    }
    char *end = strstr(text, "\n\n");
    g_autofree char *shown = g_strndup(text, (gsize)(end - text));
    g_auto(GStrv) lines = g_strsplit(shown, "\n", 3);
    g_autofree char *same = g_strdup_printf("%s\n%s\n\n%s\n%s", lines[0], lines[1], head, head);
    g_autofree char *grown = g_strdup_printf("%s\n%s\n\n%s\n%s", lines[0], lines[1], head, older);
    g_autofree char *forged = g_strdup_printf("%s\n\n%s\n%s", shown, head, older);
    g_assert_false(convicts(same, strlen(same), book->origin));
    g_assert_false(convicts(grown, strlen(grown), book->origin));
    g_assert_false(convicts(forged, strlen(forged), book->origin));
}

/* A head without leaves, that a third office passes on, is enough. */
static void
gossip(int kg, int other)
{
    g_auto(Pair) pair = {0};
    Desk copy = {0}, third = {0};
    g_autofree char *recovery = NULL, *vkey = NULL;
    OfficeUnit unit = {.code = "CM", .name = "Cà Mau", .unit_kind = "chapter"};
    pair_init(&pair);
    third.file = g_build_filename(pair.folder, "third", NULL);
    desk_open(&third);
    g_assert_true(office_init_book(third.office, &unit, &machine, &recovery, &vkey, NULL));
    take_card(&pair.kg, "KG", &third);
    take_card(&third, "CM", &pair.kg);
    take_card(&third, "CM", &pair.hg);
    take_card(&pair.hg, "HG", &third);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    desk_copy(&pair.kg, "copy", &copy);
    add_many(&pair.kg, "Một đường", kg);
    add_many(&copy, "Đường khác", other);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    exchange(&copy, "KG", &third, "CM");
    g_autoptr(GBytes) bundle = send_bundle(&third, "CM", "HG");
    if (other > kg)
        receive_quietly(&pair.hg, bundle); /* larger than what is held: nothing to compare with */
    else {
        g_autoptr(Book) book = book_of(&pair.kg, "KG");
        refused(&pair.hg, bundle, KN_BROKEN);
        g_assert_true(is_stopped(&pair.hg, "KG"));
        g_assert_false(is_stopped(&pair.hg, "CM"));
        g_autofree char *text = evidence_of(&pair.hg, "KG");
        g_assert_true(convicts(text, strlen(text), book->origin));
        g_assert_cmpint(strstr(text, "\nroot ") != NULL, ==, kg != other);
        for (gsize at = 0; kg != other && text[at] != '\n'; at++) {
            text[at] ^= 1;
            g_assert_false(convicts(text, strlen(text), book->origin));
            text[at] ^= 1;
        }
        receive_quietly(&pair.hg, bundle); /* the messenger goes on */
    }
    assert_sound(&pair.hg);
    desk_close(&copy);
    desk_close(&third);
}

static void
test_gossip(void)
{
    gossip(2, 2);
    gossip(5, 2);
    gossip(2, 5);
}

/* The other book of an office forked: it alone is stopped, the rest goes on without it. */
static void
test_other_book(void)
{
    g_auto(Pair) pair = {0};
    Desk copy = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    desk_copy(&pair.kg, "copy", &copy);
    add_many(&pair.kg, "Một đường", 1);
    add_many(&copy, "Đường khác", 2);
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    copy.office->fixed_time = pair.kg.office->fixed_time + 10;
    g_autoptr(GBytes) bundle = send_bundle(&copy, "KG-CD", "HG-CD");
    refused(&pair.hg, bundle, KN_BROKEN);
    g_assert_true(is_stopped(&pair.hg, "KG"));
    g_assert_false(is_stopped(&pair.hg, "KG-CD"));
    desk_close(&copy);
    g_autoptr(Record) record = activity_record("2020-02-01", "Của công đoàn");
    write_record(&pair.kg, "KG-CD", record);
    g_autoptr(GBytes) next = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_autoptr(Arrival) arrival = receive(&pair.hg, next);
    g_assert_cmpuint(arrival->findings->len, ==, 1);
    g_assert_cmpint(arrival->new_entries, ==, 1);
    g_autofree char *titles = titles_of(&pair.hg, "KG-CD");
    g_assert_cmpstr(titles, ==, "Của công đoàn");
    g_autofree char *stopped = titles_of(&pair.hg, "KG");
    g_assert_cmpstr(stopped, ==, "Một đường");
}

/* A partner that rewrote its book and shows only the end of it is asked for the whole; then it is convicted. */
static void
test_rewritten(void)
{
    g_auto(Pair) pair = {0};
    Desk copy = {0};
    pair_init(&pair);
    desk_copy(&pair.kg, "copy", &copy);
    add_many(&pair.kg, "Thật", 300);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    exchange(&pair.hg, "HG", &pair.kg, "KG");
    /* The copy writes another history of the same length, and pretends that it was confirmed. */
    add_many(&copy, "Giả", 302);
    copy.office->fixed_time = pair.kg.office->fixed_time + 10;
    g_autoptr(GBytes) whole = send_bundle(&copy, "KG", "HG");
    Parts parts;
    parts_open(&parts, whole, &pair.hg, "HG");
    const TarMember *tile = parts.outer->pdata[1]; /* entries 0 to 255 */
    g_assert_true(g_str_has_suffix(tile->path, "/tile/entries/000"));
    g_ptr_array_remove_index(parts.outer, 1);
    g_autoptr(GBytes) end = parts_close(&parts, &copy, "KG", &pair.hg, "HG");
    refused(&pair.hg, end, KN_BROKEN);
    g_assert_false(is_stopped(&pair.hg, "KG"));
    /* Our next bundle does not speak of what we hold of it. */
    g_autoptr(GBytes) asking = send_bundle(&pair.hg, "HG", "KG");
    gsize length;
    const void *data = g_bytes_get_data(asking, &length);
    g_autoptr(GPtrArray) members = tar_read(data, length, NULL);
    g_autoptr(Book) book = book_of(&pair.kg, "KG");
    g_autofree char *hex = origin_hex(book->origin);
    g_autofree char *path = g_strdup_printf("cosigned/%s/checkpoint", hex);
    g_assert_null(tar_find(members, path));
    refused(&pair.hg, whole, KN_BROKEN);
    g_assert_true(is_stopped(&pair.hg, "KG"));
    g_autofree char *text = evidence_of(&pair.hg, "KG");
    g_assert_true(convicts(text, strlen(text), book->origin));
    desk_close(&copy);
}

/* Leaves that do not lead to what was signed convict nobody, but end the exchange. */
static void
test_nonsense(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    add_many(&pair.kg, "Thật", 3);
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    Parts parts;
    parts_open(&parts, bundle, &pair.hg, "HG");
    TarMember *tile = parts.outer->pdata[1];
    gsize length;
    const guint8 *data = g_bytes_get_data(tile->data, &length);
    guint8 *changed = g_memdup2(data, length);
    changed[length - 10] ^= 1;
    g_bytes_unref(tile->data);
    tile->data = g_bytes_new_take(changed, length);
    g_autoptr(GBytes) nonsense = parts_close(&parts, &pair.kg, "KG", &pair.hg, "HG");
    refused(&pair.hg, nonsense, KN_BROKEN);
    g_assert_true(is_stopped(&pair.hg, "KG"));
    g_autoptr(Book) book = book_of(&pair.hg, "KG");
    g_autoptr(Db) db = store_read(pair.hg.office->store, NULL);
    g_autoptr(GPtrArray) texts = evidence_list(db, book->book, NULL);
    g_assert_cmpuint(texts->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/evidence/matrix", test_matrix);
    g_test_add_func("/exchange/evidence/tiles", test_tiles);
    g_test_add_func("/exchange/evidence/changes", test_changes);
    g_test_add_func("/exchange/evidence/gossip", test_gossip);
    g_test_add_func("/exchange/evidence/other-book", test_other_book);
    g_test_add_func("/exchange/evidence/rewritten", test_rewritten);
    g_test_add_func("/exchange/evidence/nonsense", test_nonsense);
    return g_test_run();
}
