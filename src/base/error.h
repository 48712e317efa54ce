/* error.h: how the program says that something could not be done.
 * Three things are never mixed: a bug is g_assert; a failure is false or NULL with a GError of the one
 * domain KN_ERROR; a "no" (a false signature, a wrong form) is an ordinary answer and no error.
 * Messages are whole translatable sentences, shown to people as they are.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    KN_INVALID = 1, /* wrong usage or input: a sentence says what; exit 2, HTTP 400 */
    KN_DENIED,      /* the person may not do this; exit 1, HTTP 403 */
    KN_MISSING,     /* no such thing; exit 2, HTTP 404 */
    KN_CONFLICT, /* the state forbids it (ended agreement, changed meanwhile); exit 1, HTTP 409 */
    KN_BROKEN,   /* evidence of a changed, missing or forked entry; exit 3, HTTP 500 */
    KN_BUSY,     /* the file is in use; exit 4, HTTP 503 */
    KN_LIMIT,    /* more than a stated limit; exit 2, HTTP 413 */
    KN_LOCKED,   /* the keys are under a passphrase that was not given; exit 1, HTTP 423 */
    KN_IO,       /* disk, network, memory; exit 1, HTTP 500 */
} KnCode;

#define KN_ERROR (kn_error_quark())
GQuark kn_error_quark(void);

/* Raises: sets *error to `format` (an N_() literal, translated to the thread's language) and returns
 * false, so that `return fail(...)` is the one way out of a function. fail_null does the same for
 * functions that return a pointer. */
bool fail(GError **error, KnCode code, const char *format, ...) G_GNUC_PRINTF(3, 4);
void *fail_null(GError **error, KnCode code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Adds where it happened in front of an error on its way up ("reading so.ketnghia: ...") and returns
 * false. Errors of other domains (GLib's own) become KN_IO. */
bool fail_at(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
void *fail_null_at(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* What a failure means to a shell and to a browser; errors of other domains count as KN_IO. */
int error_exit_status(const GError *error);
int error_http_status(const GError *error);
