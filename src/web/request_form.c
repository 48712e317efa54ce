/* request_form.c: reads percent-encoded and multipart forms, strictly.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/request_form.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

/* Longer texts are told apart by the field they belong to, so that nothing typed is lost on the
 * way. */
#define VALUE_CHARS (50 * LIMIT_LONG_TEXT_CHARS)
/* A list of LIMIT_LIST_ITEMS rows gives several names a row. */
#define FORM_NAMES_MAX (4 * LIMIT_FORM_FIELDS)

bool
form_name_is_plain(const char *name)
{
    gsize length = strlen(name);
    if (length == 0 || length > 100)
        return false;
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isalnum(name[i]) && name[i] != '.' && name[i] != '_' && name[i] != '-')
            return false;
    return true;
}

static bool
is_password(const char *name)
{
    return g_str_has_prefix(name, "password");
}

/* A password is kept as typed, white space too; only its letters get their one spelling. */
static char *
clean_value(const char *name, const char *bytes, gsize length, GError **error)
{
    if (!is_password(name))
        return text_clean(bytes, (gssize)length, VALUE_CHARS, error);
    if (!g_utf8_validate_len(bytes, length, NULL))
        return fail_null(error, KN_INVALID, N_("The password holds bytes that are no letters."));
    return g_utf8_normalize(bytes, (gssize)length, G_NORMALIZE_NFC);
}

