/* schedule.c: exchanges by the clock.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/schedule.h"

#include "exchange/copy_keep.h"
#include "exchange/live.h"

#define LOOK_SECONDS 20
#define EXPIRE_SECONDS 3600

/* The machine acts for the person who set the rhythm. */
static const Actor clockwork = {
    .account = 0, .author = "schedule", .roles = ROLE_CHAIR | ROLE_ADMINISTRATOR};

/* Origins of partner and own book, of all that are due now. (element-type utf8), in pairs */
static GPtrArray *
find_due(Office *office, GError **error)
{
    g_autoptr(GPtrArray) due = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Db) db = store_read(office->store, error);
    g_autoptr(GPtrArray) partners = db != NULL ? partners_list(db, error) : NULL;
    for (guint i = 0; partners != NULL && i < partners->len; i++) {
        const Partner *partner = partners->pdata[i];
        g_autoptr(Contact) contact = contact_get(db, partner->origin, error);
        if (contact == NULL)
            return NULL;
        g_autoptr(Book) own = NULL;
        if (partner->stopped || !contact_is_due(contact, office_now(office)))
            continue;
        if (!book_find(db, contact->unit != NULL ? contact->unit : "", &own, error))
            return NULL;
        if (own == NULL || !own->own)
            continue;
        g_ptr_array_add(due, g_strdup(partner->origin));
        g_ptr_array_add(due, g_strdup(own->code));
    }
    return partners != NULL ? g_steal_pointer(&due) : NULL;
}

bool
schedule_run(Office *office, bool (*go_on)(void *context, guint64 done, guint64 all), void *context,
             guint *ret_count, GError **error)
{
    g_autoptr(GPtrArray) due = find_due(office, error);
    *ret_count = 0;
    for (guint i = 0; due != NULL && i < due->len; i += 2) {
        if (go_on != NULL && !go_on(context, 0, 0))
            break;
        LiveAsk ask = {.with = due->pdata[i],
                       .unit = due->pdata[i + 1],
                       .progress = go_on,
                       .context = context};
        int rounds = 0;
        /* How it ended is kept with the partner, for people to see. */
        g_autoptr(Arrival) arrival = exchange_live(office, &clockwork, &ask, &rounds, NULL);
        (*ret_count)++;
    }
    return due != NULL;
}

struct Schedule {
    Office *office;
    GThread *thread;
    GMutex lock;
    GCond change;
    bool stop;
    gint64 expired; /* monotonic: when old copies were last looked for; 0: never */
};

static bool
may_go_on(void *context, guint64 done, guint64 all)
{
    Schedule *schedule = context;
    g_mutex_lock(&schedule->lock);
    bool stop = schedule->stop;
    g_mutex_unlock(&schedule->lock);
    return !stop;
}

/* What we keep for partners is deleted after its term, also when nobody exchanges any more. */
static void
expire(Schedule *schedule)
{
    g_autoptr(GError) failure = NULL;
    gint64 now = g_get_monotonic_time();
    if (schedule->expired != 0 && now - schedule->expired < EXPIRE_SECONDS * G_TIME_SPAN_SECOND)
        return;
    schedule->expired = now;
    if (!copies_expire(schedule->office, &failure))
        g_debug("old copies could not be deleted: %s", failure->message);
}

static gpointer
run(gpointer data)
{
    Schedule *schedule = data;
    while (may_go_on(schedule, 0, 0)) {
        expire(schedule);
        g_autoptr(GError) failure = NULL;
        guint count = 0;
        if (!schedule_run(schedule->office, may_go_on, schedule, &count, &failure))
            g_debug("the schedule could not be read: %s", failure->message);
        gint64 until = g_get_monotonic_time() + LOOK_SECONDS * G_TIME_SPAN_SECOND;
        g_mutex_lock(&schedule->lock);
        while (!schedule->stop && g_cond_wait_until(&schedule->change, &schedule->lock, until))
            continue;
        g_mutex_unlock(&schedule->lock);
    }
    return NULL;
}

Schedule *
schedule_start(Office *office)
{
    Schedule *schedule = g_new0(Schedule, 1);
    schedule->office = office;
    g_mutex_init(&schedule->lock);
    g_cond_init(&schedule->change);
    schedule->thread = g_thread_new("schedule", run, schedule);
    return schedule;
}

void
schedule_stop(Schedule *schedule)
{
    if (schedule == NULL)
        return;
    g_mutex_lock(&schedule->lock);
    schedule->stop = true;
    g_cond_signal(&schedule->change);
    g_mutex_unlock(&schedule->lock);
    g_thread_join(schedule->thread);
    g_cond_clear(&schedule->change);
    g_mutex_clear(&schedule->lock);
    g_free(schedule);
}
