/* agree.c: proposing, accepting and ending agreements. There is no signature service: an agreement
 * is the same bytes in every party's book. SPDX-License-Identifier: Apache-2.0 */
#include "rules/agree.h"

#include "base/error.h"
#include "base/text.h"
#include "book/body.h"
#include "records/check.h"
#include "records/kinds.h"
#include "records/sharing.h"
#include "rules/act.h"
#include "rules/parties.h"
#include "rules/references.h"
#include "views/agreements.h"

static bool
complete(Act *act, Record *text, Problems *problems, GError **error)
{
    int opened = kind_field(text->kind, "opened");
    if (opened >= 0 && record_is_empty(text, opened)) {
        g_autoptr(GPtrArray) proposal = sharing_proposal();
        for (guint i = 0; i < proposal->len; i++) {
            const char *parts[] = {proposal->pdata[i]};
            record_add_item(text, opened, parts, 1);
        }
    }
    return parties_complete(act->db, text, office_today(act->office), problems, error);
}

/* The same text stands in other books too, where a number alone would name another record. */
static void
name_book_in_references(Record *text, const Book *book)
{
    for (gsize i = 0; i < text->kind->field_count; i++) {
        const char *value = record_value(text, (int)i);
        if (text->kind->fields[i].type != FIELD_REF || *value == '\0' || strchr(value, '#') != NULL)
            continue;
        g_autofree char *full = g_strdup_printf("%s#%s", book->origin, value);
        record_set(text, (int)i, full);
    }
}

/* Why a text cannot take the place of an older one; NULL when it can. */
static const char *
why_not_replaced(const Agreement *older, const Kind *kind, const Book *book)
{
    if (older == NULL || older->kind != kind ||
        (!agreement_has_party(older, book) && !agreement_has_heir(older, book)))
        return N_("There is no such agreement of this unit that this text could replace.");
    if (older->state == AGREEMENT_PROPOSED)
        return N_("The text that this one would replace is not agreed yet: take it back instead.");
    if (older->state == AGREEMENT_ENDED || older->state == AGREEMENT_REPLACED)
        return N_("The text that this one would replace was ended or replaced already.");
    return NULL;
}

/* Whether somebody goes on for a party in the new text, or nobody has to: it was dissolved. */
static bool
is_stood_for(const Record *text, const AgreementParty *party)
{
    for (guint i = 0; i < party->heirs->len; i++)
        if (parties_have(text, party->heirs->pdata[i]))
            return true;
    return party->closed != G_MAXINT32 && party->heirs->len == 0;
}

/* The text it replaces, typed as people name an agreement, becomes that one's identity. Nobody who agreed to it
 * may be left out: who wants to leave ends it. */
static bool
replaced_complete(Act *act, Record *text, Problems *problems, GError **error)
{
    int field = kind_field(text->kind, "replaces");
    g_autoptr(Agreement) older = NULL;
    g_autoptr(GError) unknown = NULL;
    if (field < 0 || record_is_empty(text, field))
        return true;
    if (!agreement_named(act->db, act->book, record_value(text, field), office_today(act->office),
                         &older, &unknown) &&
        !g_error_matches(unknown, KN_ERROR, KN_INVALID) &&
        !g_error_matches(unknown, KN_ERROR, KN_MISSING)) {
        g_propagate_error(error, g_steal_pointer(&unknown));
        return false;
    }
    const char *why_not = why_not_replaced(older, text->kind, act->book);
    if (why_not != NULL) {
        problems_add(problems, PROBLEM_ERROR, "replaces", "%s", _(why_not));
        return true;
    }
    record_set(text, field, older->body_hash);
    for (guint i = 0; i < older->parties->len; i++) {
        const AgreementParty *party = older->parties->pdata[i];
        const char *name = *party->name != '\0' ? party->name : party->origin;
        if (parties_have(text, party->origin) || is_stood_for(text, party))
            continue;
        if (party->closed == G_MAXINT32)
            problems_add(
                problems, PROBLEM_ERROR, "parties",
                N_("%s agreed to the text that this one replaces and is a party of it too."), name);
        else
            problems_add(problems, PROBLEM_ERROR, "parties",
                         N_("%s agreed to the text that this one replaces; its book is closed, and "
                            "who goes on for it is a party of this one."),
                         name);
    }
    return true;
}

