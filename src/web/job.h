/* job.h: long work outside the request: it shows how far it is, can be stopped, and keeps its
 * result for the person who started it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

typedef struct Jobs Jobs;
typedef struct Job Job;

typedef struct {
    const char *title; /* msgid */
    const char *group; /* part of the rail */
    /* In a thread of its own. `data` is what job_start was given; false with an error: it could not
     * be done. */
    bool (*run)(Job *job, void *data, GError **error);
    /* When done: the result, into a page. */
    bool (*show)(Request *req, Reply *reply, void *data, GError **error);
    void (*free)(void *data);
    bool waits; /* it mostly waits for something else: keeps no other work from starting */
} JobType;

Jobs *jobs_new(void);
/* Asks all to stop and waits for them. */
void jobs_free(Jobs *jobs);

/* Starts it and answers with its page; short work is finished by then. Takes data. KN_BUSY when too
 * much runs. */
bool job_start(Request *req, Reply *reply, const JobType *type, void *data,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What run calls now and then (fits the progress functions of lower folders); false: stop. `all` 0:
 * not known. */
bool job_progress(void *job, guint64 done, guint64 all);
Office *job_office(const Job *job);
const char *job_unit(const Job *job);
/* The person who started it, for rules/. Valid while it runs. */
const Actor *job_actor(const Job *job);

/* What a finished job of this person holds, for the next step of it: peek is called while it cannot be forgotten.
 * KN_MISSING when it is not known any more. */
bool job_peek(Request *req, const char *id, const JobType *type,
              void (*peek)(const void *data, void *context), void *context,
              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The page of a job of this person. */
bool job_show(Request *req, Reply *reply, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool job_stop(Request *req, Reply *reply, GError **error) G_GNUC_WARN_UNUSED_RESULT;
