/* job.c: runs long work in threads and shows how far it is.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/job.h"

#include "web/server.h"
#include "web/widget.h"

#define RUNNING_MAX 2   /* reports and audits take a whole core each */
#define WAITING_MAX 8   /* of work that mostly waits */
#define KEPT_MAX 50     /* results, the oldest are forgotten */
#define AT_ONCE_MS 1500 /* shorter work never shows a page that waits */

struct Job {
    Jobs *jobs;
    const JobType *type;
    void *data;
    char *id, *unit, *author;
    char *from; /* the page that started it */
    Actor actor;
    Lang lang;
    GThread *thread;
    gint64 started; /* monotonic */
    /* Under the lock of jobs: */
    guint64 done, all;
    bool stop, over, running_show;
    GError *error;
};

struct Jobs {
    GMutex lock;
    GCond change;
    Office *office;
    GPtrArray *list; /* (element-type Job), oldest first */
};

static void
job_free(gpointer data)
{
    Job *job = data;
    if (job->thread != NULL)
        g_thread_join(job->thread);
    job->type->free(job->data);
    g_clear_error(&job->error);
    g_free(job->id);
    g_free(job->unit);
    g_free(job->author);
    g_free(job->from);
    g_free(job);
}

Jobs *
jobs_new(void)
{
    Jobs *jobs = g_new0(Jobs, 1);
    g_mutex_init(&jobs->lock);
    g_cond_init(&jobs->change);
    jobs->list = g_ptr_array_new_with_free_func(job_free);
    return jobs;
}

void
jobs_free(Jobs *jobs)
{
    if (jobs == NULL)
        return;
    g_mutex_lock(&jobs->lock);
    for (guint i = 0; i < jobs->list->len; i++)
        ((Job *)g_ptr_array_index(jobs->list, i))->stop = true;
    g_mutex_unlock(&jobs->lock);
    g_ptr_array_unref(jobs->list);
    g_cond_clear(&jobs->change);
    g_mutex_clear(&jobs->lock);
    g_free(jobs);
}

Office *
job_office(const Job *job)
{
    return job->jobs->office;
}

const char *
job_unit(const Job *job)
{
    return job->unit;
}

const Actor *
job_actor(const Job *job)
{
    return &job->actor;
}

bool
job_progress(void *context, guint64 done, guint64 all)
{
    Job *job = context;
    g_mutex_lock(&job->jobs->lock);
    job->done = done;
    job->all = all;
    bool go_on = !job->stop;
    g_mutex_unlock(&job->jobs->lock);
    return go_on;
}

static gpointer
run_thread(gpointer data)
{
    Job *job = data;
    GError *error = NULL;
    lang_set(job->lang);
    bool finished = job->type->run(job, job->data, &error);
    g_mutex_lock(&job->jobs->lock);
    if (!finished)
        job->error = error;
    job->over = true;
    g_cond_broadcast(&job->jobs->change);
    g_mutex_unlock(&job->jobs->lock);
    return NULL;
}

static void
forget_old(Jobs *jobs)
{
    for (guint i = 0; i < jobs->list->len && jobs->list->len >= KEPT_MAX; i++) {
        const Job *job = g_ptr_array_index(jobs->list, i);
        if (job->over && !job->running_show)
            g_ptr_array_remove_index(jobs->list, i--);
    }
}

/* Whether no more work of this sort can start. */
static bool
is_full(const Jobs *jobs, const JobType *type)
{
    guint n = 0;
    for (guint i = 0; i < jobs->list->len; i++) {
        const Job *job = g_ptr_array_index(jobs->list, i);
        n += !job->over && job->type->waits == type->waits;
    }
    return n >= (type->waits ? WAITING_MAX : RUNNING_MAX);
}

