/* sheet_xlsx.c: one sheet of a workbook (ECMA-376) as rows of text cells. Parts are unpacked and parsed as streams,
 * with the bounds of base/limits.h; no entities, no network, stored values instead of formulas.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/sheet_xlsx.h"

#include "base/date.h"
#include "base/error.h"
#include "base/limits.h"
#include <archive.h>
#include <archive_entry.h>
#include <libxml/xmlreader.h>

#define CELL_CHARS_MAX 32767 /* what a workbook itself allows */
#define COLUMNS_MAX 1000     /* sheets of people have far fewer; the format allows 16,384 */
#define ROWS_MAX (LIMIT_BATCH_ROWS + 1000)

typedef struct {
    const void *bytes;
    gsize length;
    gsize unpacked;      /* in all, against bombs */
    GPtrArray *strings;  /* (element-type utf8) */
    GArray *date_styles; /* (element-type gboolean) by cell style */
    char *sheet_path;
} Workbook;

/* One part as a stream of XML. */
typedef struct {
    Workbook *workbook;
    struct archive *archive;
    xmlTextReaderPtr xml;
    bool too_large;
} Part;

static int
read_part(void *context, char *buffer, int length)
{
    Part *part = context;
    la_ssize_t got = archive_read_data(part->archive, buffer, (size_t)length);
    if (got < 0)
        return -1;
    part->workbook->unpacked += (gsize)got;
    gsize allowed =
        MIN((gsize)LIMIT_SHEET_UNPACKED, part->workbook->length * LIMIT_SHEET_RATIO + 1024 * 1024);
    if (part->workbook->unpacked > allowed) {
        part->too_large = true;
        return -1;
    }
    return (int)got;
}

static void
ignore_xml_error(void *context, const char *message, xmlParserSeverities severity,
                 xmlTextReaderLocatorPtr locator)
{
}

/* Opens a part by its path inside the workbook. False without error: there is none. */
static bool
part_open(Workbook *workbook, const char *path, Part *part, GError **error)
{
    *part = (Part){.workbook = workbook};
    part->archive = archive_read_new();
    archive_read_support_format_zip(part->archive);
    if (archive_read_open_memory(part->archive, workbook->bytes, workbook->length) != ARCHIVE_OK)
        return fail(error, KN_INVALID, "The workbook is damaged: it cannot be unpacked.");
    struct archive_entry *entry;
    int status, entries = 0;
    while ((status = archive_read_next_header(part->archive, &entry)) == ARCHIVE_OK ||
           status == ARCHIVE_WARN) {
        if (++entries > 1000)
            return fail(error, KN_LIMIT, "The workbook has more than 1,000 parts.");
        const char *name = archive_entry_pathname(entry);
        if (name == NULL || g_ascii_strcasecmp(name, path) != 0)
            continue;
        part->xml = xmlReaderForIO(read_part, NULL, part, path, NULL,
                                   XML_PARSE_NONET | XML_PARSE_NOWARNING | XML_PARSE_NOERROR);
        if (part->xml == NULL)
            return fail(error, KN_IO, "The workbook cannot be read.");
        xmlTextReaderSetErrorHandler(part->xml, ignore_xml_error, NULL);
        return true;
    }
    if (status != ARCHIVE_EOF)
        return fail(error, KN_INVALID, "The workbook is damaged: it cannot be unpacked.");
    return true;
}

static void
part_close(Part *part)
{
    if (part->xml != NULL)
        xmlFreeTextReader(part->xml);
    if (part->archive != NULL)
        archive_read_free(part->archive);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Part, part_close)

/* Steps to the next node: 1, 0 at the end, -1 with an error. Documents with a DTD are refused outright. */
static int
part_next(Part *part, GError **error)
{
    int status = xmlTextReaderRead(part->xml);
    if (status == 1 && xmlTextReaderNodeType(part->xml) == XML_READER_TYPE_DOCUMENT_TYPE) {
        fail(error, KN_INVALID,
             "The workbook has a document type definition, which no office program writes.");
        return -1;
    }
    if (status == 1 && xmlTextReaderDepth(part->xml) > 64) {
        fail(error, KN_LIMIT, "The workbook is nested too deeply.");
        return -1;
    }
    if (status < 0 && part->too_large)
        fail(error, KN_LIMIT, "The workbook unpacks to more than is accepted.");
    else if (status < 0)
        fail(error, KN_INVALID, "The workbook is damaged: a part of it is no XML.");
    return status;
}

