/* photo.c: photos are drawn anew in a confined child: turned, made smaller, without metadata;
 * bombs, cut files and other formats are refused. SPDX-License-Identifier: Apache-2.0 */
#include "rules/photo_child.h"
#include "rules/write.h"

#include "base/limits.h"
#include "desk.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <sys/wait.h>
#include <unistd.h>

/* Left half red, right half blue; a JPEG or PNG. */
static GByteArray *
made_photo(int width, int height, const char *type)
{
    g_autoptr(GdkPixbuf) left = NULL;
    g_autoptr(GdkPixbuf) photo = gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, width, height);
    gdk_pixbuf_fill(photo, 0x0000ffff);
    left = gdk_pixbuf_new_subpixbuf(photo, 0, 0, width / 2, height);
    gdk_pixbuf_fill(left, 0xff0000ff);
    char *bytes = NULL;
    gsize length = 0;
    g_assert_true(gdk_pixbuf_save_to_buffer(photo, &bytes, &length, type, NULL, NULL));
    return g_byte_array_new_take((guint8 *)bytes, length);
}

/* EXIF behind the first marker: turned by a quarter (6: top is at the right side), and a place. */
static void
add_exif(GByteArray *jpeg)
{
    static const guint8 exif[] = "\xff\xe1\x00\x52"
                                 "Exif\0\0II*\0\x08\0\0\0"
                                 "\x02\0"
                                 "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
                                 "\x25\x88\x04\0\x01\0\0\0\x26\0\0\0"
                                 "\0\0\0\0"
                                 "\x01\0"
                                 "\x02\0\x05\0\x03\0\0\0\x38\0\0\0"
                                 "\0\0\0\0"
                                 "VITHANH-GPS-PLACE";
    gsize size = 2 + 0x52;
    g_autofree guint8 *segment = g_malloc0(size);
    memcpy(segment, exif, sizeof(exif) - 1);
    GByteArray *rest = g_byte_array_new();
    g_byte_array_append(rest, jpeg->data + 2, jpeg->len - 2);
    g_byte_array_set_size(jpeg, 2);
    g_byte_array_append(jpeg, segment, size);
    g_byte_array_append(jpeg, rest->data, rest->len);
    g_byte_array_unref(rest);
}

static guint32
big_endian_crc(const guint8 *data, gsize length)
{
    guint32 crc = 0xffffffff;
    for (gsize i = 0; i < length; i++) {
        crc ^= data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return GUINT32_TO_BE(~crc);
}

/* A real PNG whose header says another size. */
static void
claim_size(GByteArray *png, guint32 side)
{
    guint32 number = GUINT32_TO_BE(side);
    memcpy(png->data + 16, &number, 4);
    memcpy(png->data + 20, &number, 4);
    guint32 crc = big_endian_crc(png->data + 12, 17);
    memcpy(png->data + 29, &crc, 4);
}

typedef struct {
    Desk desk;
    Db *db;
    Book *book;
} Album;

static void
album_init(Album *album)
{
    desk_init(&album->desk);
    album->db = store_write(album->desk.office->store, NULL);
    album->book = book_create(album->db, "ketnghia/hg/0123456789abcdef", "HG", true, NULL);
    g_assert_nonnull(album->book);
}

static void
album_clear(Album *album)
{
    book_free(album->book);
    db_free(album->db);
    desk_clear(&album->desk);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Album, album_clear)

static bool
take(Album *album, const GByteArray *bytes, char **ret_value, GError **error)
{
    return photo_take(album->desk.office, album->db, album->book, bytes->data, bytes->len,
                      ret_value, error);
}

static GBytes *
kept(Album *album, const char *value)
{
    Hash hash;
    g_assert_true(g_str_has_prefix(value, "sha256:"));
    for (gsize i = 0; i < HASH_SIZE; i++)
        hash.bytes[i] = (guint8)(g_ascii_xdigit_value(value[7 + 2 * i]) << 4 |
                                 g_ascii_xdigit_value(value[8 + 2 * i]));
    GBytes *bytes = book_get_file(album->db, album->book->book, &hash, NULL);
    g_assert_nonnull(bytes);
    return bytes;
}

static void
test_jpeg(void)
{
    g_auto(Album) album = {0};
    album_init(&album);
    g_autoptr(GByteArray) photo = made_photo(2000, 1000, "jpeg");
    add_exif(photo);
    g_autofree char *value = NULL;
    g_autoptr(GError) error = NULL;
    g_assert_true(take(&album, photo, &value, &error));
    g_assert_no_error(error);
    g_assert_true(g_str_has_suffix(value, " image/jpeg"));
    g_autoptr(GBytes) bytes = kept(&album, value);
    g_autofree char *size = g_strdup_printf(" %u image/jpeg", (guint)g_bytes_get_size(bytes));
    g_assert_true(g_str_has_suffix(value, size));
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);
    g_assert_null(memmem(data, length, "Exif", 4));
    g_assert_null(memmem(data, length, "VITHANH", 7));

    g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new();
    g_assert_true(gdk_pixbuf_loader_write(loader, data, length, NULL));
    g_assert_true(gdk_pixbuf_loader_close(loader, NULL));
    GdkPixbuf *drawn = gdk_pixbuf_loader_get_pixbuf(loader);
    /* Turned by a quarter to the right: what was left is on top. */
    g_assert_cmpint(gdk_pixbuf_get_width(drawn), ==, 800);
    g_assert_cmpint(gdk_pixbuf_get_height(drawn), ==, 1600);
    const guint8 *top = gdk_pixbuf_get_pixels(drawn) + 100 * gdk_pixbuf_get_rowstride(drawn) + 300;
    const guint8 *bottom =
        gdk_pixbuf_get_pixels(drawn) + 1500 * gdk_pixbuf_get_rowstride(drawn) + 300;
    g_assert_cmpint(top[0], >, 200);
    g_assert_cmpint(top[2], <, 50);
    g_assert_cmpint(bottom[0], <, 50);
    g_assert_cmpint(bottom[2], >, 200);
}

