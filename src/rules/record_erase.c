/* record_erase.c: strikes a personal value out of every entry of a record, and out of the file's
 * free space. SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "base/error.h"
#include "base/planted.h"
#include "base/text.h"
#include "book/body.h"
#include "records/kinds.h"
#include "rules/act.h"
#include "rules/references.h"
#include "views/views.h"

/* The entries whose line is to go, found in the log itself: nothing derived is trusted with this.
 */
typedef struct {
    gint64 first;
    const char *field;
    GArray *entries;   /* (element-type gint64) */
    GPtrArray *values; /* (element-type utf8) what stood there */
} Chain;

static bool
chain_look(void *context, const Entry *entry, GError **error)
{
    Chain *chain = context;
    if (entry->entry != chain->first && entry->amends != chain->first)
        return true;
    char *value =
        entry->body == NULL ? NULL : body_value(entry->body, entry->body_length, chain->field);
    if (value == NULL)
        return true;
    g_array_append_val(chain->entries, entry->entry);
    g_ptr_array_add(chain->values, value);
    return true;
}

/* Whether any open line of the book still names a digest. */
typedef struct {
    char *name;
    bool found;
} Mention;

static bool
mention_look(void *context, const Entry *entry, GError **error)
{
    Mention *mention = context;
    mention->found = mention->found ||
                     (entry->body != NULL && memmem(entry->body, entry->body_length, mention->name,
                                                    strlen(mention->name)) != NULL);
    return true;
}

/* Bytes beside the book go with the last line that names them. */
static bool
remove_file(Act *act, const char *value, GError **error)
{
    Hash hash;
    if (!file_value_hash(value, &hash))
        return true;
    g_autofree char *name = g_strndup(value, strlen("sha256:") + 2 * HASH_SIZE);
    Mention mention = {name, false};
    if (!entry_each(act->db, act->book->book, 0, (gint64)act->book->frontier.size, mention_look,
                    &mention, error))
        return false;
    return mention.found || book_remove_file(act->db, act->book->book, &hash, error);
}

static bool
remove_files(Act *act, const GPtrArray *values, GError **error)
{
    for (guint i = 0; i < values->len; i++) {
        g_auto(GStrv) parts = g_strsplit_set(values->pdata[i], "\n\t", -1);
        for (char **part = parts; *part != NULL; part++)
            if (!remove_file(act, *part, error))
                return false;
    }
    return true;
}

static bool
field_is_personal(const Kind *kind, const char *name)
{
    static const char *const written_by_people[] = {"author", "why", "source", NULL};
    int field = kind_field(kind, name);
    if (field < 0)
        return kind->nature != NATURE_AGREEMENT && g_strv_contains(written_by_people, name);
    return kind->fields[field].class == CLASS_BASIC || kind->fields[field].class == CLASS_SENSITIVE;
}

static bool
erase_check(Act *act, gint64 entry, const char *field, GError **error)
{
    g_auto(Entry) first = {0};
    if (!entry_get(act->db, act->book->book, entry, &first, error))
        return false;
    if (first.amends >= 0)
        return fail(error, KN_INVALID,
                    N_("Give the number of the record, not of a later change to it."));
    const Kind *kind = entry_record_kind(&first);
    if (kind == NULL)
        return fail(error, KN_MISSING,
                    N_("This record was written by a newer version of the program."));
    if (kind->nature == NATURE_SYSTEM)
        return fail(error, KN_CONFLICT, N_("This entry holds nothing personal and stays."));
    if (!field_is_personal(kind, field))
        return fail(
            error, KN_INVALID,
            N_("Only personal values can be erased; \"%s\" is not one, and totals rest on it."),
            field);
    return true;
}

static bool
strike(Act *act, const Chain *chain, const char *ground, GError **error)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < chain->entries->len; i++) {
        gint64 entry = g_array_index(chain->entries, gint64, i);
        if (!book_strike_line(act->db, act->book->book, entry, chain->field, error))
            return false;
        g_string_append_printf(list, "%s%" G_GINT64_FORMAT, i > 0 ? "\n" : "", entry);
    }
    g_autoptr(Record) erase =
        system_record("erase", "entries", list->str, "field", chain->field, "ground", ground, NULL);
    return act_add(act, erase, -1, error) && act_flush(act, error) &&
           views_refresh(act->db, act->book, chain->first, error) &&
           remove_files(act, chain->values, error);
}

bool
record_erase(Office *office, const char *unit, const Actor *actor, gint64 entry, const char *field,
             const char *ground, GError **error)
{
    g_autofree char *clean = text_clean(ground == NULL ? "" : ground, -1, 500, error);
    if (clean == NULL)
        return false;
    if (*clean == '\0')
        return fail(error, KN_INVALID,
                    N_("Say on what ground this is erased (who asked, when, or which rule)."));
    g_auto(Act) act = {0};
    if (!act_begin_archive(&act, office, unit, actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error) ||
        !erase_check(&act, entry, field, error))
        return false;
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
    Chain chain = {entry, field, entries, values};
    if (!entry_each(act.db, act.book->book, entry, (gint64)act.book->frontier.size, chain_look,
                    &chain, error))
        return false;
    if (entries->len == 0)
        return fail(error, KN_CONFLICT, N_("This was erased already."));
    if (!strike(&act, &chain, clean, error) || !act_end(&act, error))
        return false;
    act_clear(&act);
    return PLANTED(LOG_STAYS) || store_checkpoint_truncate(office->store, error);
}
