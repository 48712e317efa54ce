/* vectors.c: the published vectors are what the code makes, and the document shows them as they
 * are. With --write FOLDER it writes them; they never change once books exist.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/entry.h"
#include "proof/note.h"
#include "proof/sink.h"
#include "proof/tlog_proof.h"
#include "proof/tree.h"
#include "proof/value.h"

#include "hex.h"

#define ORIGIN "ketnghia/kg/0123456789abcdef"
#define PARTNER "ketnghia/hg/fedcba9876543210"

typedef struct {
    const char *name, *value;
} Pair;

static const Pair pairs[] = {
    {"held_on", "2020-01-15"},
    {"title", "Tặng quà Tết cho hộ nghèo"},
    {"people", "120"},
    {"value", "60000000 1 eq 60 triệu đồng"},
    {"author", "3"},
    {"why", ""},
    {"source", "Sổ tay\\ntrang 2"},
};

static void
add_bytes(GString *out, const char *label, const void *bytes, gsize length)
{
    g_string_append_printf(out, "%s: ", label);
    for (gsize i = 0; i < length; i++)
        g_string_append_printf(out, "%02x", ((const guint8 *)bytes)[i]);
    g_string_append_c(out, '\n');
}

/* A text of several lines, each behind a bar. */
static void
add_text(GString *out, const char *label, const char *text, gsize length)
{
    g_string_append_printf(out, "%s:\n", label);
    for (gsize i = 0; i < length; i++) {
        if (i == 0 || text[i - 1] == '\n')
            g_string_append_c(out, '|');
        g_string_append_c(out, text[i]);
    }
}

static gsize
write_body(char *buffer, gsize room)
{
    guint8 salt[SALT_SIZE];
    Sink sink;

    sink_init(&sink, buffer, room);
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        for (gsize j = 0; j < SALT_SIZE; j++)
            salt[j] = (guint8)(16 * i + j);
        body_line_write(&sink, salt, pairs[i].name, pairs[i].value);
    }
    return sink.length;
}

static gsize
write_leaf(char *buffer, gint64 amends)
{
    char body[1024];
    gsize lines, length = write_body(body, sizeof(body));
    Leaf leaf = {{"activity", 8}, 1, 1579057200, amends, {{0}}};
    Sink sink;

    g_assert_cmpint(body_hash(body, length, &leaf.body, &lines), ==, PROOF_OK);
    sink_init(&sink, buffer, LEAF_MAX);
    leaf_write(&leaf, &sink);
    return sink.length;
}

static bool
keep_figures(void *context, size_t index, Slice name)
{
    return slice_is(name, "held_on") || slice_is(name, "people") || slice_is(name, "value");
}

static gsize
write_struck(char *buffer, gsize room)
{
    char body[1024];
    gsize length = write_body(body, sizeof(body));
    Sink sink;

    sink_init(&sink, buffer, room);
    g_assert_cmpint(body_strike(body, length, keep_figures, NULL, &sink), ==, PROOF_OK);
    return sink.length;
}

static void
make_entry(GString *out)
{
    char body[1024], leaf[LEAF_MAX];
    gsize length = write_body(body, sizeof(body)), lines;
    Slice rest = {body, length};
    BodyLine line;
    Hash hash;

    add_text(out, "body", body, length);
    for (gsize i = 0; body_line_read(&rest, &line) == PROOF_OK; i++) {
        g_autofree char *label = g_strdup_printf("commitment %d", (int)i);
        add_bytes(out, label, line.commitment.bytes, HASH_SIZE);
    }
    body_hash(body, length, &hash, &lines);
    add_bytes(out, "body hash", hash.bytes, HASH_SIZE);
    length = write_struck(body, sizeof(body));
    add_text(out, "struck", body, length);
    length = write_leaf(leaf, -1);
    add_text(out, "leaf", leaf, length);
    tree_leaf_hash(leaf, length, &hash);
    add_bytes(out, "leaf hash", hash.bytes, HASH_SIZE);
    length = write_leaf(leaf, 17);
    add_text(out, "amending leaf", leaf, length);
    tree_leaf_hash(leaf, length, &hash);
    add_bytes(out, "amending leaf hash", hash.bytes, HASH_SIZE);
}

typedef struct {
    Hash hashes[8];
} Leaves;

static bool
leaves_node(void *context, int level, guint64 index, Hash *ret_hash)
{
    Hash left, right;

    if (level == 0) {
        *ret_hash = ((Leaves *)context)->hashes[index];
        return true;
    }
    leaves_node(context, level - 1, 2 * index, &left);
    leaves_node(context, level - 1, 2 * index + 1, &right);
    tree_node_hash(&left, &right, ret_hash);
    return true;
}

