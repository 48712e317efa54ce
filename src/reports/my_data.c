/* my_data.c: everything the unit keeps about one person, to be handed to them: their record, every record that names it, the
 * consents and requests among them, and who opened it (Law 91/2025/QH15).
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/paper.h"

#include "base/error.h"
#include "records/codec.h"
#include "records/field.h"
#include "records/kinds.h"
#include "reports/naming.h"
#include "store/reads.h"
#include "views/links.h"
#include "views/list.h"

#define READS_SHOWN 200
#define MENTIONS_SHOWN 50

typedef struct {
    Doc *doc;
    Db *db;
    const Book *own;
    GHashTable *told; /* (element-type gint64) entries that stand in the paper */
    json_t *records;
} Paper;

static void
add_record(Paper *paper, const Record *record)
{
    Naming naming = {paper->db, paper->own};
    Lang lang = paper->doc->lang;
    g_autofree char *id = record_id(paper->own, record->entry);
    g_autofree char *heading = g_strdup_printf("%s %s", tr(lang, record->kind->label), id);
    if (!g_hash_table_add(paper->told, g_memdup2(&record->entry, sizeof record->entry)))
        return;
    doc_heading(paper->doc, 2, heading);
    for (gsize i = 0; i < record->kind->field_count; i++) {
        const Field *field = &record->kind->fields[i];
        if (record_is_struck(record, (int)i) || record_is_empty(record, (int)i))
            continue;
        g_autofree char *value = field->type == FIELD_FILE
                                     ? g_strdup(tr(lang, N_("a picture, kept beside the book")))
                                     : naming_value(&naming, field, record->values[i], lang);
        g_autofree char *label = g_strdup_printf("%s: ", tr(lang, field->label));
        DocBlock *block = doc_add(paper->doc, DOC_ITEM);
        block_bold(block, label);
        block_text(block, value);
    }
    json_t *json = record_to_json(record);
    json_object_set_new(json, "id", json_string(id));
    json_object_set_new(json, "kind", json_string(record->kind->name));
    json_array_append_new(paper->records, json);
}

/* What names the person by a reference. */
static bool
add_links(Paper *paper, const Book *book, gint64 entry, GError **error)
{
    g_autoptr(GArray) groups = links_groups(paper->db, paper->own, book, entry, error);
    for (guint g = 0; groups != NULL && g < groups->len; g++) {
        const LinkGroup *group = &g_array_index(groups, LinkGroup, g);
        g_autoptr(GPtrArray) records =
            links_records(paper->db, paper->own, book, entry, group->kind->name,
                          group->kind->fields[group->field].name, 0, 0, error);
        if (records == NULL)
            return false;
        for (guint i = 0; i < records->len; i++)
            add_record(paper, g_ptr_array_index(records, i));
    }
    return groups != NULL;
}

/* Free text may hold the same words; whether it is the same person only people can tell. */
static bool
add_mentions(Paper *paper, const char *name, GError **error)
{
    g_autoptr(GPtrArray) found =
        search_run(paper->db, &paper->own->book, 1, name, MENTIONS_SHOWN, error);
    g_autoptr(GString) ids = g_string_new(NULL);
    for (guint i = 0; found != NULL && i < found->len; i++) {
        const Record *record = g_ptr_array_index(found, i);
        if (g_hash_table_contains(paper->told, &record->entry))
            continue;
        g_autofree char *id = record_id(paper->own, record->entry);
        g_string_append_printf(ids, "%s%s", ids->len > 0 ? ", " : "", id);
    }
    if (ids->len > 0) {
        g_autofree char *sentence = g_strdup_printf(
            tr(paper->doc->lang, N_("The same words stand in %s too: look by hand whether it is "
                                    "the same person, before this paper is handed over.")),
            ids->str);
        block_text(doc_add(paper->doc, DOC_NOTE), sentence);
    }
    return found != NULL;
}

static bool
add_reads(Paper *paper, gint64 entry, GError **error)
{
    Lang lang = paper->doc->lang;
    gint64 count;
    g_autoptr(GPtrArray) reads =
        reads_list(paper->db, paper->own->book, entry, 0, READS_SHOWN, &count, error);
    if (reads == NULL)
        return false;
    g_autofree char *heading =
        g_strdup_printf(tr(lang, N_("Opened by the unit's officers: %d times")), (int)count);
    doc_heading(paper->doc, 2, heading);
    for (guint i = 0; i < reads->len; i++) {
        const ReadRow *row = g_ptr_array_index(reads, i);
        g_autofree char *time = time_print(row->time, lang);
        doc_item(paper->doc, time);
    }
    return true;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_autoptr(Doc) doc = doc_new(ask->lang);
    g_autoptr(Book) book = NULL;
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    gint64 entry;
    if (ask->record == NULL)
        return fail_null(error, KN_MISSING,
                         "Open the record of the person; this paper is among its documents.");
    if (!record_id_read(db, ask->own, ask->record, &book, &entry, error))
        return NULL;
    if (!book->own)
        return fail_null(error, KN_DENIED,
                         "Only the unit that keeps a person's data can hand it over.");
    g_autoptr(Record) person = record_load(db, book, entry, error);
    if (person == NULL || !paper_head(doc, db, book, ask->today, "BC", error))
        return NULL;
    g_autofree char *name = record_title(person), *day = day_print(ask->today, ask->lang);
    doc->type = g_strdup(tr(ask->lang, N_("COPY OF PERSONAL DATA")));
    doc->subject = g_strdup(name);
    doc->data = json_object();
    Paper paper = {doc, db, book, told, json_array()};
    json_object_set_new(doc->data, "records", paper.records);
    g_autofree char *opening = g_strdup_printf(
        tr(ask->lang, N_("This is everything that %s keeps about %s in its book on %s.")),
        book->name, name, day);
    doc_paragraph(doc, opening);
    add_record(&paper, person);
    if (!add_links(&paper, book, entry, error) || !add_reads(&paper, entry, error) ||
        !add_mentions(&paper, name, error))
        return NULL;
    return paper_signer(doc, db, book, ask->today, error) ? g_steal_pointer(&doc) : NULL;
}

const Report report_my_data = {
    .name = "my-data",
    .title = N_("All data about this person"),
    .about = N_("everything the unit keeps about one person, to be handed to them"),
    .of_person = true,
    .personal = true,
    .build = build,
};
