/* bound.c: at most so many at once.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/bound.h"

void
bound_enter(Bound *bound)
{
    g_mutex_lock(&bound->lock);
    while (bound->busy >= bound->most)
        g_cond_wait(&bound->free, &bound->lock);
    bound->busy++;
    g_mutex_unlock(&bound->lock);
}

void
bound_leave(Bound *bound)
{
    g_mutex_lock(&bound->lock);
    bound->busy--;
    g_cond_signal(&bound->free);
    g_mutex_unlock(&bound->lock);
}