static void
make_tree(GString *out)
{
    static const char *const inputs[] = {
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    };
    Leaves leaves;
    TreeReader reader = {leaves_node, &leaves};
    Hash root, path[TREE_PROOF_MAX];
    gsize count;

    for (gsize i = 0; i < 8; i++) {
        guint8 data[16];
        gsize length = hex_read(inputs[i], data);
        g_autofree char *label = g_strdup_printf("leaf %d", (int)i);
        add_bytes(out, label, data, length);
        tree_leaf_hash(data, length, &leaves.hashes[i]);
    }
    for (gsize size = 0; size <= 8; size++) {
        g_autofree char *label = g_strdup_printf("root %d", (int)size);
        g_assert_true(tree_root(&reader, size, &root));
        add_bytes(out, label, root.bytes, HASH_SIZE);
    }
    g_assert_true(tree_inclusion(&reader, 5, 7, path, &count));
    for (gsize i = 0; i < count; i++)
        add_bytes(out, "inclusion 5 in 7", path[i].bytes, HASH_SIZE);
    g_assert_true(tree_consistency(&reader, 3, 7, path, &count));
    for (gsize i = 0; i < count; i++)
        add_bytes(out, "consistency 3 to 7", path[i].bytes, HASH_SIZE);
}

typedef struct {
    guint8 log_seed[32], mirror_seed[32];
    NoteKey log, mirror;
} Signers;

static void
signers_init(Signers *signers)
{
    guint8 public_key[32];

    for (guint i = 0; i < 32; i++) {
        signers->log_seed[i] = (guint8)i;
        signers->mirror_seed[i] = (guint8)(255 - i);
    }
    key_from_seed(signers->log_seed, public_key);
    note_key_init(&signers->log, ORIGIN, KEY_ED25519, public_key);
    key_from_seed(signers->mirror_seed, public_key);
    note_key_init(&signers->mirror, PARTNER "/mirror", KEY_COSIGNATURE, public_key);
}

static void
add_key(GString *out, const char *label, const NoteKey *key)
{
    char vkey[VKEY_MAX];
    Sink sink;

    sink_init(&sink, vkey, sizeof(vkey));
    note_key_write(key, &sink);
    g_string_append_printf(out, "%s: %.*s\n", label, (int)sink.length, vkey);
}

/* The head of a book of three entries: the leaf above between two others. */
static gsize
write_head(const Leaves *leaves, char *buffer, gsize room)
{
    TreeReader reader = {leaves_node, (void *)leaves};
    Signers signers;
    Sink sink;
    Hash root;

    signers_init(&signers);
    g_assert_true(tree_root(&reader, 3, &root));
    sink_init(&sink, buffer, room);
    checkpoint_write(ORIGIN, 3, &root, &sink);
    Slice text = {buffer, sink.length};
    sink_add_text(&sink, "\n");
    note_sign(text, &signers.log, signers.log_seed, 0, &sink);
    note_sign(text, &signers.mirror, signers.mirror_seed, 1597190400, &sink);
    return sink.length;
}

static void
fill_book(Leaves *leaves)
{
    char leaf[LEAF_MAX];
    gsize length = write_leaf(leaf, -1);

    tree_leaf_hash("before", 6, &leaves->hashes[0]);
    tree_leaf_hash(leaf, length, &leaves->hashes[1]);
    tree_leaf_hash("after", 5, &leaves->hashes[2]);
}

static void
make_note(GString *out)
{
    char head[1024];
    Signers signers;
    Leaves leaves;

    signers_init(&signers);
    fill_book(&leaves);
    add_bytes(out, "log seed", signers.log_seed, 32);
    add_bytes(out, "log public", signers.log.public_key, 32);
    add_key(out, "log vkey", &signers.log);
    add_bytes(out, "mirror seed", signers.mirror_seed, 32);
    add_bytes(out, "mirror public", signers.mirror.public_key, 32);
    add_key(out, "mirror vkey", &signers.mirror);
    add_text(out, "note", head, write_head(&leaves, head, sizeof(head)));
}

static void
make_proof(GString *out)
{
    char head[1024], extra[2048], text[4096];
    Leaves leaves;
    TreeReader reader = {leaves_node, &leaves};
    Hash path[TREE_PROOF_MAX];
    gsize count, leaf = write_leaf(extra, -1);
    Sink sink;

    fill_book(&leaves);
    g_assert_true(tree_inclusion(&reader, 1, 3, path, &count));
    Slice shown = {extra, leaf + write_struck(extra + leaf, sizeof(extra) - leaf)};
    Slice note = {head, write_head(&leaves, head, sizeof(head))};
    sink_init(&sink, text, sizeof(text));
    tlog_proof_write(shown, 1, path, count, note, &sink);
    g_assert_false(sink.overflow);
    g_string_append_len(out, text, (gssize)sink.length);
}

