/* copies.c: the sealed copies that partners keep for each other: what goes, what is known to have
 * come, what is refused, and when it is deleted.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "exchange/bodies.h"
#include "exchange/box.h"
#include "exchange/copy_keep.h"
#include "exchange/copy_leave.h"
#include "exchange/copy_note.h"
#include "exchange/copy_parts.h"
#include "proof/base64.h"
#include "store/kept.h"

#include <sodium.h>

#define DAYS(n) ((gint64)(n)*86400)

static guint
parts_in(GBytes *bundle)
{
    gsize length;
    guint count = 0;
    const void *data = g_bytes_get_data(bundle, &length);
    g_autoptr(GPtrArray) members = tar_read(data, length, NULL);
    for (guint i = 0; i < members->len; i++) {
        const char *path = ((TarMember *)members->pdata[i])->path;
        count += g_str_has_prefix(path, "keys.box/") && !g_str_has_suffix(path, "/note");
    }
    return count;
}

/* Parts of both books of KG's office that HG keeps. */
static guint
kept_at(Desk *desk)
{
    g_autoptr(Book) kg = book_of(desk, "KG"), union_book = book_of(desk, "KG-CD");
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(GPtrArray) one = kept_list(db, kg->book, NULL),
                         other = kept_list(db, union_book->book, NULL);
    return one->len + other->len;
}

static CopyStand
stand_of(Desk *desk, const char *own, const char *partner)
{
    g_autoptr(Book) book = book_of(desk, own), keeper = book_of(desk, partner);
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    CopyStand stand;
    g_assert_true(copies_stand(desk->office, db, book, keeper, &stand, NULL));
    return stand;
}

static void
both_at(Pair *pair, gint64 time)
{
    pair->kg.office->fixed_time = pair->hg.office->fixed_time = time;
}

/* What went on a lost stick goes again; what is known to be there does not. */
static void
test_lost_sticks(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GBytes) early = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_assert_cmpuint(parts_in(early), ==, 0); /* nobody is bound yet */
    g_assert_false(stand_of(&pair.kg, "KG", "HG-CD").kept);
    g_autofree char *hash = pair_agree(&pair, NULL);
    add_activity(&pair.kg, "KG", "2020-02-01", "Một");
    g_autoptr(GBytes) lost = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_assert_cmpuint(parts_in(lost), ==, 4); /* keys and entries of both books */
    g_autoptr(GBytes) sent = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_assert_cmpuint(parts_in(sent), ==, 4);
    g_autoptr(Arrival) arrival = receive(&pair.hg, sent);
    g_assert_cmpint(arrival->kept, ==, 4);
    g_assert_cmpuint(kept_at(&pair.hg), ==, 4);
    g_assert_cmpuint(stand_of(&pair.kg, "KG", "HG-CD").confirmed, ==, 0); /* not yet known */
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    CopyStand stand = stand_of(&pair.kg, "KG", "HG-CD");
    g_assert_true(stand.kept);
    g_assert_cmpuint(stand.confirmed, ==, 2);
    g_assert_cmpuint(stand.parts, ==, 2);
    g_autoptr(GBytes) quiet = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_assert_cmpuint(parts_in(quiet), ==, 0);

    /* One entry more: its run alone. */
    add_activity(&pair.kg, "KG", "2020-02-02", "Hai");
    g_assert_cmpuint(stand_of(&pair.kg, "KG", "HG-CD").confirmed, ==, 1);
    g_autoptr(GBytes) next = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_assert_cmpuint(parts_in(next), ==, 1);

    /* An older bundle that comes late replaces nothing. */
    receive_quietly(&pair.hg, next);
    g_autofree char *before = dump(&pair.hg);
    receive_quietly(&pair.hg, lost);
    g_autofree char *after = dump(&pair.hg);
    g_assert_cmpstr(before, ==, after);
    assert_sound(&pair.hg);
    assert_sound(&pair.kg);
}

