/* kind.h: one description per kind of record. A kind is one const table of fields in one file; the SQL
 * table, form, list, search, import, export, JSON, checks, sharing and totals are derived from it.
 * To add a kind: write records/NAME.c ending in `const Kind kind_NAME = {...}` and add NAME to the list in
 * records/meson.build. Nothing else is edited. What once stood in a table stands for ever: fields are only
 * added at the end (with `since`), never renamed, retyped or reused; a retired one stays and is written empty.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/lang.h"
#include "base/problems.h"
#include <glib.h>
#include <stdbool.h>

typedef struct Record Record;
typedef struct Kind Kind;
typedef struct Field Field;

typedef enum {
    FIELD_UNSET,
    FIELD_TEXT,
    FIELD_COUNT,
    FIELD_DATE,
    FIELD_MOMENT,
    FIELD_PERIOD,
    FIELD_FLAG,
    FIELD_CHOICE,
    FIELD_MONEY,
    FIELD_REF,  /* another record: of the kind links_to */
    FIELD_FILE, /* bytes kept beside the book by their digest */
    FIELD_LIST, /* items; each item has the typed parts in `parts` (text parts hold no tab or newline) */
} FieldType;

/* What the law says about a value (Law 91/2025/QH15): unset does not build into a release. Only values of
 * class basic or sensitive can be erased; a measure, state, date, choice or reference has class none. */
typedef enum { CLASS_UNSET, CLASS_NONE, CLASS_BASIC, CLASS_SENSITIVE } FieldClass;

/* How far a value may go at most; a covenant must name it besides. Unset does not build. */
typedef enum { SHARE_UNSET, SHARE_OWN, SHARE_COVENANT, SHARE_PUBLIC } FieldShare;

typedef struct {
    const char *code;      /* [a-z0-9_-]+, stored */
    const char *label;     /* msgid */
    const char *import_as; /* other words in sheets, "Công tác xã hội|Cứu trợ", or NULL */
} Choice;

struct Field {
    const char *name;  /* stored for ever; never id, kind, unit, entry or time */
    const char *label; /* msgid */
    FieldType type;
    FieldClass class;
    FieldShare share;
    int since; /* schema that brought it; 0 counts as 1 */
    bool required;
    bool in_list; /* a column of the list */
    bool
        apart; /* numbers of different things stand below each other: the list has no sum of them */
    bool long_text; /* several lines */
    bool retired;
    bool
        given; /* a number that the program gives when the record is written, in a series of its own for each
                 * year: forms do not ask it, an amendment does not change it */
    bool
        by_act; /* set by an act of the program alone, never typed; whoever changes the rest empties it */
    bool year; /* a count that is a calendar year: printed as one */
    bool
        by_machine; /* written by a bank's machine: in 500,000 and 500.000 the sign parts thousands, .00 is no fraction;
                      * a date may have a time behind it, which is left out */
    bool of_unit;      /* a text that names a unit, mostly by its code: people read its name */
    bool of_agreement; /* a text that names an agreement by its identity: people read its title */
    bool of_field; /* a text that names a field, "activity.held": people read what it is called */
    bool
        technical; /* keys and digests, which tell people nothing: record pages, lists and papers leave them out */
    const char *
        agrees_to; /* an answer yes or no of somebody about their data: to this use, a code of the choice `purpose` of consents */
    const Choice *choices; /* ends with {NULL} */
    const char *links_to;  /* kind name of a REF */
    const Field *parts;    /* of a LIST; ends with name NULL */
    const char
        *cut; /* totals are also split along this field, under this name ("field", "campaign") */
    const char
        *unit; /* msgid of the unit of count shown behind ("people", "đồng" is implied for money) */
    const char *help;      /* msgid of one line under the field, or NULL */
    const char *import_as; /* headings of real sheets, "Ngày|Ngày thực hiện" */
};

/* Whether people give its value: in forms, sheets and words of commands. */
static inline bool
field_is_typed(const Field *field)
{
    return !field->retired && !field->given && !field->by_act;
}

typedef enum {
    NATURE_UNSET,
    NATURE_ORDINARY, /* own leaf kind; body ends with author, why, source */
    NATURE_PRIVATE,  /* leaf kind care/1; first line `record <kind>/<schema>`; bodies never leave */
    NATURE_AGREEMENT, /* the same body stands in every party's book; no author, why, source */
    NATURE_SYSTEM,    /* written by the program; every line open to every partner */
} Nature;

/* What tells that two records are about the same person, household or thing. */
typedef struct {
    const char *name; /* of derived rows and words to people: "id_number", "household" */
    const char *
        fields; /* "name born.year commune.place": fields, and how each is compared (.digits, .year,
                         * .place; else folded) */
    bool
        natural; /* a row of a sheet that shares it is that record; else they only belong together */
} Identity;

struct Kind {
    const char *name;
    const char *label;  /* msgid, "Activity" */
    const char *plural; /* msgid, "Activities" */
    const char *group;  /* msgid of the part of the screen it stands in, see groups in kinds.h */
    Nature nature;
    int schema; /* the newest */
    const Field *fields;
    gsize field_count;
    int title; /* index of the text or choice a record is called by, -1: by kind and number */
    int dated; /* index of the DATE, MOMENT or PERIOD field that places it in time, -1: by the time of entry */
    bool
        lasting; /* a state that goes on (unit, campaign, fund), not an event: no covenant's term bounds it */
    bool happened; /* its day is that of something that is done: never one that is still to come */
    /* Rows of a sheet that agree in these fields (ended by -1) are the same row; NULL: in all fields. */
    const int *same;
    const Identity *identities; /* the most telling first, ends with {NULL}; NULL: none */
    /* Rules across fields; may be NULL. Adds errors for what cannot be and hints for what is odd. */
    void (*check)(const Record *record, Problems *problems);
};

#define FIELDS(table) .fields = table, .field_count = G_N_ELEMENTS(table)
