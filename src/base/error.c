/* error.c: raises failures, and says what each means to a shell and to a browser.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include "base/lang.h"
#include <stdarg.h>

GQuark
kn_error_quark(void)
{
    return g_quark_from_static_string("ketnghia");
}

typedef struct {
    int exit_status;
    int http_status;
} Meaning;

static const Meaning meanings[] = {
    [KN_INVALID] = {2, 400},  [KN_DENIED] = {1, 403}, [KN_MISSING] = {2, 404},
    [KN_CONFLICT] = {1, 409}, [KN_BROKEN] = {3, 500}, [KN_BUSY] = {4, 503},
    [KN_LIMIT] = {2, 413},    [KN_IO] = {1, 500},     [KN_LOCKED] = {1, 423},
};

static void
error_set(GError **error, KnCode code, const char *format, va_list args)
{
    if (error == NULL)
        return;
    g_autofree char *sentence = g_strdup_vprintf(tr(lang_current(), format), args);
    g_set_error_literal(error, KN_ERROR, (int)code, sentence);
}

static void
put_in_front(GError **error, const char *format, va_list args)
{
    if (error == NULL || *error == NULL)
        return;
    g_autoptr(GError) inner = g_steal_pointer(error);
    g_autofree char *where = g_strdup_vprintf(tr(lang_current(), format), args);
    int code = inner->domain == KN_ERROR ? inner->code : KN_IO;
    g_set_error(error, KN_ERROR, code, "%s: %s", where, inner->message);
}

bool
fail(GError **error, KnCode code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    error_set(error, code, format, args);
    va_end(args);
    return false;
}

void *
fail_null(GError **error, KnCode code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    error_set(error, code, format, args);
    va_end(args);
    return NULL;
}

bool
fail_at(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put_in_front(error, format, args);
    va_end(args);
    return false;
}

void *
fail_null_at(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put_in_front(error, format, args);
    va_end(args);
    return NULL;
}

static const Meaning *
error_meaning(const GError *error)
{
    bool known = error != NULL && error->domain == KN_ERROR && error->code >= KN_INVALID &&
                 error->code < (int)G_N_ELEMENTS(meanings);
    return &meanings[known ? error->code : KN_IO];
}

int
error_exit_status(const GError *error)
{
    return error_meaning(error)->exit_status;
}

int
error_http_status(const GError *error)
{
    return error_meaning(error)->http_status;
}
