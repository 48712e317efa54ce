/* healing.c: an old copy of an office's file takes its own books back from the partner; an answer that
 * is wrong in any way changes nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "book/head.h"
#include "book/lost.h"
#include "exchange/bodies.h"

typedef struct {
    Pair pair;
    Desk old; /* a copy of KG's office before its last entries, mark and all */
    GBytes *answer;
} Sick;

static GBytes *
ask_from(Desk *desk, const char *unit, const char *to)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;
    desk->office->fixed_time++;
    GBytes *ask = bundle_ask(desk->office, unit, &machine, to, &name, &error);
    g_assert_no_error(error);
    return ask;
}

static void
sick_init(Sick *sick)
{
    *sick = (Sick){0};
    pair_init(&sick->pair);
    Desk *kg = &sick->pair.kg, *hg = &sick->pair.hg;
    g_autofree char *hash = pair_agree(&sick->pair, NULL);
    add_activity(kg, "KG", "2020-02-01", "Trước");
    desk_copy(kg, "old.ketnghia", &sick->old);
    add_activity(kg, "KG", "2020-02-02", "Sau");
    g_autoptr(Record) member = record_new(kind_get("member"));
    record_set(member, member->kind->title, "TênĐoànViên");
    write_record(kg, "KG-CD", member);
    exchange(kg, "KG-CD", hg, "HG-CD");
    add_activity(kg, "KG", "2020-02-03", "Chưa gửi");
    sick->old.office->fixed_time = kg->office->fixed_time + 100;
    g_autoptr(GBytes) ask = ask_from(&sick->old, "KG-CD", "HG-CD");
    hg->office->fixed_time = sick->old.office->fixed_time;
    g_autoptr(Arrival) arrival = receive(hg, ask);
    g_assert_true(arrival->asks);
    g_assert_cmpint(arrival->new_entries, ==, 0);
    sick->answer = send_bundle(hg, "HG-CD", "KG-CD");
}

static void
sick_clear(Sick *sick)
{
    g_bytes_unref(sick->answer);
    desk_close(&sick->old);
    pair_clear(&sick->pair);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sick, sick_clear)

static void
test_healed(void)
{
    g_auto(Sick) sick = {0};
    sick_init(&sick);
    Desk *old = &sick.old, *hg = &sick.pair.hg;
    guint64 before = size_of(old, "KG");
    g_autoptr(Arrival) arrival = receive(old, sick.answer);
    g_assert_cmpint(arrival->taken_back, ==, 2);
    g_assert_cmpint(arrival->bodies_back, ==, 1);
    g_assert_cmpuint(arrival->findings->len, ==, 2); /* each book lacks lines */
    g_assert_cmpuint(size_of(old, "KG"), ==, before + 1);
    g_autofree char *titles = titles_of(old, "KG");
    g_assert_cmpstr(titles, ==, "Sau|Trước");
    assert_sound(old);

    /* It goes on without a fork, and the partner brings nothing back any more. */
    add_activity(old, "KG", "2020-02-04", "Tiếp");
    g_autoptr(GBytes) next = send_bundle(old, "KG-CD", "HG-CD");
    receive_quietly(hg, next);
    g_autofree char *theirs = titles_of(hg, "KG");
    g_assert_cmpstr(theirs, ==, "Sau|Tiếp|Trước");
    g_autoptr(GBytes) back = send_bundle(hg, "HG-CD", "KG-CD");
    gsize length;
    const char *data = g_bytes_get_data(back, &length);
    g_assert_null(g_strstr_len(data, (gssize)length, "mirror/"));
    receive_quietly(old, back);

    /* The lost file turns up: its entries that nobody saw are another history now. */
    g_autoptr(GError) error = NULL;
    gint64 bodies = 0;
    g_clear_pointer(&sick.pair.kg.office, office_close);
    g_assert_true(recover_from_backup(old->office, &machine, sick.pair.kg.file, &bodies, &error));
    g_assert_no_error(error);
    g_assert_cmpint(bodies, ==, 2);
    g_autoptr(Db) db = store_read(old->office->store, NULL);
    g_autoptr(Book) book = book_of(old, "KG-CD");
    g_autoptr(GPtrArray) lost = lost_list(db, book, &error);
    g_assert_cmpuint(lost->len, ==, 0);
    g_clear_pointer(&db, db_free);
    assert_sound(old);
    assert_sound(hg);
}

