/* gate.c: lets bundles in one by one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/gate.h"

#include "base/limits.h"

#define REFUSED_MAX 20 /* before an address has to wait: an office may share one */
#define PAUSE_S (10 * 60)
#define ADDRESSES_MAX 4096

typedef struct {
    guint count;
    gint64 last;
} Refused;

typedef struct {
    guint64 newest;
    bool working;
} Turns;

struct Gate {
    GMutex lock;
    guint unknown;        /* on their way in */
    GHashTable *partners; /* origin -> Turns */
    GHashTable *refused;  /* address -> Refused */
};

Gate *
gate_new(void)
{
    Gate *gate = g_new0(Gate, 1);
    g_mutex_init(&gate->lock);
    gate->partners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
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
    bool free =
        gate->unknown < LIMIT_STRANGERS && (refused == NULL || refused->count < REFUSED_MAX);
    if (free)
        gate->unknown++;
    g_mutex_unlock(&gate->lock);
    return free;
}

void
gate_left(Gate *gate)
{
    g_mutex_lock(&gate->lock);
    gate->unknown--;
    g_mutex_unlock(&gate->lock);
}

static Turns *
turns_of(Gate *gate, const char *partner)
{
    Turns *turns = g_hash_table_lookup(gate->partners, partner);
    if (turns == NULL) {
        turns = g_new0(Turns, 1);
        g_hash_table_insert(gate->partners, g_strdup(partner), turns);
    }
    return turns;
}

guint64
gate_known(Gate *gate, const char *partner)
{
    g_mutex_lock(&gate->lock);
    gate->unknown--;
    guint64 number = ++turns_of(gate, partner)->newest;
    g_mutex_unlock(&gate->lock);
    return number;
}

bool
gate_is_newest(Gate *gate, const char *partner, guint64 number)
{
    g_mutex_lock(&gate->lock);
    bool newest = turns_of(gate, partner)->newest == number;
    g_mutex_unlock(&gate->lock);
    return newest;
}

bool
gate_work(Gate *gate, const char *partner, guint64 number)
{
    g_mutex_lock(&gate->lock);
    Turns *turns = turns_of(gate, partner);
    bool free = turns->newest == number && !turns->working;
    turns->working = turns->working || free;
    g_mutex_unlock(&gate->lock);
    return free;
}

void
gate_worked(Gate *gate, const char *partner)
{
    g_mutex_lock(&gate->lock);
    turns_of(gate, partner)->working = false;
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
