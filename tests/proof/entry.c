/* entry.c: leaves and bodies: one spelling, one hash, lines struck out and opened again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/entry.h"

#include "hex.h"
#include "proof/sink.h"

#define BODY64 "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo="
#define HEADER "ketnghia/entry/v1\n"
#define FIRST HEADER "kind activity/1\ntime 1597190400\nbody " BODY64 "\n"
#define AMENDING HEADER "kind activity/12\ntime 0\namends 17\nbody " BODY64 "\n"
#define SALT "AAECAwQFBgcICQoLDA0ODw"

static void
test_leaf(void)
{
    static const char *const texts[] = {FIRST, AMENDING};

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        char buffer[LEAF_MAX];
        Leaf leaf;
        Sink sink;
        g_assert_cmpint(leaf_read(texts[i], strlen(texts[i]), &leaf), ==, PROOF_OK);
        g_assert_true(slice_is(leaf.kind, "activity"));
        g_assert_cmpuint(leaf.schema, ==, i == 0 ? 1 : 12);
        g_assert_cmpint(leaf.time, ==, i == 0 ? 1597190400 : 0);
        g_assert_cmpint(leaf.amends, ==, i == 0 ? -1 : 17);
        g_assert_cmphex(leaf.body.bytes[31], ==, 0xaa);
        sink_init(&sink, buffer, sizeof(buffer));
        leaf_write(&leaf, &sink);
        g_assert_cmpmem(buffer, sink.length, texts[i], strlen(texts[i]));
        for (gsize cut = 0; cut < strlen(texts[i]); cut++)
            g_assert_cmpint(leaf_read(texts[i], cut, &leaf), ==, PROOF_MALFORMED);
    }
}

static void
test_leaf_refused(void)
{
    static const char *const rows[] = {
        "ketnghia/entry/v2\nkind activity/1\ntime 1\nbody " BODY64 "\n",
        HEADER "kind activity\ntime 1\nbody " BODY64 "\n",
        HEADER "kind activity/0\ntime 1\nbody " BODY64 "\n",
        HEADER "kind activity/01\ntime 1\nbody " BODY64 "\n",
        HEADER "kind activity/2147483648\ntime 1\nbody " BODY64 "\n",
        HEADER "kind activity/\ntime 1\nbody " BODY64 "\n",
        HEADER "kind /1\ntime 1\nbody " BODY64 "\n",
        HEADER "kind Activity/1\ntime 1\nbody " BODY64 "\n",
        HEADER "kind 1ctivity/1\ntime 1\nbody " BODY64 "\n",
        HEADER "kind _activity/1\ntime 1\nbody " BODY64 "\n",
        HEADER "kind acti vity/1\ntime 1\nbody " BODY64 "\n",
        HEADER "kind activity/1/1\ntime 1\nbody " BODY64 "\n",
        HEADER "kind  activity/1\ntime 1\nbody " BODY64 "\n",
        HEADER "kind aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/1\ntime "
               "1\nbody " BODY64 "\n",
        HEADER "kind activity/1\ntime -1\nbody " BODY64 "\n",
        HEADER "kind activity/1\ntime 01\nbody " BODY64 "\n",
        HEADER "kind activity/1\ntime 9223372036854775808\nbody " BODY64 "\n",
        HEADER "kind activity/1\ntime 1 \nbody " BODY64 "\n",
        HEADER "kind activity/1\ntime 1\namends -1\nbody " BODY64 "\n",
        HEADER "kind activity/1\ntime 1\namends 1\namends 1\nbody " BODY64 "\n",
        HEADER "kind activity/1\namends 1\ntime 1\nbody " BODY64 "\n",
        HEADER "kind activity/1\ntime 1\nbody qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqp=\n",
        HEADER "kind activity/1\ntime 1\nbody " BODY64 "\n\n",
        HEADER "kind activity/1\ntime 1\nbody " BODY64 "\nmore\n",
        HEADER "kind activity/1\r\ntime 1\nbody " BODY64 "\n",
        " " FIRST,
        "\n" FIRST,
    };
    Leaf leaf;

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (leaf_read(rows[i], strlen(rows[i]), &leaf) != PROOF_MALFORMED)
            g_error("accepted: %s", rows[i]);
}

/* Whatever is read is written back the same: no second spelling gets in by any change of one byte.
 */
static void
test_leaf_one_spelling(void)
{
    char text[] = AMENDING;

    for (gsize at = 0; at < strlen(AMENDING); at++)
        for (int byte = 0; byte < 256; byte++) {
            char buffer[LEAF_MAX];
            Leaf leaf;
            Sink sink;
            text[at] = (char)byte;
            if (leaf_read(text, strlen(AMENDING), &leaf) != PROOF_OK)
                continue;
            sink_init(&sink, buffer, sizeof(buffer));
            leaf_write(&leaf, &sink);
            g_assert_cmpmem(buffer, sink.length, text, strlen(AMENDING));
        }
}

