/* sheet_check.c: keeps recovery secrets until they stand on paper.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/sheet_check.h"

#include "book/keys.h"
#include "web/server.h"
#include <sodium.h>

typedef struct {
    char *unit, *recovery;
    guint groups[SHEET_GROUPS];
} Waiting;

struct SheetChecks {
    GMutex lock;
    GPtrArray *list; /* (element-type Waiting): one or two, when an office begins */
};

static void
waiting_free(gpointer data)
{
    Waiting *waiting = data;
    sodium_memzero(waiting->recovery, strlen(waiting->recovery));
    g_free(waiting->recovery);
    g_free(waiting->unit);
    g_free(waiting);
}

SheetChecks *
sheet_checks_new(void)
{
    SheetChecks *checks = g_new0(SheetChecks, 1);
    g_mutex_init(&checks->lock);
    checks->list = g_ptr_array_new_with_free_func(waiting_free);
    return checks;
}

void
sheet_checks_free(SheetChecks *checks)
{
    if (checks == NULL)
        return;
    g_ptr_array_unref(checks->list);
    g_mutex_clear(&checks->lock);
    g_free(checks);
}

/* Different groups, in order. */
static void
draw_groups(guint count, guint ret_groups[SHEET_GROUPS])
{
    for (guint i = 0; i < SHEET_GROUPS; i++) {
        guint from = i * count / SHEET_GROUPS, to = (i + 1) * count / SHEET_GROUPS;
        ret_groups[i] = 1 + from + randombytes_uniform(MAX(to - from, 1));
    }
}

/* Under the lock. */
static Waiting *
find(Web *web, const char *unit)
{
    for (guint i = 0; i < web->sheets->list->len; i++) {
        Waiting *waiting = g_ptr_array_index(web->sheets->list, i);
        if (strcmp(waiting->unit, unit) == 0)
            return waiting;
    }
    return NULL;
}

void
sheet_check_begin(Web *web, const char *unit, const char *recovery)
{
    g_auto(GStrv) parts = g_strsplit(recovery, "-", -1);
    Waiting *waiting = g_new0(Waiting, 1);
    waiting->unit = g_strdup(unit);
    waiting->recovery = g_strdup(recovery);
    draw_groups(g_strv_length(parts), waiting->groups);
    g_mutex_lock(&web->sheets->lock);
    g_ptr_array_remove(web->sheets->list, find(web, unit)); /* of a sheet before it */
    g_ptr_array_add(web->sheets->list, waiting);
    g_mutex_unlock(&web->sheets->lock);
}

char *
sheet_check_find(Web *web, const char *unit, guint ret_groups[SHEET_GROUPS])
{
    g_mutex_lock(&web->sheets->lock);
    const Waiting *waiting = find(web, unit);
    char *recovery = waiting != NULL ? g_strdup(waiting->recovery) : NULL;
    if (waiting != NULL)
        memcpy(ret_groups, waiting->groups, sizeof waiting->groups);
    g_mutex_unlock(&web->sheets->lock);
    return recovery;
}

bool
sheet_check_end(Web *web, const char *unit, const char *const typed[SHEET_GROUPS])
{
    g_mutex_lock(&web->sheets->lock);
    Waiting *waiting = find(web, unit);
    guint8 secret[32];
    bool fits = waiting != NULL && recovery_read(waiting->recovery, secret);
    for (guint i = 0; fits && i < SHEET_GROUPS; i++)
        fits = typed[i] != NULL && recovery_group_is(secret, waiting->groups[i] - 1, typed[i]);
    sodium_memzero(secret, sizeof secret);
    if (fits)
        g_ptr_array_remove(web->sheets->list, waiting);
    g_mutex_unlock(&web->sheets->lock);
    return fits;
}
