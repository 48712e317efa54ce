/* export.c: tests the tile folder by reading it as a stranger would, and single proofs.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/export.h"

#include "base/error.h"
#include "book/head.h"
#include "fixture.h"
#include "proof/entry.h"
#include "proof/tlog_proof.h"

#include <glib/gstdio.h>

static void
test_paths(void)
{
    static const struct {
        int level;
        guint64 index;
        guint width;
        const char *path;
    } rows[] = {
        {0, 0, 256, "tile/0/000"},
        {0, 0, 12, "tile/0/000.p/12"},
        {-1, 999, 256, "tile/entries/999"},
        {1, 1000, 256, "tile/1/x001/000"},
        {-1, 1234067, 5, "tile/entries/x001/x234/067.p/5"},
        {3, 1000000000, 256, "tile/3/x001/x000/x000/000"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = tile_path(rows[i].level, rows[i].index, rows[i].width);
        g_assert_cmpstr(path, ==, rows[i].path);
    }
}

static void
add_many(Fixture *office, Book *book, guint count)
{
    g_autoptr(GError) error = NULL;
    g_auto(Body) body = {0};
    g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func(g_free);
    gint64 first;
    body_init(&body);
    g_autofree NewEntry *entries = g_new0(NewEntry, count);
    for (guint i = 0; i < count; i++) {
        fixture_body(&body, "Tặng quà");
        char *copy = g_strdup(body.text->str);
        g_ptr_array_add(bodies, copy);
        entries[i] = (NewEntry){"activity", 1, -1, copy, body.text->len};
    }
    g_autoptr(Db) db = store_write(office->store, &error);
    g_assert_true(book_append(db, book, entries, count, 1577836900, &first, &error));
    g_assert_true(db_commit(db, &error));
}

static void
remove_folder(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            remove_folder(path);
        else
            g_unlink(path);
    }
    g_rmdir(folder);
}

static guint8 *
read_tile(const char *folder, int level, guint64 index, guint width, gsize *ret_length)
{
    char *bytes = NULL;
    g_autofree char *path = tile_path(level, index, width);
    g_autofree char *file = g_build_filename(folder, path, NULL);
    g_assert_true(g_file_get_contents(file, &bytes, ret_length, NULL));
    return (guint8 *)bytes;
}

/* Leaves from the entry tiles lead to the root; every hash tile holds what the leaves say. */
static void
check_folder(const char *folder, const Book *book)
{
    Frontier all;
    frontier_init(&all);
    g_autoptr(GArray) level = g_array_new(FALSE, FALSE, sizeof(Hash));
    for (guint64 at = 0; at < book->frontier.size; at += 256) {
        guint width = (guint)MIN(256, book->frontier.size - at);
        gsize length, used = 0;
        g_autofree guint8 *tile = read_tile(folder, -1, at / 256, width, &length);
        for (guint i = 0; i < width; i++) {
            Hash hash;
            gsize leaf = (gsize)tile[used] << 8 | tile[used + 1];
            tree_leaf_hash(tile + used + 2, leaf, &hash);
            frontier_append(&all, &hash);
            g_array_append_val(level, hash);
            used += 2 + leaf;
        }
        g_assert_cmpuint(used, ==, length);
    }
    Hash root;
    frontier_root(&all, &root);
    g_assert_true(hash_equal(&root, &book->root));
    for (int height = 0; level->len > 0; height++) {
        g_autoptr(GArray) above = g_array_new(FALSE, FALSE, sizeof(Hash));
        for (guint at = 0; at < level->len; at += 256) {
            guint width = MIN(256, level->len - at);
            gsize length;
            g_autofree guint8 *tile = read_tile(folder, height, at / 256, width, &length);
            g_assert_cmpmem(tile, length, &g_array_index(level, Hash, at), width * sizeof(Hash));
            Frontier part;
            frontier_init(&part);
            for (guint i = 0; i < width; i++)
                frontier_append(&part, &g_array_index(level, Hash, at + i));
            frontier_root(&part, &root);
            if (width == 256)
                g_array_append_val(above, root);
        }
        g_clear_pointer(&level, g_array_unref);
        level = g_steal_pointer(&above);
    }
}

typedef struct {
    const char *folder;
    guint count;
} Part;

static bool
same_as_file(void *context, const char *path, const void *data, gsize length, GError **error)
{
    Part *part = context;
    g_autofree char *file = g_build_filename(part->folder, path, NULL), *bytes = NULL;
    gsize held = 0;
    g_assert_true(g_file_get_contents(file, &bytes, &held, NULL));
    g_assert_cmpmem(bytes, held, data, length);
    part->count++;
    return true;
}

/* Read from any tile on, what comes is what stands in the whole folder. */
static void
check_parts(Db *db, const Book *book, const char *folder)
{
    for (guint64 first = 0; first < book->frontier.size; first += 256) {
        Part part = {folder, 0};
        g_assert_true(
            export_hash_tiles(db, book, first, book->frontier.size, same_as_file, &part, NULL));
        guint tiles = (guint)((book->frontier.size - first + 255) / 256);
        g_assert_cmpuint(part.count, ==,
                         tiles + (first == 0 && book->frontier.size >= 256 ? 1 : 0));
    }
}

