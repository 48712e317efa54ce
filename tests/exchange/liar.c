/* liar.c: writes what no honest program writes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "liar.h"

#include "book/body.h"
#include "exchange/bodies.h"
#include "exchange/box.h"
#include "exchange/manifest.h"
#include "proof/sink.h"

/* The lines of a book/1 with the keys at hand. */
static char *
write_lines(const Liar *liar)
{
    g_autofree char *log = key_text(&liar->keys.log), *mirror = key_text(&liar->keys.mirror),
                    *witness = key_text(&liar->keys.witness),
                    *box = key_bytes_text(liar->keys.box_public);
    const char *const values[] = {liar->origin, liar->code, liar->code, "chapter", log,
                                  mirror,       witness,    box,        box,       box};
    const Kind *kind = kind_get("book");
    g_auto(Body) body = {0};
    body_init(&body);
    for (gsize i = 0; i < kind->field_count; i++)
        body_add(&body, kind->fields[i].name, values[i]);
    return g_strndup(body.text->str, body.text->len);
}

static char *
write_card(const Liar *liar, const char *lines)
{
    char signature[1024];
    Sink sink;
    g_autofree char *text = g_strconcat(CARD_FIRST_LINE, lines, NULL);
    sink_init(&sink, signature, sizeof signature);
    note_sign((Slice){text, strlen(text)}, &liar->keys.log, liar->keys.log_seed, 0, &sink);
    g_assert_false(sink.overflow);
    return g_strdup_printf("%s\n%.*s", text, (int)sink.length, signature);
}

void
liar_init(Liar *liar, const char *code)
{
    size_t lines;
    *liar = (Liar){.code = g_strdup(code), .origin = origin_draw(code), .time = DESK_TIME};
    keys_draw(liar->origin, &liar->keys);
    liar->body = write_lines(liar);
    g_assert_cmpint(body_hash(liar->body, strlen(liar->body), &liar->first, &lines), ==, PROOF_OK);
    liar->card = write_card(liar, liar->body);
}

void
liar_change_keys(Liar *liar)
{
    keys_draw(liar->origin, &liar->keys);
    g_autofree char *lines = write_lines(liar);
    g_free(liar->card);
    liar->card = write_card(liar, lines);
}

void
liar_clear(Liar *liar)
{
    g_free(liar->code);
    g_free(liar->origin);
    g_free(liar->card);
    g_free(liar->body);
}

void
liar_pin(Liar *liar, Desk *desk)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *code = NULL;
    g_assert_true(partner_add(desk->office, &machine, liar->card, strlen(liar->card), NULL, NULL,
                              &code, &error));
    g_assert_no_error(error);
}

void
story_init(Story *story, Liar *liar, guint fork, guint size, guint which)
{
    *story = (Story){liar, g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref),
                     g_array_new(FALSE, FALSE, sizeof(Hash))};
    for (guint i = 0; i < size; i++) {
        char bytes[LEAF_MAX];
        Sink sink;
        Leaf leaf = {.kind = {i == 0 ? "book" : "activity", i == 0 ? 4 : 8},
                     .schema = 1,
                     .time = DESK_TIME - 1000 + i + (i >= fork ? 200 * which : 0),
                     .amends = -1,
                     .body = liar->first};
        Hash hash;
        sink_init(&sink, bytes, sizeof bytes);
        leaf_write(&leaf, &sink);
        tree_leaf_hash(bytes, sink.length, &hash);
        g_array_append_val(story->hashes, hash);
        g_ptr_array_add(story->leaves, g_bytes_new(bytes, sink.length));
    }
}

void
story_clear(Story *story)
{
    g_ptr_array_unref(story->leaves);
    g_array_unref(story->hashes);
}

Hash
story_root(Story *story, guint size)
{
    Frontier frontier;
    Hash root;
    frontier_init(&frontier);
    for (guint i = 0; i < size; i++)
        frontier_append(&frontier, &g_array_index(story->hashes, Hash, i));
    frontier_root(&frontier, &root);
    return root;
}

