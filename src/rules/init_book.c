/* init_book.c: begins a unit's book: its keys, entry 0, its unit record, and the recovery sheet.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/act.h"

#include "base/error.h"
#include "base/text.h"
#include "book/head.h"
#include "records/check.h"
#include "records/kinds.h"
#include "rules/succession.h"
#include "views/views.h"

#include <sodium.h>

bool
unit_code_is_valid(const char *code)
{
    gsize length = strlen(code);
    if (length == 0 || length > UNIT_CODE_CHARS || !g_ascii_isupper(code[0]) ||
        code[length - 1] == '-')
        return false;
    for (const char *c = code; *c != '\0'; c++)
        if (!g_ascii_isupper(*c) && !g_ascii_isdigit(*c) && *c != '-')
            return false;
    return true;
}

static bool
unit_check(const OfficeUnit *unit, GError **error)
{
    static const char *const kinds_of_unit[] = {"chapter", "union", "cluster", "national", NULL};
    if (unit->code == NULL || !unit_code_is_valid(unit->code))
        return fail(
            error, KN_INVALID,
            N_("A unit's code has at most %d capital letters without accents, digits and hyphens, "
               "such as KG or KG-CD."),
            UNIT_CODE_CHARS);
    if (unit->name == NULL || *unit->name == '\0')
        return fail(error, KN_INVALID, N_("Give the unit's full name."));
    if (unit->unit_kind == NULL || !g_strv_contains(kinds_of_unit, unit->unit_kind))
        return fail(error, KN_INVALID, N_("A unit is one of: %s."),
                    "chapter, union, cluster, national");
    if (unit->parent != NULL && *unit->parent != '\0' && !unit_code_is_valid(unit->parent))
        return fail(error, KN_INVALID, N_("The parent is given by its unit's code, such as KG."));
    return true;
}

/* Entry 0: everything that partners must know to check this book. */
static Record *
book_record(const Book *book, const OfficeUnit *unit, const char *name, const Keys *keys,
            const guint8 secret[32])
{
    guint8 sign[32], box[32];
    recovery_public(secret, sign, box);
    g_autofree char *log_key = key_text(&keys->log);
    g_autofree char *mirror_key = key_text(&keys->mirror);
    g_autofree char *witness_key = key_text(&keys->witness);
    g_autofree char *box_key = key_bytes_text(keys->box_public);
    g_autofree char *recovery_sign = key_bytes_text(sign);
    g_autofree char *recovery_box = key_bytes_text(box);
    return system_record("book", "origin", book->origin, "code", unit->code, "name", name,
                         "unit_kind", unit->unit_kind, "log_key", log_key, "mirror_key", mirror_key,
                         "witness_key", witness_key, "box_key", box_key, "recovery_sign",
                         recovery_sign, "recovery_box", recovery_box, NULL);
}

static bool
unit_record(const OfficeUnit *unit, const char *name, const Actor *actor, Record **ret_record,
            GError **error)
{
    g_autoptr(Record) record =
        system_record("unit", "code", unit->code, "name", name, "unit_kind", unit->unit_kind,
                      "parent", unit->parent == NULL ? "" : unit->parent, NULL);
    g_free(record->author);
    record->author = g_strdup(actor->author);
    g_autoptr(Problems) problems = problems_new();
    if (!record_check(record, problems)) {
        g_autofree char *text = problems_text(problems, false);
        return fail(error, KN_INVALID, "%s", text);
    }
    *ret_record = g_steal_pointer(&record);
    return true;
}

static bool
begin_book(Act *act, const OfficeUnit *unit, const char *name, const guint8 secret[32],
           char **ret_vkey, GError **error)
{
    g_auto(Keys) keys = {0};
    keys_draw(act->book->origin, &keys);
    if (!keys_store(act->db, act->book->book, &keys, error))
        return false;
    g_autoptr(Record) first = book_record(act->book, unit, name, &keys, secret);
    g_autoptr(Record) record = NULL;
    if (!unit_record(unit, name, act->actor, &record, error) || !act_add(act, first, -1, error) ||
        !act_add(act, record, -1, error) || !act_flush(act, error))
        return false;
    if (!act_end(act, error))
        return false;
    *ret_vkey = key_text(&keys.log);
    return true;
}

bool
office_init_book(Office *office, const OfficeUnit *unit, const Actor *actor, char **ret_recovery,
                 char **ret_vkey, GError **error)
{
    if (!actor_require(actor, ROLE_ADMINISTRATOR, error) || !unit_check(unit, error))
        return false;
    g_autofree char *name = text_clean(unit->name, -1, 200, error);
    if (name == NULL)
        return false;
    g_autofree char *origin =
        unit->origin != NULL ? g_strdup(unit->origin) : origin_draw(unit->code);
    g_auto(Act) act = {0};
    if (!act_start(&act, office, actor, error))
        return false;
    if (!code_release(act.db, unit->code, error))
        return false;
    act.book = book_create(act.db, origin, unit->code, true, error);
    if (act.book == NULL)
        return false;
    guint8 secret[32];
    recovery_draw(secret);
    bool done = begin_book(&act, unit, name, secret, ret_vkey, error);
    if (done)
        *ret_recovery = recovery_write(secret);
    sodium_memzero(secret, sizeof(secret));
    return done;
}
