/* completeness.c: a partner's book against what the covenants say.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/completeness.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/body.h"
#include "book/erased.h"
#include "book/verify.h"
#include "proof/sink.h"
#include "records/codec.h"
#include "records/kinds.h"
#include "store/side.h"

#define FINDINGS_MAX 100 /* of one book in one bundle; more are counted */
#define MISSING_MAX                                                                                \
    1000 /* entries that are remembered; when there are more, all are looked at next time */

typedef struct {
    const Scope *scope;
    Book *partner;
    GPtrArray *findings;
    GArray *missing; /* (element-type gint64) */
    gint64 more;
} Looking;

static void
say(Looking *looking, const Entry *entry, const char *sentence)
{
    if (looking->findings->len >= FINDINGS_MAX) {
        looking->more++;
        return;
    }
    Finding *finding = g_new0(Finding, 1);
    finding->where = g_strdup_printf("%s-%" G_GINT64_FORMAT, looking->partner->code, entry->entry);
    finding->sentence = g_strdup(sentence);
    g_ptr_array_add(looking->findings, finding);
}

/* The name of the first field that is agreed to be open and is struck out, without an erasure
 * that says why. */
static const char *
withheld_field(const Looking *looking, const Kind *kind, const Entry *entry)
{
    const GPtrArray *erased = erased_fields(looking->partner->erased, entry->entry);
    Day day = scope_day(kind, entry);
    Slice rest = {entry->body, entry->body_length};
    BodyLine line;
    for (gsize i = 0; rest.length > 0 && body_line_read(&rest, &line) == PROOF_OK; i++) {
        int field = line.open ? -1 : kind_line_field(kind, entry->schema, i);
        if (field < 0 || !scope_opens(looking->scope, kind, field, day))
            continue;
        const char *name = kind->fields[field].name;
        if (!erased_names(erased, (Slice){name, strlen(name)}))
            return name;
    }
    return NULL;
}

static void
codec_lines(const Entry *entry, GArray *lines)
{
    Slice rest = {entry->body, entry->body_length};
    BodyLine line;
    while (rest.length > 0 && body_line_read(&rest, &line) == PROOF_OK) {
        CodecLine one = {.open = line.open};
        if (line.open)
            one =
                (CodecLine){line.name.at, line.value.at, line.name.length, line.value.length, true};
        g_array_append_val(lines, one);
    }
}

/* Whether the lines are what the kind's table says. */
static bool
is_readable(const Entry *entry)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(CodecLine));
    codec_lines(entry, lines);
    g_autoptr(Record) record =
        record_from_lines(entry->kind, strlen(entry->kind), entry->schema,
                          (const CodecLine *)(void *)lines->data, lines->len, NULL);
    return record != NULL;
}

static bool
look_at(void *context, const Entry *entry, GError **error)
{
    Looking *looking = context;
    const Kind *kind = kind_find(entry->kind);
    if (g_str_equal(entry->kind, "care"))
        return true;
    if (kind == NULL || entry->schema > kind->schema) {
        say(looking, entry,
            _("Written by a newer version of the program; it is kept and left out of the "
              "figures."));
        return true;
    }
    if (entry->body == NULL) {
        if (!scope_expects(looking->scope, entry))
            return true;
        say(looking, entry,
            _("The covenant opens this kind of record, but its content did not come."));
        g_array_append_val(looking->missing, entry->entry);
        return true;
    }
    if (!is_readable(entry)) {
        say(looking, entry,
            _("Its lines are not what this kind of record says; it is kept and left out of the "
              "figures."));
        return true;
    }
    const char *field =
        kind->nature == NATURE_ORDINARY ? withheld_field(looking, kind, entry) : NULL;
    if (field != NULL) {
        g_autofree char *sentence =
            g_strdup_printf(_("The covenant opens \"%s\", but it came struck out."),
                            _(kind->fields[kind_field(kind, field)].label));
        say(looking, entry, sentence);
        g_array_append_val(looking->missing, entry->entry);
    }
    return true;
}

static char *
setting_name(const Book *own, const Book *partner)
{
    return g_strdup_printf("missing %s %s", partner->origin, own->origin);
}

/* Setting "missing PARTNER OWN": the digest of the covenants when last looked, then the entries
 * that lacked something. *ret_missing stays NULL when all must be looked at. */
static bool
recall(Db *db, const char *name, const char *digest, GArray **ret_missing, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *value = setting_get(db, name, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return false;
    }
    g_auto(GStrv) words = g_strsplit(value != NULL ? value : "", " ", -1);
    *ret_missing = NULL;
    if (words[0] == NULL || !g_str_equal(words[0], digest))
        return true;
    *ret_missing = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (char **word = words + 1; *word != NULL; word++) {
        guint64 number;
        if (number_read(*word, strlen(*word), &number))
            g_array_append_val(*ret_missing, number);
    }
    return true;
}

static bool
remember(Db *db, const char *name, const char *digest, const GArray *missing, GError **error)
{
    g_autoptr(GString) value = g_string_new(missing->len > MISSING_MAX ? "-" : digest);
    for (guint i = 0; i < missing->len && missing->len <= MISSING_MAX; i++)
        g_string_append_printf(value, " %" G_GINT64_FORMAT, g_array_index(missing, gint64, i));
    return setting_set(db, name, value->str, error);
}

static gint
compare_entries(gconstpointer a, gconstpointer b)
{
    gint64 one = *(const gint64 *)a, two = *(const gint64 *)b;
    return (one > two) - (one < two);
}

/* Entries before `first`, each once. */
static bool
look_at_earlier(Db *db, Looking *looking, GArray *entries, gint64 first, GError **error)
{
    gint64 before = -1;
    g_array_sort(entries, compare_entries);
    for (guint i = 0; i < entries->len; i++) {
        gint64 entry = g_array_index(entries, gint64, i);
        if (entry != before && entry < first &&
            !entry_each(db, looking->partner->book, entry, entry + 1, look_at, looking, error))
            return false;
        before = entry;
    }
    return true;
}

static void
say_more(Looking *looking)
{
    if (looking->more == 0)
        return;
    Finding *finding = g_new0(Finding, 1);
    finding->where = g_strdup(looking->partner->code);
    finding->sentence = g_strdup_printf(_("%ld more entries like these."), looking->more);
    g_ptr_array_add(looking->findings, finding);
}

bool
completeness_look(Db *db, const Book *own, const SentBy *sent_by, Book *partner, Day day,
                  gint64 first, const GArray *changed, GPtrArray *findings, GError **error)
{
    g_autoptr(Scope) scope = scope_expected(db, partner, own, sent_by, day, error);
    g_autofree char *name = setting_name(own, partner),
                    *digest = scope != NULL ? scope_digest(scope) : NULL;
    g_autoptr(GArray) earlier = NULL, missing = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (scope == NULL || !recall(db, name, digest, &earlier, error) ||
        !book_erased(db, partner, error))
        return false;
    Looking looking = {scope, partner, findings, missing, 0};
    if (earlier != NULL) {
        g_array_append_vals(earlier, changed->data, changed->len);
        if (!look_at_earlier(db, &looking, earlier, first, error))
            return false;
    } else
        first = 0;
    if (!entry_each(db, partner->book, first, (gint64)partner->frontier.size, look_at, &looking,
                    error))
        return false;
    say_more(&looking);
    return remember(db, name, digest, missing, error);
}
