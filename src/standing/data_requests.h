/* data_requests.h: until when a person who asked about their data must have an answer, by the rules in force on the day it
 * came: tables data_request_working_days and data_request_days (Decree 356/2025/NĐ-CP), extension included.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "standing/working_days.h"

typedef struct {
    bool answered, done;
    Day answer_by, done_by; /* DAY_UNSET: no rule was in force */
    int answer_left,
        done_left; /* working days from today on; negative: late by so many. 0 where there is no rule */
    bool too_long; /* the extension is longer than the rules allow */
} RequestClock;
bool request_clock(Db *db, const Book *book, const Record *request, Day today,
                   RequestClock *ret_clock, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Requests of the book that are not finished, oldest first. (element-type Record) */
GPtrArray *requests_open(Db *db, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The record that a request or a consent is about, or NULL without error where only a name stands. */
bool record_of_person(Db *db, const Book *book, const Record *record, Record **ret_person,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
