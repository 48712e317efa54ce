/* bank.c: lines of the bank beside receipts and distributions.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/bank.h"

#include "base/text.h"
#include "records/kinds.h"
#include "views/list.h"
#include <string.h>

/* Receipts or distributions, by the line they name and, those that name none, by amount: newest first, as they are read. */
typedef struct {
    GHashTable *by_line;   /* gint64 -> Record */
    GHashTable *by_amount; /* gint64 -> GPtrArray of Record */
} Side;

/* Words to look for, made ready once: there are many lines. */
typedef struct {
    GPtrArray *words;
    char *phrase; /* squeezed */
} Words;

typedef struct {
    Record *record;
    Words words;
} Rule;

typedef struct {
    Side in, out;
    GPtrArray *rules; /* (element-type Rule) */
    BankState state;
    gint64 offset, limit, seen;
    BankView *view;
    GPtrArray *ruled; /* (element-type BankRow), or NULL: only counted */
} Walk;

static void
row_free(gpointer data)
{
    BankRow *row = data;
    record_free(row->line);
    g_ptr_array_unref(row->records);
    record_free(row->rule);
    g_free(row);
}

void
bank_view_free(BankView *view)
{
    if (view == NULL)
        return;
    g_ptr_array_unref(view->rows);
    g_free(view);
}

gint64
bank_paid(const Record *line, bool in)
{
    Money money = {0};
    int field = kind_field(line->kind, in ? "paid_in" : "paid_out");
    return record_money(line, field, &money) ? money.vnd : 0;
}

static const char *
value_of(const Record *record, const char *field)
{
    return record_value(record, kind_field(record->kind, field));
}

/* Without accents and without spaces: "UNGHO BAOLU" holds "ủng hộ bão lũ". */
static char *
squeeze(const char *text)
{
    g_autofree char *folded = text_fold(text);
    GString *squeezed = g_string_new(NULL);
    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(squeezed, g_utf8_get_char(at));
    return g_string_free(squeezed, FALSE);
}

static guint
count_shared(const GPtrArray *words, const GPtrArray *others)
{
    guint shared = 0;
    for (guint i = 0; i < words->len; i++)
        for (guint k = 0; k < others->len; k++)
            shared += g_str_equal(words->pdata[i], others->pdata[k]);
    return shared;
}

static Words
words_of(const char *text)
{
    return (Words){text_words(text), squeeze(text)};
}

static void
words_clear(Words *words)
{
    g_clear_pointer(&words->words, g_ptr_array_unref);
    g_clear_pointer(&words->phrase, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

static bool
stand_in(const Words *wanted, const Words *text)
{
    return wanted->words->len > 0 &&
           (count_shared(wanted->words, text->words) == wanted->words->len ||
            strstr(text->phrase, wanted->phrase) != NULL);
}

bool
bank_words_in(const char *words, const char *text)
{
    g_auto(Words) wanted = words_of(words), given = words_of(text);
    return stand_in(&wanted, &given);
}

static void
rule_free(gpointer data)
{
    Rule *rule = data;
    record_free(rule->record);
    words_clear(&rule->words);
    g_free(rule);
}

static void
side_init(Side *side)
{
    side->by_line =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)record_free);
    side->by_amount = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
                                            (GDestroyNotify)g_ptr_array_unref);
}

static void
side_clear(Side *side)
{
    g_clear_pointer(&side->by_line, g_hash_table_unref);
    g_clear_pointer(&side->by_amount, g_hash_table_unref);
}

static bool
side_add(void *context, const Record *record, GError **error)
{
    Side *side = context;
    gint64 line = 0;
    Money amount = {0};
    int way = kind_field(record->kind, "way");
    if (g_ascii_string_to_signed(value_of(record, "bank_line"), 10, 0, G_MAXINT64, &line, NULL)) {
        g_hash_table_insert(side->by_line, g_memdup2(&line, sizeof line), record_copy(record));
        return true;
    }
    if (!record_money(record, kind_field(record->kind, "amount"), &amount) ||
        (way >= 0 && record_choice_is(record, way, "goods")))
        return true;
    GPtrArray *same = g_hash_table_lookup(side->by_amount, &amount.vnd);
    if (same == NULL) {
        same = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
        g_hash_table_insert(side->by_amount, g_memdup2(&amount.vnd, sizeof amount.vnd), same);
    }
    g_ptr_array_add(same, record_copy(record));
    return true;
}

