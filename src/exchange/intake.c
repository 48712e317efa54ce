/* intake.c: takes a bundle from the network and judges its sender early.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/intake.h"

#include "base/limits.h"
#include "exchange/bundle_read.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define TAR_BLOCK 512
#define TAR_SIZE_AT 124
#define TAR_SIZE_DIGITS 11

struct Intake {
    Office *office;
    char *only, *partner;
    NoteKey log; /* that signed the list */
    int fd;
    GByteArray *list; /* header and text of the first member, until it is judged */
    gsize wanted;     /* bytes of both; 0: the header is not here yet */
    guint64 length;
    Trouble trouble;
};

Intake *
intake_new(Office *office, const char *partner, GError **error)
{
    g_autofree char *name = NULL;
    int fd = g_file_open_tmp("ketnghia-XXXXXX", &name, error);
    if (fd < 0)
        return fail_null_at(error, "Room for a bundle");
    unlink(name);
    Intake *intake = g_new0(Intake, 1);
    intake->office = office;
    intake->only = g_strdup(partner);
    intake->fd = fd;
    intake->list = g_byte_array_new();
    return intake;
}

void
intake_free(Intake *intake)
{
    if (intake == NULL)
        return;
    close(intake->fd);
    g_clear_pointer(&intake->list, g_byte_array_unref);
    g_free(intake->only);
    g_free(intake->partner);
    g_free(intake);
}

Trouble
intake_trouble(const Intake *intake)
{
    return intake->trouble;
}

const char *
intake_partner(const Intake *intake)
{
    return intake->partner;
}

static bool
refuse(Intake *intake, Trouble trouble)
{
    intake->trouble = trouble;
    return false;
}

const NoteKey *
intake_key(const Intake *intake)
{
    return intake->partner != NULL ? &intake->log : NULL;
}

/* Whether what came so far can be the beginning of a bundle. */
static bool
begins_with_list(const Intake *intake)
{
    return memcmp(intake->list->data, MANIFEST_PATH,
                  MIN(intake->list->len, sizeof MANIFEST_PATH)) == 0;
}

/* How long the first member of the archive is, header and text; 0 when it is not the list. */
static gsize
list_length(const guint8 *header)
{
    gsize size = 0;
    for (gsize i = 0; i < TAR_SIZE_DIGITS; i++) {
        guint8 digit = header[TAR_SIZE_AT + i];
        if (digit < '0' || digit > '7')
            return 0;
        size = size * 8 + (gsize)(digit - '0');
    }
    return size > 0 && size <= LIMIT_MANIFEST_BYTES ? TAR_BLOCK + size : 0;
}

static Trouble
judge_sender(Intake *intake, Db *db, const Manifest *manifest, const Note *note)
{
    g_auto(Sender) sender = {0};
    if (!sender_find(db, manifest, note, &sender, NULL))
        return TROUBLE_FAILED;
    switch (sender.state) {
    case SENDER_ELSEWHERE:
        return TROUBLE_RECIPIENT;
    case SENDER_STOPPED:
        return sender.pinned.stop == STOP_KEY ? TROUBLE_KEY : TROUBLE_HALTED;
    case SENDER_KNOWN:
    case SENDER_CHANGED: /* whoever takes the bundle stops, and keeps what it says of the keys */
        break;
    default:
        return TROUBLE_STRANGER;
    }
    if (intake->only != NULL && !g_str_equal(intake->only, sender.from->origin))
        return TROUBLE_NOT_THEIRS;
    intake->partner = g_strdup(sender.from->origin);
    intake->log = sender.log;
    return TROUBLE_NONE;
}

/* The list is whole. */
static Trouble
judge(Intake *intake)
{
    g_auto(Manifest) manifest = {0};
    Note note;
    if (!manifest_read_text((const char *)intake->list->data + TAR_BLOCK,
                            intake->list->len - TAR_BLOCK, &manifest, &note, NULL))
        return TROUBLE_REFUSED;
    g_autoptr(Db) db = store_read(intake->office->store, NULL);
    return db != NULL ? judge_sender(intake, db, &manifest, &note) : TROUBLE_FAILED;
}

/* Gathers header and text of the list from the start of the bytes. */
static bool
take_list(Intake *intake, const guint8 *bytes, gsize length)
{
    while (intake->list != NULL && length > 0) {
        gsize wanted = intake->wanted > 0 ? intake->wanted : TAR_BLOCK;
        gsize part = MIN(length, wanted - intake->list->len);
        g_byte_array_append(intake->list, bytes, (guint)part);
        bytes += part;
        length -= part;
        if (!begins_with_list(intake))
            return refuse(intake, TROUBLE_STRANGE);
        if (intake->list->len < wanted)
            return true;
        if (intake->wanted == 0) {
            intake->wanted = list_length(intake->list->data);
            if (intake->wanted == 0)
                return refuse(intake, TROUBLE_REFUSED);
            continue;
        }
        Trouble trouble = judge(intake);
        g_clear_pointer(&intake->list, g_byte_array_unref);
        if (trouble != TROUBLE_NONE)
            return refuse(intake, trouble);
    }
    return true;
}

static bool
keep(Intake *intake, const guint8 *bytes, gsize length)
{
    while (length > 0) {
        ssize_t written = write(intake->fd, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return refuse(intake, TROUBLE_FAILED);
        bytes += written;
        length -= (gsize)written;
    }
    return true;
}

bool
intake_take(Intake *intake, const void *bytes, gsize length)
{
    if (intake->trouble != TROUBLE_NONE)
        return false;
    if (length > LIMIT_BUNDLE_BYTES - intake->length)
        return refuse(intake, TROUBLE_LARGE);
    intake->length += length;
    return take_list(intake, bytes, length) && keep(intake, bytes, length);
}

GBytes *
intake_end(Intake *intake)
{
    if (intake->trouble == TROUBLE_NONE && intake->partner == NULL)
        intake->trouble = TROUBLE_REFUSED; /* not even the list came whole */
    if (intake->trouble != TROUBLE_NONE)
        return NULL;
    GMappedFile *mapped = g_mapped_file_new_from_fd(intake->fd, FALSE, NULL);
    if (mapped == NULL) {
        intake->trouble = TROUBLE_FAILED;
        return NULL;
    }
    GBytes *bytes = g_mapped_file_get_bytes(mapped);
    g_mapped_file_unref(mapped);
    return bytes;
}