/* Sent anew before it would be deleted; deleted when nothing comes any more. */
static void
test_terms(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GError) error = NULL;
    g_autofree char *hash = pair_agree(&pair, NULL);
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    gint64 start = pair.kg.office->fixed_time;
    both_at(&pair, start + DAYS(59));
    g_autoptr(GBytes) early = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_assert_cmpuint(parts_in(early), ==, 0);
    both_at(&pair, start + DAYS(61));
    g_autoptr(GBytes) renewed = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_assert_cmpuint(parts_in(renewed), ==, 4);
    receive_quietly(&pair.hg, renewed);
    both_at(&pair, start + DAYS(61 + 89));
    g_assert_true(copies_expire(pair.hg.office, &error));
    g_assert_cmpuint(kept_at(&pair.hg), ==, 4);
    both_at(&pair, start + DAYS(61 + 91));
    g_assert_true(copies_expire(pair.hg.office, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(kept_at(&pair.hg), ==, 0);
    assert_sound(&pair.hg);
}

/* A photo is a part of its own, under a name that does not tell which; gone when it is erased. */
static void
test_photo(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GError) error = NULL;
    g_autofree char *hash = pair_agree(&pair, NULL);
    gint64 photo = add_photo(&pair.kg, "bytes of a photo");
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    g_assert_cmpuint(kept_at(&pair.hg), ==, 5);
    g_assert_true(record_erase(pair.kg.office, "KG", &machine, photo, "file", "yêu cầu", &error));
    g_autoptr(GBytes) lost = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_autoptr(GBytes) sent = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_assert_cmpuint(parts_in(sent), ==, 1);
    receive_quietly(&pair.hg, sent);
    g_assert_cmpuint(kept_at(&pair.hg), ==, 4);
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    g_autoptr(GBytes) quiet = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    gsize length;
    const char *data = g_bytes_get_data(quiet, &length);
    g_assert_null(g_strstr_len(data, (gssize)length, "keys.box"));
}

typedef enum {
    EVIL_BYTE,     /* of a part */
    EVIL_GONE,     /* a part that is listed */
    EVIL_UNLISTED, /* a part that is not */
    EVIL_NO_LIST,
    EVIL_LIST_BYTE,
    EVIL_LIST_EARLIER, /* the list of another bundle */
    EVIL_OTHER_KEY,    /* signed by another book of the office */
    EVIL_NAME,
    EVIL_OURS, /* of the receiver's own book */
    EVIL_ALL,
} Evil;

static void
put(TarMember *member, const void *data, gsize length)
{
    g_bytes_unref(member->data);
    member->data = g_bytes_new(data, length);
}

static void
change(TarMember *member, gsize at)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(member->data, &length);
    g_autofree guint8 *bytes = g_memdup2(data, length);
    bytes[at] ^= 1;
    put(member, bytes, length);
}

static void
insert(GPtrArray *members, TarMember *before, char *path, const char *data)
{
    guint at = 0;
    g_ptr_array_find(members, before, &at);
    TarMember *member = g_new0(TarMember, 1);
    *member = (TarMember){path, g_bytes_new(data, strlen(data))};
    g_ptr_array_insert(members, (gint)at + 1, member);
}

/* The same list in the words of another key. */
static void
sign_by_other(Pair *pair, TarMember *note, const char *folder, const GPtrArray *members)
{
    g_auto(Keys) keys = {0};
    g_autoptr(Book) kg = book_of(&pair->kg, "KG"), other = book_of(&pair->kg, "KG-CD"),
                    to = book_of(&pair->hg, "HG-CD");
    g_autoptr(Db) db = store_read(pair->kg.office->store, NULL);
    g_autoptr(GPtrArray) lines = copy_lines_new();
    for (guint i = 0; i < members->len; i++) {
        const TarMember *member = members->pdata[i];
        if (g_str_has_prefix(member->path, folder) && !g_str_has_suffix(member->path, "/note"))
            copy_lines_keep(lines, member->path + strlen(folder), member->data);
    }
    g_assert_true(keys_load(db, other->book, other->origin, &keys, NULL));
    g_autofree char *text = copy_note_write(lines, kg->origin, to->origin,
                                            office_now(pair->kg.office), &keys.log, keys.log_seed);
    put(note, text, strlen(text));
}

