/* gate.c: lets bundles in one by one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/gate.h"

#include "base/limits.h"

#define REFUSED_MAX 20 /* before an address has to wait: an office may share one */
#define PARTNER_MAX 2
#define PAUSE_S (10 * 60)
#define ADDRESSES_MAX 4096

typedef struct {
    guint count;
    gint64 last;
} Refused;

struct Gate {
    GMutex lock;
    guint unknown;        /* on their way in */
    GHashTable *partners; /* origin -> how many of its bundles are taken now */
    GHashTable *refused;  /* address -> Refused */
};

Gate *
gate_new(void)
{
    Gate *gate = g_new0(Gate, 1);
    g_mutex_init(&gate->lock);
    gate->partners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gate->refused = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return gate;
}

void
gate_free(Gate *gate)
{
    if (gate == NULL)
        return;
    g_hash_table_unref(gate->partners);
    g_hash_table_unref(gate->refused);
    g_mutex_clear(&gate->lock);
    g_free(gate);
}

static gboolean
is_over(gpointer address, gpointer value, gpointer now)
{
    return ((const Refused *)value)->last + PAUSE_S <= *(const gint64 *)now;
}

bool
gate_enter(Gate *gate, const char *address, gint64 now)
{
    g_mutex_lock(&gate->lock);
    g_hash_table_foreach_remove(gate->refused, is_over, &now);
    const Refused *refused = g_hash_table_lookup(gate->refused, address);
    bool free = gate->unknown < LIMIT_STRANGERS &&
                (refused == NULL || refused->count < REFUSED_MAX);
    if (free)
        gate->unknown++;
    g_mutex_unlock(&gate->lock);
    return free;
}

static guint
partner_count(Gate *gate, const char *partner)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(gate->partners, partner));
}

static void
partner_set(Gate *gate, const char *partner, guint count)
{
    if (count > 0)
        g_hash_table_insert(gate->partners, g_strdup(partner), GUINT_TO_POINTER(count));
    else
        g_hash_table_remove(gate->partners, partner);
}

bool
gate_known(Gate *gate, const char *partner)
{
    g_mutex_lock(&gate->lock);
    guint count = partner_count(gate, partner);
    gate->unknown--;
    if (count < PARTNER_MAX)
        partner_set(gate, partner, count + 1);
    g_mutex_unlock(&gate->lock);
    return count < PARTNER_MAX;
}

void
gate_left(Gate *gate, const char *partner)
{
    g_mutex_lock(&gate->lock);
    if (partner != NULL)
        partner_set(gate, partner, partner_count(gate, partner) - 1);
    else
        gate->unknown--;
    g_mutex_unlock(&gate->lock);
}

void
gate_refused(Gate *gate, const char *address, gint64 now)
{
    g_mutex_lock(&gate->lock);
    Refused *refused = g_hash_table_lookup(gate->refused, address);
    if (refused == NULL) {
        if (g_hash_table_size(gate->refused) >= ADDRESSES_MAX)
            g_hash_table_remove_all(gate->refused);
        refused = g_new0(Refused, 1);
        g_hash_table_insert(gate->refused, g_strdup(address), refused);
    }
    refused->count++;
    refused->last = now;
    g_mutex_unlock(&gate->lock);
}
