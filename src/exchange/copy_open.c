/* copy_open.c: the sealed copies that a bundle brings back, opened by the recovery sheets.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/copy_open.h"

#include "base/error.h"
#include "exchange/bodies.h"
#include "exchange/box.h"

#include <sodium.h>

static void
opened_free(gpointer data)
{
    CopyOpened *opened = data;
    g_free(opened->hex);
    copy_keys_free(opened->keys);
    sodium_memzero(opened, sizeof *opened);
    g_free(opened);
}

const CopyOpened *
copy_opened_find(const GPtrArray *opened, const char *hex)
{
    for (guint i = 0; opened != NULL && i < opened->len; i++) {
        const CopyOpened *one = opened->pdata[i];
        if (g_str_equal(one->hex, hex))
            return one;
    }
    return NULL;
}

typedef struct {
    guint8 box_public[32], box_secret[32];
} Sheet;

static void
sheet_clear(gpointer data)
{
    sodium_memzero(data, sizeof(Sheet));
}

static bool
sheet_read(const char *typed, Sheet *ret_sheet, GError **error)
{
    guint8 secret[32], sign[32];
    if (!recovery_read(typed, secret))
        return fail(error, KN_INVALID,
                    "These are not the %d groups of a recovery sheet: one of them is mistyped or "
                    "missing.",
                    RECOVERY_GROUPS);
    recovery_public(secret, sign, ret_sheet->box_public);
    recovery_secrets(secret, sign, ret_sheet->box_secret);
    sodium_memzero(secret, sizeof secret);
    sodium_memzero(sign, sizeof sign);
    return true;
}

/* The keys of one book, by the sheet that opens them; NULL without error when none does. */
static bool
open_keys(const TarMember *member, const char *hex, const GArray *sheets, CopyOpened **ret_opened,
          GError **error)
{
    *ret_opened = NULL;
    for (guint i = 0; i < sheets->len; i++) {
        const Sheet *sheet = &g_array_index(sheets, Sheet, i);
        g_autoptr(GBytes) plain =
            box_open(member->data, sheet->box_public, sheet->box_secret, NULL);
        if (plain == NULL)
            continue;
        g_autoptr(CopyKeys) keys = copy_keys_read(plain, error);
        g_autofree char *own = keys != NULL ? origin_hex(keys->origin) : NULL;
        if (keys == NULL)
            return false;
        if (!g_str_equal(own, hex))
            return fail(error, KN_INVALID, "The sealed copy of the keys is malformed.");
        CopyOpened *opened = g_new0(CopyOpened, 1);
        opened->hex = g_strdup(hex);
        memcpy(opened->box_public, sheet->box_public, 32);
        memcpy(opened->box_secret, sheet->box_secret, 32);
        opened->keys = g_steal_pointer(&keys);
        *ret_opened = opened;
        return true;
    }
    return true;
}

GPtrArray *
copies_open(const GPtrArray *members, const char *const *typed, guint *ret_locked, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(opened_free);
    g_autoptr(GArray) sheets = g_array_new(FALSE, FALSE, sizeof(Sheet));
    g_array_set_clear_func(sheets, sheet_clear);
    *ret_locked = 0;
    for (; *typed != NULL; typed++) {
        Sheet sheet;
        if (!sheet_read(*typed, &sheet, error))
            return NULL;
        g_array_append_val(sheets, sheet);
        sodium_memzero(&sheet, sizeof sheet);
    }
    for (guint i = 0; i < members->len; i++) {
        const TarMember *member = members->pdata[i];
        g_auto(GStrv) words = g_strsplit(member->path, "/", 3);
        CopyOpened *opened = NULL;
        if (g_strv_length(words) != 3 || !g_str_equal(words[0], "kept") ||
            !g_str_equal(words[2], COPY_KEYS))
            continue;
        if (!open_keys(member, words[1], sheets, &opened, error))
            return NULL;
        if (opened != NULL)
            g_ptr_array_add(list, opened);
        else
            ++*ret_locked;
    }
    return g_steal_pointer(&list);
}