/* A picture that a private record names comes back from a backup with it. */
static void
test_private_picture(void)
{
    g_auto(Pair) pair = {0};
    g_autoptr(GError) error = NULL;
    static const char bytes[] = "bytes of a picture";
    Desk old;
    Hash hash;
    pair_init(&pair);
    g_autofree char *agreed = pair_agree(&pair, NULL);
    Desk *kg = &pair.kg, *hg = &pair.hg;
    desk_copy(kg, "old.ketnghia", &old);
    g_autoptr(Db) db = store_write(kg->office->store, &error);
    g_autoptr(Book) own = book_of(kg, "KG");
    g_assert_true(book_put_file(db, own->book, bytes, strlen(bytes), &hash, &error) &&
                  db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    g_autofree char *hex = hash_hex(&hash),
                    *value = g_strdup_printf("sha256:%s %d image/jpeg", hex, (int)strlen(bytes));
    g_autoptr(Record) address = record_new(kind_get("address"));
    set(address, "sort", "person");
    set(address, "commune", "Xã Vị Đông");
    set(address, "name", "TênNgườiNhận");
    set(address, "state", "approved");
    set(address, "photo", value);
    write_record(kg, "KG", address);
    exchange(kg, "KG-CD", hg, "HG-CD");
    old.office->fixed_time = hg->office->fixed_time = kg->office->fixed_time + 100;
    g_autoptr(GBytes) ask = ask_from(&old, "KG-CD", "HG-CD");
    g_autoptr(Arrival) asked = receive(hg, ask);
    g_autoptr(GBytes) answer = send_bundle(hg, "HG-CD", "KG-CD");
    g_autoptr(Arrival) arrival = receive(&old, answer);
    g_assert_cmpint(arrival->taken_back, >, 0);
    gint64 bodies = 0;
    g_clear_pointer(&kg->office, office_close);
    g_assert_true(recover_from_backup(old.office, &machine, kg->file, &bodies, &error));
    g_assert_no_error(error);
    g_assert_cmpint(bodies, ==, 1);
    g_autoptr(Db) read = store_read(old.office->store, &error);
    g_autoptr(GBytes) back = book_get_file(read, own->book, &hash, &error);
    g_assert_no_error(error);
    g_assert_nonnull(back);
    g_clear_pointer(&read, db_free);
    assert_sound(&old);
    desk_close(&old);
}

/* The same answer again, and one to an office that lacks nothing. */
static void
test_again(void)
{
    g_auto(Sick) sick = {0};
    sick_init(&sick);
    g_autoptr(Arrival) first = receive(&sick.old, sick.answer);
    g_autoptr(Arrival) second = receive(&sick.old, sick.answer);
    g_assert_cmpint(second->taken_back, ==, 0);
    g_assert_cmpint(second->bodies_back, ==, 0);
    guint64 size = size_of(&sick.pair.kg, "KG");
    receive_quietly(&sick.pair.kg, sick.answer);
    g_assert_cmpuint(size_of(&sick.pair.kg, "KG"), ==, size);
    assert_sound(&sick.pair.kg);
}

/* What the old copy signed since cannot be taken out: the book is forked. */
static void
test_signed_since(void)
{
    g_auto(Sick) sick = {0};
    sick_init(&sick);
    add_activity(&sick.old, "KG", "2020-02-05", "Trong bản cũ");
    g_autoptr(GBytes) sent = send_bundle(&sick.old, "KG-CD", "HG-CD");
    g_autoptr(GBytes) ask = ask_from(&sick.old, "KG-CD", "HG-CD");
    g_autoptr(Arrival) asked = receive(&sick.pair.hg, ask);
    g_autoptr(GBytes) answer = send_bundle(&sick.pair.hg, "HG-CD", "KG-CD");
    refused_unchanged(&sick.old, answer, KN_BROKEN);
}

/* What was typed and never signed gives way. */
static void
test_typed_since(void)
{
    g_auto(Sick) sick = {0};
    sick_init(&sick);
    add_activity(&sick.old, "KG", "2020-02-05", "Trong bản cũ");
    g_autoptr(GBytes) ask = ask_from(&sick.old, "KG-CD", "HG-CD");
    g_autoptr(Arrival) asked = receive(&sick.pair.hg, ask);
    g_autoptr(GBytes) answer = send_bundle(&sick.pair.hg, "HG-CD", "KG-CD");
    g_autoptr(Arrival) arrival = receive(&sick.old, answer);
    g_assert_cmpint(arrival->taken_back, ==, 2);
    g_assert_cmpuint(arrival->findings->len, ==, 3);
    g_autofree char *titles = titles_of(&sick.old, "KG");
    g_assert_cmpstr(titles, ==, "Sau|Trước");
    assert_sound(&sick.old);
}

/* What was erased in the old copy goes back with its erasure; where the partner never had the line
 * it is lost, and no damage. */
static void
test_erased_since(void)
{
    g_auto(Sick) sick = {0};
    sick_init(&sick);
    g_autoptr(GError) error = NULL;
    gint64 entry = (gint64)size_of(&sick.old, "KG") - 1;
    g_assert_true(
        record_erase(sick.old.office, "KG", &machine, entry, "description", "yêu cầu", &error));
    g_assert_no_error(error);
    g_autoptr(GBytes) ask = ask_from(&sick.old, "KG-CD", "HG-CD");
    g_autoptr(Arrival) asked = receive(&sick.pair.hg, ask);
    g_autoptr(GBytes) answer = send_bundle(&sick.pair.hg, "HG-CD", "KG-CD");
    g_autoptr(Arrival) arrival = receive(&sick.old, answer);
    g_assert_cmpint(arrival->taken_back, ==, 2);
    g_autoptr(Db) db = store_read(sick.old.office->store, NULL);
    g_autoptr(Book) book = book_of(&sick.old, "KG");
    g_autoptr(GPtrArray) lost = lost_list(db, book, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(lost->len, ==, 2);
    g_assert_cmpint(((Lost *)lost->pdata[0])->entry, ==, entry);
    g_assert_cmpuint(((Lost *)lost->pdata[0])->lines, ==, 1);
    g_clear_pointer(&db, db_free);
    assert_sound(&sick.old);
}

static void
change(TarMember *member, gsize at)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(member->data, &length);
    guint8 *bytes = g_memdup2(data, length);
    bytes[at] ^= 1;
    g_bytes_unref(member->data);
    member->data = g_bytes_new_take(bytes, length);
}

typedef enum {
    EVIL_TILE_BYTE,
    EVIL_TILE_GONE,
    EVIL_TILE_TWICE,
    EVIL_TILE_OTHER,
    EVIL_HEAD_GONE,
    EVIL_HEAD_ALONE,
    EVIL_ASKS_TOO,
    EVIL_BODY,
    EVIL_BODY_NUMBER,
    EVIL_FILE,
    EVIL_ALL,
} Evil;

static void
spoil(Parts *parts, Evil evil, const char *origin)
{
    g_autofree char *hex = origin_hex(origin),
                    *prefix = g_strdup_printf("mirror/%s/tile/entries/", hex),
                    *head = g_strdup_printf("cosigned/%s/checkpoint", hex),
                    *file = g_strdup_printf("file/%s/%064d", hex, 0),
                    *full = g_strconcat(prefix, "000", NULL),
                    *beyond = g_strconcat(prefix, "007", NULL), *other = origin_hex("nobody"),
                    *stranger = g_strdup_printf("mirror/%s/tile/entries/000", other);
    TarMember *tile = parts_find(parts->outer, prefix), *note = parts_find(parts->outer, head);
    gsize length;
    const char *text = g_bytes_get_data(note->data, &length);
    const char *last = g_strrstr_len(text, (gssize)length, "\n—");
    g_autofree char *alone = g_strndup(text, (gsize)(last - text) + 1);
    g_autofree char *body = g_strdup("= AAECAwQFBgcICQoLDA0ODw held_on 2020-01-15\n");
    switch (evil) {
    case EVIL_TILE_BYTE:
        change(tile, 40);
        break;
    case EVIL_TILE_GONE:
        g_ptr_array_remove(parts->outer, tile);
        tar_add(parts->outer, full, "x", 1);
        break;
    case EVIL_TILE_TWICE:
        tar_add(parts->outer, beyond, "x", 1);
        break;
    case EVIL_TILE_OTHER:
        tar_add(parts->outer, stranger, "x", 1);
        break;
    case EVIL_HEAD_GONE:
        g_ptr_array_remove(parts->outer, note);
        break;
    case EVIL_HEAD_ALONE: /* signed by us, confirmed by nobody */
        g_bytes_unref(note->data);
        note->data = g_bytes_new(alone, strlen(alone));
        break;
    case EVIL_ASKS_TOO: {
        TarMember *asks = g_new0(TarMember, 1);
        *asks = (TarMember){g_strdup_printf("asks/%s", hex), g_bytes_new("x", 1)};
        g_ptr_array_insert(parts->outer, 0, asks);
        break;
    }
    case EVIL_BODY:
        parts_put_body(parts, origin, 1, body);
        break;
    case EVIL_BODY_NUMBER:
        parts_put_body(parts, origin, 250, body);
        break;
    case EVIL_FILE:
        tar_add(parts->inner, file, "photo", 5);
        break;
    case EVIL_ALL:
        break;
    }
}

static void
test_evil_answers(void)
{
    g_auto(Sick) sick = {0};
    sick_init(&sick);
    g_autoptr(Book) own = book_of(&sick.old, "KG");
    /* An honest bundle that brings nothing back tells the mark first. */
    g_autoptr(GBytes) plain = send_bundle(&sick.pair.hg, "HG", "KG");
    refused(&sick.old, plain, KN_BROKEN);
    for (Evil evil = EVIL_TILE_BYTE; evil < EVIL_ALL; evil++) {
        Parts parts;
        parts_open(&parts, sick.answer, &sick.old, "KG-CD");
        spoil(&parts, evil, own->origin);
        g_autoptr(GBytes) bundle = parts_close(&parts, &sick.pair.hg, "HG-CD", &sick.old, "KG-CD");
        refused_unchanged(&sick.old, bundle, evil == EVIL_BODY ? KN_BROKEN : KN_INVALID);
    }
    g_autoptr(Arrival) arrival = receive(&sick.old, sick.answer);
    g_assert_cmpint(arrival->taken_back, ==, 2);
}

/* Only the owner asks for a book, and only for one that it sends. */
static void
test_evil_asks(void)
{
    g_auto(Sick) sick = {0};
    sick_init(&sick);
    g_autoptr(GBytes) ask = ask_from(&sick.old, "KG-CD", "HG-CD");
    for (int way = 0; way < 2; way++) {
        Parts parts;
        parts_open(&parts, ask, &sick.pair.hg, "HG-CD");
        TarMember *note = parts.outer->pdata[0];
        if (way == 0)
            change(note, 60);
        /* The other book of the office sends what this one signed. */
        g_autoptr(GBytes) bundle =
            parts_close(&parts, &sick.old, way == 0 ? "KG-CD" : "KG", &sick.pair.hg, "HG-CD");
        refused_unchanged(&sick.pair.hg, bundle, KN_INVALID);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/healing/healed", test_healed);
    g_test_add_func("/healing/private-picture", test_private_picture);
    g_test_add_func("/healing/again", test_again);
    g_test_add_func("/healing/signed-since", test_signed_since);
    g_test_add_func("/healing/typed-since", test_typed_since);
    g_test_add_func("/healing/erased-since", test_erased_since);
    g_test_add_func("/healing/evil-answers", test_evil_answers);
    g_test_add_func("/healing/evil-asks", test_evil_asks);
    return g_test_run();
}
