/* office.h: one opened office: its store, its clock, its folder. Everything that people do goes through it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "book/book.h"
#include "book/verify.h"

typedef struct {
    Store *store;
    gint64 fixed_time; /* 0: the real clock; else unix seconds (the demo being made, tests) */
    Day demo_day; /* DAY_UNSET; else this is a demonstration whose story ends on that day: its "today" */
} Office;

/* Opens, prepares derived tables, checks the last entries and the head. */
Office *office_open(const char *where, StoreFlags flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void office_close(Office *office);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Office, office_close)
gint64 office_now(const Office *office);
Day office_today(const Office *office);

/* Who acts. Roles are per book; the machine's own command line acts as administrator of every own book. */
typedef enum {
    ROLE_UNSET = 0,
    ROLE_READER = 1 << 0,        /* sees what is not sensitive */
    ROLE_RECORDER = 1 << 1,      /* writes records */
    ROLE_TREASURER = 1 << 2,     /* funds */
    ROLE_CHAIR = 1 << 3,         /* agrees, sends, publishes */
    ROLE_ADMINISTRATOR = 1 << 4, /* people, keys, backup */
} Role;
typedef struct {
    gint64 account;     /* 0: the command line; with ROLE_ADMINISTRATOR it may do everything */
    const char *author; /* what stands in the author line */
    Role roles;         /* in the book at hand */
} Actor;
bool actor_require(const Actor *actor, Role roles,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT; /* any of them */
const char *role_code(Role role);
const char *role_label(Role role); /* msgid, a whole sentence: "Writes records" */
Role role_from_code(const char *code);

/* Codes of units and partners: they stand in ids and file names. */
#define UNIT_CODE_CHARS 20
bool unit_code_is_valid(const char *code);

/* The own book of a code; code NULL: the only own book, else a sentence that asks for --unit. */
Book *office_book(Db *db, const char *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes a book with its keys, entry 0 (book/1) and its unit record; returns the recovery sheet's secret text,
 * to be printed once. origin NULL: drawn. */
typedef struct {
    const char *code, *name, *unit_kind, *parent, *origin;
} OfficeUnit;
bool office_init_book(Office *office, const OfficeUnit *unit, const Actor *actor,
                      char **ret_recovery, char **ret_vkey,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A safe copy of the office's file (store/backup.h), and the day of it for the home page. */
bool office_backup(Office *office, const char *path, bool with_keys,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Everything `verify FILE` looks at: books, files, heads, side tables, structure, derived tables. */
bool office_audit(Store *store, Audit *audit,
                  bool (*progress)(void *context, guint64 done, guint64 all), void *context,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