bool
job_start(Request *req, Reply *reply, const JobType *type, void *data, GError **error)
{
    Jobs *jobs = req->web->jobs;
    Job *job = g_new0(Job, 1);
    job->jobs = jobs;
    job->type = type;
    job->data = data;
    job->id = g_uuid_string_random();
    job->unit = g_strdup(request_unit(req));
    job->from = g_strdup(req->path);
    job->author = g_strdup(req->actor.author);
    job->actor = req->actor;
    job->actor.author = job->author;
    job->lang = lang_current();
    g_autofree char *id = g_strdup(job->id);
    g_mutex_lock(&jobs->lock);
    jobs->office = request_office(req);
    forget_old(jobs);
    bool full = is_full(jobs, type);
    if (!full) {
        g_ptr_array_add(jobs->list, job);
        job->thread = g_thread_new("job", run_thread, job);
        gint64 until = g_get_monotonic_time() + AT_ONCE_MS * G_TIME_SPAN_MILLISECOND;
        /* It is not forgotten while others start: only jobs that are over are. */
        job->running_show = true;
        while (!job->over && g_cond_wait_until(&jobs->change, &jobs->lock, until))
            continue;
        job->running_show = false;
    }
    g_mutex_unlock(&jobs->lock);
    if (full) {
        job_free(job);
        return fail(error, KN_BUSY, N_("Other long work is running; try again when it is done."));
    }
    reply_see_print(reply, "/u/%s/jobs/%s", request_unit(req), id);
    return true;
}

/* Under the lock. */
static Job *
find(Request *req, const char *id)
{
    Jobs *jobs = req->web->jobs;
    for (guint i = 0; i < jobs->list->len; i++) {
        Job *job = g_ptr_array_index(jobs->list, i);
        if (strcmp(job->id, id) == 0 && job->actor.account == req->account->account &&
            strcmp(job->unit, request_unit(req)) == 0)
            return job;
    }
    return NULL;
}

bool
job_peek(Request *req, const char *id, const JobType *type,
         void (*peek)(const void *data, void *context), void *context, GError **error)
{
    Jobs *jobs = req->web->jobs;
    g_mutex_lock(&jobs->lock);
    const Job *job = find(req, id);
    bool known = job != NULL && job->type == type && job->over && job->error == NULL;
    if (known)
        peek(job->data, context);
    g_mutex_unlock(&jobs->lock);
    return known || fail(error, KN_MISSING, N_("This work is no longer known; start it again."));
}

static void
show_waiting(Request *req, Reply *reply, const char *title, const char *id, guint64 done,
             guint64 all)
{
    Markup *m = reply_page(reply, title);
    reply->refresh = true;
    markup_raw(m, "<div class=\"progress\">");
    widget_status(m, SIGN_WAIT, _("This is running."));
    if (all > 0)
        markup_print(m, "<p><progress max=\"%d\" value=\"%d\"></progress> %d %%</p>", (gint64)all,
                     (gint64)done, (gint64)(done * 100 / MAX(all, 1)));
    else
        markup_raw(m, "<p><progress></progress></p>");
    markup_print(m, "<p>%s</p>", _("You may leave this page and come back; the work goes on."));
    g_autofree char *action = g_strdup_printf("/u/%s/jobs/%s", request_unit(req), id);
    widget_button(m, req, action, _("Stop"), NULL, NULL);
    markup_raw(m, "</div>");
}

bool
job_show(Request *req, Reply *reply, GError **error)
{
    Jobs *jobs = req->web->jobs;
    g_mutex_lock(&jobs->lock);
    Job *job = find(req, request_capture(req, "job"));
    bool over = job != NULL && job->over;
    guint64 done = job != NULL ? job->done : 0, all = job != NULL ? job->all : 0;
    GError *failure = over && job->error != NULL ? g_error_copy(job->error) : NULL;
    if (over)
        job->running_show = true;
    g_mutex_unlock(&jobs->lock);
    if (job == NULL)
        return fail(error, KN_MISSING, N_("This work is no longer known; start it again."));
    g_free(reply->group);
    reply->group = g_strdup(job->type->group);
    bool shown = failure == NULL;
    if (failure != NULL) {
        req->back = g_strdup(job->from);
        g_propagate_error(error, failure);
    } else if (!over)
        show_waiting(req, reply, _(job->type->title), job->id, done, all);
    else
        shown = job->type->show(req, reply, job->data, error);
    g_mutex_lock(&jobs->lock);
    if (over)
        job->running_show = false;
    g_mutex_unlock(&jobs->lock);
    return shown;
}

bool
job_stop(Request *req, Reply *reply, GError **error)
{
    Jobs *jobs = req->web->jobs;
    g_mutex_lock(&jobs->lock);
    Job *job = find(req, request_capture(req, "job"));
    if (job != NULL)
        job->stop = true;
    g_mutex_unlock(&jobs->lock);
    if (job == NULL)
        return fail(error, KN_MISSING, N_("This work is no longer known; start it again."));
    reply_see_print(reply, "/u/%s/jobs/%s", request_unit(req), request_capture(req, "job"));
    return true;
}
