/* changed.c: a bundle in which anything at all was changed on the way is refused, and nothing else
 * happens; one that was made to hurt costs at most 128 MiB and 3 seconds of the processor.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include <sys/resource.h>
#include <unistd.h>

#define BLOCK 512
#define MEMORY_MAX (128 * 1024 * 1024)
#define SECONDS_MAX 3

typedef struct {
    Pair pair;
    GBytes *bundle;
    guint8 *bytes;
    gsize length;
    char *before;
} Sent;

static void
sent_init(Sent *sent)
{
    pair_init(&sent->pair);
    g_autofree char *hash = pair_agree(&sent->pair, NULL);
    add_activity(&sent->pair.kg, "KG", "2020-02-01", "Một");
    sent->bundle = send_bundle(&sent->pair.kg, "KG-CD", "HG-CD");
    const void *data = g_bytes_get_data(sent->bundle, &sent->length);
    sent->bytes = g_memdup2(data, sent->length);
    sent->before = dump(&sent->pair.hg);
}

/* Nothing happened, and the bundle itself is good. */
static void
sent_clear(Sent *sent)
{
    g_autofree char *after = dump(&sent->pair.hg);
    g_assert_cmpstr(sent->before, ==, after);
    receive_quietly(&sent->pair.hg, sent->bundle);
    g_free(sent->before);
    g_free(sent->bytes);
    g_bytes_unref(sent->bundle);
    pair_clear(&sent->pair);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sent, sent_clear)

static void
refuse(Sent *sent, const void *bytes, gsize length)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(bundle_receive(sent->pair.hg.office, &machine, bytes, length, &error));
    g_assert_true(g_error_matches(error, KN_ERROR, KN_INVALID) ||
                  g_error_matches(error, KN_ERROR, KN_LIMIT));
}

static void
test_each_byte(void)
{
    g_auto(Sent) sent = {0};
    sent_init(&sent);
    for (gsize at = 0; at < sent.length; at++) {
        sent.bytes[at] ^= (guint8)(1 << at % 8);
        refuse(&sent, sent.bytes, sent.length);
        sent.bytes[at] ^= (guint8)(1 << at % 8);
    }
    g_test_message("%d bytes", (int)sent.length);
}

static void
test_each_prefix(void)
{
    g_auto(Sent) sent = {0};
    sent_init(&sent);
    for (gsize length = 0; length < sent.length; length++)
        refuse(&sent, sent.bytes, length);
}

static void
refuse_members(Sent *sent, GPtrArray *members)
{
    gsize length;
    g_autoptr(GBytes) bytes = tar_write(members, NULL);
    const void *data = g_bytes_get_data(bytes, &length);
    refuse(sent, data, length);
}

static GPtrArray *
members_of(const Sent *sent)
{
    GPtrArray *members = tar_read(sent->bytes, sent->length, NULL);
    g_assert_nonnull(members);
    return members;
}

/* Each part left out, each twice, each two in each other's place. */
static void
test_parts(void)
{
    g_auto(Sent) sent = {0};
    sent_init(&sent);
    g_autoptr(GPtrArray) all = members_of(&sent);
    for (guint i = 0; i < all->len; i++) {
        g_autoptr(GPtrArray) fewer = members_of(&sent), more = members_of(&sent);
        const TarMember *member = more->pdata[i];
        g_ptr_array_remove_index(fewer, i);
        refuse_members(&sent, fewer);
        tar_take(more, member->path, g_bytes_ref(member->data));
        refuse_members(&sent, more);
        for (guint k = i + 1; k < all->len; k++) {
            g_autoptr(GPtrArray) swapped = members_of(&sent), exchanged = members_of(&sent);
            gpointer one = swapped->pdata[i];
            swapped->pdata[i] = swapped->pdata[k];
            swapped->pdata[k] = one;
            refuse_members(&sent, swapped);
            TarMember *first = exchanged->pdata[i], *second = exchanged->pdata[k];
            GBytes *data = first->data;
            first->data = second->data;
            second->data = data;
            if (!g_bytes_equal(first->data, second->data))
                refuse_members(&sent, exchanged);
        }
    }
}