static bool
at_start(Part *part, const char *name)
{
    return xmlTextReaderNodeType(part->xml) == XML_READER_TYPE_ELEMENT &&
           g_str_equal((const char *)xmlTextReaderConstLocalName(part->xml), name);
}

static bool
at_end(Part *part, const char *name)
{
    return xmlTextReaderNodeType(part->xml) == XML_READER_TYPE_END_ELEMENT &&
           g_str_equal((const char *)xmlTextReaderConstLocalName(part->xml), name);
}

static char *
attribute(Part *part, const char *name)
{
    xmlChar *value = xmlTextReaderGetAttribute(part->xml, (const xmlChar *)name);
    char *copy = g_strdup((const char *)value);
    xmlFree(value);
    return copy;
}

static void
add_text(GString *text, Part *part)
{
    int type = xmlTextReaderNodeType(part->xml);
    if ((type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
         type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE) &&
        text->len < CELL_CHARS_MAX * 4)
        g_string_append(text, (const char *)xmlTextReaderConstValue(part->xml));
}

/* xl/sharedStrings.xml: every <si>, its <t> joined, phonetic runs (<rPh>) left out. */
static bool
read_strings(Workbook *workbook, GError **error)
{
    g_auto(Part) part = {0};
    if (!part_open(workbook, "xl/sharedStrings.xml", &part, error))
        return false;
    if (part.xml == NULL)
        return true;
    g_autoptr(GString) text = g_string_new(NULL);
    bool inside = false, phonetic = false;
    int status;
    while ((status = part_next(&part, error)) == 1) {
        if (at_start(&part, "si"))
            g_string_truncate(text, 0);
        if (at_start(&part, "rPh"))
            phonetic = true;
        if (at_end(&part, "rPh"))
            phonetic = false;
        if (at_start(&part, "t"))
            inside = !xmlTextReaderIsEmptyElement(part.xml);
        if (at_end(&part, "t"))
            inside = false;
        if (inside && !phonetic)
            add_text(text, &part);
        if (at_end(&part, "si") || (at_start(&part, "si") && xmlTextReaderIsEmptyElement(part.xml)))
            g_ptr_array_add(workbook->strings, g_strdup(text->str));
        if (workbook->strings->len > LIMIT_SHEET_CELLS)
            return fail(error, KN_LIMIT, "The workbook has too many texts.");
    }
    return status == 0;
}

/* Formats 14 to 22 and 45 to 47 are dates (ECMA-376 18.8.30); others are when their code asks for a day or year. */
static bool
is_date_format(int id, GHashTable *codes)
{
    if ((id >= 14 && id <= 22) || (id >= 45 && id <= 47))
        return true;
    const char *code = g_hash_table_lookup(codes, GINT_TO_POINTER(id));
    bool quoted = false;
    for (; code != NULL && *code != '\0'; code++) {
        if (*code == '"')
            quoted = !quoted;
        else if (*code == '[')
            code += strcspn(code, "]");
        else if (!quoted && strchr("dDyY", *code) != NULL)
            return true;
        if (*code == '\0')
            break;
    }
    return false;
}

static bool
read_styles(Workbook *workbook, GError **error)
{
    g_auto(Part) part = {0};
    if (!part_open(workbook, "xl/styles.xml", &part, error))
        return false;
    if (part.xml == NULL)
        return true;
    g_autoptr(GHashTable) codes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    bool in_cells = false;
    int status;
    while ((status = part_next(&part, error)) == 1) {
        if (at_start(&part, "numFmt") && g_hash_table_size(codes) < 10000) {
            g_autofree char *id = attribute(&part, "numFmtId");
            gint64 number = id != NULL ? g_ascii_strtoll(id, NULL, 10) : 0;
            g_hash_table_insert(codes, GINT_TO_POINTER((int)number),
                                attribute(&part, "formatCode"));
        }
        if (at_start(&part, "cellXfs"))
            in_cells = true;
        if (at_end(&part, "cellXfs"))
            in_cells = false;
        if (in_cells && at_start(&part, "xf") && workbook->date_styles->len < 65536) {
            g_autofree char *id = attribute(&part, "numFmtId");
            gboolean date =
                is_date_format(id != NULL ? (int)g_ascii_strtoll(id, NULL, 10) : 0, codes);
            g_array_append_val(workbook->date_styles, date);
        }
    }
    return status == 0;
}

