/* form.h: the fields of a kind as labelled inputs, and back. An input is called as its field; a
 * part of a list's item is `field.3.part`. Everything works without scripts: "add a row" sends the
 * form and shows it again with one more. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "web/page.h"

typedef struct {
    const Kind *kind;
    const Record *record;     /* values to begin with; NULL: from the address's query, else empty */
    const Problems *problems; /* NULL: none yet */
    const char *action;       /* where the form goes */
    const char *button;       /* its main button, in the person's language */
    bool amends;              /* asks why, and carries `last` against changes meanwhile */
    const char *const *only;  /* names of the fields to show, NULL-terminated; NULL: all */
    const Markup *before;     /* further inputs in front of the fields, or NULL */
    bool begins_before;       /* people begin with these: no field takes the focus from them */
    GPtrArray *
        choices; /* (element-type RefChoices) for references that may name these alone; NULL: all records */
    const Markup *after; /* and behind them, or NULL */
} FormView;

bool form_show(Markup *m, Request *req, const FormView *view,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The posted values as a record; adds a problem for each that cannot be read. Fields that the form
 * did not carry stay as in `before` (may be NULL). An uploaded photo is taken into the book's files
 * at once. */
Record *form_read(Request *req, const Kind *kind, const Record *before, Problems *problems,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A button that only changes the form (one more row) was pressed: show it again, write nothing. */
bool form_is_being_filled(const Request *req);