/* The header of a member says what it says under a good sum. */
static void
seal_header(guint8 *header)
{
    guint sum = 0;
    memset(header + 148, ' ', 8);
    for (gsize i = 0; i < BLOCK; i++)
        sum += header[i];
    g_snprintf((char *)header + 148, 8, "%06o", sum);
    header[155] = ' ';
}

typedef struct {
    const char *name; /* of the member, NULL: as it was */
    char type;        /* 0: as it was */
    const char *size; /* 12 bytes, NULL: as it was */
} Trick;

/* Names, sorts and sizes that no bundle has, in the header of the list and of the part after it. */
static void
test_headers(void)
{
    static const Trick tricks[] = {
        {"../manifest", 0, NULL},
        {"/etc/passwd", 0, NULL},
        {"book/../../x", 0, NULL},
        {"", 0, NULL},
        {"MANIFEST", 0, NULL},
        {NULL, '1', NULL}, /* links, devices, folders, pipes */
        {NULL, '2', NULL},
        {NULL, '3', NULL},
        {NULL, '5', NULL},
        {NULL, '6', NULL},
        {NULL, 'x', NULL}, /* headers of other spellings */
        {NULL, 'g', NULL},
        {NULL, 'L', NULL},
        {NULL, 'K', NULL},
        {NULL, 'S', NULL},
        {NULL, 0, "77777777777"}, /* 8 GiB */
        {NULL, 0, "00000000000"},
        {NULL, 0, "-0000000001"},
        {NULL, 0, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"},
        {NULL, 0, "\x80\x7f\xff\xff\xff\xff\xff\xff\xff\xff\xff"},
    };
    g_auto(Sent) sent = {0};
    sent_init(&sent);
    g_autoptr(GPtrArray) members = members_of(&sent);
    gsize second = BLOCK + (g_bytes_get_size(((TarMember *)members->pdata[0])->data) + BLOCK - 1) /
                               BLOCK * BLOCK;
    const gsize places[] = {0, second};
    for (gsize i = 0; i < G_N_ELEMENTS(tricks); i++)
        for (gsize k = 0; k < G_N_ELEMENTS(places); k++) {
            g_autofree guint8 *bytes = g_memdup2(sent.bytes, sent.length);
            guint8 *header = bytes + places[k];
            if (tricks[i].name != NULL) {
                memset(header, 0, 100);
                memcpy(header, tricks[i].name, strlen(tricks[i].name));
            }
            if (tricks[i].type != 0)
                header[156] = (guint8)tricks[i].type;
            if (tricks[i].size != NULL)
                memcpy(header + 124, tricks[i].size, 11);
            seal_header(header);
            refuse(&sent, bytes, sent.length);
        }
    /* A second list, before and after the parts. */
    g_autofree guint8 *twice = g_malloc0(sent.length + second);
    memcpy(twice, sent.bytes, second);
    memcpy(twice + second, sent.bytes, sent.length);
    refuse(&sent, twice, sent.length + second);
    memcpy(twice, sent.bytes, sent.length - 2 * BLOCK);
    memcpy(twice + sent.length - 2 * BLOCK, sent.bytes, second);
    memset(twice + sent.length - 2 * BLOCK + second, 0, 2 * BLOCK);
    refuse(&sent, twice, sent.length + second);
}

static void
put_header(guint8 *header, const char *name, guint64 size)
{
    memset(header, 0, BLOCK);
    g_snprintf((char *)header, 100, "%s", name);
    g_snprintf((char *)header + 100, 8, "%s", "0000644");
    g_snprintf((char *)header + 108, 8, "%s", "0000000");
    g_snprintf((char *)header + 116, 8, "%s", "0000000");
    g_snprintf((char *)header + 124, 12, "%011" G_GINT64_MODIFIER "o", size);
    g_snprintf((char *)header + 136, 12, "%s", "00000000000");
    header[156] = '0';
    memcpy(header + 257, "ustar", 6);
    memcpy(header + 263, "00", 2);
    seal_header(header);
}

typedef enum { BOMB_MEMBERS, BOMB_LARGE, BOMB_LIST, BOMB_PROMISE, BOMB_ZEROS, BOMB_ALL } Bomb;

/* Bytes that cost little to make; the receiver pays. */
static guint8 *
make_bomb(Bomb bomb, gsize *ret_length)
{
    static const gsize lengths[BOMB_ALL] = {100000 * BLOCK, 200 << 20, 32 << 20, 4 * BLOCK,
                                            200 << 20};
    guint8 *bytes = g_malloc0(*ret_length = lengths[bomb]);
    gsize content = *ret_length - 3 * BLOCK;
    if (bomb == BOMB_MEMBERS)
        for (gsize at = 0; at + 2 * BLOCK < *ret_length; at += BLOCK) {
            g_autofree char *name = g_strdup_printf("m%" G_GSIZE_FORMAT, at);
            put_header(bytes + at, name, 0);
        }
    else if (bomb == BOMB_PROMISE)
        put_header(bytes, "manifest", G_GUINT64_CONSTANT(077777777777));
    else if (bomb != BOMB_ZEROS)
        put_header(bytes, bomb == BOMB_LIST ? "manifest" : "shared.box", content);
    if (bomb == BOMB_LIST)
        memset(bytes + BLOCK, '\n', content);
    return bytes;
}

static gsize
memory_now(void)
{
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents("/proc/self/statm", &text, NULL, NULL));
    return (gsize)g_ascii_strtoull(text, NULL, 10) * (gsize)sysconf(_SC_PAGESIZE);
}

