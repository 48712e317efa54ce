/* arrival.c: the account of what a bundle brought.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/arrival.h"

Arrival *
arrival_new(const Incoming *incoming)
{
    Arrival *arrival = g_new0(Arrival, 1);
    arrival->from = g_strdup(incoming->from->code);
    arrival->to = g_strdup(incoming->to->code);
    arrival->agreements = g_ptr_array_new_with_free_func(g_free);
    arrival->findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
    return arrival;
}

void
arrival_free(Arrival *arrival)
{
    if (arrival == NULL)
        return;
    g_free(arrival->from);
    g_free(arrival->to);
    g_ptr_array_unref(arrival->agreements);
    g_ptr_array_unref(arrival->findings);
    g_free(arrival);
}

void
arrival_say(Arrival *arrival, const char *where, char *sentence)
{
    Finding *finding = g_new0(Finding, 1);
    finding->where = g_strdup(where);
    finding->sentence = sentence;
    g_ptr_array_add(arrival->findings, finding);
}