static gsize
write_body(char *buffer, gsize room, gsize lines)
{
    Sink sink;

    sink_init(&sink, buffer, room);
    for (gsize i = 0; i < lines; i++) {
        guint8 salt[SALT_SIZE];
        char name[16];
        memset(salt, (int)i, sizeof(salt));
        g_snprintf(name, sizeof(name), "field_%d", (int)i);
        body_line_write(&sink, salt, name, i % 3 == 2 ? "" : "Tặng quà \\n Tết");
    }
    g_assert_false(sink.overflow);
    return sink.length;
}

/* The definition, step by step, as anyone with a hash program can repeat it. */
static void
test_body_hash(void)
{
    const char *body = "= " SALT " title Tết\n= " SALT " why \n";
    Hash commitments[2], defined, hash;
    gsize lines = 0;
    char bytes[17 + 64];

    const char *first = "ketnghia/line/v1\n" SALT " title Tết",
               *second = "ketnghia/line/v1\n" SALT " why ";
    sha_of(first, strlen(first), &commitments[0]);
    sha_of(second, strlen(second), &commitments[1]);
    memcpy(bytes, "ketnghia/body/v1\n", 17);
    memcpy(bytes + 17, commitments, 64);
    sha_of(bytes, sizeof(bytes), &defined);
    g_assert_cmpint(body_hash(body, strlen(body), &hash, &lines), ==, PROOF_OK);
    g_assert_true(hash_equal(&hash, &defined));
    g_assert_cmpuint(lines, ==, 2);
}

static void
test_body_lines(void)
{
    const char *body = "= " SALT " title a b \\\\\n# " BODY64 "\n";
    Slice rest = {body, strlen(body)};
    BodyLine line;
    Hash commitment;

    g_assert_cmpint(body_line_read(&rest, &line), ==, PROOF_OK);
    g_assert_true(line.open && slice_is(line.salt, SALT) && slice_is(line.name, "title") &&
                  slice_is(line.value, "a b \\\\") && slice_is(line.line, SALT " title a b \\\\"));
    line_commitment(line.line, &commitment);
    g_assert_true(hash_equal(&commitment, &line.commitment));
    g_assert_cmpint(body_line_read(&rest, &line), ==, PROOF_OK);
    g_assert_true(!line.open && line.name.length == 0 && line.commitment.bytes[0] == 0xaa);
    g_assert_cmpuint(rest.length, ==, 0);
    g_assert_cmpint(body_line_read(&rest, &line), ==, PROOF_MALFORMED);
}

static void
test_body_refused(void)
{
    static const char *const rows[] = {
        "",
        "\n",
        "= " SALT " title x",
        "= " SALT " title x\n\n",
        "= " SALT " title x\n= ",
        "=" SALT " title x\n",
        "- " SALT " title x\n",
        "=  " SALT " title x\n",
        "= AAECAwQFBgcICQoLDA0OD title x\n",
        "= AAECAwQFBgcICQoLDA0ODx title x\n", /* bits behind the salt */
        "= AAECAwQFBgcICQoLDA0OD+ title x\n",
        "= " SALT "  title x\n",
        "= " SALT " title\n",
        "= " SALT "  x\n",
        "= " SALT " Title x\n",
        "= " SALT " 1title x\n",
        "= " SALT " ti-tle x\n",
        "= " SALT " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa x\n",
        "= " SALT " title x \n",
        "= " SALT " title x\\\n",
        "= " SALT " title x\\z\n",
        "= " SALT " title \tx\n",
        "= " SALT " title x\r\n",
        "= " SALT " title \xff\n",
        "= " SALT " title \xe2\x80\xae\n",
        "# " BODY64 " \n",
        "# qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqp=\n",
        "# qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqg==\n",
        "# \n",
        "#" BODY64 "\n",
    };
    gsize lines = 99;
    Hash hash;

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (body_hash(rows[i], strlen(rows[i]), &hash, &lines) != PROOF_MALFORMED)
            g_error("accepted: %s", rows[i]);
    g_assert_cmpint(body_hash("= " SALT " title x\0y\n", 35, &hash, &lines), ==, PROOF_MALFORMED);
    g_assert_cmpuint(lines, ==, 99);
}

