/* references.c: how people name other records, and whether what a record names is there.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/references.h"

#include "base/error.h"
#include "base/text.h"
#include "records/campaign.h"
#include "records/kinds.h"
#include "rules/write.h"
#include "views/list.h"

#define NAMED_IN_SENTENCE 5

/* N in the same book, ORIGIN#N in another. */
static char *
stored_reference(const Book *from, const Book *to, gint64 entry)
{
    if (from->book == to->book)
        return g_strdup_printf("%" G_GINT64_FORMAT, entry);
    return g_strdup_printf("%s#%" G_GINT64_FORMAT, to->origin, entry);
}

typedef struct {
    char *folded;
    GPtrArray *found; /* (element-type Record) */
} TitleSearch;

/* A campaign answers to every name it ever had. */
static bool
is_called(const Record *record, const char *folded)
{
    g_autoptr(GPtrArray) names = NULL;
    if (g_str_equal(record->kind->name, "campaign")) {
        names = campaign_names(record);
    } else {
        g_autofree char *title = record_title(record);
        names = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(names, text_fold(title));
    }
    return g_ptr_array_find_with_equal_func(names, folded, g_str_equal, NULL);
}

static bool
title_matches(void *context, const Record *record, GError **error)
{
    TitleSearch *search = context;
    if (is_called(record, search->folded))
        g_ptr_array_add(search->found, record_copy(record));
    return true;
}

static void
say_ambiguous(const GPtrArray *found, const Book *book, const Field *field, const char *typed,
              Problems *problems)
{
    g_autoptr(GString) ids = g_string_new(NULL);
    for (guint i = 0; i < found->len && i < NAMED_IN_SENTENCE; i++) {
        g_autofree char *id = record_id(book, ((const Record *)found->pdata[i])->entry);
        g_string_append_printf(ids, "%s%s", i > 0 ? ", " : "", id);
    }
    if (found->len > NAMED_IN_SENTENCE)
        g_string_append(ids, " ...");
    problems_add(problems, PROBLEM_ERROR, field->name,
                 N_("%u records are called \"%s\": %s. Give the number of the one you mean."),
                 found->len, typed, ids->str);
}

static char *
reference_by_title(const OfficeInput *input, const Field *field, const char *typed,
                   Problems *problems)
{
    const Kind *kind = kind_find(field->links_to);
    g_autofree char *folded = text_fold(typed);
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    gint64 book = input->book->book;
    ListQuery query = {
        .kind = kind, .books = &book, .book_count = 1, .from = DAY_UNSET, .to = DAY_UNSET};
    TitleSearch search = {folded, found};
    g_autoptr(GError) error = NULL;
    if (!list_each(input->db, &query, title_matches, &search, &error)) {
        problems_add(problems, PROBLEM_ERROR, field->name, "%s", error->message);
        return NULL;
    }
    if (found->len == 1)
        return stored_reference(input->book, input->book, ((const Record *)found->pdata[0])->entry);
    if (found->len > 1)
        say_ambiguous(found, input->book, field, typed, problems);
    else
        problems_add(
            problems, PROBLEM_ERROR, field->name,
            N_("There is no record of the kind \"%s\" called \"%s\"; give its name or number."),
            _(kind->label), typed);
    return NULL;
}

static char *
reference_read(void *context, const Field *field, const char *typed, Problems *problems)
{
    const OfficeInput *input = context;
    g_autoptr(GError) error = NULL;
    g_autoptr(Book) book = NULL;
    gint64 entry = -1;
    if (!record_id_read(input->db, input->book, typed, &book, &entry, &error))
        return reference_by_title(input, field, typed, problems);
    g_autoptr(Record) record = record_load(input->db, book, entry, &error);
    if (record != NULL && g_str_equal(record->kind->name, field->links_to))
        return stored_reference(input->book, book, entry);
    if (record != NULL)
        problems_add(problems, PROBLEM_ERROR, field->name,
                     N_("%s is of the kind \"%s\"; here belongs: \"%s\"."), typed,
                     _(record->kind->label), _(kind_get(field->links_to)->label));
    else if (book->book != input->book->book)
        return stored_reference(input->book, book,
                                entry); /* a partner need not have opened it to us */
    else
        problems_add(problems, PROBLEM_ERROR, field->name,
                     N_("There is no record %s, or it was undone."), typed);
    return NULL;
}

