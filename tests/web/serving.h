/* serving.h: an office that is served on a port of its own while a test talks to it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/office.h"
#include "web/web.h"

#include <unistd.h>

typedef struct {
    Office *office;
    int stop[2];
    GThread *thread;
    GMutex lock;
    GCond ready;
    char *url;
} Serving;

static inline void
serving_ready(void *context, const char *url, const char *fingerprint)
{
    Serving *serving = context;
    g_assert_null(fingerprint);
    g_mutex_lock(&serving->lock);
    serving->url = g_strdup(url);
    g_cond_signal(&serving->ready);
    g_mutex_unlock(&serving->lock);
}

static inline gpointer
serving_run(gpointer data)
{
    Serving *serving = data;
    g_autoptr(GError) error = NULL;
    WebOptions options = {.listen = "127.0.0.1:0",
                          .stop = serving->stop[0],
                          .ready = serving_ready,
                          .context = serving};
    g_assert_true(web_serve(serving->office, &options, &error));
    g_assert_no_error(error);
    return NULL;
}

/* Returns once it listens; `url` says where. */
static inline void
serving_start(Serving *serving, Office *office)
{
    *serving = (Serving){.office = office};
    g_assert_cmpint(pipe(serving->stop), ==, 0);
    g_mutex_init(&serving->lock);
    g_cond_init(&serving->ready);
    serving->thread = g_thread_new("serve", serving_run, serving);
    g_mutex_lock(&serving->lock);
    while (serving->url == NULL)
        g_cond_wait(&serving->ready, &serving->lock);
    g_mutex_unlock(&serving->lock);
}

/* From here on nobody answers. */
static inline void
serving_stop(Serving *serving)
{
    if (serving->thread == NULL)
        return;
    g_assert_cmpint(write(serving->stop[1], "x", 1), ==, 1);
    g_thread_join(g_steal_pointer(&serving->thread));
}

static inline void
serving_clear(Serving *serving)
{
    serving_stop(serving);
    close(serving->stop[0]);
    close(serving->stop[1]);
    g_mutex_clear(&serving->lock);
    g_cond_clear(&serving->ready);
    g_free(serving->url);
}
