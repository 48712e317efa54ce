/* manifest.c: the signed list names every member, in order, and cannot pass for a head; bodies lie
 * in the members that their numbers name.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/manifest.h"

#include "base/error.h"
#include "exchange/bodies.h"

static const guint8 seed[32] = {7};

static GPtrArray *
sample(NoteKey *key)
{
    guint8 public_key[32];
    GPtrArray *members = tar_members_new();
    key_from_seed(seed, public_key);
    g_assert_cmpint(note_key_init(key, "ketnghia/kg/1", KEY_ED25519, public_key), ==, PROOF_OK);
    tar_add(members, "one", "1", 1);
    tar_add(members, "two", "22", 2);
    manifest_add(members, "ketnghia/kg/1", "ketnghia/hg/2", 1583024400, NULL, key, seed);
    return members;
}

static bool
reads(const GPtrArray *members)
{
    g_auto(Manifest) manifest = {0};
    Note note;
    return manifest_read(members, &manifest, &note, NULL);
}

static void
test_list(void)
{
    NoteKey key;
    g_auto(Manifest) manifest = {0};
    Note note;
    Checkpoint checkpoint;
    g_autoptr(GPtrArray) members = sample(&key);
    g_assert_cmpuint(members->len, ==, 3);
    g_assert_true(manifest_read(members, &manifest, &note, NULL));
    g_assert_cmpstr(manifest.from, ==, "ketnghia/kg/1");
    g_assert_cmpstr(manifest.to, ==, "ketnghia/hg/2");
    g_assert_cmpint(manifest.time, ==, 1583024400);
    g_assert_cmpint(note_verify(&note, &key, NULL), ==, PROOF_OK);
    g_assert_cmpint(checkpoint_read(note.text, &checkpoint), !=, PROOF_OK);
    static const char text[] =
        "ketnghia/bundle/v1\nfrom ketnghia/kg/1\nto ketnghia/hg/2\ntime 1583024400\n"
        "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b 1 one\n"
        "785f3ec7eb32f30b90cd0fcf3657d388b5ff4297f2f9716ff66e9b69c05ddd09 2 two\n";
    g_assert_cmpmem(note.text.at, note.text.length, text, sizeof text - 1);
}

static void
test_wrong(void)
{
    NoteKey key;
    g_autoptr(GPtrArray) unlisted = sample(&key);
    tar_add(unlisted, "three", "3", 1);
    g_assert_false(reads(unlisted));
    g_autoptr(GPtrArray) missing = sample(&key);
    g_ptr_array_remove_index(missing, 2);
    g_assert_false(reads(missing));
    g_autoptr(GPtrArray) swapped = sample(&key);
    gpointer first = swapped->pdata[1];
    swapped->pdata[1] = swapped->pdata[2];
    swapped->pdata[2] = first;
    g_assert_false(reads(swapped));
    g_autoptr(GPtrArray) changed = sample(&key);
    TarMember *member = changed->pdata[1];
    g_bytes_unref(member->data);
    member->data = g_bytes_new_static("2", 1);
    g_assert_false(reads(changed));
    g_autoptr(GPtrArray) without = sample(&key);
    g_ptr_array_remove_index(without, 0);
    g_assert_false(reads(without));
    g_autoptr(GPtrArray) empty = tar_members_new();
    g_assert_false(reads(empty));
}

typedef struct {
    GString *seen;
} Seeing;

static bool
see(void *context, const char *hex, gint64 entry, const char *body, gsize length, GError **error)
{
    GString *seen = context;
    g_string_append_printf(seen, "%" G_GINT64_FORMAT "=%.*s ", entry, (int)length, body);
    return true;
}

static void
test_bodies(void)
{
    g_autoptr(GPtrArray) members = tar_members_new();
    g_autoptr(GString) seen = g_string_new(NULL);
    BodiesWriter writer;
    bodies_init(&writer, members, "ketnghia/kg/1");
    bodies_put(&writer, 0, "a", 1);
    bodies_put(&writer, 255, "b\n", 2);
    bodies_put(&writer, 256, "c", 1);
    bodies_put(&writer, 256000, "d", 1);
    bodies_end(&writer);
    g_assert_cmpuint(members->len, ==, 3);
    const TarMember *last = members->pdata[2];
    g_assert_true(g_str_has_suffix(last->path, "/x001/000"));
    for (guint i = 0; i < members->len; i++)
        g_assert_true(bodies_read(members->pdata[i], see, seen, NULL));
    g_assert_cmpstr(seen->str, ==, "0=a 255=b\n 256=c 256000=d ");
}

static void
test_bodies_wrong(void)
{
    static const char *const texts[] = {
        "",         "0 1",     "0 1\n",        "00 1\na",
        "256 1\na", "0 2\na",  "1 1\na0 1\nb", "1 1\na1 1\nb",
        "0 1 \na",  "-1 1\na", "0 1\naX",      "0 18446744073709551615\na"};
    g_autofree char *hex = origin_hex("ketnghia/kg/1");
    g_autofree char *path = g_strdup_printf("body/%s/000", hex);
    g_autoptr(GString) seen = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) members = tar_members_new();
        tar_add(members, path, texts[i], strlen(texts[i]));
        g_test_message("%s", texts[i]);
        g_assert_false(bodies_read(members->pdata[0], see, seen, &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
    }
    g_autoptr(GPtrArray) other = tar_members_new();
    tar_add(other, "body/000", "0 1\na", 5);
    g_assert_false(bodies_read(other->pdata[0], see, seen, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/exchange/manifest/list", test_list);
    g_test_add_func("/exchange/manifest/wrong", test_wrong);
    g_test_add_func("/exchange/manifest/bodies", test_bodies);
    g_test_add_func("/exchange/manifest/bodies-wrong", test_bodies_wrong);
    return g_test_run();
}