static bool
keep_rule(void *context, const Record *rule, GError **error)
{
    Rule *kept = g_new0(Rule, 1);
    *kept = (Rule){record_copy(rule), words_of(value_of(rule, "words"))};
    g_ptr_array_add(context, kept);
    return true;
}

static ListQuery
all_of(const char *kind, const Book *book)
{
    return (ListQuery){.kind = kind_get(kind),
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
}

static bool
is_in_force(const Record *rule, Day day)
{
    int from = kind_field(rule->kind, "from"), until = kind_field(rule->kind, "until");
    return (record_is_empty(rule, from) || record_day(rule, from) <= day) &&
           (record_is_empty(rule, until) || record_day(rule, until) >= day);
}

static const Record *
find_rule(const Walk *walk, const Record *line)
{
    if (walk->rules->len == 0)
        return NULL;
    g_auto(Words) text = words_of(value_of(line, "text"));
    for (guint i = 0; i < walk->rules->len; i++) {
        const Rule *rule = g_ptr_array_index(walk->rules, i);
        if (is_in_force(rule->record, record_dated(line)) && stand_in(&rule->words, &text))
            return rule->record;
    }
    return NULL;
}

static GPtrArray *
same_amount(const Walk *walk, const Record *line)
{
    gint64 in = bank_paid(line, true), out = bank_paid(line, false);
    return in > 0 ? g_hash_table_lookup(walk->in.by_amount, &in)
                  : g_hash_table_lookup(walk->out.by_amount, &out);
}

/* The first of those of the same amount that is not written too late for the line; they stand newest first. */
static guint
first_near(const GPtrArray *same, const Record *line)
{
    guint from = 0, to = same->len;
    while (from < to) {
        guint middle = from + (to - from) / 2;
        if (record_dated(g_ptr_array_index(same, middle)) > record_dated(line) + BANK_DAYS_APART)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static bool
is_near(const GPtrArray *same, guint i, const Record *line)
{
    return i < same->len &&
           record_dated(g_ptr_array_index(same, i)) >= record_dated(line) - BANK_DAYS_APART;
}

static bool
has_proposal(const Walk *walk, const Record *line)
{
    const GPtrArray *same = same_amount(walk, line);
    return same != NULL && is_near(same, first_near(same, line), line);
}

typedef struct {
    const Record *line;
    GPtrArray *words; /* of counterparty and text */
} Nearness;

/* Names and words in common, then days. */
static gint64
likeness(const Nearness *nearness, const Record *record)
{
    const char *const fields[] = {"donor", "purpose", "to_unit", "policy", "received_by"};
    gint64 shared = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (kind_field(record->kind, fields[i]) < 0)
            continue;
        g_autoptr(GPtrArray) words = text_words(value_of(record, fields[i]));
        shared += count_shared(words, nearness->words);
    }
    return shared * 10 - ABS((gint64)record_dated(record) - record_dated(nearness->line));
}

/* Keeps the likeliest few: amounts repeat, and a sum of 100,000 may have a thousand receipts in one week. */
static void
propose(const Walk *walk, BankRow *row)
{
    const GPtrArray *same = same_amount(walk, row->line);
    g_autofree char *both =
        g_strdup_printf("%s %s", value_of(row->line, "counterparty"), value_of(row->line, "text"));
    g_autoptr(GPtrArray) words = text_words(both);
    Nearness nearness = {row->line, words};
    gint64 scores[BANK_PROPOSALS + 1];
    for (guint i = same != NULL ? first_near(same, row->line) : 0;
         same != NULL && is_near(same, i, row->line); i++) {
        const Record *record = g_ptr_array_index(same, i);
        gint64 score = likeness(&nearness, record);
        guint at = row->records->len;
        while (at > 0 && scores[at - 1] < score)
            at--;
        if (at >= BANK_PROPOSALS)
            continue;
        memmove(&scores[at + 1], &scores[at], (BANK_PROPOSALS - at) * sizeof scores[0]);
        scores[at] = score;
        g_ptr_array_insert(row->records, (gint)at, record_copy(record));
        g_ptr_array_set_size(row->records, (gint)MIN(row->records->len, BANK_PROPOSALS));
    }
}

static const Record *
naming_record(const Walk *walk, const Record *line)
{
    const Record *found = g_hash_table_lookup(walk->in.by_line, &line->entry);
    return found != NULL ? found : g_hash_table_lookup(walk->out.by_line, &line->entry);
}

static BankRow *
row_new(const Record *line, const Record *rule)
{
    BankRow *row = g_new0(BankRow, 1);
    row->line = record_copy(line);
    row->records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    row->rule = rule != NULL ? record_copy(rule) : NULL;
    return row;
}

static bool
look(void *context, const Record *line, GError **error)
{
    Walk *walk = context;
    const Record *named = naming_record(walk, line);
    bool aside = record_flag(line, kind_field(line->kind, "set_aside"));
    BankState state = named != NULL ? BANK_MATCHED : aside ? BANK_ASIDE : BANK_OPEN;
    BankSums *sums = &walk->view->sums[state];
    sums->count++;
    sums->paid_in += bank_paid(line, true);
    sums->paid_out += bank_paid(line, false);
    bool could_be_ruled = state == BANK_OPEN && bank_paid(line, true) > 0;
    const Record *rule = could_be_ruled ? find_rule(walk, line) : NULL;
    if (rule != NULL && !has_proposal(walk, line)) {
        walk->view->ruled++;
        if (walk->ruled != NULL)
            g_ptr_array_add(walk->ruled, row_new(line, rule));
    }
    if (state != walk->state || walk->seen++ < walk->offset ||
        (walk->limit > 0 && walk->view->rows->len >= walk->limit))
        return true;
    BankRow *row = row_new(line, rule);
    if (named != NULL)
        g_ptr_array_add(row->records, record_copy(named));
    else if (state == BANK_OPEN)
        propose(walk, row);
    g_ptr_array_add(walk->view->rows, row);
    return true;
}

static bool
walk_lines(Walk *walk, Db *db, const Book *book, GError **error)
{
    ListQuery receipts = all_of("receipt", book), out = all_of("distribution", book),
              rules = all_of("bank_rule", book), lines = all_of("bank_line", book);
    walk->view = g_new0(BankView, 1);
    walk->view->rows = g_ptr_array_new_with_free_func(row_free);
    walk->rules = g_ptr_array_new_with_free_func(rule_free);
    side_init(&walk->in);
    side_init(&walk->out);
    bool done = list_each(db, &receipts, side_add, &walk->in, error) &&
                list_each(db, &out, side_add, &walk->out, error) &&
                list_each(db, &rules, keep_rule, walk->rules, error) &&
                list_each(db, &lines, look, walk, error);
    side_clear(&walk->in);
    side_clear(&walk->out);
    g_ptr_array_unref(walk->rules);
    if (!done)
        g_clear_pointer(&walk->view, bank_view_free);
    return done;
}

BankView *
bank_view(Db *db, const Book *book, BankState state, gint64 offset, gint64 limit, GError **error)
{
    Walk walk = {.state = state, .offset = offset, .limit = limit};
    return walk_lines(&walk, db, book, error) ? walk.view : NULL;
}

GPtrArray *
bank_ruled(Db *db, const Book *book, GError **error)
{
    g_autoptr(GPtrArray) ruled = g_ptr_array_new_with_free_func(row_free);
    Walk walk = {.offset = G_MAXINT64, .ruled = ruled};
    if (!walk_lines(&walk, db, book, error))
        return NULL;
    bank_view_free(walk.view);
    for (guint i = 0, k = ruled->len; i + 1 < k; i++) { /* the walk goes from the newest back */
        k--;
        gpointer kept = ruled->pdata[i];
        ruled->pdata[i] = ruled->pdata[k];
        ruled->pdata[k] = kept;
    }
    return g_steal_pointer(&ruled);
}
