/* receive.c: two offices exchange: what is agreed arrives, what is closed does not, and a bundle that
 * is wrong in any way changes nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "book/body.h"
#include "book/head.h"
#include "exchange/bodies.h"

#define CLOSED_PLACE "NơiKínRiêng"
#define CLOSED_WORDS "MôTảKínRiêng"
#define PRIVATE_NAME "TênĐoànViênRiêng"
#define OLD_TITLE "TiêuĐềNămTrước"

static gint64
add_member(Desk *desk, const char *unit)
{
    g_autoptr(Record) member = record_new(kind_get("member"));
    record_set(member, member->kind->title, PRIVATE_NAME);
    return write_record(desk, unit, member);
}

static bool
is_open(Desk *desk, const char *unit, gint64 entry, const char *name)
{
    g_autofree char *body = body_of(desk, unit, entry);
    Slice value;
    return body != NULL && body_find(body, strlen(body), name, &value);
}

/* Without a covenant: leaves, system kinds, agreements that name the partner. */
static void
test_strangers(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    static const char *const with_hg[] = {"KG", "HG", NULL};
    gint64 activity = add_activity(&pair.kg, "KG", "2020-02-01", "Tặng quà");
    gint64 member = add_member(&pair.kg, "KG");
    g_autofree char *hash = propose(&pair.kg, "KG", with_hg, NULL, "2020-01-01", "2020-12-31");
    gint64 covenant = (gint64)size_of(&pair.kg, "KG") - 1;
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    g_autoptr(Arrival) arrival = receive(&pair.hg, bundle);
    g_assert_cmpstr(arrival->from, ==, "KG");
    g_assert_cmpstr(arrival->to, ==, "HG");
    g_assert_cmpint(arrival->new_entries, ==, covenant + 1);
    g_assert_cmpint(arrival->new_bodies, ==, 2); /* entry 0 and the covenant */
    g_assert_cmpint(arrival->cosigned, ==, 1);
    g_assert_cmpuint(arrival->findings->len, ==, 0);
    g_assert_cmpuint(arrival->agreements->len, ==, 1);
    g_assert_cmpstr(arrival->agreements->pdata[0], ==, hash);
    g_assert_null(body_of(&pair.hg, "KG", activity));
    g_assert_null(body_of(&pair.hg, "KG", member));
    g_assert_cmpint(state_of(&pair.hg, hash), ==, AGREEMENT_PROPOSED);
    g_autofree char *own = body_of(&pair.kg, "KG", covenant),
                    *came = body_of(&pair.hg, "KG", covenant);
    g_assert_cmpstr(own, ==, came);
    g_autoptr(Book) ours = book_of(&pair.kg, "KG"), theirs = book_of(&pair.hg, "KG");
    g_assert_true(hash_equal(&ours->root, &theirs->root));

    /* Not to another whom the text does not name. */
    g_autoptr(GBytes) other = send_bundle(&pair.kg, "KG", "HG-CD");
    g_autoptr(GBytes) union_bundle = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    receive_quietly(&pair.hg, union_bundle);
    g_assert_cmpuint(size_of(&pair.hg, "KG-CD"), ==, size_of(&pair.kg, "KG-CD"));
    Parts parts;
    parts_open(&parts, other, &pair.hg, "HG-CD");
    g_autofree char *prefix = origin_hex(ours->origin);
    for (guint i = 0; i < parts.inner->len; i++) {
        TarMember *member_of = parts.inner->pdata[i];
        gsize length;
        const char *data = g_bytes_get_data(member_of->data, &length);
        g_assert_null(g_strstr_len(data, (gssize)length, "Giao"));
    }
    g_autoptr(GBytes) again = parts_close(&parts, &pair.kg, "KG", &pair.hg, "HG-CD");
    receive_quietly(&pair.hg, again);
    assert_sound(&pair.kg);
    assert_sound(&pair.hg);
}

