/* field_input.h: one value as one input, by its type.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/field.h"
#include "web/page.h"

/* Records that a reference may name, looked up once a page. */
typedef struct {
    const char *kind;
    GPtrArray *records; /* (element-type Record) */
    GPtrArray *labels;  /* (element-type utf8) of each, as people tell them apart */
    bool all;           /* false: there are more */
} RefChoices;
void ref_choices_free(gpointer choices);

typedef struct {
    Request *req;
    const Field *field;
    const char *name;   /* of the input; "field-" and this is its id */
    const char *value;  /* as typed */
    const char *stored; /* the stored spelling behind it, or NULL */
    bool wrong;
    bool described;     /* there is a help line `field-NAME-help` */
    bool focus;         /* the one to begin with */
    GPtrArray *choices; /* (element-type RefChoices), filled as needed */
} FieldInputView;

/* Name, id, focus and what describes it, of an element that is being opened. */
void field_input_attributes(Markup *m, const FieldInputView *view);

bool field_input_show(Markup *m, const FieldInputView *view,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