static void
make_values(GString *out)
{
    static const char *const types[] = {
        [VALUE_TEXT] = "text",     [VALUE_COUNT] = "count",   [VALUE_DATE] = "date",
        [VALUE_MOMENT] = "moment", [VALUE_PERIOD] = "period", [VALUE_FLAG] = "flag",
        [VALUE_CHOICE] = "choice", [VALUE_MONEY] = "money",   [VALUE_REF] = "ref",
        [VALUE_FILE] = "file",     [VALUE_LIST] = "list",
    };
    static const struct {
        ValueType type;
        const char *value;
    } rows[] = {
        {VALUE_TEXT, "Hai dòng:\\nmột \\\\ và một \\t"},
        {VALUE_TEXT, "\\x"},
        {VALUE_TEXT, "a space at the end "},
        {VALUE_COUNT, "0"},
        {VALUE_COUNT, "1250"},
        {VALUE_COUNT, "01250"},
        {VALUE_COUNT, "1.250"},
        {VALUE_COUNT, "-1"},
        {VALUE_DATE, "2020-02-29"},
        {VALUE_DATE, "2021-02-29"},
        {VALUE_DATE, "12/8/2020"},
        {VALUE_MOMENT, "2020-08-12T07:30"},
        {VALUE_MOMENT, "2020-08-12T07:30:00"},
        {VALUE_MOMENT, "2020-08-12T24:00"},
        {VALUE_PERIOD, "2020-01-01/2020-07-31"},
        {VALUE_PERIOD, "2020-07-31/2020-01-01"},
        {VALUE_FLAG, "yes"},
        {VALUE_FLAG, "no"},
        {VALUE_FLAG, "Yes"},
        {VALUE_CHOICE, "delivered"},
        {VALUE_CHOICE, "Delivered"},
        {VALUE_MONEY, "71200000000 100000000 eq 71,2 tỷ"},
        {VALUE_MONEY, "5100000000 100000000 over trên 5,1 tỷ"},
        {VALUE_MONEY, "400000 1 eq"},
        {VALUE_MONEY, "400000 0 eq"},
        {VALUE_MONEY, "400000 1 = 400.000 đ"},
        {VALUE_REF, "17"},
        {VALUE_REF, ORIGIN "#17"},
        {VALUE_REF, "KG-17"},
        {VALUE_FILE,
         "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 0 image/png"},
        {VALUE_FILE, "sha256:e3b0c442 0 image/png"},
        {VALUE_LIST, "Nguyễn Văn A\\tchủ tịch\\nTrần Thị B\\tthủ quỹ"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_string_append_printf(
            out, "%s %s: %s\n",
            value_is_valid(rows[i].type, rows[i].value, strlen(rows[i].value)) ? "good" : "bad",
            types[rows[i].type], rows[i].value);
}

static const struct {
    const char *name;
    void (*make)(GString *out);
} files[] = {
    {"entry", make_entry}, {"tree", make_tree},     {"note", make_note},
    {"proof", make_proof}, {"values", make_values},
};

static const char *source_root;

static void
test_file(gconstpointer data)
{
    gsize i = GPOINTER_TO_SIZE(data);
    g_autoptr(GString) made = g_string_new(NULL);
    g_autofree char *name = g_strconcat("tests/vectors/", files[i].name, ".txt", NULL);
    g_autofree char *path = g_build_filename(source_root, name, NULL);
    g_autofree char *document_path = g_build_filename(source_root, "docs/FORMAT.md", NULL);
    g_autofree char *stored = NULL, *document = NULL;

    files[i].make(made);
    g_assert_true(g_file_get_contents(path, &stored, NULL, NULL));
    g_assert_cmpstr(made->str, ==, stored);
    g_assert_true(g_file_get_contents(document_path, &document, NULL, NULL));
    g_autofree char *block = g_strconcat("`", name, "`\n\n```\n", stored, "```\n", NULL);
    if (strstr(document, block) == NULL)
        g_error("docs/FORMAT.md does not show %s as it is", name);
}

/* vectors SOURCE checks; vectors --write FOLDER writes. */
int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (argc == 3 && strcmp(argv[1], "--write") == 0) {
        for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
            g_autoptr(GString) made = g_string_new(NULL);
            g_autofree char *path = g_strconcat(argv[2], "/", files[i].name, ".txt", NULL);
            files[i].make(made);
            g_assert_true(g_file_set_contents(path, made->str, -1, NULL));
        }
        return 0;
    }
    g_assert_cmpint(argc, ==, 2);
    source_root = argv[1];
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_strconcat("/vectors/", files[i].name, NULL);
        g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_file);
    }
    return g_test_run();
}