static void
export_at(guint extra)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    if (extra > 0)
        add_many(&office, book, extra);
    g_autofree char *folder = g_build_filename(office.folder, "log", NULL);
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_true(export_log(db, book, folder, &error));
    g_assert_no_error(error);
    g_assert_false(export_log(db, book, folder, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);
    check_parts(db, book, folder);
    g_assert_true(db_commit(db, &error));
    check_folder(folder, book);
    g_autofree char *path = g_build_filename(folder, "checkpoint", NULL), *note = NULL;
    g_assert_true(g_file_get_contents(path, &note, NULL, NULL));
    Note parts;
    Checkpoint head;
    g_assert_cmpint(note_read(note, strlen(note), &parts), ==, PROOF_OK);
    g_assert_cmpint(checkpoint_read(parts.text, &head), ==, PROOF_OK);
    g_assert_cmpuint(head.size, ==, extra + 1);
    remove_folder(folder);
}

static void
test_folder(void)
{
    export_at(0);
    export_at(255); /* one full tile, whose root stands in level 1 */
    export_at(256);
    export_at(1000);
}

/* A damaged entry ends it, and nothing half stays behind. */
static void
test_folder_broken(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    add_many(&office, book, 300);
    fixture_damage(&office, "DELETE FROM leaf WHERE entry = 280");
    g_autofree char *folder = g_build_filename(office.folder, "log", NULL);
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_false(export_log(db, book, folder, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    g_autoptr(GDir) dir = g_dir_open(office.folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        g_assert_false(g_str_has_prefix(name, "log"));
}

static void
test_proof(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    static const char *const show[] = {"value", NULL}, *const unknown[] = {"nothing", NULL};
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    add_many(&office, book, 600);
    g_autoptr(Db) db = store_write(office.store, &error);
    g_autoptr(GPtrArray) proofs = g_ptr_array_new_with_free_func(g_free);
    for (gint64 entry = 1; entry <= 600; entry += 37) {
        char *proof = export_proof(db, book, entry, show, &error);
        g_assert_no_error(error);
        g_ptr_array_add(proofs, proof);
    }
    g_assert_null(export_proof(db, book, 1, unknown, &error));
    g_assert_error(error, KN_ERROR, KN_MISSING);
    g_clear_error(&error);
    g_assert_null(export_proof(db, book, 601, show, &error));
    g_assert_error(error, KN_ERROR, KN_MISSING);
    g_clear_error(&error);
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    db = store_read(office.store, &error);
    for (guint i = 0; i < proofs->len; i++) {
        g_auto(Audit) audit = {0};
        g_autofree char *shown = NULL;
        const char *proof = proofs->pdata[i];
        audit_init(&audit);
        g_assert_true(audit_proof(db, proof, strlen(proof), &audit, &shown, &error));
        g_assert_cmpuint(audit.findings->len, ==, 0);
        g_assert_nonnull(strstr(shown, "value: 5000000 1 eq 5 triệu\n"));
        g_assert_null(strstr(shown, "Sáu"));
    }
}

/* A proof in which any byte was changed is refused or named, never believed. */
static void
test_proof_changed(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    static const char *const show[] = {"value", NULL};
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    add_many(&office, book, 5);
    g_autoptr(Db) db = store_write(office.store, &error);
    g_autofree char *proof = export_proof(db, book, 3, show, &error);
    gsize length = strlen(proof);
    for (gsize i = 0; i < length; i++) {
        g_auto(Audit) audit = {0};
        g_autofree char *shown = NULL;
        audit_init(&audit);
        proof[i] ^= 1;
        bool judged = audit_proof(db, proof, length, &audit, &shown, &error);
        g_assert_true(!judged || audit.findings->len > 0);
        g_assert_null(shown);
        g_clear_error(&error);
        proof[i] ^= 1;
    }
    for (gsize cut = 0; cut < length; cut += 7) {
        g_auto(Audit) audit = {0};
        g_autofree char *shown = NULL;
        audit_init(&audit);
        g_assert_true(!audit_proof(db, proof, cut, &audit, &shown, &error) ||
                      audit.findings->len > 0);
        g_clear_error(&error);
    }
}

/* A book whose keys are not known here cannot be judged. */
static void
test_proof_unknown(void)
{
    g_auto(Fixture) office = {0}, stranger = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    fixture_init(&stranger);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    g_autoptr(Book) other = fixture_book(&stranger, "KG");
    g_autoptr(Db) db = store_write(office.store, &error);
    g_autofree char *proof = export_proof(db, book, 0, NULL, &error);
    g_autoptr(Db) reader = store_read(stranger.store, &error);
    g_auto(Audit) audit = {0};
    g_autofree char *shown = NULL;
    audit_init(&audit);
    g_assert_false(audit_proof(reader, proof, strlen(proof), &audit, &shown, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/export/paths", test_paths);
    g_test_add_func("/export/folder", test_folder);
    g_test_add_func("/export/folder-broken", test_folder_broken);
    g_test_add_func("/export/proof", test_proof);
    g_test_add_func("/export/proof-changed", test_proof_changed);
    g_test_add_func("/export/proof-unknown", test_proof_unknown);
    return g_test_run();
}
