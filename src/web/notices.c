/* notices.c: keeps sentences between a form and the page after it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/notices.h"

#include "views/views.h"
#include "web/server.h"

#define SESSIONS_MAX 1000 /* sentences of more sessions than this are forgotten at once */
#define WAITING_MAX 50

struct Notices {
    GMutex lock;
    GHashTable *waiting; /* token -> (element-type Notice); tokens are drawn by us */
};

void
notice_free(gpointer data)
{
    Notice *notice = data;
    g_free(notice->sentence);
    g_free(notice->undo);
    g_free(notice);
}

Notices *
notices_new(void)
{
    Notices *notices = g_new0(Notices, 1);
    g_mutex_init(&notices->lock);
    notices->waiting =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    return notices;
}

void
notices_free(Notices *notices)
{
    if (notices == NULL)
        return;
    g_hash_table_unref(notices->waiting);
    g_mutex_clear(&notices->lock);
    g_free(notices);
}

void
notice_add(Request *req, NoticeKind kind, const char *sentence, const char *undo)
{
    if (!req->logged_in)
        return;
    Notices *notices = req->web->notices;
    Notice *notice = g_new0(Notice, 1);
    *notice = (Notice){kind, g_strdup(sentence), g_strdup(undo)};
    g_mutex_lock(&notices->lock);
    GPtrArray *list = g_hash_table_lookup(notices->waiting, req->token);
    if (list == NULL) {
        if (g_hash_table_size(notices->waiting) >= SESSIONS_MAX)
            g_hash_table_remove_all(notices->waiting);
        list = g_ptr_array_new_with_free_func(notice_free);
        g_hash_table_insert(notices->waiting, g_strdup(req->token), list);
    }
    if (list->len >= WAITING_MAX)
        g_ptr_array_remove_index(list, 0);
    g_ptr_array_add(list, notice);
    g_mutex_unlock(&notices->lock);
}

void
notice_done(Request *req, const char *sentence, gint64 entry)
{
    g_autofree char *id = entry >= 0 ? record_id(req->book, entry) : NULL;
    g_autofree char *undo =
        id != NULL ? g_strdup_printf("/u/%s/record/%s/undo", req->book->code, id) : NULL;
    notice_add(req, NOTICE_DONE, sentence, undo);
}

GPtrArray *
notices_take(Request *req)
{
    GPtrArray *found = NULL;
    if (req->logged_in) {
        Notices *notices = req->web->notices;
        g_mutex_lock(&notices->lock);
        gpointer key = NULL, list = NULL;
        if (g_hash_table_steal_extended(notices->waiting, req->token, &key, &list)) {
            g_free(key);
            found = list;
        }
        g_mutex_unlock(&notices->lock);
    }
    return found != NULL ? found : g_ptr_array_new_with_free_func(notice_free);
}