static bool
proposal_check(Act *act, Record *text, Problems *problems, GError **error)
{
    bool named = false;
    if (!complete(act, text, problems, error) || !replaced_complete(act, text, problems, error) ||
        !parties_name(act->db, text, act->book, &named, error))
        return false;
    if (!named && problems_find(problems, "parties") == NULL)
        problems_add(problems, PROBLEM_ERROR, "parties",
                     N_("%s itself must be one of the parties."), act->book->code);
    name_book_in_references(text, act->book);
    record_check(text, problems);
    return references_check(act->db, act->book, text, problems, error);
}

bool
agreement_propose(Office *office, const char *unit, const Actor *actor, Record *text,
                  Problems *problems, gint64 *ret_entry, GError **error)
{
    g_assert(text->kind->nature == NATURE_AGREEMENT);
    g_auto(Act) act = {0};
    if (!act_begin(&act, office, unit, actor, ROLE_CHAIR, error) ||
        !proposal_check(&act, text, problems, error))
        return false;
    if (problems_has_errors(problems)) {
        *ret_entry = -1;
        return true;
    }
    gint64 entry = act_next(&act);
    if (!act_add(&act, text, -1, error) || !act_end(&act, error))
        return false;
    *ret_entry = entry;
    return true;
}

/* Whether a leaf states this body hash and is of a schema that came after this program. */
typedef struct {
    char *line;
    bool newer;
} Unreadable;

static bool
look_for_newer(void *context, const Entry *entry, GError **error)
{
    Unreadable *unreadable = context;
    const Kind *kind = kind_find(entry->kind);
    unreadable->newer =
        unreadable->newer || ((kind == NULL || entry->schema > kind->schema) &&
                              memmem(entry->leaf, entry->leaf_length, unreadable->line,
                                     strlen(unreadable->line)) != NULL);
    return true;
}

/* Why an agreement is not known: it is not here, or it cannot be read by this program. */
static bool
fail_unknown(Act *act, const char *body_hash, GError **error)
{
    g_autofree char *line = g_strdup_printf("\nbody %s\n", body_hash);
    Unreadable unreadable = {line, false};
    g_autoptr(GPtrArray) books = book_list(act->db, error);
    if (books == NULL)
        return false;
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        if (!entry_each(act->db, book->book, 0, (gint64)book->frontier.size, look_for_newer,
                        &unreadable, error))
            return false;
    }
    if (unreadable.newer)
        return fail(error, KN_CONFLICT,
                    N_("This text was written by a newer version of the program; bring this "
                       "one up to date before you agree."));
    return fail(error, KN_MISSING, N_("There is no such agreement here."));
}

static bool
find_agreement(Act *act, const char *body_hash, Agreement **ret_agreement, GError **error)
{
    if (!agreement_find(act->db, body_hash, office_today(act->office), ret_agreement, error))
        return false;
    return *ret_agreement != NULL || fail_unknown(act, body_hash, error);
}

static const AgreementParty *
party_of(const Agreement *agreement, const Book *book)
{
    for (guint i = 0; i < agreement->parties->len; i++) {
        const AgreementParty *party = agreement->parties->pdata[i];
        if (g_str_equal(party->origin, book->origin))
            return party;
    }
    return NULL;
}

static bool
may_accept(Act *act, const Agreement *agreement, GError **error)
{
    const AgreementParty *self = party_of(agreement, act->book);
    bool named = false;
    if (self == NULL)
        return fail(error, KN_DENIED, N_("%s is not a party of this agreement."), act->book->code);
    if (self->entry >= 0)
        return fail(error, KN_CONFLICT, N_("%s has agreed to this already."), act->book->code);
    if (agreement->state != AGREEMENT_PROPOSED)
        return fail(error, KN_CONFLICT,
                    N_("This agreement was ended, withdrawn or replaced; agree on a new text."));
    if (!parties_name(act->db, agreement->record, act->book, &named, error))
        return false;
    return named || fail(error, KN_CONFLICT,
                         N_("The text names %s with a key that is not its present one; ask for "
                            "a new text."),
                         act->book->code);
}

