/* tar.c: a plain ustar archive with one spelling, by libarchive both ways.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/tar.h"

#include "base/error.h"
#include "base/limits.h"
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

static void
member_free(gpointer data)
{
    TarMember *member = data;
    g_free(member->path);
    g_bytes_unref(member->data);
    g_free(member);
}

GPtrArray *
tar_members_new(void)
{
    return g_ptr_array_new_with_free_func(member_free);
}

void
tar_take(GPtrArray *members, const char *path, GBytes *data)
{
    TarMember *member = g_new0(TarMember, 1);
    member->path = g_strdup(path);
    member->data = data;
    g_ptr_array_add(members, member);
}

void
tar_add(GPtrArray *members, const char *path, const void *data, gsize length)
{
    tar_take(members, path, g_bytes_new(data, length));
}

const TarMember *
tar_find(const GPtrArray *members, const char *path)
{
    for (guint i = 0; i < members->len; i++) {
        const TarMember *member = g_ptr_array_index(members, i);
        if (g_str_equal(member->path, path))
            return member;
    }
    return NULL;
}

static la_ssize_t
take(struct archive *archive, void *data, const void *buffer, size_t length)
{
    g_byte_array_append(data, buffer, (guint)length);
    return (la_ssize_t)length;
}

static bool
write_member(struct archive *archive, const TarMember *member)
{
    gsize length;
    const void *data = g_bytes_get_data(member->data, &length);
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, member->path);
    archive_entry_set_size(entry, (la_int64_t)length);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, 0, 0);
    bool written = archive_write_header(archive, entry) == ARCHIVE_OK &&
                   (length == 0 || archive_write_data(archive, data, length) == (la_ssize_t)length);
    archive_entry_free(entry);
    return written;
}

/* Writes the one spelling, piece by piece, to `put`. */
static bool
write_members(const GPtrArray *members, archive_write_callback *put, void *context)
{
    struct archive *archive = archive_write_new();
    archive_write_set_format_ustar(archive);
    archive_write_set_bytes_in_last_block(archive, 1); /* no padding after the two zero blocks */
    bool written = archive_write_open(archive, context, NULL, put, NULL) == ARCHIVE_OK;
    for (guint i = 0; written && i < members->len; i++)
        written = write_member(archive, g_ptr_array_index(members, i));
    written = written && archive_write_close(archive) == ARCHIVE_OK;
    archive_write_free(archive);
    return written;
}

GBytes *
tar_write(const GPtrArray *members, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    if (!write_members(members, take, bytes))
        return fail_null(error, KN_IO, "The bundle could not be written.");
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

static bool
path_is_plain(const char *path)
{
    return path != NULL && *path != '\0' && *path != '/' && strlen(path) <= 200 &&
           strstr(path, "..") == NULL &&
           strspn(path, "abcdefghijklmnopqrstuvwxyz0123456789.-_/") == strlen(path);
}

/* The bytes of a member follow its header of one block; they are borrowed, not copied. */
static bool
read_member(struct archive *archive, struct archive_entry *entry, const char *bytes, gsize length,
            GPtrArray *members, GError **error)
{
    const char *path = archive_entry_pathname(entry);
    gint64 size = archive_entry_size(entry), at = archive_read_header_position(archive) + 512;
    if (!path_is_plain(path) || archive_entry_filetype(entry) != AE_IFREG || size < 0 || at < 512 ||
        (guint64)at > length || (guint64)size > length - (guint64)at)
        return fail(error, KN_INVALID, "This is not a bundle, or it is damaged.");
    tar_take(members, path, g_bytes_new_static(bytes + at, (gsize)size));
    return true;
}

typedef struct {
    const char *bytes;
    gsize length, at;
} Comparing;

static la_ssize_t
compare(struct archive *archive, void *data, const void *buffer, size_t length)
{
    Comparing *comparing = data;
    if (length > comparing->length - comparing->at ||
        memcmp(comparing->bytes + comparing->at, buffer, length) != 0)
        return -1;
    comparing->at += length;
    return (la_ssize_t)length;
}

static bool
paths_are_unique(const GPtrArray *members)
{
    g_autoptr(GHashTable) paths = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < members->len; i++)
        if (!g_hash_table_add(paths, ((TarMember *)g_ptr_array_index(members, i))->path))
            return false;
    return true;
}

GPtrArray *
tar_read(const void *bytes, gsize length, GError **error)
{
    g_autoptr(GPtrArray) members = tar_members_new();
    struct archive *archive = archive_read_new();
    archive_read_support_format_tar(archive);
    bool good = archive_read_open_memory(archive, bytes, length) == ARCHIVE_OK;
    struct archive_entry *entry;
    int status = ARCHIVE_OK;
    while (good && (status = archive_read_next_header(archive, &entry)) == ARCHIVE_OK) {
        if (members->len >= LIMIT_BUNDLE_MEMBERS)
            good = fail(error, KN_LIMIT, "The bundle has too many parts.");
        else
            good = read_member(archive, entry, bytes, length, members, error);
    }
    archive_read_free(archive);
    if (!good || status != ARCHIVE_EOF) {
        if (error == NULL || *error == NULL)
            fail(error, KN_INVALID, "This is not a bundle, or it is damaged.");
        return NULL;
    }
    Comparing comparing = {bytes, length, 0};
    if (!paths_are_unique(members) || !write_members(members, compare, &comparing) ||
        comparing.at != length)
        return fail_null(error, KN_INVALID, "The bundle is cut short or was changed on the way.");
    return g_steal_pointer(&members);
}
