/* zip.c: a zip file of named parts, by libarchive.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/zip.h"

#include "base/error.h"
#include <archive.h>
#include <archive_entry.h>

/* 1980-01-01 12:00 UTC: the earliest day a zip can hold, so that equal parts give equal bytes in every zone. */
#define FIXED_TIME 315576000

struct Zip {
    struct archive *archive;
    GByteArray *bytes;
};

static la_ssize_t
take(struct archive *archive, void *data, const void *buffer, size_t length)
{
    GByteArray *bytes = data;
    g_byte_array_append(bytes, buffer, (guint)length);
    return (la_ssize_t)length;
}

Zip *
zip_new(void)
{
    Zip *zip = g_new0(Zip, 1);
    zip->bytes = g_byte_array_new();
    zip->archive = archive_write_new();
    archive_write_set_format_zip(zip->archive);
    archive_write_set_options(zip->archive, "zip:!experimental");
    archive_write_set_bytes_per_block(zip->archive, 0);
    archive_write_open(zip->archive, zip->bytes, NULL, take, NULL);
    return zip;
}

bool
zip_add(Zip *zip, const char *name, const void *data, gsize length, GError **error)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)length);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, FIXED_TIME, 0);
    bool written = archive_write_header(zip->archive, entry) == ARCHIVE_OK &&
                   archive_write_data(zip->archive, data, length) == (la_ssize_t)length;
    archive_entry_free(entry);
    return written || fail(error, KN_IO, "The file could not be packed: %s",
                           archive_error_string(zip->archive));
}

GBytes *
zip_end(Zip *zip, GError **error)
{
    if (archive_write_close(zip->archive) != ARCHIVE_OK)
        return fail_null(error, KN_IO, "The file could not be packed: %s",
                         archive_error_string(zip->archive));
    return g_bytes_new(zip->bytes->data, zip->bytes->len);
}

void
zip_free(Zip *zip)
{
    if (zip == NULL)
        return;
    archive_write_free(zip->archive);
    g_byte_array_unref(zip->bytes);
    g_free(zip);
}