char *
story_note(Story *story, guint size)
{
    char text[1024];
    Sink sink;
    Hash root = story_root(story, size);
    sink_init(&sink, text, sizeof text);
    checkpoint_write(story->liar->origin, size, &root, &sink);
    Slice checkpoint = {text, sink.length};
    sink_add_text(&sink, "\n");
    note_sign(checkpoint, &story->liar->keys.log, story->liar->keys.log_seed, 0, &sink);
    g_assert_false(sink.overflow);
    return g_strndup(text, sink.length);
}

static bool
node(void *context, int level, uint64_t index, Hash *ret_hash)
{
    const Story *story = context;
    guint64 first = index << level, count = G_GUINT64_CONSTANT(1) << level;
    Frontier frontier;
    frontier_init(&frontier);
    for (guint64 i = first; i < first + count; i++)
        frontier_append(&frontier, &g_array_index(story->hashes, Hash, i));
    frontier_root(&frontier, ret_hash);
    return true;
}

char *
story_ask(Story *story, guint old, guint size)
{
    TreeReader reader = {node, story};
    Hash proof[TREE_PROOF_MAX];
    size_t count = 0;
    g_autofree char *note = story_note(story, size);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "old %u\n", old);
    if (old > 0 && old < size)
        g_assert_true(tree_consistency(&reader, old, size, proof, &count));
    for (size_t i = 0; i < count; i++) {
        g_autofree char *hash = g_base64_encode(proof[i].bytes, HASH_SIZE);
        g_string_append_printf(text, "%s\n", hash);
    }
    g_string_append_printf(text, "\n%s", note);
    return g_string_free(text, FALSE);
}

static void
add_text(GPtrArray *members, const char *path, const char *text)
{
    tar_add(members, path, text, strlen(text));
}

GBytes *
story_bundle(Story *story, guint size, Desk *desk, const Story *other, const char *gossip)
{
    Liar *liar = story->liar;
    g_autoptr(GPtrArray) members = tar_members_new(), inner = tar_members_new();
    g_autoptr(Book) to = book_of(desk, "HG");
    g_auto(Keys) to_keys = {0};
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_assert_true(keys_load(db, to->book, to->origin, &to_keys, NULL));
    g_autofree char *hex = origin_hex(liar->origin), *note = story_note(story, size);
    g_autofree char *head = g_strdup_printf("book/%s/checkpoint", hex);
    g_autofree char *tile = g_strdup_printf("book/%s/tile/entries/000.p/%u", hex, size);
    g_autoptr(GByteArray) entries = g_byte_array_new();
    for (guint i = 0; i < size; i++) {
        gsize length;
        const guint8 *data = g_bytes_get_data(story->leaves->pdata[i], &length);
        guint8 prefix[2] = {(guint8)(length >> 8), (guint8)length};
        g_byte_array_append(entries, prefix, 2);
        g_byte_array_append(entries, data, (guint)length);
    }
    add_text(members, head, note);
    tar_add(members, tile, entries->data, entries->len);
    if (gossip != NULL) {
        g_autofree char *about = origin_hex(other->liar->origin);
        g_autofree char *path = g_strdup_printf("cosigned/%s/checkpoint", about);
        add_text(members, path, gossip);
    }
    add_text(inner, "seen", "0\n");
    BodiesWriter bodies;
    bodies_init(&bodies, inner, liar->origin);
    bodies_put(&bodies, 0, liar->body, strlen(liar->body));
    bodies_end(&bodies);
    g_autoptr(GBytes) plain = tar_write(inner, NULL);
    tar_take(members, "shared.box", box_seal(plain, to_keys.box_public));
    manifest_add(members, liar->origin, to->origin, liar->time++, NULL, &liar->keys.log,
                 liar->keys.log_seed);
    return tar_write(members, NULL);
}