void
office_input_init(OfficeInput *input, const Office *office, Db *db, const Book *book)
{
    *input = (OfficeInput){
        .input = {.today = office_today(office), .read_ref = reference_read, .context = input},
        .db = db,
        .book = book,
    };
}

static void
check_reference(Db *db, const Book *book, const Field *field, const char *name, const char *ref,
                Problems *problems)
{
    const Kind *kind = field->links_to != NULL ? kind_find(field->links_to) : NULL;
    if (kind != NULL && kind->nature != NATURE_SYSTEM && record_ref_is_live(db, book, kind, ref))
        return;
    g_autoptr(GError) error = NULL;
    g_autoptr(Book) to = NULL;
    gint64 entry = -1;
    bool found = record_ref_find(db, book, ref, &to, &entry, &error);
    if (strchr(ref, '#') != NULL && (!found || to == NULL || to->book != book->book))
        return;
    g_autoptr(Record) record = found && to != NULL ? record_load(db, to, entry, NULL) : NULL;
    if (record == NULL)
        problems_add(problems, PROBLEM_ERROR, name, N_("There is no record %s, or it was undone."),
                     ref);
    else if (field->links_to != NULL && !g_str_equal(record->kind->name, field->links_to))
        problems_add(problems, PROBLEM_ERROR, name,
                     N_("%s is of the kind \"%s\"; here belongs: \"%s\"."), ref,
                     _(record->kind->label), _(kind_get(field->links_to)->label));
}

bool
file_value_hash(const char *value, Hash *ret_hash)
{
    if (!g_str_has_prefix(value, "sha256:") || strlen(value) < strlen("sha256:") + 2 * HASH_SIZE)
        return false;
    const char *hex = value + strlen("sha256:");
    for (gsize i = 0; i < HASH_SIZE; i++) {
        int high = g_ascii_xdigit_value(hex[2 * i]), low = g_ascii_xdigit_value(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        ret_hash->bytes[i] = (guint8)(high << 4 | low);
    }
    return true;
}

static bool
check_file(Db *db, const Book *book, const char *name, const char *value, Problems *problems,
           GError **error)
{
    Hash hash;
    g_autoptr(GError) problem = NULL;
    g_autoptr(GBytes) bytes =
        file_value_hash(value, &hash) ? book_get_file(db, book->book, &hash, &problem) : NULL;
    if (bytes == NULL && problem != NULL && !g_error_matches(problem, KN_ERROR, KN_MISSING)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    if (bytes == NULL)
        problems_add(problems, PROBLEM_ERROR, name,
                     N_("This photo or file is not kept here; add it again."));
    return true;
}

static bool
check_value(Db *db, const Book *book, const Field *field, const char *name, const char *value,
            Problems *problems, GError **error)
{
    if (*value == '\0')
        return true;
    if (field->type == FIELD_REF)
        check_reference(db, book, field, name, value, problems);
    return field->type != FIELD_FILE || check_file(db, book, name, value, problems, error);
}

static bool
check_items(Db *db, const Book *book, const Record *record, int at, Problems *problems,
            GError **error)
{
    const Field *field = &record->kind->fields[at];
    for (gsize part = 0; field->parts != NULL && field->parts[part].name != NULL; part++) {
        if (field->parts[part].type != FIELD_REF && field->parts[part].type != FIELD_FILE)
            continue;
        for (gsize item = 0; item < record_items(record, at); item++) {
            g_autofree char *value = record_part(record, at, item, part);
            if (!check_value(db, book, &field->parts[part], field->name, value, problems, error))
                return false;
        }
    }
    return true;
}

bool
references_check(Db *db, const Book *book, const Record *record, Problems *problems, GError **error)
{
    for (gsize i = 0; i < record->kind->field_count; i++) {
        const Field *field = &record->kind->fields[i];
        if (!check_value(db, book, field, field->name, record_value(record, (int)i), problems,
                         error) ||
            (field->type == FIELD_LIST && !check_items(db, book, record, (int)i, problems, error)))
            return false;
    }
    return true;
}
