/* pack.c: bytes made smaller before they are sealed, by libarchive.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/pack.h"

#include "base/error.h"
#include <archive.h>
#include <archive_entry.h>

#define STEP 65536

static la_ssize_t
take(struct archive *archive, void *data, const void *buffer, size_t length)
{
    g_byte_array_append(data, buffer, (guint)length);
    return (la_ssize_t)length;
}

static bool
pack_into(GByteArray *packed, GBytes *plain)
{
    gsize length;
    const void *data = g_bytes_get_data(plain, &length);
    struct archive *archive = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, "copy");
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, (la_int64_t)length);
    archive_write_set_bytes_in_last_block(archive, 1);
    bool done = archive_write_set_format_raw(archive) == ARCHIVE_OK &&
                archive_write_add_filter_gzip(archive) == ARCHIVE_OK &&
                archive_write_set_options(archive, "gzip:compression-level=3,gzip:!timestamp") ==
                    ARCHIVE_OK &&
                archive_write_open(archive, packed, NULL, take, NULL) == ARCHIVE_OK &&
                archive_write_header(archive, entry) == ARCHIVE_OK &&
                archive_write_data(archive, data, length) == (la_ssize_t)length &&
                archive_write_close(archive) == ARCHIVE_OK;
    archive_entry_free(entry);
    archive_write_free(archive);
    return done;
}

GBytes *
pack(GBytes *plain, GError **error)
{
    g_autoptr(GByteArray) packed = g_byte_array_new();
    if (!pack_into(packed, plain))
        return fail_null(error, KN_IO, "The sealed copy could not be written.");
    return g_byte_array_free_to_bytes(g_steal_pointer(&packed));
}

static bool
unpack_into(GByteArray *plain, GBytes *packed, gsize most)
{
    gsize length;
    const void *data = g_bytes_get_data(packed, &length);
    struct archive *archive = archive_read_new();
    struct archive_entry *entry;
    g_autofree guint8 *step = g_malloc(STEP);
    la_ssize_t count = 0;
    archive_read_support_filter_gzip(archive);
    archive_read_support_format_raw(archive);
    bool good = archive_read_open_memory(archive, data, length) == ARCHIVE_OK &&
                archive_read_next_header(archive, &entry) == ARCHIVE_OK &&
                archive_filter_code(archive, 0) == ARCHIVE_FILTER_GZIP;
    while (good && (count = archive_read_data(archive, step, STEP)) > 0) {
        g_byte_array_append(plain, step, (guint)count);
        good = plain->len <= most;
    }
    archive_read_free(archive);
    return good && count == 0;
}

GBytes *
unpack(GBytes *packed, gsize most, GError **error)
{
    g_autoptr(GByteArray) plain = g_byte_array_new();
    if (!unpack_into(plain, packed, most))
        return fail_null(error, KN_INVALID, "The sealed copy is damaged.");
    return g_byte_array_free_to_bytes(g_steal_pointer(&plain));
}
