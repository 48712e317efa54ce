/* bank.c: lines of the bank beside receipts and distributions.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/bank.h"

#include "base/text.h"
#include "records/kinds.h"
#include "views/list.h"
#include <string.h>

/* Receipts or distributions, by the line they name and, those that name none, by amount. */
typedef struct {
    GHashTable *by_line;   /* gint64 -> Record */
    GHashTable *by_amount; /* gint64 -> GPtrArray of Record */
} Side;

typedef struct {
    Side in, out;
    GPtrArray *rules; /* (element-type Record) */
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

bool
bank_words_in(const char *words, const char *text)
{
    g_autoptr(GPtrArray) wanted = text_words(words);
    g_autoptr(GPtrArray) given = text_words(text);
    if (wanted->len == 0)
        return false;
    if (count_shared(wanted, given) == wanted->len)
        return true;
    g_autofree char *phrase = squeeze(words), *whole = squeeze(text);
    return strstr(whole, phrase) != NULL;
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
    g_ptr_array_add(context, record_copy(rule));
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

static const Record *
find_rule(const Walk *walk, const Record *line)
{
    for (guint i = 0; i < walk->rules->len; i++) {
        const Record *rule = g_ptr_array_index(walk->rules, i);
        int from = kind_field(rule->kind, "from"), until = kind_field(rule->kind, "until");
        Day day = record_dated(line);
        if ((record_is_empty(rule, from) || record_day(rule, from) <= day) &&
            (record_is_empty(rule, until) || record_day(rule, until) >= day) &&
            bank_words_in(value_of(rule, "words"), value_of(line, "text")))
            return rule;
    }
    return NULL;
}

static bool
is_near(const Record *line, const Record *record)
{
    return ABS((gint64)record_dated(record) - record_dated(line)) <= BANK_DAYS_APART;
}

static GPtrArray *
same_amount(const Walk *walk, const Record *line)
{
    gint64 in = bank_paid(line, true), out = bank_paid(line, false);
    return in > 0 ? g_hash_table_lookup(walk->in.by_amount, &in)
                  : g_hash_table_lookup(walk->out.by_amount, &out);
}

static bool
has_proposal(const Walk *walk, const Record *line)
{
    const GPtrArray *same = same_amount(walk, line);
    for (guint i = 0; same != NULL && i < same->len; i++)
        if (is_near(line, g_ptr_array_index(same, i)))
            return true;
    return false;
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

static gint
compare_likeness(gconstpointer a, gconstpointer b, gpointer data)
{
    gint64 one = likeness(data, *(Record *const *)a), two = likeness(data, *(Record *const *)b);
    return (one < two) - (one > two);
}

static void
propose(const Walk *walk, BankRow *row)
{
    const GPtrArray *same = same_amount(walk, row->line);
    g_autofree char *both =
        g_strdup_printf("%s %s", value_of(row->line, "counterparty"), value_of(row->line, "text"));
    g_autoptr(GPtrArray) words = text_words(both);
    Nearness nearness = {row->line, words};
    for (guint i = 0; same != NULL && i < same->len; i++)
        if (is_near(row->line, g_ptr_array_index(same, i)))
            g_ptr_array_add(row->records, record_copy(g_ptr_array_index(same, i)));
    g_ptr_array_sort_with_data(row->records, compare_likeness, &nearness);
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
    walk->rules = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
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