static void
test_png(void)
{
    g_auto(Album) album = {0};
    album_init(&album);
    g_autoptr(GByteArray) photo = made_photo(300, 200, "png");
    g_autofree char *value = NULL;
    g_assert_true(take(&album, photo, &value, NULL));
    g_assert_true(g_str_has_suffix(value, " image/png"));
    g_autoptr(GBytes) bytes = kept(&album, value);
    g_assert_cmpuint(g_bytes_get_size(bytes), >, 8);
}

static void
assert_refused(Album *album, const GByteArray *bytes, int code)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *value = NULL;
    g_assert_false(take(album, bytes, &value, &error));
    g_assert_error(error, KN_ERROR, code);
    g_assert_null(value);
}

static void
test_refused(void)
{
    g_auto(Album) album = {0};
    album_init(&album);
    g_autoptr(GByteArray) bomb = made_photo(300, 200, "png");
    claim_size(bomb, 30000);
    assert_refused(&album, bomb, KN_LIMIT);
    static const char *const types[] = {"jpeg", "png"};
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        g_autoptr(GByteArray) cut = made_photo(1200, 900, types[i]);
        g_byte_array_set_size(cut, cut->len / 2);
        assert_refused(&album, cut, KN_INVALID);
        g_byte_array_set_size(cut, 12);
        assert_refused(&album, cut, KN_INVALID);
    }
    g_autoptr(GByteArray) text = g_byte_array_new();
    g_byte_array_append(text, (const guint8 *)"GIF89a and more", 15);
    assert_refused(&album, text, KN_INVALID);
    g_byte_array_set_size(text, 0);
    assert_refused(&album, text, KN_INVALID);
    g_autoptr(GByteArray) noise = made_photo(40, 40, "jpeg");
    memset(noise->data + 20, 0xff, noise->len - 20);
    assert_refused(&album, noise, KN_INVALID);
    g_autoptr(GByteArray) large = made_photo(40, 40, "jpeg");
    g_byte_array_set_size(large, LIMIT_PHOTO_BYTES + 1);
    assert_refused(&album, large, KN_LIMIT);
    g_autoptr(Query) q = db_query(album.db, "SELECT count(*) FROM file");
    query_bind(q, "");
    g_assert_true(query_next(q));
    g_assert_cmpint(query_int(q, 0), ==, 0);
    g_assert_true(query_end(q, NULL));
}

/* A line of a process's status or limits, which begins with `name`; waits for it to say `expected`. */
static bool
process_says(GPid pid, const char *file, const char *name, const char *expected)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/%s", (int)pid, file);
    for (int i = 0; i < 500; i++, g_usleep(10 * 1000)) {
        g_autofree char *text = NULL;
        g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
        const char *line = strstr(text, name);
        g_assert_nonnull(line);
        g_autofree char *whole = g_strndup(line, strcspn(line, "\n"));
        if (strstr(whole + strlen(name), expected) != NULL)
            return true;
    }
    return false;
}

/* While it waits for its first byte the child is confined already. */
static void
test_confined(void)
{
    const char *const arguments[] = {"/proc/self/exe", "--photo", NULL};
    GPid pid = 0;
    int in = -1, status = 0;
    g_assert_true(g_spawn_async_with_pipes(NULL, (char **)arguments, NULL,
                                           G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &in, NULL,
                                           NULL, NULL));
    g_assert_true(process_says(pid, "status", "Seccomp:", "2"));
    g_assert_true(process_says(pid, "status", "NoNewPrivs:", "1"));
#ifndef __SANITIZE_ADDRESS__
    g_assert_true(process_says(pid, "limits", "Max address space", "536870912"));
#endif
    g_assert_true(process_says(pid, "limits", "Max cpu time", " 5 "));
    g_assert_true(process_says(pid, "limits", "Max core file size", " 0 "));
    close(in);
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_true(WIFEXITED(status));
    g_assert_cmpint(WEXITSTATUS(status), ==, PHOTO_UNREADABLE);
}

int
main(int argc, char **argv)
{
    /* The child is this very program. */
    if (argc == 2 && g_str_equal(argv[1], "--photo"))
        return photo_child_run();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/photo/jpeg", test_jpeg);
    g_test_add_func("/rules/photo/png", test_png);
    g_test_add_func("/rules/photo/refused", test_refused);
    g_test_add_func("/rules/photo/confined", test_confined);
    return g_test_run();
}
