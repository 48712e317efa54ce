/* request_form.h: forms as bytes: percent-encoding and multipart parts. Fuzzed; nothing here trusts
 * anything. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/request.h"

/* Decodes %XX once (and + as a space when plus). An unlawful escape, NUL or bytes that are no text:
 * KN_INVALID. The result is clean text, yours to free. */
char *form_decode(const char *bytes, gsize length, bool plus,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "a=1&b=2" -> pairs (element-type Pair). A name given twice, or more names than a form has:
 * refused. */
bool form_read_pairs(GPtrArray *pairs, const char *bytes, gsize length,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* RFC 7578: texts to req->form, files to req->uploads (as slices of `body`). */
bool form_read_multipart(Request *req, const char *content_type, GBytes *body,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Names of inputs are ours: letters, digits and . _ - only, up to 100 of them. */
bool form_name_is_plain(const char *name);