static char *
decode_bytes(const char *bytes, gsize length, bool plus, gsize *ret_length, GError **error)
{
    g_autofree char *decoded = g_malloc(length + 1);
    gsize n = 0;
    for (gsize i = 0; i < length; i++) {
        char c = bytes[i];
        if (c == '%') {
            int high = i + 1 < length ? g_ascii_xdigit_value(bytes[i + 1]) : -1;
            int low = i + 2 < length ? g_ascii_xdigit_value(bytes[i + 2]) : -1;
            if (high < 0 || low < 0)
                return fail_null(error, KN_INVALID, N_("This address cannot be read."));
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        if (c == '\0')
            return fail_null(error, KN_INVALID, N_("This address cannot be read."));
        decoded[n++] = c;
    }
    decoded[n] = '\0';
    *ret_length = n;
    return g_steal_pointer(&decoded);
}

char *
form_decode(const char *bytes, gsize length, bool plus, GError **error)
{
    gsize n = 0;
    g_autofree char *decoded = decode_bytes(bytes, length, plus, &n, error);
    if (decoded == NULL)
        return NULL;
    return text_clean(decoded, (gssize)n, VALUE_CHARS, error);
}

static bool
add_pair(GPtrArray *pairs, const char *name, char *value, GError **error)
{
    g_autofree char *owned = value;
    if (pairs->len >= FORM_NAMES_MAX)
        return fail(error, KN_LIMIT, N_("The form has more inputs than this program reads."));
    for (guint i = 0; i < pairs->len; i++)
        if (strcmp(((const Pair *)g_ptr_array_index(pairs, i))->name, name) == 0)
            return fail(error, KN_INVALID, N_("The form gives “%s” twice."), name);
    Pair *pair = g_new0(Pair, 1);
    pair->name = g_strdup(name);
    pair->value = g_steal_pointer(&owned);
    g_ptr_array_add(pairs, pair);
    return true;
}

bool
form_read_pairs(GPtrArray *pairs, const char *bytes, gsize length, GError **error)
{
    const char *end = bytes + length;
    for (const char *at = bytes; at < end;) {
        const char *next = memchr(at, '&', (gsize)(end - at));
        const char *stop = next != NULL ? next : end;
        const char *equals = memchr(at, '=', (gsize)(stop - at));
        const char *name_end = equals != NULL ? equals : stop;
        gsize name_length = 0, value_length = 0;
        g_autofree char *name = decode_bytes(at, (gsize)(name_end - at), true, &name_length, error);
        if (name == NULL)
            return false;
        const char *value_at = equals != NULL ? equals + 1 : stop;
        g_autofree char *value =
            decode_bytes(value_at, (gsize)(stop - value_at), true, &value_length, error);
        if (value == NULL)
            return false;
        at = stop + 1;
        if (name_length == 0 && value_length == 0)
            continue;
        if (!form_name_is_plain(name))
            continue; /* no input of ours is called so */
        char *clean = clean_value(name, value, value_length, error);
        if (clean == NULL || !add_pair(pairs, name, clean, error))
            return false;
    }
    return true;
}

/* A parameter of a header's value: `form-data; name="x"`. Quoted strings may escape with \ or, as
 * browsers do, with %22 for a quote. NULL when absent. */
static char *
header_parameter(const char *header, const char *name)
{
    for (const char *at = strchr(header, ';'); at != NULL; at = strchr(at, ';')) {
        at++;
        while (*at == ' ' || *at == '\t')
            at++;
        gsize length = strlen(name);
        if (g_ascii_strncasecmp(at, name, length) != 0 || at[length] != '=') {
            /* Step over a quoted value, so that a ; inside it starts nothing. */
            const char *quote = at + strcspn(at, ";\"");
            if (*quote == '"')
                for (at = quote + 1; *at != '\0' && *at != '"'; at++)
                    if (*at == '\\' && at[1] != '\0')
                        at++;
            continue;
        }
        at += length + 1;
        if (*at != '"')
            return g_strndup(at, strcspn(at, "; \t"));
        g_autoptr(GString) value = g_string_new(NULL);
        for (at++; *at != '\0' && *at != '"'; at++) {
            if (*at == '\\' && (at[1] == '"' || at[1] == '\\'))
                at++;
            g_string_append_c(value, *at);
        }
        return g_string_free(g_steal_pointer(&value), FALSE);
    }
    return NULL;
}

typedef struct {
    char *name, *file_name; /* file_name NULL: a text */
} PartHead;

static void
part_head_clear(PartHead *head)
{
    g_clear_pointer(&head->name, g_free);
    g_clear_pointer(&head->file_name, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PartHead, part_head_clear)

static bool
read_part_head(const char *bytes, gsize length, PartHead *ret_head, GError **error)
{
    if (length > 8192 || memchr(bytes, '\0', length) != NULL)
        return fail(error, KN_INVALID, N_("The form came in a shape this program does not read."));
    g_autofree char *text = g_strndup(bytes, length);
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
    for (gsize i = 0; lines[i] != NULL; i++) {
        const char *prefix = "content-disposition:";
        if (g_ascii_strncasecmp(lines[i], prefix, strlen(prefix)) != 0)
            continue;
        if (ret_head->name != NULL)
            break;
        ret_head->name = header_parameter(lines[i], "name");
        ret_head->file_name = header_parameter(lines[i], "filename");
    }
    if (ret_head->name == NULL)
        return fail(error, KN_INVALID, N_("The form came in a shape this program does not read."));
    return true;
}

/* What the file is called, without folders and control characters, for showing. */
static char *
plain_file_name(const char *given)
{
    const char *slash = strrchr(given, '/');
    const char *back = strrchr(slash != NULL ? slash : given, '\\');
    const char *base = back != NULL ? back + 1 : slash != NULL ? slash + 1 : given;
    g_autofree char *valid = g_utf8_make_valid(base, -1);
    char *clean = text_clean(valid, -1, 200, NULL);
    return clean != NULL ? clean : g_strdup("");
}

static bool
take_part(Request *req, const PartHead *head, GBytes *body, gsize from, gsize to, GError **error)
{
    if (!form_name_is_plain(head->name))
        return true;
    const char *bytes = g_bytes_get_data(body, NULL);
    if (head->file_name == NULL) {
        if (memchr(bytes + from, '\0', to - from) != NULL)
            return fail(error, KN_INVALID,
                        N_("The form came in a shape this program does not read."));
        char *value = clean_value(head->name, bytes + from, to - from, error);
        return value != NULL && add_pair(req->form, head->name, value, error);
    }
    if (head->file_name[0] == '\0' && from == to)
        return true; /* no file was chosen */
    if (request_upload(req, head->name) != NULL)
        return fail(error, KN_INVALID, N_("The form gives “%s” twice."), head->name);
    if (req->uploads->len >= LIMIT_FORM_FIELDS)
        return fail(error, KN_LIMIT, N_("The form has more inputs than this program reads."));
    Upload *upload = g_new0(Upload, 1);
    upload->name = g_strdup(head->name);
    upload->file_name = plain_file_name(head->file_name);
    upload->bytes = g_bytes_new_from_bytes(body, from, to - from);
    g_ptr_array_add(req->uploads, upload);
    return true;
}

static const char *
find_bytes(const char *from, const char *end, const char *wanted, gsize length)
{
    return from < end ? memmem(from, (gsize)(end - from), wanted, length) : NULL;
}

bool
form_read_multipart(Request *req, const char *content_type, GBytes *body, GError **error)
{
    g_autofree char *boundary = header_parameter(content_type, "boundary");
    if (boundary == NULL || boundary[0] == '\0' || strlen(boundary) > 70)
        return fail(error, KN_INVALID, N_("The form came in a shape this program does not read."));
    g_autofree char *line = g_strconcat("\r\n--", boundary, NULL);
    gsize line_length = strlen(line), length = 0;
    const char *bytes = g_bytes_get_data(body, &length);
    const char *end = bytes + length;
    if (length < line_length - 2 || memcmp(bytes, line + 2, line_length - 2) != 0)
        return fail(error, KN_INVALID, N_("The form came in a shape this program does not read."));
    const char *at = bytes + line_length - 2;
    for (;;) {
        if (end - at >= 2 && at[0] == '-' && at[1] == '-')
            return true;
        const char *head_end = find_bytes(at, end, "\r\n\r\n", 4);
        const char *stop =
            head_end != NULL ? find_bytes(head_end + 2, end, line, line_length) : NULL;
        if (stop == NULL || head_end == at || memcmp(at, "\r\n", 2) != 0)
            return fail(error, KN_INVALID,
                        N_("The form was cut off on its way: please send it again."));
        g_auto(PartHead) head = {0};
        const char *from = head_end + 4 <= stop ? head_end + 4 : stop;
        if (!read_part_head(at + 2, (gsize)(head_end - at - 2), &head, error) ||
            !take_part(req, &head, body, (gsize)(from - bytes), (gsize)(stop - bytes), error))
            return false;
        at = stop + line_length;
    }
}
