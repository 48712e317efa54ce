/* sheet_import.c: reads a sheet and writes its right rows.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/sheet_import.h"

#include "base/csv.h"
#include "formats/sheet_file.h"

static void
import_free(void *data)
{
    SheetImport *import = data;
    g_clear_pointer(&import->bytes, g_bytes_unref);
    g_clear_pointer(&import->rows, g_ptr_array_unref);
    sheet_read_free(import->read);
    g_clear_pointer(&import->alike, g_array_unref);
    g_strfreev(import->map);
    g_free(import->file_name);
    g_free(import->sheet);
    g_free(import);
}

static bool
run(Job *job, void *data, GError **error)
{
    SheetImport *import = data;
    Office *office = job_office(job);
    gsize length = 0;
    const void *bytes = g_bytes_get_data(import->bytes, &length);
    import->imported.batch = -1;
    import->alike = g_array_new(FALSE, FALSE, sizeof(ImportAlike));
    import->rows = sheet_file_read(bytes, length, import->sheet, error);
    if (import->rows == NULL)
        return false;
    {
        g_autoptr(Db) db = store_read(office->store, error);
        g_autoptr(Book) book = db != NULL ? office_book(db, job_unit(job), error) : NULL;
        OfficeInput input;
        if (book == NULL)
            return false;
        office_input_init(&input, office, db, book);
        import->read = sheet_read(import->kind, import->rows, (const char *const *)import->map,
                                  &input.input, error);
    }
    if (import->read == NULL)
        return false;
    if (!job_progress(job, 1, 2))
        return fail(error, KN_CONFLICT, N_("Stopped. Nothing was written."));
    if (import->read->records->len == 0)
        return true; /* nothing right in it: what is wrong is shown */
    return records_import(office, job_unit(job), job_actor(job), import->read->records,
                          import->file_name, !import->commit, import->alike, &import->imported,
                          error);
}

const JobType sheet_import_job = {N_("Reading the sheet"), NULL, run, sheet_import_show,
                                  import_free};

char *
column_letters(int column)
{
    GString *letters = g_string_new(NULL);
    for (; column > 0; column = (column - 1) / 26)
        g_string_prepend_c(letters, (char)('A' + (column - 1) % 26));
    return g_string_free(letters, FALSE);
}

static void
write_row(GString *out, const GPtrArray *cells, const char *last)
{
    g_autoptr(GPtrArray) row = g_ptr_array_new();
    for (guint i = 0; i < cells->len; i++)
        g_ptr_array_add(row, g_ptr_array_index(cells, i));
    g_ptr_array_add(row, (gpointer)last);
    csv_write_row(out, (const char *const *)row->pdata, NULL, row->len);
}

GBytes *
sheet_import_wrong_rows(const SheetImport *import)
{
    GString *out = g_string_new("\xef\xbb\xbf"); /* so that spreadsheets see the letters right */
    write_row(out, g_ptr_array_index(import->rows, import->read->heading_row - 1), _("Reason"));
    const GPtrArray *findings = import->read->findings;
    for (guint i = 0; i < findings->len;) {
        int row = ((const SheetFinding *)g_ptr_array_index(findings, i))->row;
        g_autoptr(GString) reasons = g_string_new(NULL);
        for (; i < findings->len &&
               ((const SheetFinding *)g_ptr_array_index(findings, i))->row == row;
             i++) {
            const SheetFinding *finding = g_ptr_array_index(findings, i);
            g_string_append_printf(reasons, "%s%s%s%s", reasons->len > 0 ? " " : "",
                                   finding->heading != NULL ? finding->heading : "",
                                   finding->heading != NULL ? ": " : "", finding->sentence);
        }
        write_row(out, g_ptr_array_index(import->rows, row - 1), reasons->str);
    }
    return g_string_free_to_bytes(out);
}
