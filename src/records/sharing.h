/* sharing.h: which line may leave. Deny by default: a line leaves when a covenant in force names
 * `kind.field`, the field's share allows it, and the event lies within the covenant's term.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* The set of `kind.field` that one covenant opens. */
typedef struct Opened Opened;
Opened *opened_new(void);
void opened_free(Opened *opened);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Opened, opened_free)
void opened_add(Opened *opened,
                const char *kind_field); /* "activity.value"; unknown names are kept closed */
bool opened_has(const Opened *opened, const Kind *kind, int field);
/* Whether the text names it, known to this program or not: what a newer one may send. */
bool opened_names(const Opened *opened, const char *kind_field);

/* What a covenant's form proposes: every field of ordinary kinds whose share is at least SHARE_COVENANT, as
 * `kind.field`, in table order. Returns (element-type utf8). */
GPtrArray *sharing_proposal(void);
