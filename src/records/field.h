/* field.h: a value as typed by a person, as stored, as shown. One place per type, whatever the door
 * (form, command line, sheet, API).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* Turns a typed reference ("17", "KG-17", "ORIGIN#17", a title) into a stored one, or NULL with a problem
 * added; rules/ supplies it, because it needs the books. */
typedef char *(*RefReader)(void *context, const Field *field, const char *typed,
                           Problems *problems);
/* What a stored reference is called. Yours to free. */
typedef char *(*RefNamer)(void *context, const Field *field, const char *ref);

typedef struct {
    Day today; /* for dates without a year and "hôm nay"; DAY_UNSET: such dates are refused */
    RefReader read_ref; /* NULL: stored spellings only */
    void *context;
} FieldInput;

/* Reads what was typed for one field. A list item's parts are separated by " | " (command line, sheet) and
 * items by newlines, or by ";" when they are no prose; labels of choices are understood as well as codes, with or without accents;
 * flags as có/không, yes/no, x. Adds problems (one sentence) and returns NULL, or returns the stored
 * spelling, yours to free; forgiven typing errors add a hint. A count may have its unit behind it ("300 lượt"). */
char *field_read(const Field *field, const char *typed, const FieldInput *input,
                 Problems *problems);

/* The same for a list whose items come as texts of their parts already (element-type GStrv): nothing in a text
 * separates. */
char *field_read_items(const Field *field, const GPtrArray *items, const FieldInput *input,
                       Problems *problems);

/* For people, in that language: "12/8/2020", "71,2 tỷ đồng", the choice's label, list items on lines. NULL
 * (struck) prints as a plain sentence "(not shared)". namer may be NULL. Yours to free. */
char *field_print(const Field *field, const char *value, Lang lang, RefNamer namer, void *context);
/* As it would be typed again into a form. Yours to free. */
char *field_typed(const Field *field, const char *value);

const char *field_choice_label(const Field *field, const char *code); /* msgid or the code itself */
const char *field_type_name(FieldType type); /* "money", for `kinds` and the API */
const char *class_name(FieldClass value);
const char *share_name(FieldShare value);
