/* succession.c: closes a book, and goes on from closed ones.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/succession.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/text.h"
#include "book/head.h"
#include "records/kinds.h"
#include "rules/act.h"
#include "rules/parties.h"
#include "views/lineage.h"
#include "views/units.h"

#define DOCUMENT_CHARS 300

static bool
read_date(Office *office, const char *typed, char **ret_iso, GError **error)
{
    Day day;
    if (!day_read(typed, office_today(office), &day, error))
        return false;
    *ret_iso = day_iso(day);
    return true;
}

static bool
add_successor(Act *act, const char *typed, Record *closed, GError **error)
{
    g_autoptr(Book) book = NULL;
    g_autoptr(Closing) closing = NULL;
    g_autofree char *key = NULL;
    if (!book_find(act->db, typed, &book, error))
        return false;
    if (book == NULL)
        return fail(error, KN_MISSING, N_("%s is not known here; add its card as a partner first."),
                    typed);
    if (book->book == act->book->book)
        return fail(error, KN_INVALID, N_("A book does not go on as itself."));
    if (!party_key(act->db, book, &key, error) ||
        !closing_find(act->db, book->book, &closing, error))
        return false;
    if (closing != NULL)
        return fail(error, KN_CONFLICT, N_("The book of %s is closed itself."), typed);
    if (key == NULL)
        return fail(error, KN_MISSING, N_("%s is not known here; add its card as a partner first."),
                    typed);
    g_autofree char *name = unit_name_on(act->db, book, office_today(act->office), error);
    if (name == NULL)
        return false;
    const char *parts[] = {book->origin, key, book->code, name};
    record_add_item(closed, kind_field(closed->kind, "successors"), parts, G_N_ELEMENTS(parts));
    return true;
}

static bool
add_successors(Act *act, const char *typed, Record *closed, GError **error)
{
    g_auto(GStrv) names = g_strsplit(typed != NULL ? typed : "", ",", -1);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (char **name = names; *name != NULL; name++) {
        g_strstrip(*name);
        if (**name == '\0' || !g_hash_table_add(seen, *name))
            continue;
        if (!add_successor(act, *name, closed, error))
            return false;
    }
    return true;
}

bool
unit_close(Office *office, const char *unit, const Actor *actor, const ClosingAsk *ask,
           gint64 *ret_entry, GError **error)
{
    g_autofree char *date = NULL;
    g_autofree char *document =
        text_clean(ask->document != NULL ? ask->document : "", -1, DOCUMENT_CHARS, error);
    if (document == NULL)
        return false;
    if (*document == '\0')
        return fail(error, KN_INVALID, N_("Say by which document the unit ends."));
    if (ask->date == NULL || *ask->date == '\0')
        return fail(error, KN_INVALID, N_("Say from which day on the unit is no more."));
    g_auto(Act) act = {0};
    if (!read_date(office, ask->date, &date, error) ||
        !act_begin(&act, office, unit, actor, ROLE_CHAIR, error))
        return false;
    g_autoptr(Record) closed =
        system_record("closed", "date", date, "legal_document", document, NULL);
    if (!add_successors(&act, ask->successors, closed, error))
        return false;
    gint64 entry = act_next(&act);
    if (!act_add(&act, closed, -1, error) || !act_end(&act, error))
        return false;
    *ret_entry = entry;
    return true;
}

/* The state that is quoted. */
typedef struct {
    char *note;
    guint64 size;
} State;