/* xl/workbook.xml names the sheets; its relations say where each stands. */
static bool
find_sheet(Workbook *workbook, const char *sheet, GError **error)
{
    g_auto(Part) part = {0};
    g_autofree char *relation = NULL;
    int number = 0, wanted = 0, status;
    if (!part_open(workbook, "xl/workbook.xml", &part, error))
        return false;
    if (part.xml == NULL)
        return fail(error, KN_INVALID, "This is a packed file, but no Excel workbook (.xlsx).");
    guint64 typed;
    if (sheet != NULL && g_ascii_string_to_unsigned(sheet, 10, 1, 10000, &typed, NULL))
        wanted = (int)typed;
    while ((status = part_next(&part, error)) == 1) {
        if (!at_start(&part, "sheet"))
            continue;
        number++;
        g_autofree char *name = attribute(&part, "name");
        bool named = sheet != NULL && g_strcmp0(name, sheet) == 0;
        if (relation == NULL &&
            (named || (sheet == NULL && number == 1) || (wanted > 0 && number == wanted))) {
            xmlChar *id = xmlTextReaderGetAttributeNs(
                part.xml, (const xmlChar *)"id",
                (const xmlChar
                     *)"http://schemas.openxmlformats.org/officeDocument/2006/relationships");
            relation = g_strdup((const char *)id);
            xmlFree(id);
        }
    }
    if (status < 0)
        return false;
    if (relation == NULL)
        return fail(error, KN_MISSING, "There is no sheet \"%s\" in the workbook.",
                    sheet != NULL ? sheet : "1");
    g_auto(Part) relations = {0};
    if (!part_open(workbook, "xl/_rels/workbook.xml.rels", &relations, error))
        return false;
    while (relations.xml != NULL && (status = part_next(&relations, error)) == 1) {
        if (!at_start(&relations, "Relationship"))
            continue;
        g_autofree char *id = attribute(&relations, "Id"),
                        *target = attribute(&relations, "Target");
        if (g_strcmp0(id, relation) == 0 && target != NULL && workbook->sheet_path == NULL)
            workbook->sheet_path =
                *target == '/' ? g_strdup(target + 1) : g_strconcat("xl/", target, NULL);
    }
    if (status < 0)
        return false;
    return workbook->sheet_path != NULL ||
           fail(error, KN_INVALID, "The workbook is damaged: a sheet is missing.");
}

/* "BC12" -> 54; -1 when it is no reference or past COLUMNS_MAX. */
static int
column_of(const char *reference)
{
    int column = 0;
    for (; g_ascii_isupper(*reference); reference++) {
        column = column * 26 + (*reference - 'A' + 1);
        if (column > COLUMNS_MAX)
            return -1;
    }
    return column - 1;
}

/* A stored number as plain digits: whole ones without exponent or ".0", as an officer would have typed them. */
static char *
plain_number(const char *stored)
{
    const char *point = strpbrk(stored, ".eE");
    if (point == NULL)
        return g_strdup(stored);
    char *end;
    double value = g_ascii_strtod(stored, &end);
    if (*end != '\0' || !(value > -9e15 && value < 9e15))
        return g_strdup(stored);
    char text[64];
    g_ascii_formatd(text, sizeof text, "%.10f", value);
    gsize length = strlen(text);
    while (length > 0 && text[length - 1] == '0')
        text[--length] = '\0';
    if (length > 0 && text[length - 1] == '.')
        text[--length] = '\0';
    g_strdelimit(text, ".", ','); /* the decimal sign of Vietnamese sheets */
    return g_strdup(text);
}

/* Days since 1899-12-30 (the 1900 date system with its phantom leap day). */
static char *
date_of(const char *stored)
{
    gint64 serial = g_ascii_strtoll(stored, NULL, 10);
    if (serial < 61 || serial > 109574)
        return NULL;
    return day_iso(day_of(1899, 12, 31) + (Day)(serial - 1));
}

static char *
cell_text(const Workbook *workbook, const char *type, int style, const char *stored)
{
    if (g_strcmp0(type, "s") == 0) {
        guint64 index;
        if (!g_ascii_string_to_unsigned(stored, 10, 0, G_MAXUINT32, &index, NULL) ||
            index >= workbook->strings->len)
            return g_strdup("");
        return g_strdup(g_ptr_array_index(workbook->strings, index));
    }
    if (g_strcmp0(type, "inlineStr") == 0 || g_strcmp0(type, "str") == 0 ||
        g_strcmp0(type, "e") == 0)
        return g_strdup(stored);
    if (g_strcmp0(type, "b") == 0)
        return g_strdup(g_str_equal(stored, "1") ? "x" : "");
    if (g_strcmp0(type, "d") == 0)
        return g_strndup(stored, 10);
    bool date = style >= 0 && (guint)style < workbook->date_styles->len &&
                g_array_index(workbook->date_styles, gboolean, style);
    char *day = date && *stored != '\0' ? date_of(stored) : NULL;
    return day != NULL ? day : plain_number(stored);
}