static void
spoil(Pair *pair, Parts *parts, Evil evil, const char *earlier)
{
    g_autoptr(Book) kg = book_of(&pair->kg, "KG"), hg = book_of(&pair->hg, "HG");
    g_autofree char *hex = origin_hex(kg->origin), *own = origin_hex(hg->origin),
                    *folder = g_strdup_printf("keys.box/%s/", hex),
                    *list = g_strconcat(folder, "note", NULL),
                    *keys = g_strconcat(folder, "keys", NULL);
    TarMember *note = parts_find(parts->outer, list), *part = parts_find(parts->outer, keys);
    switch (evil) {
    case EVIL_BYTE:
        change(part, 100);
        break;
    case EVIL_GONE:
        g_ptr_array_remove(parts->outer, part);
        break;
    case EVIL_UNLISTED:
        insert(parts->outer, part, g_strdup_printf("%sbackup/7", folder), "x");
        break;
    case EVIL_NO_LIST:
        g_ptr_array_remove(parts->outer, note);
        break;
    case EVIL_LIST_BYTE:
        change(note, 30);
        break;
    case EVIL_LIST_EARLIER:
        put(note, earlier, strlen(earlier));
        break;
    case EVIL_OTHER_KEY:
        sign_by_other(pair, note, folder, parts->outer);
        break;
    case EVIL_NAME:
        insert(parts->outer, part, g_strdup_printf("%sbackup/x", folder), "x");
        break;
    case EVIL_OURS:
        insert(parts->outer, parts->outer->pdata[parts->outer->len - 1],
               g_strdup_printf("keys.box/%s/keys", own), "x");
        break;
    case EVIL_ALL:
        break;
    }
}

static void
test_evil(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    add_activity(&pair.kg, "KG", "2020-02-01", "Một");
    g_autoptr(GBytes) first = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_autoptr(Book) kg = book_of(&pair.kg, "KG");
    g_autofree char *hex = origin_hex(kg->origin), *path = g_strdup_printf("keys.box/%s/note", hex);
    gsize length;
    const void *data = g_bytes_get_data(first, &length);
    g_autoptr(GPtrArray) members = tar_read(data, length, NULL);
    data = g_bytes_get_data(tar_find(members, path)->data, &length);
    g_autofree char *earlier = g_strndup(data, length);
    g_autoptr(GBytes) honest = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    for (Evil evil = EVIL_BYTE; evil < EVIL_ALL; evil++) {
        Parts parts;
        parts_open(&parts, honest, &pair.hg, "HG-CD");
        spoil(&pair, &parts, evil, earlier);
        g_autoptr(GBytes) bundle = parts_close(&parts, &pair.kg, "KG-CD", &pair.hg, "HG-CD");
        refused_unchanged(&pair.hg, bundle, KN_INVALID);
    }
    receive_quietly(&pair.hg, honest);
    g_assert_cmpuint(kept_at(&pair.hg), ==, 4);
}

/* Whoever ended the covenant keeps no more; who has not heard of it yet is not blamed. */
static void
test_ended(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GError) error = NULL;
    g_autofree char *hash = pair_agree(&pair, NULL);
    g_assert_true(agreement_end(pair.hg.office, "HG", &machine, hash, "hết hạn", &error));
    g_assert_no_error(error);
    g_autoptr(GBytes) sent = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_assert_cmpuint(parts_in(sent), ==, 4);
    receive_quietly(&pair.hg, sent);
    g_assert_cmpuint(kept_at(&pair.hg), ==, 0);
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    g_assert_false(stand_of(&pair.kg, "KG", "HG-CD").kept);
    g_autoptr(GBytes) quiet = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_assert_cmpuint(parts_in(quiet), ==, 0);
}

