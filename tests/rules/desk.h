/* desk.h: what the tests of rules share: an office in a temporary folder with a clock that stands
 * still. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/error.h"
#include "rules/office.h"

#include <glib/gstdio.h>

typedef struct {
    char *folder, *file;
    Office *office;
} Desk;

/* 12/8/2020, 9 o'clock in Viet Nam. */
#define DESK_TIME G_GINT64_CONSTANT(1597197600)

static const Actor machine = {.account = 0, .author = "may", .roles = ROLE_ADMINISTRATOR};

static inline void
desk_open(Desk *desk)
{
    g_autoptr(GError) error = NULL;
    desk->office = office_open(desk->file, STORE_CREATE, &error);
    g_assert_no_error(error);
    g_assert_nonnull(desk->office);
    desk->office->fixed_time = DESK_TIME;
}

static inline void
desk_init(Desk *desk)
{
    g_autoptr(GError) error = NULL;
    desk->folder = g_dir_make_tmp("kn-rules-XXXXXX", &error);
    g_assert_no_error(error);
    desk->file = g_build_filename(desk->folder, "so.ketnghia", NULL);
    desk_open(desk);
}

static inline void
desk_clear(Desk *desk)
{
    g_clear_pointer(&desk->office, office_close);
    g_autoptr(GDir) dir = g_dir_open(desk->folder, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(desk->folder, name, NULL);
        g_assert_cmpint(g_remove(path), ==, 0);
    }
    g_assert_cmpint(g_rmdir(desk->folder), ==, 0);
    g_free(desk->folder);
    g_free(desk->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk, desk_clear)

static inline void
desk_book(Desk *desk, const char *code, const char *name, const char *kind, const char *parent)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *recovery = NULL;
    g_autofree char *vkey = NULL;
    OfficeUnit unit = {.code = code, .name = name, .unit_kind = kind, .parent = parent};
    bool made = office_init_book(desk->office, &unit, &machine, &recovery, &vkey, &error);
    g_assert_no_error(error);
    g_assert_true(made);
}