static void
test_covenant(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    gint64 before = add_activity(&pair.kg, "KG", "2020-02-01", "Trước giao ước");
    g_autofree char *hash = pair_agree(&pair, NULL);
    gint64 after = add_activity(&pair.kg, "KG", "2020-02-20", "Sau giao ước");
    gint64 outside = add_activity(&pair.kg, "KG", "2019-12-31", OLD_TITLE);
    gint64 member = add_member(&pair.kg, "KG-CD");
    g_autoptr(Record) theirs = activity_record("2020-02-20", "Của Hậu Giang");
    write_record(&pair.hg, "HG", theirs);
    g_assert_cmpint(occurrences(&pair.kg, CLOSED_PLACE), >, 0);
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    exchange(&pair.hg, "HG-CD", &pair.kg, "KG-CD");

    g_autofree char *came = titles_of(&pair.hg, "KG"), *back = titles_of(&pair.kg, "HG");
    g_assert_cmpstr(came, ==, "#|Sau giao ước|Trước giao ước");
    g_assert_cmpstr(back, ==, "Của Hậu Giang");
    g_assert_true(is_open(&pair.hg, "KG", before, "value"));
    g_assert_true(is_open(&pair.hg, "KG", after, "value"));
    g_assert_false(is_open(&pair.hg, "KG", after, "place"));
    g_assert_false(is_open(&pair.hg, "KG", after, "author"));
    g_assert_true(is_open(&pair.hg, "KG", outside, "held"));
    g_assert_false(is_open(&pair.hg, "KG", outside, "title"));
    g_assert_null(body_of(&pair.hg, "KG-CD", member));
    static const char *const closed[] = {CLOSED_PLACE, CLOSED_WORDS, PRIVATE_NAME, OLD_TITLE};
    for (gsize i = 0; i < G_N_ELEMENTS(closed); i++)
        g_assert_cmpint(occurrences(&pair.hg, closed[i]), ==, 0);

    /* Each side confirms what it holds. */
    Partner *partner = partner_of(&pair.kg, "HG-CD");
    g_assert_cmpuint(partner->our_cosigned, >, 0);
    g_assert_cmpuint(partner->size, ==, size_of(&pair.hg, "HG-CD"));
    g_assert_cmpint(partner->last_seen, >, DESK_TIME);
    partner_free(partner);
    g_autofree char *none = titles_of(&pair.hg, "KG-CD");
    g_assert_cmpstr(none, ==, "");
    assert_sound(&pair.kg);
    assert_sound(&pair.hg);
}

static gsize
signatures_by(Desk *desk, const char *code, const char *signer)
{
    g_autoptr(Book) book = book_of(desk, code), by = book_of(desk, signer);
    g_autofree char *mirror = g_strconcat(by->origin, "/mirror", NULL), *note = NULL;
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    guint64 size;
    g_assert_true(head_find_cosigned(db, book->book, mirror, &note, &size, NULL));
    return note != NULL ? 1 : 0;
}

/* Books of one office never vouch for each other. */
static void
test_no_friends(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    exchange(&pair.kg, "KG-CD", &pair.hg, "HG-CD");
    exchange(&pair.hg, "HG", &pair.kg, "KG");
    static const char *const kg[] = {"KG", "KG-CD"};
    for (gsize i = 0; i < 2; i++)
        for (gsize k = 0; k < 2; k++)
            g_assert_cmpuint(signatures_by(&pair.kg, kg[i], kg[k]), ==, 0);
    g_assert_cmpuint(signatures_by(&pair.kg, "KG", "HG-CD"), ==, 1);
    g_assert_cmpuint(signatures_by(&pair.kg, "KG-CD", "HG-CD"), ==, 1);
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;
    g_assert_null(bundle_write(pair.kg.office, "KG", &machine, "KG-CD", &name, &error));
    g_assert_error(error, KN_ERROR, KN_MISSING);
}

