/* flip.c: changes bytes of a small office file, one at a time. Each change must be found by the
 * audit or keep the file from being opened, or it must carry no meaning: every row of every table
 * reads as before.
 *
 *   test-book-flip       400 places, and the heads of all pages
 *
 *   test-book-flip N     N places
 *
 *   test-book-flip all   every byte of the file
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/error.h"
#include "base/lang.h"

#include <glib/gstdio.h>

static gsize places = 400; /* 0: every byte */

typedef struct {
    guint refused, named, meaningless, silent;
} Tally;

typedef struct {
    Fixture office; /* the sound file */
    Fixture copy;   /* the changed one: opened anew for every change */
    char *bytes, *dump;
    gsize length;
} Flips;

static void
flips_init(Flips *flips)
{
    g_autoptr(GError) error = NULL;
    fixture_full(&flips->office);
    store_close(g_steal_pointer(&flips->office.store));
    g_assert_true(g_file_get_contents(flips->office.file, &flips->bytes, &flips->length, &error));
    g_autofree char *mark = g_strconcat(flips->office.file, ".head", NULL), *mark_text = NULL;
    g_assert_true(g_file_get_contents(mark, &mark_text, NULL, &error));
    flips->copy.folder = g_dir_make_tmp("flip-XXXXXX", &error);
    flips->copy.file = g_build_filename(flips->copy.folder, "so.ketnghia", NULL);
    g_autofree char *copied = g_strconcat(flips->copy.file, ".head", NULL);
    g_assert_true(g_file_set_contents(copied, mark_text, -1, &error));
    flips->dump = fixture_dump(flips->office.file);
}

static void
flips_clear(Flips *flips)
{
    fixture_clear(&flips->office);
    fixture_clear(&flips->copy);
    g_free(flips->bytes);
    g_free(flips->dump);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Flips, flips_clear)

static void
copy_write(Flips *flips)
{
    g_autoptr(GError) error = NULL;
    for (int i = 0; i < 2; i++) {
        g_autofree char *beside = g_strconcat(flips->copy.file, i == 0 ? "-wal" : "-shm", NULL);
        g_unlink(beside);
    }
    g_assert_true(g_file_set_contents_full(flips->copy.file, flips->bytes, (gssize)flips->length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, &error));
}

static void
flip(Flips *flips, gsize at, guint8 mask, Tally *tally)
{
    g_autoptr(GError) error = NULL;
    g_auto(Audit) audit = {0};
    flips->bytes[at] ^= (char)mask;
    copy_write(flips);
    flips->bytes[at] ^= (char)mask;
    audit_init(&audit);
    g_autoptr(Store) store = store_open(flips->copy.file, STORE_OPEN | STORE_READ_ONLY, &error);
    if (store == NULL || !audit_books(store, &audit, NULL, NULL, &error)) {
        g_assert_nonnull(error);
        tally->refused++;
        return;
    }
    g_clear_pointer(&store, store_close);
    if (audit.findings->len > 0) {
        tally->named++;
        return;
    }
    copy_write(flips);
    flips->bytes[at] ^= (char)mask;
    copy_write(flips);
    flips->bytes[at] ^= (char)mask;
    g_autofree char *dump = fixture_dump(flips->copy.file);
    if (strcmp(dump, flips->dump) == 0) {
        tally->meaningless++;
        return;
    }
    tally->silent++;
    g_test_message("byte %" G_GSIZE_FORMAT " (page %" G_GSIZE_FORMAT ", at %" G_GSIZE_FORMAT
                   ") ^ %u: changed unseen",
                   at, at / 4096 + 1, at % 4096, mask);
}

/* Most of a small file is empty room: three places of four are taken from what is written. The
 * heads of the pages, which say where rows stand, are taken besides: a wrong order of rows must not
 * keep the audit from ending. */
static void
sample(Flips *flips, Tally *tally)
{
    g_autoptr(GArray) written = g_array_new(FALSE, FALSE, sizeof(gsize));
    for (gsize at = 0; at < flips->length; at++)
        if (flips->bytes[at] != 0)
            g_array_append_val(written, at);
    gsize many = MIN(places * 3 / 4, written->len), few = MIN(places / 4, flips->length);
    for (gsize i = 0; i < many; i++)
        flip(flips, g_array_index(written, gsize, i * written->len / many), (guint8)(1u << i % 8),
             tally);
    for (gsize i = 0; i < few; i++)
        flip(flips, i * flips->length / few, (guint8)(1u << i % 8), tally);
    /* Before a leaf stand its lengths and types: bytes that turn into text mean something else. */
    static const char leaf[] = "ketnghia/entry/v1\n";
    for (gsize at = 0; at + strlen(leaf) < flips->length; at++)
        for (gsize i = 1; i < 6 && memcmp(flips->bytes + at, leaf, strlen(leaf)) == 0; i++)
            flip(flips, at - i, 1, tally);
    for (gsize page = 4096; page < flips->length; page += 4096)
        for (gsize i = 0; i < 24; i++)
            flip(flips, page + i, (guint8)(1u << (page / 4096 + i) % 8), tally);
}

static void
test_flips(void)
{
    g_auto(Flips) flips = {0};
    Tally tally = {0};
    flips_init(&flips);
    if (places > 0)
        sample(&flips, &tally);
    for (gsize at = 0; places == 0 && at < flips.length; at++)
        flip(&flips, at, (guint8)(1u << at % 8), &tally);
    g_test_message("%u found, %u refused, %u without meaning, %u silent", tally.named,
                   tally.refused, tally.meaningless, tally.silent);
    g_assert_cmpuint(tally.silent, ==, 0);
    g_assert_cmpuint(tally.named, >, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (argc == 2)
        places = (gsize)g_ascii_strtoull(argv[1], NULL, 10); /* "all" reads as 0 */
    g_test_add_func("/flip/bytes", test_flips);
    return g_test_run();
}