typedef struct {
    GPtrArray *rows, *row;
    GString *text;
    char *type;
    int column, style;
    gsize cells;
    bool inside;
} SheetState;

static void
set_cell(SheetState *state, char *text)
{
    while ((int)state->row->len < state->column)
        g_ptr_array_add(state->row, g_strdup(""));
    if ((int)state->row->len == state->column)
        g_ptr_array_add(state->row, text);
    else
        g_free(text); /* a second cell at the same place is damage; the first counts */
}

static bool
start_row(SheetState *state, Part *part, GError **error)
{
    g_autofree char *number = attribute(part, "r");
    gint64 row = number != NULL ? g_ascii_strtoll(number, NULL, 10) : (gint64)state->rows->len + 1;
    if (row > ROWS_MAX)
        return fail(error, KN_LIMIT, "The sheet has more than %d rows.", LIMIT_BATCH_ROWS);
    while ((gint64)state->rows->len < row)
        g_ptr_array_add(state->rows, g_ptr_array_new_with_free_func(g_free));
    state->row = g_ptr_array_index(state->rows, MAX(row, 1) - 1);
    return true;
}

static bool
start_cell(SheetState *state, Part *part, GError **error)
{
    g_autofree char *reference = attribute(part, "r"), *style = attribute(part, "s");
    g_free(state->type);
    state->type = attribute(part, "t");
    state->style = style != NULL ? (int)g_ascii_strtoll(style, NULL, 10) : 0;
    state->column = reference != NULL    ? column_of(reference)
                    : state->row != NULL ? (int)state->row->len
                                         : 0;
    g_string_truncate(state->text, 0);
    if (++state->cells > LIMIT_SHEET_CELLS)
        return fail(error, KN_LIMIT, "The sheet has more than %d cells.", LIMIT_SHEET_CELLS);
    return true;
}

static bool
read_sheet(Workbook *workbook, GPtrArray *rows, GError **error)
{
    g_auto(Part) part = {0};
    if (!part_open(workbook, workbook->sheet_path, &part, error))
        return false;
    if (part.xml == NULL)
        return fail(error, KN_INVALID, "The workbook is damaged: a sheet is missing.");
    SheetState state = {.rows = rows, .text = g_string_new(NULL)};
    bool good = true;
    int status = 1;
    while (good && (status = part_next(&part, error)) == 1) {
        if (at_start(&part, "row"))
            good = start_row(&state, &part, error);
        else if (at_start(&part, "c"))
            good = start_cell(&state, &part, error);
        else if (at_start(&part, "v") || at_start(&part, "t"))
            state.inside = !xmlTextReaderIsEmptyElement(part.xml);
        else if (at_end(&part, "v") || at_end(&part, "t"))
            state.inside = false;
        else if (state.inside)
            add_text(state.text, &part);
        else if (at_end(&part, "c") && state.row != NULL && state.column >= 0)
            set_cell(&state, cell_text(workbook, state.type, state.style, state.text->str));
    }
    g_string_free(state.text, TRUE);
    g_free(state.type);
    return good && status == 0;
}

static void
free_row(gpointer row)
{
    g_ptr_array_unref(row);
}

GPtrArray *
sheet_xlsx_read(const void *bytes, gsize length, const char *sheet, GError **error)
{
    Workbook workbook = {
        .bytes = bytes,
        .length = length,
        .strings = g_ptr_array_new_with_free_func(g_free),
        .date_styles = g_array_new(FALSE, FALSE, sizeof(gboolean)),
    };
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_row);
    bool read = find_sheet(&workbook, sheet, error) && read_strings(&workbook, error) &&
                read_styles(&workbook, error) && read_sheet(&workbook, rows, error);
    g_ptr_array_unref(workbook.strings);
    g_array_unref(workbook.date_styles);
    g_free(workbook.sheet_path);
    return read ? g_steal_pointer(&rows) : NULL;
}