static void
test_replay(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    add_activity(&pair.kg, "KG", "2020-02-01", "Một");
    g_autoptr(GBytes) first = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    add_activity(&pair.kg, "KG", "2020-02-02", "Hai");
    g_autoptr(GBytes) second = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    receive_quietly(&pair.hg, second);
    g_autofree char *before = dump(&pair.hg);
    GBytes *const bundles[] = {second, first};
    for (gsize i = 0; i < 20; i++) {
        pair.hg.office->fixed_time += 600;
        g_autoptr(Arrival) arrival = receive(&pair.hg, bundles[i % 2]);
        g_assert_true(arrival->nothing_new);
        g_assert_cmpint(arrival->new_bodies + arrival->new_entries + arrival->cosigned, ==, 0);
        g_autofree char *after = dump(&pair.hg);
        g_assert_cmpstr(before, ==, after);
    }
}

/* Every way in which a file can be damaged or misdirected. */
static void
test_damage(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autofree char *hash = pair_agree(&pair, NULL);
    add_activity(&pair.kg, "KG", "2020-02-01", "Một");
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    gsize length;
    const char *data = g_bytes_get_data(bundle, &length);
    g_autofree char *changed = g_memdup2(data, length), *before = dump(&pair.hg);
    g_test_message("%d bytes", (int)length);
    for (guint i = 0; i < 500; i++) {
        g_autoptr(GError) error = NULL;
        gsize at = i < 100 ? i * 3 : (length - 1) * (i - 99) / 400;
        changed[at] ^= (char)(1 << i % 8);
        g_assert_null(bundle_receive(pair.hg.office, &machine, changed, length, &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
        changed[at] = data[at];
    }
    for (guint i = 0; i < 200; i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(bundle_receive(pair.hg.office, &machine, data, length * i / 200, &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
    }
    for (gsize cut = 1; cut <= 64; cut++)
        g_assert_null(bundle_receive(pair.hg.office, &machine, data, length - cut, NULL));
    g_autofree char *twice = g_malloc(2 * length);
    memcpy(twice, data, length);
    memcpy(twice + length, data, length);
    g_assert_null(bundle_receive(pair.hg.office, &machine, twice, length + 1, NULL));
    g_assert_null(bundle_receive(pair.hg.office, &machine, twice, 2 * length, NULL));
    g_autofree char *after = dump(&pair.hg);
    g_assert_cmpstr(before, ==, after);

    refused_unchanged(&pair.kg, bundle, KN_INVALID); /* back to its sender */
    receive_quietly(&pair.hg, bundle);
}

/* A bundle signed by a partner of nobody here, or by another key. */
static void
test_wrong_people(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    Desk third = {g_build_filename(pair.folder, "third", NULL), NULL};
    desk_open(&third);
    g_autofree char *recovery = NULL, *vkey = NULL;
    OfficeUnit unit = {.code = "CM", .name = "Cà Mau", .unit_kind = "chapter"};
    g_assert_true(office_init_book(third.office, &unit, &machine, &recovery, &vkey, NULL));
    take_card(&pair.hg, "HG", &third);
    g_autoptr(GBytes) stranger = send_bundle(&third, "CM", "HG");
    refused_unchanged(&pair.hg, stranger, KN_INVALID);
    take_card(&third, "CM", &pair.hg);
    receive_quietly(&pair.hg, stranger);
    refused_unchanged(&pair.kg, stranger, KN_INVALID);
    desk_close(&third);

    /* KG's bundle under the signature of its union. */
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    Parts parts;
    parts_open(&parts, bundle, &pair.hg, "HG");
    g_autoptr(GBytes) other = parts_close(&parts, &pair.kg, "KG-CD", &pair.hg, "HG");
    refused_unchanged(&pair.hg, other, KN_INVALID);

    Actor reader = {3, "lan", ROLE_READER};
    g_autoptr(GError) error = NULL, denied = NULL;
    g_autofree char *name = NULL;
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    g_assert_null(bundle_receive(pair.hg.office, &reader, data, length, &error));
    g_assert_error(error, KN_ERROR, KN_DENIED);
    g_assert_null(bundle_write(pair.kg.office, "KG", &reader, "HG", &name, &denied));
    g_assert_error(denied, KN_ERROR, KN_DENIED);
}

/* A covenant of three: what it opens comes as soon as giver and taker agreed, also when the taker has
 * not heard from the third yet. */
static void
test_third_party(void)
{
    static const char *const parties[] = {"KG", "HG", "CM", NULL};
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    Desk third = {g_build_filename(pair.folder, "third", NULL), NULL};
    desk_open(&third);
    g_autofree char *recovery = NULL, *vkey = NULL;
    OfficeUnit unit = {.code = "CM", .name = "Cà Mau", .unit_kind = "chapter"};
    g_assert_true(office_init_book(third.office, &unit, &machine, &recovery, &vkey, NULL));
    take_card(&third, "CM", &pair.kg);
    take_card(&third, "CM", &pair.hg);
    take_card(&pair.kg, "KG", &third);
    take_card(&pair.hg, "HG", &third);
    g_autofree char *hash = propose(&pair.kg, "KG", parties, NULL, "2020-01-01", "2020-12-31");
    gint64 activity = add_activity(&pair.kg, "KG", "2020-02-01", "Một");
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    exchange(&pair.kg, "KG", &third, "CM");
    accept(&third, "CM", hash);
    exchange(&third, "CM", &pair.kg, "KG");
    g_autoptr(GBytes) before = send_bundle(&pair.kg, "KG", "HG");
    receive_quietly(&pair.hg, before);
    g_assert_null(body_of(&pair.hg, "KG", activity)); /* HG did not agree yet */
    accept(&pair.hg, "HG", hash);
    exchange(&pair.hg, "HG", &pair.kg, "KG");
    g_assert_cmpint(state_of(&pair.kg, hash), ==, AGREEMENT_IN_FORCE);
    g_assert_cmpint(state_of(&pair.hg, hash), ==, AGREEMENT_PROPOSED);
    exchange(&pair.kg, "KG", &pair.hg, "HG");
    g_assert_true(is_open(&pair.hg, "KG", activity, "title"));
    g_assert_false(is_open(&pair.hg, "KG", activity, "place"));
    desk_close(&third);
    assert_sound(&pair.hg);
}

/* Partners with a right signature and a wrong program. */

typedef struct {
    Pair pair;
    Parts parts;
    char *origin;
    gint64 activity, outside, member;
} Evil;

static void
evil_init(Evil *evil)
{
    pair_init(&evil->pair);
    g_autofree char *hash = pair_agree(&evil->pair, NULL);
    evil->activity = add_activity(&evil->pair.kg, "KG", "2020-02-01", "Một");
    evil->outside = add_activity(&evil->pair.kg, "KG", "2019-12-31", OLD_TITLE);
    evil->member = add_member(&evil->pair.kg, "KG");
    g_autoptr(Book) book = book_of(&evil->pair.kg, "KG");
    evil->origin = g_strdup(book->origin);
    g_autoptr(GBytes) bundle = send_bundle(&evil->pair.kg, "KG-CD", "HG-CD");
    parts_open(&evil->parts, bundle, &evil->pair.hg, "HG-CD");
}

static void
evil_end(Evil *evil, KnCode code)
{
    g_autoptr(GBytes) bundle =
        parts_close(&evil->parts, &evil->pair.kg, "KG-CD", &evil->pair.hg, "HG-CD");
    refused_unchanged(&evil->pair.hg, bundle, code);
    g_autoptr(GBytes) honest = send_bundle(&evil->pair.kg, "KG-CD", "HG-CD");
    receive_quietly(&evil->pair.hg, honest);
    assert_sound(&evil->pair.hg);
    g_free(evil->origin);
    pair_clear(&evil->pair);
}

static void
test_excess(void)
{
    Evil evil;
    evil_init(&evil);
    g_autofree char *body = body_of(&evil.pair.kg, "KG", evil.activity);
    parts_put_body(&evil.parts, evil.origin, evil.activity, body);
    evil_end(&evil, KN_INVALID);
}

static void
test_excess_outside(void)
{
    Evil evil;
    evil_init(&evil);
    /* Only what the covenant names, but of another year. */
    g_autofree char *whole = body_of(&evil.pair.kg, "KG", evil.outside);
    g_autoptr(GString) body = g_string_new(NULL);
    Slice rest = {whole, strlen(whole)};
    BodyLine line;
    while (rest.length > 0 && body_line_read(&rest, &line) == PROOF_OK) {
        bool named = slice_is(line.name, "held") || slice_is(line.name, "title");
        g_autofree char *commitment = g_base64_encode(line.commitment.bytes, HASH_SIZE);
        if (named)
            g_string_append_printf(body, "= %.*s\n", (int)line.line.length, line.line.at);
        else
            g_string_append_printf(body, "# %s\n", commitment);
    }
    parts_put_body(&evil.parts, evil.origin, evil.outside, body->str);
    evil_end(&evil, KN_INVALID);
}

static void
test_excess_private(void)
{
    Evil evil;
    evil_init(&evil);
    g_autofree char *body = body_of(&evil.pair.kg, "KG", evil.member);
    parts_put_body(&evil.parts, evil.origin, evil.member, body);
    evil_end(&evil, KN_INVALID);
}

static void
test_excess_agreement(void)
{
    Evil evil;
    evil_init(&evil);
    static const char *const ours[] = {"KG", "KG-CD", NULL};
    g_autofree char *hash = propose(&evil.pair.kg, "KG", ours, NULL, "2020-01-01", "2020-12-31");
    gint64 entry = (gint64)size_of(&evil.pair.kg, "KG") - 1;
    g_autoptr(GBytes) bundle = send_bundle(&evil.pair.kg, "KG-CD", "HG-CD");
    parts_open(&evil.parts, bundle, &evil.pair.hg, "HG-CD");
    g_autofree char *body = body_of(&evil.pair.kg, "KG", entry);
    parts_put_body(&evil.parts, evil.origin, entry, body);
    evil_end(&evil, KN_INVALID);
}

/* A body that is not the one its leaf speaks of. */
static void
test_excess_other(void)
{
    Evil evil;
    evil_init(&evil);
    g_autofree char *body = body_of(&evil.pair.kg, "KG", 0);
    parts_put_body(&evil.parts, evil.origin, evil.activity, body);
    evil_end(&evil, KN_BROKEN);
}

static void
test_excess_number(void)
{
    Evil evil;
    evil_init(&evil);
    g_autofree char *body = body_of(&evil.pair.kg, "KG", 0);
    parts_put_body(&evil.parts, evil.origin, 250, body);
    evil_end(&evil, KN_INVALID);
}

static void
test_excess_file(void)
{
    Evil evil;
    evil_init(&evil);
    g_autofree char *hex = origin_hex(evil.origin), *sha = origin_hex("photo");
    g_autofree char *path = g_strdup_printf("file/%s/%s", hex, sha);
    tar_add(evil.parts.inner, path, "photo", 5);
    evil_end(&evil, KN_INVALID);
}

static void
test_excess_part(void)
{
    static const char *const inner[] = {"note", "body", "mirror/x/y", "seen/x"};
    static const char *const outer[] = {"book/x/checkpoint", "keys.box", "cosigned/00/checkpoint",
                                        "shared.boy"};
    for (gsize i = 0; i < G_N_ELEMENTS(inner); i++) {
        Evil evil;
        evil_init(&evil);
        tar_add(evil.parts.inner, inner[i], "x", 1);
        evil_end(&evil, KN_INVALID);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(outer); i++) {
        Evil evil;
        evil_init(&evil);
        tar_add(evil.parts.outer, outer[i], "x", 1);
        evil_end(&evil, KN_INVALID);
    }
    /* More or other leaves than the head has. */
    Evil evil;
    evil_init(&evil);
    g_autofree char *hex = origin_hex(evil.origin);
    g_autofree char *path = g_strdup_printf("book/%s/tile/entries/001", hex);
    tar_add(evil.parts.outer, path, "x", 1);
    evil_end(&evil, KN_INVALID);
}

/* The receiver's own book does not come from outside, and a sender brings its own. */
static void
test_own_book(void)
{
    Evil evil;
    evil_init(&evil);
    g_autoptr(Book) own = book_of(&evil.pair.hg, "HG");
    g_autofree char *hex = origin_hex(own->origin);
    g_autofree char *path = g_strdup_printf("book/%s/checkpoint", hex);
    g_autofree char *cosigned = g_strdup_printf("cosigned/%s/checkpoint", hex);
    tar_take(evil.parts.outer, path, g_bytes_ref(parts_find(evil.parts.outer, cosigned)->data));
    TarMember *last = g_ptr_array_steal_index(evil.parts.outer, evil.parts.outer->len - 1);
    g_ptr_array_insert(evil.parts.outer, 0, last);
    evil_end(&evil, KN_INVALID);

    evil_init(&evil);
    g_autoptr(Book) from = book_of(&evil.pair.kg, "KG-CD");
    g_autofree char *from_hex = origin_hex(from->origin);
    g_autofree char *prefix = g_strdup_printf("book/%s/", from_hex);
    for (guint i = evil.parts.outer->len; i > 0; i--)
        if (g_str_has_prefix(((TarMember *)evil.parts.outer->pdata[i - 1])->path, prefix))
            g_ptr_array_remove_index(evil.parts.outer, i - 1);
    evil_end(&evil, KN_INVALID);
}

static guint
findings_of(Desk *from, const char *unit, Desk *to, const char *to_unit)
{
    from->office->fixed_time = to->office->fixed_time =
        MAX(from->office->fixed_time, to->office->fixed_time) + 1;
    g_autoptr(GBytes) bundle = send_bundle(from, unit, to_unit);
    g_autoptr(Arrival) arrival = receive(to, bundle);
    return arrival->findings->len;
}

/* What did not come is named, each time until it is there. */
static void
test_withheld(void)
{
    Evil evil;
    evil_init(&evil);
    Desk *kg = &evil.pair.kg, *hg = &evil.pair.hg;
    g_autofree char *hex = origin_hex(evil.origin), *path = g_strdup_printf("body/%s/", hex);
    g_ptr_array_remove(evil.parts.inner, parts_find(evil.parts.inner, path));
    g_autoptr(GBytes) without = parts_close(&evil.parts, kg, "KG-CD", hg, "HG-CD");
    g_autoptr(Arrival) arrival = receive(hg, without);
    /* Its unit record and both activities; a private record may stay away. */
    g_assert_cmpuint(arrival->findings->len, ==, 3);
    const Finding *finding = arrival->findings->pdata[1];
    g_autofree char *where = g_strdup_printf("KG-%" G_GINT64_FORMAT, evil.activity);
    g_assert_cmpstr(finding->where, ==, where);

    /* KG takes it for confirmed and sends what is new. */
    g_assert_cmpuint(findings_of(hg, "HG-CD", kg, "KG-CD"), ==, 0);
    add_activity(kg, "KG", "2020-02-02", "Hai");
    g_assert_cmpuint(findings_of(kg, "KG-CD", hg, "HG-CD"), ==, 3);
    g_autofree char *some = titles_of(hg, "KG");
    g_assert_cmpstr(some, ==, "Hai");

    /* A covenant that is agreed anew brings everything again. */
    static const char *const parties[] = {"KG", "KG-CD", "HG", "HG-CD", NULL};
    g_autofree char *hash = propose(kg, "KG-CD", parties, NULL, "2020-01-01", "2020-12-30");
    accept(kg, "KG", hash);
    g_assert_cmpuint(findings_of(kg, "KG-CD", hg, "HG-CD"), ==, 3);
    accept(hg, "HG", hash);
    accept(hg, "HG-CD", hash);
    g_assert_cmpuint(findings_of(hg, "HG-CD", kg, "KG-CD"), ==, 0);
    g_assert_cmpuint(findings_of(kg, "KG-CD", hg, "HG-CD"), ==, 0);
    g_autofree char *all = titles_of(hg, "KG");
    g_assert_cmpstr(all, ==, "#|Hai|Một");
    g_free(evil.origin);
    pair_clear(&evil.pair);
}

static bool
keep_date(void *context, size_t index, Slice name)
{
    return slice_is(name, "held");
}

static void
test_withheld_field(void)
{
    Evil evil;
    evil_init(&evil);
    g_autofree char *body = body_of(&evil.pair.kg, "KG", evil.activity);
    gsize room = strlen(body) + 48 * ENTRY_LINES_MAX;
    g_autofree char *struck = g_malloc0(room);
    Sink sink;
    sink_init(&sink, struck, room);
    g_assert_cmpint(body_strike(body, strlen(body), keep_date, NULL, &sink), ==, PROOF_OK);
    parts_put_body(&evil.parts, evil.origin, evil.activity, struck);
    g_autoptr(GBytes) bundle =
        parts_close(&evil.parts, &evil.pair.kg, "KG-CD", &evil.pair.hg, "HG-CD");
    g_autoptr(Arrival) arrival = receive(&evil.pair.hg, bundle);
    g_assert_cmpuint(arrival->findings->len, ==, 1);
    const Finding *finding = arrival->findings->pdata[0];
    g_autofree char *where = g_strdup_printf("KG-%" G_GINT64_FORMAT, evil.activity);
    g_assert_cmpstr(finding->where, ==, where);
    g_autoptr(GBytes) honest = send_bundle(&evil.pair.kg, "KG-CD", "HG-CD");
    g_autoptr(Arrival) later = receive(&evil.pair.hg, honest);
    g_assert_cmpuint(later->findings->len, ==, 0);
    g_assert_cmpint(later->new_bodies, ==, 1);
    g_assert_false(later->nothing_new);
    g_autofree char *titles = titles_of(&evil.pair.hg, "KG");
    g_assert_cmpstr(titles, ==, "#|Một");
    assert_sound(&evil.pair.hg);
    g_free(evil.origin);
    pair_clear(&evil.pair);
}

/* A kind that only a newer program knows is kept and said. */
static void
test_newer(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    {
        g_autoptr(Db) db = store_write(pair.kg.office->store, NULL);
        g_autoptr(Book) book = NULL;
        g_auto(Body) body = {0};
        gint64 first;
        body_init(&body);
        body_add(&body, "wish", "peace");
        NewEntry entry = {"wish", 7, -1, body.text->str, body.text->len};
        g_assert_true(book_find(db, "KG", &book, NULL));
        g_assert_true(book_append(db, book, &entry, 1, DESK_TIME + 5, &first, NULL));
        g_assert_true(views_apply(db, book, first, 1, NULL));
        g_assert_true(db_commit(db, NULL));
    }
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    g_autoptr(Arrival) arrival = receive(&pair.hg, bundle);
    g_assert_cmpuint(arrival->findings->len, ==, 1);
    g_assert_cmpuint(size_of(&pair.hg, "KG"), ==, size_of(&pair.kg, "KG"));
    assert_sound(&pair.hg);
}

/* Clocks that differ by days are said. */
static void
test_clocks(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    pair.hg.office->fixed_time = DESK_TIME - 3 * 86400;
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG", "HG");
    g_autoptr(Arrival) arrival = receive(&pair.hg, bundle);
    g_assert_cmpuint(arrival->findings->len, ==, 1);
    g_autoptr(GBytes) back = send_bundle(&pair.hg, "HG", "KG");
    g_autoptr(Arrival) late = receive(&pair.kg, back);
    g_assert_cmpuint(late->findings->len, ==, 1);
    pair.hg.office->fixed_time = DESK_TIME + 100;
    g_autoptr(GBytes) good = send_bundle(&pair.hg, "HG", "KG");
    receive_quietly(&pair.kg, good);
}

/* What would leave is said before it leaves, and the office can look at what came without taking it. */
static void
test_before(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_autoptr(GError) error = NULL;
    g_autofree char *hash = pair_agree(&pair, NULL);
    add_activity(&pair.kg, "KG", "2020-02-01", "Thăm bà Nguyễn Thị Tám");
    add_activity(&pair.kg, "KG", "2020-02-01", "Tặng quà Tết");
    add_member(&pair.kg, "KG");
    g_autoptr(Preview) preview = bundle_preview(pair.kg.office, "KG-CD", "HG-CD", &error);
    g_assert_no_error(error);
    const PreviewRow *row = NULL;
    for (guint i = 0; i < preview->rows->len; i++) {
        const PreviewRow *one = preview->rows->pdata[i];
        g_assert_cmpstr(one->kind->name, !=, "member");
        row = one->kind == kind_get("activity") ? one : row;
    }
    g_assert_nonnull(row);
    g_assert_cmpint(row->records, ==, 2);
    g_assert_cmpuint(row->fields->len, ==, 5);
    g_assert_cmpuint(row->warnings->len, ==, 1);
    g_assert_cmpint(preview->files, ==, 0);
    g_assert_false(preview->compared);

    g_auto(Audit) audit = {0};
    audit_init(&audit);
    g_autoptr(GBytes) bundle = send_bundle(&pair.kg, "KG-CD", "HG-CD");
    g_autofree char *before = dump(&pair.hg);
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    g_assert_true(bundle_verify(pair.hg.office, data, length, &audit, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(audit.findings->len, ==, 0);
    g_assert_cmpuint(audit.heads, >=, 2);
    g_autofree char *after = dump(&pair.hg);
    g_assert_cmpstr(before, ==, after);
    g_assert_false(bundle_verify(pair.hg.office, data, length - 1, &audit, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/receive/strangers", test_strangers);
    g_test_add_func("/exchange/receive/covenant", test_covenant);
    g_test_add_func("/exchange/receive/no-friends", test_no_friends);
    g_test_add_func("/exchange/receive/replay", test_replay);
    g_test_add_func("/exchange/receive/damage", test_damage);
    g_test_add_func("/exchange/receive/wrong-people", test_wrong_people);
    g_test_add_func("/exchange/receive/third-party", test_third_party);
    g_test_add_func("/exchange/receive/excess", test_excess);
    g_test_add_func("/exchange/receive/excess-outside", test_excess_outside);
    g_test_add_func("/exchange/receive/excess-private", test_excess_private);
    g_test_add_func("/exchange/receive/excess-agreement", test_excess_agreement);
    g_test_add_func("/exchange/receive/excess-other", test_excess_other);
    g_test_add_func("/exchange/receive/excess-number", test_excess_number);
    g_test_add_func("/exchange/receive/excess-file", test_excess_file);
    g_test_add_func("/exchange/receive/excess-part", test_excess_part);
    g_test_add_func("/exchange/receive/own-book", test_own_book);
    g_test_add_func("/exchange/receive/withheld", test_withheld);
    g_test_add_func("/exchange/receive/withheld-field", test_withheld_field);
    g_test_add_func("/exchange/receive/newer", test_newer);
    g_test_add_func("/exchange/receive/clocks", test_clocks);
    g_test_add_func("/exchange/receive/before", test_before);
    return g_test_run();
}