/* Every line open, and the bytes are the ones that are agreed. */
static bool
is_whole(const Entry *entry, const char *expected)
{
    Slice rest = {entry->body, entry->body_length};
    BodyLine line;
    Hash hash;
    size_t lines = 0;
    char text[BASE64_LENGTH(HASH_SIZE) + 1] = {0};
    if (entry->body == NULL ||
        body_hash(entry->body, entry->body_length, &hash, &lines) != PROOF_OK)
        return false;
    while (rest.length > 0)
        if (body_line_read(&rest, &line) != PROOF_OK || !line.open)
            return false;
    base64_write(hash.bytes, HASH_SIZE, text);
    return g_str_equal(text, expected);
}

/* The text as another party wrote it. */
static bool
read_text(Act *act, const Agreement *agreement, Entry *ret_entry, GError **error)
{
    for (guint i = 0; i < agreement->parties->len; i++) {
        const AgreementParty *party = agreement->parties->pdata[i];
        if (party->book == 0 || party->entry < 0)
            continue;
        g_auto(Entry) entry = {0};
        if (!entry_get(act->db, party->book, party->entry, &entry, error))
            return false;
        if (!is_whole(&entry, agreement->body_hash))
            continue;
        *ret_entry = entry;
        entry = (Entry){0};
        return true;
    }
    return fail(error, KN_CONFLICT,
                N_("The whole text has not arrived here yet; exchange once more."));
}

static bool
add_signed(Act *act, gint64 entry, GError **error)
{
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, entry);
    g_autoptr(Record) record = system_record("signed", "author", act->actor->author, "role",
                                             role_code(ROLE_CHAIR), "agreement", number, NULL);
    return act_add(act, record, -1, error);
}

bool
agreement_accept(Office *office, const char *unit, const Actor *actor, const char *body_hash,
                 gint64 *ret_entry, GError **error)
{
    g_auto(Act) act = {0};
    g_autoptr(Agreement) agreement = NULL;
    g_auto(Entry) text = {0};
    if (!act_begin(&act, office, unit, actor, ROLE_CHAIR, error) ||
        !find_agreement(&act, body_hash, &agreement, error) ||
        !may_accept(&act, agreement, error) || !read_text(&act, agreement, &text, error))
        return false;
    gint64 entry = act_next(&act);
    if (!act_add_body(&act, text.kind, text.schema, text.body, text.body_length, error) ||
        !add_signed(&act, entry, error) || !act_end(&act, error))
        return false;
    *ret_entry = entry;
    return true;
}

bool
agreement_end(Office *office, const char *unit, const Actor *actor, const char *body_hash,
              const char *why, GError **error)
{
    g_autofree char *clean = text_clean(why == NULL ? "" : why, -1, 500, error);
    if (clean == NULL)
        return false;
    g_auto(Act) act = {0};
    g_autoptr(Agreement) agreement = NULL;
    if (!act_begin(&act, office, unit, actor, ROLE_CHAIR, error) ||
        !find_agreement(&act, body_hash, &agreement, error))
        return false;
    const AgreementParty *self = party_of(agreement, act.book);
    if (self == NULL)
        return fail(error, KN_DENIED, N_("%s is not a party of this agreement."), act.book->code);
    if (self->ended || agreement->state == AGREEMENT_ENDED)
        return fail(error, KN_CONFLICT, N_("This agreement was ended already."));
    g_autofree char *day = day_iso(office_today(office));
    g_autoptr(Record) end =
        system_record("end", "agreement", body_hash, "date", day, "why", clean, NULL);
    return act_add(&act, end, -1, error) && act_end(&act, error);
}