/* A restored copy without its keys can be looked at all the same. */
static void
test_without_keys(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GError) error = NULL;
    g_autofree char *hash = pair_agree(&pair, NULL);
    g_autoptr(Db) db = store_write(pair.kg.office->store, &error);
    g_assert_true(db_run_built(db, &error, "DELETE FROM secret") && db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    CopyStand stand = stand_of(&pair.kg, "KG", "HG-CD");
    g_assert_true(stand.kept && stand.unknown);
    g_autoptr(Preview) preview = bundle_preview(pair.kg.office, "KG-CD", "HG-CD", &error);
    g_assert_no_error(error);
    g_assert_cmpint(preview->copied, ==, 0);
}

static CopyStand
send_on(Pair *pair, gint64 *ret_bytes)
{
    g_autoptr(GBytes) sent = send_bundle(&pair->kg, "KG-CD", "HG-CD");
    *ret_bytes = (gint64)g_bytes_get_size(sent);
    receive_quietly(&pair->hg, sent);
    exchange(&pair->hg, "HG-CD", &pair->kg, "KG-CD");
    return stand_of(&pair->kg, "KG", "HG-CD");
}

/* What does not fit into one bundle goes with the next ones, and comes back in several. */
static void
test_large(void)
{
    g_auto(Pair) pair = {0};
    g_autoptr(GError) error = NULL;
    gint64 bytes = 0;
    guint bundles = 0;
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, (const char *const[]){"activity.held", NULL});
    for (int i = 0; i < 4; i++) {
        g_autofree char *photo = g_strnfill(25 * 1024 * 1024, (char)('a' + i));
        add_photo(&pair.kg, photo);
    }
    CopyStand stand = send_on(&pair, &bytes);
    g_assert_cmpuint(stand.parts, ==, 6);
    g_assert_cmpuint(stand.confirmed, ==, 4); /* keys, entries, two photos */
    g_assert_cmpint(bytes, <, 66 * 1024 * 1024);
    /* A lost stick: the same goes again, and is not taken for confirmed. */
    g_autoptr(GBytes) lost = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_assert_cmpuint(parts_in(lost), ==, 2);
    g_assert_cmpuint(stand_of(&pair.kg, "KG", "HG-CD").confirmed, ==, 4);
    stand = send_on(&pair, &bytes);
    g_assert_cmpuint(stand.confirmed, ==, 6);
    g_autofree char *name = NULL;
    for (guint i = 1; i <= 2; i++) {
        g_autoptr(GBytes) back = bundle_give_back(pair.hg.office, "HG-CD", &machine, "KG-CD", i,
                                                  &bundles, &name, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(bundles, ==, 2);
        g_clear_pointer(&name, g_free);
    }
    g_assert_null(
        bundle_give_back(pair.hg.office, "HG-CD", &machine, "KG-CD", 3, &bundles, &name, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
}

/* There is an end to what is kept for one book, and it is said. */
static void
test_limit(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GError) error = NULL;
    g_autofree char *hash = pair_agree(&pair, NULL);
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    g_autoptr(Book) kg = book_of(&pair.hg, "KG");
    g_autoptr(Db) db = store_write(pair.hg.office->store, &error);
    g_autofree char *sql = g_strdup_printf(
        "UPDATE kept SET bytes = 4294967290 WHERE book = %d AND name = 'keys'", (int)kg->book);
    g_assert_true(db_run_built(db, &error, sql) && db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    add_activity(&pair.kg, "KG", "2020-02-01", "Một");
    add_photo(&pair.kg, "bytes of a photo");
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");
    g_autoptr(GBytes) sent = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_autoptr(Arrival) arrival = receive(&pair.hg, sent);
    g_assert_cmpuint(arrival->findings->len, ==, 1);
    g_assert_cmpint(arrival->kept, ==, 0);
}

static char *
vector_value(const char *text, const char *label)
{
    g_autofree char *start = g_strdup_printf("\n%s: ", label), *all = g_strconcat("\n", text, NULL);
    const char *at = strstr(all, start);
    g_assert_nonnull(at);
    at += strlen(start);
    return g_strndup(at, strcspn(at, "\n"));
}

static void
assert_hex(const char *text, const char *label, const guint8 bytes[32])
{
    g_autofree char *value = vector_value(text, label), *made = NULL;
    Hash hash;
    memcpy(hash.bytes, bytes, 32);
    made = hash_hex(&hash);
    g_assert_cmpstr(value, ==, made);
}

/* The published sheet opens the published part, and the document shows both. */
static void
test_vector(gconstpointer source)
{
    g_autofree char *path = g_build_filename(source, "tests/vectors/copy.txt", NULL),
                    *book = g_build_filename(source, "docs/FORMAT.md", NULL), *text = NULL,
                    *document = NULL;
    guint8 secret[32], read[32], sign[32], box[32], seed[32], box_secret[32];
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_true(g_file_get_contents(book, &document, NULL, NULL));
    g_assert_nonnull(strstr(document, text));
    for (guint i = 0; i < 32; i++)
        secret[i] = (guint8)i;
    g_autofree char *groups = recovery_write(secret), *shown = vector_value(text, "sheet");
    g_assert_cmpstr(groups, ==, shown);
    g_assert_true(recovery_read(shown, read));
    recovery_public(read, sign, box);
    recovery_secrets(read, seed, box_secret);
    assert_hex(text, "secret", secret);
    assert_hex(text, "recovery_sign", sign);
    assert_hex(text, "box secret", box_secret);
    assert_hex(text, "recovery_box", box);
    g_autofree char *sealed = vector_value(text, "sealed"), *plain = vector_value(text, "plain");
    gsize length = 0, room = strlen(sealed);
    g_autofree guint8 *bytes = g_malloc(room);
    g_assert_cmpint(base64_read(sealed, room, bytes, room, &length), ==, PROOF_OK);
    g_autoptr(GBytes) object = g_bytes_new(bytes, length);
    g_autoptr(GBytes) opened = box_open(object, box, box_secret, NULL);
    g_assert_nonnull(opened);
    const char *data = g_bytes_get_data(opened, &length);
    g_assert_cmpmem(data, length, plain, strlen(plain));
}

/* copies --seal prints such a part: each is another. */
static int
print_sealed(void)
{
    guint8 secret[32], sign[32], box[32];
    for (guint i = 0; i < 32; i++)
        secret[i] = (guint8)i;
    recovery_public(secret, sign, box);
    static const char text[] = "Tặng quà Tết cho hộ nghèo";
    g_autoptr(GBytes) plain = g_bytes_new_static(text, strlen(text));
    g_autoptr(GBytes) sealed = box_seal(plain, box);
    gsize length;
    const guint8 *data = g_bytes_get_data(sealed, &length);
    g_autofree char *shown = g_base64_encode(data, length);
    g_print("%s\n", shown);
    return 0;
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(sodium_init(), >=, 0);
    if (argc > 1 && g_str_equal(argv[1], "--seal"))
        return print_sealed();
    g_test_add_func("/copies/lost-sticks", test_lost_sticks);
    g_test_add_func("/copies/terms", test_terms);
    g_test_add_func("/copies/photo", test_photo);
    g_test_add_func("/copies/evil", test_evil);
    g_test_add_func("/copies/ended", test_ended);
    g_test_add_func("/copies/without-keys", test_without_keys);
    g_test_add_func("/copies/large", test_large);
    g_test_add_func("/copies/limit", test_limit);
    if (argc > 1)
        g_test_add_data_func("/copies/vector", argv[1], test_vector);
    return g_test_run();
}