static void
state_clear(State *state)
{
    g_free(state->note);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(State, state_clear)

/* Of a closed book: one that has the closing in it, if possible one that a partner confirmed. */
static bool
closing_state(Act *act, Book *older, const Closing *closing, State *state, GError **error)
{
    guint64 least = (guint64)closing->entry + 1;
    if (!head_find_cosigned(act->db, older->book, NULL, &state->note, &state->size, error))
        return false;
    if (state->note != NULL && state->size >= least)
        return true;
    g_clear_pointer(&state->note, g_free);
    if (older->own) {
        state->note = head_sign(act->db, older, error);
        state->size = older->frontier.size;
        return state->note != NULL;
    }
    if (!head_find(act->db, older->book, &state->note, &state->size, error))
        return false;
    return (state->note != NULL && state->size >= least) ||
           fail(error, KN_CONFLICT,
                N_("No signed state of the book of %s with its closing is here yet; exchange once "
                   "more."),
                older->code);
}

/* Of an earlier volume: the last one that somebody else stood for. */
static bool
volume_state(Act *act, const Book *older, State *state, GError **error)
{
    if (!head_find_cosigned(act->db, older->book, NULL, &state->note, &state->size, error))
        return false;
    return state->note != NULL ||
           fail(error, KN_CONFLICT,
                N_("No partner ever confirmed a state of the book of %s: there is nothing that a "
                   "new volume could rest on."),
                older->code);
}

/* The seal of our copy at that size must be the one that was signed. */
static bool
state_root(Act *act, const Book *older, const State *state, char **ret_root, GError **error)
{
    Hash signed_root, held;
    g_autoptr(BookTree) tree = book_tree_new(act->db, older, error);
    if (tree == NULL)
        return false;
    if (!head_root(state->note, &signed_root) || state->size > older->frontier.size ||
        !tree_root(book_tree_reader(tree), state->size, &held) || !hash_equal(&signed_root, &held))
        return fail(error, KN_BROKEN,
                    N_("The signed state of the book of %s is not what is held of it here."),
                    older->code);
    *ret_root = g_base64_encode(held.bytes, HASH_SIZE);
    return true;
}

static bool
names_book(const Closing *closing, const Book *book)
{
    for (guint i = 0; i < closing->heirs->len; i++)
        if (g_str_equal(((const Heir *)closing->heirs->pdata[i])->origin, book->origin))
            return true;
    return false;
}

static bool
may_succeed(const Act *act, const Lineage *lineage, const Book *older, bool volume, GError **error)
{
    const Closing *closing = lineage_closing(lineage, older->book);
    g_autoptr(GPtrArray) claims = lineage_claims(lineage, act->book->book);
    if (older->book == act->book->book)
        return fail(error, KN_INVALID, N_("A book does not go on from itself."));
    for (guint i = 0; i < claims->len; i++)
        if (((const Succession *)claims->pdata[i])->from == older->book)
            return fail(error, KN_CONFLICT, N_("%s goes on from %s already."), act->book->code,
                        older->code);
    if (volume && closing != NULL)
        return fail(error, KN_CONFLICT,
                    N_("The book of %s was closed in good order: it needs no new volume."),
                    older->code);
    if (!volume && closing == NULL)
        return fail(
            error, KN_CONFLICT,
            N_("The book of %s is not closed, as far as is known here; exchange once more."),
            older->code);
    bool same = true;
    if (volume &&
        !lineage_same_unit(act->db, older, act->book, office_today(act->office), &same, error))
        return false;
    if (!same)
        return fail(error, KN_INVALID,
                    N_("A new volume is a book of the same unit: same kind, same name."));
    return volume || names_book(closing, act->book) ||
           fail(error, KN_CONFLICT,
                N_("The closing of %s does not name %s as the one that goes on."), older->code,
                act->book->code);
}

static bool
write_succession(Act *act, Book *older, const Closing *closing, const SuccessionAsk *ask,
                 const char *document, GError **error)
{
    g_auto(State) state = {0};
    g_autofree char *root = NULL, *date = NULL;
    bool typed = ask->date != NULL && *ask->date != '\0';
    if (!(closing != NULL ? closing_state(act, older, closing, &state, error)
                          : volume_state(act, older, &state, error)) ||
        !state_root(act, older, &state, &root, error) ||
        (typed && !read_date(act->office, ask->date, &date, error)))
        return false;
    if (date == NULL)
        date = day_iso(closing != NULL ? closing->day : office_today(act->office));
    g_autofree char *size = g_strdup_printf("%" G_GUINT64_FORMAT, state.size);
    g_autofree char *name = unit_name_on(
        act->db, older, closing != NULL ? closing->day - 1 : office_today(act->office), error);
    if (name == NULL)
        return false;
    g_autoptr(Record) succeeds = system_record(
        "succeeds", "predecessor", older->origin, "size", size, "root", root, "note", state.note,
        "name", name, "volume", ask->volume ? "yes" : "", "date", date, "legal_document",
        *document != '\0' ? document
        : closing != NULL ? closing->document
                          : "",
        NULL);
    return act_add(act, succeeds, -1, error) && act_end(act, error);
}

bool
unit_succeed(Office *office, const char *unit, const Actor *actor, const SuccessionAsk *ask,
             gint64 *ret_entry, GError **error)
{
    g_autofree char *document =
        text_clean(ask->document != NULL ? ask->document : "", -1, DOCUMENT_CHARS, error);
    g_auto(Act) act = {0};
    g_autoptr(Book) older = NULL;
    if (document == NULL || !act_begin(&act, office, unit, actor, ROLE_CHAIR, error) ||
        !book_find(act.db, ask->predecessor, &older, error))
        return false;
    if (older == NULL)
        return fail(error, KN_MISSING, N_("There is no book of the unit %s here."),
                    ask->predecessor);
    g_autoptr(Lineage) lineage = lineage_read(act.db, error);
    if (lineage == NULL || !may_succeed(&act, lineage, older, ask->volume, error))
        return false;
    gint64 entry = act_next(&act);
    if (!write_succession(&act, older, lineage_closing(lineage, older->book), ask, document, error))
        return false;
    *ret_entry = entry;
    return true;
}

bool
code_release(Db *db, const char *code, GError **error)
{
    g_autoptr(Book) book = NULL, taken = NULL;
    g_autoptr(Closing) closing = NULL;
    int year, month, day;
    if (!book_find(db, code, &book, error) ||
        (book != NULL && !closing_find(db, book->book, &closing, error)))
        return false;
    if (closing == NULL)
        return true;
    day_parts(closing->day, &year, &month, &day);
    g_autofree char *older = g_strdup_printf("%s-%04d", code, year);
    if (!book_find(db, older, &taken, error))
        return false;
    /* Closed twice in one year under one code: the day tells them apart. */
    g_autofree char *exact = g_strdup_printf("%s-%04d-%02d-%02d", code, year, month, day);
    return book_set_code(db, book, taken == NULL ? older : exact, error);
}