static void
limit(int what, rlim_t value)
{
    struct rlimit limits;
    g_assert_cmpint(getrlimit(what, &limits), ==, 0);
    limits.rlim_cur = value;
    g_assert_cmpint(setrlimit(what, &limits), ==, 0);
}

static void
test_bomb(gconstpointer data)
{
    if (!g_test_subprocess()) {
        g_test_trap_subprocess(NULL, 0, 0);
        g_test_trap_assert_passed();
        return;
    }
    struct rusage used;
    gsize length;
    g_auto(Sent) sent = {0};
    sent_init(&sent);
    g_autofree guint8 *bytes = make_bomb((Bomb)GPOINTER_TO_INT(data), &length);
    getrusage(RUSAGE_SELF, &used);
    limit(RLIMIT_AS, memory_now() + MEMORY_MAX);
    limit(RLIMIT_CPU, (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1 + SECONDS_MAX));
    refuse(&sent, bytes, length);
    limit(RLIMIT_AS, RLIM_INFINITY);
    limit(RLIMIT_CPU, RLIM_INFINITY);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/changed/each-byte", test_each_byte);
    g_test_add_func("/exchange/changed/each-prefix", test_each_prefix);
    g_test_add_func("/exchange/changed/parts", test_parts);
    g_test_add_func("/exchange/changed/headers", test_headers);
    g_test_add_data_func("/exchange/changed/many-parts", GINT_TO_POINTER(BOMB_MEMBERS), test_bomb);
    g_test_add_data_func("/exchange/changed/large-part", GINT_TO_POINTER(BOMB_LARGE), test_bomb);
    g_test_add_data_func("/exchange/changed/large-list", GINT_TO_POINTER(BOMB_LIST), test_bomb);
    g_test_add_data_func("/exchange/changed/promise", GINT_TO_POINTER(BOMB_PROMISE), test_bomb);
    g_test_add_data_func("/exchange/changed/zeros", GINT_TO_POINTER(BOMB_ZEROS), test_bomb);
    return g_test_run();
}
