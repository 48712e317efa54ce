/* apart.c: work while connections sleep.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/apart.h"

#include <glib.h>
#include <microhttpd.h>

#define AT_ONCE 4 /* more of them wait: the book has one writer anyway */

struct Apart {
    void (*run)(void *work);
    GThreadPool *pool;
    GMutex lock;
    bool closed;
};

typedef struct {
    struct MHD_Connection *connection;
    void *work;
} Task;

static void
run_task(gpointer data, gpointer user_data)
{
    g_autofree Task *task = data;
    const Apart *apart = user_data;
    apart->run(task->work);
    MHD_resume_connection(task->connection);
}

Apart *
apart_new(void (*run)(void *work))
{
    Apart *apart = g_new0(Apart, 1);
    apart->run = run;
    g_mutex_init(&apart->lock);
    apart->pool = g_thread_pool_new(run_task, apart, AT_ONCE, FALSE, NULL);
    return apart;
}

void
apart_close(Apart *apart)
{
    g_mutex_lock(&apart->lock);
    bool open = !apart->closed;
    apart->closed = true;
    g_mutex_unlock(&apart->lock);
    if (open)
        g_thread_pool_free(apart->pool, FALSE, TRUE);
}

void
apart_free(Apart *apart)
{
    apart_close(apart);
    g_mutex_clear(&apart->lock);
    g_free(apart);
}

bool
apart_take(Apart *apart, struct MHD_Connection *connection, void *work)
{
    g_mutex_lock(&apart->lock);
    bool open = !apart->closed;
    if (open) {
        Task *task = g_new(Task, 1);
        *task = (Task){connection, work};
        MHD_suspend_connection(connection);
        g_thread_pool_push(apart->pool, task, NULL);
    }
    g_mutex_unlock(&apart->lock);
    return open;
}
