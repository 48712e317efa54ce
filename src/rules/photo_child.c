/* photo_child.c: decodes one image in a process that can do nothing else.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/photo_child.h"

#include <errno.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <seccomp.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/limits.h"

#define MEMORY_LIMIT                                                                               \
    (512UL * 1024 * 1024) /* 50 million pixels of 4 bytes, twice, and the program itself */
#define PROCESSOR_LIMIT_S 5
#define CHUNK (64 * 1024)

/* What a decoder needs once everything is loaded: memory that is never executable, its two
 * descriptors, and an end. A call outside this kills the process. */
static const int allowed[] = {
    SCMP_SYS(read),         SCMP_SYS(write),         SCMP_SYS(brk),
    SCMP_SYS(munmap),       SCMP_SYS(mremap),        SCMP_SYS(madvise),
    SCMP_SYS(futex),        SCMP_SYS(exit),          SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),    SCMP_SYS(sigaltstack),   SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(getpid),       SCMP_SYS(gettid),
};

static bool
limit(int what, rlim_t most)
{
    struct rlimit now = {most, most};
    return setrlimit(what, &now) == 0;
}

static bool
limit_process(void)
{
#ifndef __SANITIZE_ADDRESS__ /* which reserves terabytes of addresses */
    if (!limit(RLIMIT_AS, MEMORY_LIMIT))
        return false;
#endif
    return limit(RLIMIT_CPU, PROCESSOR_LIMIT_S) && limit(RLIMIT_CORE, 0) &&
           limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NPROC, 0) && prctl(PR_SET_DUMPABLE, 0) == 0;
}

static bool
forbid_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == NULL)
        return false;
    bool done = true;
    for (gsize i = 0; i < G_N_ELEMENTS(allowed); i++)
        done = done && seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
    done = done &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
                            SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOTTY), SCMP_SYS(ioctl), 0) == 0 &&
           seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

typedef struct {
    bool too_large;
} Photo;

/* Known before a pixel is decoded; a size of 0 makes the decoder give up there. */
static void
size_known(GdkPixbufLoader *loader, int width, int height, gpointer data)
{
    Photo *photo = data;
    if ((gint64)width * height > LIMIT_PHOTO_PIXELS) {
        photo->too_large = true;
        gdk_pixbuf_loader_set_size(loader, 0, 0);
        return;
    }
    int side = MAX(width, height);
    if (side > PHOTO_SIDE)
        gdk_pixbuf_loader_set_size(loader, MAX((int)((gint64)width * PHOTO_SIDE / side), 1),
                                   MAX((int)((gint64)height * PHOTO_SIDE / side), 1));
}

/* The whole of descriptor 0; longer than the limit: cut one byte past it. NULL when it cannot be
 * read. */
static GByteArray *
read_all(void)
{
    GByteArray *bytes = g_byte_array_new();
    static guint8 buffer[CHUNK];
    while (bytes->len <= LIMIT_PHOTO_BYTES) {
        gssize n = read(STDIN_FILENO, buffer, sizeof(buffer));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return NULL;
        if (n == 0)
            break;
        g_byte_array_append(bytes, buffer, (guint)n);
    }
    return bytes;
}

/* Decoders fill what is missing with grey, so a cut file is found here: a JPEG has its end marker
 * behind the scan (ITU T.81 annex B: segments with their lengths, then SOS ... EOI), a PNG its IEND
 * chunk. */
static bool
jpeg_is_whole(const guint8 *bytes, gsize length)
{
    gsize at = 2;
    while (at + 4 <= length && bytes[at] == 0xff) {
        guint8 marker = bytes[at + 1];
        if (marker == 0xff) {
            at++; /* fill byte */
            continue;
        }
        if (marker == 0xda)
            return memmem(bytes + at, length - at, "\xff\xd9", 2) != NULL;
        at += 2 + (gsize)(bytes[at + 2] << 8 | bytes[at + 3]);
    }
    return false;
}

static bool
png_is_whole(const guint8 *bytes, gsize length)
{
    gsize at = 8;
    while (at + 12 <= length) {
        gsize size = (gsize)bytes[at] << 24 | (gsize)bytes[at + 1] << 16 |
                     (gsize)bytes[at + 2] << 8 | bytes[at + 3];
        if (memcmp(bytes + at + 4, "IEND", 4) == 0)
            return true;
        if (size > length)
            return false;
        at += 12 + size;
    }
    return false;
}

static bool
write_all(const char *bytes, gsize length)
{
    while (length > 0) {
        gssize n = write(STDOUT_FILENO, bytes, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        length -= (gsize)n;
    }
    return true;
}

static PhotoStatus
decode(GdkPixbufLoader *loader, const Photo *photo, const GByteArray *bytes)
{
    bool fits = true;
    for (gsize at = 0; fits && at < bytes->len; at += CHUNK)
        fits = gdk_pixbuf_loader_write(loader, bytes->data + at, MIN(CHUNK, bytes->len - at), NULL);
    bool whole = gdk_pixbuf_loader_close(loader, NULL);
    if (photo->too_large)
        return PHOTO_TOO_LARGE;
    return fits && whole && gdk_pixbuf_loader_get_pixbuf(loader) != NULL ? PHOTO_DONE
                                                                         : PHOTO_UNREADABLE;
}

static PhotoStatus
draw(GdkPixbufLoader *loader, const char *type)
{
    g_autoptr(GdkPixbuf) turned =
        gdk_pixbuf_apply_embedded_orientation(gdk_pixbuf_loader_get_pixbuf(loader));
    if (turned == NULL)
        return PHOTO_UNREADABLE;
    bool is_jpeg = g_str_equal(type, "jpeg");
    char *names[] = {is_jpeg ? (char *)"quality" : NULL, NULL};
    char *values[] = {(char *)"85", NULL};
    g_autofree char *drawn = NULL;
    gsize length = 0;
    bool done = gdk_pixbuf_save_to_bufferv(turned, &drawn, &length, type, names, values, NULL);
    return done && write_all(drawn, length) ? PHOTO_DONE : PHOTO_FAILED;
}

int
photo_child_run(void)
{
    /* Both decoders and encoders are part of the library; asking for each loads what it needs. */
    static const char *const types[] = {"jpeg", "png"};
    GdkPixbufLoader *loaders[G_N_ELEMENTS(types)];
    Photo photo = {false};
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        loaders[i] = gdk_pixbuf_loader_new_with_type(types[i], NULL);
        if (loaders[i] == NULL)
            return PHOTO_FAILED;
        g_signal_connect(loaders[i], "size-prepared", G_CALLBACK(size_known), &photo);
    }
    if (!limit_process() || !forbid_calls())
        return PHOTO_FAILED;

    GByteArray *bytes = read_all();
    PhotoStatus status = PHOTO_UNREADABLE;
    if (bytes == NULL)
        status = PHOTO_FAILED;
    else if (bytes->len > LIMIT_PHOTO_BYTES)
        status = PHOTO_TOO_LARGE;
    else if (bytes->len > 8) {
        bool is_png = bytes->data[0] == 0x89;
        int which = is_png ? 1 : 0;
        if (is_png ? png_is_whole(bytes->data, bytes->len) : jpeg_is_whole(bytes->data, bytes->len))
            status = decode(loaders[which], &photo, bytes);
        if (status == PHOTO_DONE)
            status = draw(loaders[which], types[which]);
    }
    _exit((int)status);
}