static void
test_body_most_lines(void)
{
    g_autofree char *buffer = g_malloc(256 * 1024);
    gsize lines, length = write_body(buffer, 256 * 1024, ENTRY_LINES_MAX);
    Hash hash;

    g_assert_cmpint(body_hash(buffer, length, &hash, &lines), ==, PROOF_OK);
    g_assert_cmpuint(lines, ==, ENTRY_LINES_MAX);
    length = write_body(buffer, 256 * 1024, ENTRY_LINES_MAX + 1);
    g_assert_cmpint(body_hash(buffer, length, &hash, &lines), ==, PROOF_MALFORMED);
}

typedef struct {
    guint mask;
    gsize calls;
} Keep;

static bool
keep_by_mask(void *context, size_t index, Slice name)
{
    Keep *keep = context;
    g_autofree char *expected = g_strdup_printf("field_%d", (int)index);

    g_assert_cmpuint(index, ==, keep->calls++);
    g_assert_true(name.at == NULL || slice_is(name, expected));
    return (keep->mask >> index & 1) != 0;
}

/* All 64 ways to strike six lines, and then to strike again: the hash stays, and nothing struck
 * shows. */
static void
test_strike(void)
{
    char body[1024], struck[1024], twice[1024];
    gsize lines, length = write_body(body, sizeof(body), 6);
    Hash whole, hash;
    Sink sink, again;

    g_assert_cmpint(body_hash(body, length, &whole, &lines), ==, PROOF_OK);
    for (guint mask = 0; mask < 64; mask++) {
        Keep keep = {mask, 0}, later = {mask * 7 + 3, 0};
        sink_init(&sink, struck, sizeof(struck));
        g_assert_cmpint(body_strike(body, length, keep_by_mask, &keep, &sink), ==, PROOF_OK);
        g_assert_cmpuint(keep.calls, ==, 6);
        g_assert_cmpint(body_hash(struck, sink.length, &hash, &lines), ==, PROOF_OK);
        g_assert_true(hash_equal(&hash, &whole) && lines == 6);
        for (int i = 0; i < 6; i++) {
            g_autofree char *name = g_strdup_printf(" field_%d ", i);
            g_assert_true((memmem(struck, sink.length, name, strlen(name)) != NULL) ==
                          ((mask >> i & 1) != 0));
        }
        sink_init(&again, twice, sizeof(twice));
        g_assert_cmpint(body_strike(struck, sink.length, keep_by_mask, &later, &again), ==,
                        PROOF_OK);
        g_assert_cmpint(body_hash(twice, again.length, &hash, &lines), ==, PROOF_OK);
        g_assert_true(hash_equal(&hash, &whole));
        for (gsize room = 0; room < sink.length; room += 13) {
            Keep same = {mask, 0};
            Sink small;
            sink_init(&small, twice, room);
            g_assert_cmpint(body_strike(body, length, keep_by_mask, &same, &small), ==,
                            PROOF_NO_ROOM);
        }
    }
    sink_init(&sink, struck, sizeof(struck));
    Keep keep = {0, 0};
    g_assert_cmpint(body_strike("= x\n", 4, keep_by_mask, &keep, &sink), ==, PROOF_MALFORMED);
}

/* Every bit of a body, whole or struck: changed, it is malformed or hashes to something else. */
static void
test_every_bit(void)
{
    char body[512], struck[512];
    gsize lines, lengths[2];
    Hash whole, hash;
    Sink sink;

    lengths[0] = write_body(body, sizeof(body), 3);
    g_assert_cmpint(body_hash(body, lengths[0], &whole, &lines), ==, PROOF_OK);
    Keep keep = {2, 0};
    sink_init(&sink, struck, sizeof(struck));
    body_strike(body, lengths[0], keep_by_mask, &keep, &sink);
    lengths[1] = sink.length;
    for (int form = 0; form < 2; form++) {
        char *bytes = form == 0 ? body : struck;
        for (gsize bit = 0; bit < 8 * lengths[form]; bit++) {
            bytes[bit / 8] ^= (char)(1 << bit % 8);
            g_assert_false(body_hash(bytes, lengths[form], &hash, &lines) == PROOF_OK &&
                           hash_equal(&hash, &whole));
            bytes[bit / 8] ^= (char)(1 << bit % 8);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/entry/leaf", test_leaf);
    g_test_add_func("/entry/leaf-refused", test_leaf_refused);
    g_test_add_func("/entry/leaf-one-spelling", test_leaf_one_spelling);
    g_test_add_func("/entry/body-hash", test_body_hash);
    g_test_add_func("/entry/body-lines", test_body_lines);
    g_test_add_func("/entry/body-refused", test_body_refused);
    g_test_add_func("/entry/body-most-lines", test_body_most_lines);
    g_test_add_func("/entry/strike", test_strike);
    g_test_add_func("/entry/every-bit", test_every_bit);
    return g_test_run();
}
