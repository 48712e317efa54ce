/* fixture.c: two offices, and bundles between them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "book/keys.h"
#include "exchange/bodies.h"
#include "exchange/box.h"
#include "exchange/manifest.h"
#include "records/measure.h"
#include "views/list.h"

#include <glib/gstdio.h>

const Actor machine = {.account = 0, .author = "may", .roles = ROLE_ADMINISTRATOR};

void
desk_open(Desk *desk)
{
    g_autoptr(GError) error = NULL;
    desk->office = office_open(desk->file, STORE_CREATE, &error);
    g_assert_no_error(error);
    desk->office->fixed_time = DESK_TIME;
}

void
desk_close(Desk *desk)
{
    g_clear_pointer(&desk->office, office_close);
    g_clear_pointer(&desk->file, g_free);
}

static void
copy_file(const char *from, const char *to)
{
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(from, &bytes, &length, NULL));
    g_assert_true(g_file_set_contents(to, bytes, (gssize)length, NULL));
}

void
desk_copy(Desk *from, const char *name, Desk *ret_copy)
{
    g_autofree char *folder = g_path_get_dirname(from->file);
    gint64 time = from->office->fixed_time;
    ret_copy->file = g_build_filename(folder, name, NULL);
    g_clear_pointer(&from->office, office_close);
    g_autofree char *mark = g_strconcat(from->file, ".head", NULL);
    g_autofree char *mark_copy = g_strconcat(ret_copy->file, ".head", NULL);
    copy_file(from->file, ret_copy->file);
    copy_file(mark, mark_copy);
    desk_open(from);
    desk_open(ret_copy);
    from->office->fixed_time = ret_copy->office->fixed_time = time;
}

void
desk_mark(Desk *from, Desk *copy)
{
    g_autofree char *mark = g_strconcat(from->file, ".head", NULL),
                    *mark_copy = g_strconcat(copy->file, ".head", NULL);
    copy_file(mark, mark_copy);
}

/* Returns the recovery sheet. */
static char *
begin_book(Desk *desk, const char *code, const char *name, const char *kind, const char *parent)
{
    g_autoptr(GError) error = NULL;
    char *recovery = NULL;
    g_autofree char *vkey = NULL;
    OfficeUnit unit = {.code = code, .name = name, .unit_kind = kind, .parent = parent};
    g_assert_true(office_init_book(desk->office, &unit, &machine, &recovery, &vkey, &error));
    g_assert_no_error(error);
    return recovery;
}

void
take_card(Desk *from, const char *unit, Desk *to)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *card = partner_card(from->office, unit, &error), *code = NULL;
    g_assert_no_error(error);
    g_assert_true(partner_add(to->office, &machine, card, strlen(card), NULL, NULL, &code, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(code, ==, unit);
}

void
pair_init(Pair *pair)
{
    g_autoptr(GError) error = NULL;
    *pair = (Pair){.folder = g_dir_make_tmp("kn-exchange-XXXXXX", &error)};
    g_assert_no_error(error);
    pair->kg.file = g_build_filename(pair->folder, "kg.ketnghia", NULL);
    pair->hg.file = g_build_filename(pair->folder, "hg.ketnghia", NULL);
    desk_open(&pair->kg);
    desk_open(&pair->hg);
    pair->sheets[0] =
        begin_book(&pair->kg, "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "chapter", NULL);
    pair->sheets[1] =
        begin_book(&pair->kg, "KG-CD", "Công đoàn cơ sở Hội Kiên Giang", "union", "KG");
    g_free(begin_book(&pair->hg, "HG", "Hội Chữ thập đỏ tỉnh Hậu Giang", "chapter", NULL));
    g_free(begin_book(&pair->hg, "HG-CD", "Công đoàn cơ sở Hội Hậu Giang", "union", "HG"));
    take_card(&pair->kg, "KG", &pair->hg);
    take_card(&pair->kg, "KG-CD", &pair->hg);
    take_card(&pair->hg, "HG", &pair->kg);
    take_card(&pair->hg, "HG-CD", &pair->kg);
}

void
pair_clear(Pair *pair)
{
    desk_close(&pair->kg);
    desk_close(&pair->hg);
    g_clear_pointer(&pair->sheets[0], g_free);
    g_clear_pointer(&pair->sheets[1], g_free);
    g_autoptr(GDir) dir = g_dir_open(pair->folder, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(pair->folder, name, NULL);
        g_assert_cmpint(g_remove(path), ==, 0);
    }
    g_assert_cmpint(g_rmdir(pair->folder), ==, 0);
    g_free(pair->folder);
}

char *
pair_agree(Pair *pair, const char *const *opened)
{
    static const char *const parties[] = {"KG", "KG-CD", "HG", "HG-CD", NULL};
    char *hash = propose(&pair->kg, "KG-CD", parties, opened, "2020-01-01", "2020-12-31");
    accept(&pair->kg, "KG", hash);
    exchange(&pair->kg, "KG-CD", &pair->hg, "HG-CD");
    accept(&pair->hg, "HG-CD", hash);
    accept(&pair->hg, "HG", hash);
    exchange(&pair->hg, "HG-CD", &pair->kg, "KG-CD");
    g_assert_cmpint(state_of(&pair->kg, hash), ==, AGREEMENT_IN_FORCE);
    g_assert_cmpint(state_of(&pair->hg, hash), ==, AGREEMENT_IN_FORCE);
    return hash;
}

void
set(Record *record, const char *field, const char *value)
{
    int at = kind_field(record->kind, field);
    g_assert_cmpint(at, >=, 0);
    record_set(record, at, value);
}

Record *
activity_record(const char *held, const char *title)
{
    Record *record = record_new(kind_get("activity"));
    set(record, "held", held);
    set(record, "title", title);
    set(record, "field", "1");
    set(record, "state", "delivered");
    set(record, "value", "5000000 1 eq 5 triệu");
    return record;
}

gint64
write_record(Desk *desk, const char *unit, Record *record)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    desk->office->fixed_time++;
    bool done = record_add(desk->office, unit, &machine, record, problems, &entry, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    if (entry < 0) {
        g_autofree char *text = problems_text(problems, true);
        g_error("%s", text);
    }
    return entry;
}

gint64
add_activity(Desk *desk, const char *unit, const char *held, const char *title)
{
    g_autoptr(Record) record = activity_record(held, title);
    set(record, "place", "NơiKínRiêng");
    set(record, "description", "MôTảKínRiêng");
    return write_record(desk, unit, record);
}

gint64
add_photo(Desk *desk, const char *bytes)
{
    g_autoptr(Record) photo = record_new(kind_get("photo"));
    Hash hash;
    {
        g_autoptr(Db) db = store_write(desk->office->store, NULL);
        g_autoptr(Book) book = NULL;
        g_assert_true(book_find(db, "KG", &book, NULL));
        g_assert_true(book_put_file(db, book->book, bytes, strlen(bytes), &hash, NULL));
        g_assert_true(db_commit(db, NULL));
    }
    g_autofree char *hex = hash_hex(&hash);
    g_autofree char *value = g_strdup_printf("sha256:%s %d image/jpeg", hex, (int)strlen(bytes));
    set(photo, "taken", "2020-02-01");
    set(photo, "caption", "Trao quà");
    set(photo, "file", value);
    return write_record(desk, "KG", photo);
}

Book *
book_of(Desk *desk, const char *code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(desk->office->store, &error);
    Book *book = NULL;
    g_assert_true(book_find(db, code, &book, &error));
    g_assert_nonnull(book);
    return book;
}

guint64
size_of(Desk *desk, const char *code)
{
    g_autoptr(Book) book = book_of(desk, code);
    return book->frontier.size;
}

static bool
add_title(void *context, const Record *record, GError **error)
{
    GString *titles = context;
    int field = kind_field(record->kind, "title");
    g_string_append_printf(titles, "%s%s", titles->len > 0 ? "|" : "",
                           record_is_struck(record, field) ? "#" : record_value(record, field));
    return true;
}

static gint
by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char *
titles_of(Desk *desk, const char *code)
{
    g_autoptr(Book) book = book_of(desk, code);
    g_autoptr(GString) titles = g_string_new(NULL);
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    ListQuery query = {.kind = kind_get("activity"),
                       .books = &book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    g_assert_true(list_each(db, &query, add_title, titles, NULL));
    g_auto(GStrv) all = g_strsplit(titles->str, "|", -1);
    qsort(all, g_strv_length(all), sizeof *all, by_text);
    return g_strjoinv("|", all);
}

char *
body_of(Desk *desk, const char *code, gint64 number)
{
    g_autoptr(Book) book = book_of(desk, code);
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_auto(Entry) entry = {0};
    g_assert_true(entry_get(db, book->book, number, &entry, NULL));
    return entry.body != NULL ? g_strndup(entry.body, entry.body_length) : NULL;
}

static void
add_items(Record *record, const char *field, const char *const *items)
{
    for (; *items != NULL; items++)
        record_add_item(record, kind_field(record->kind, field), items, 1);
}

char *
propose(Desk *desk, const char *unit, const char *const *parties, const char *const *opened,
        const char *starts, const char *ends)
{
    static const char *const usual[] = {"activity.held",  "activity.title", "activity.field",
                                        "activity.state", "activity.value", "photo.taken",
                                        "photo.caption",  "photo.file",     "unit.code",
                                        "unit.name",      "unit.unit_kind", NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) text = record_new(kind_get("covenant"));
    gint64 entry = -1;
    set(text, "title", "Giao ước kết nghĩa");
    set(text, "sort", "twinning");
    set(text, "starts", starts);
    set(text, "ends", ends);
    add_items(text, "parties", parties);
    add_items(text, "opened", opened != NULL ? opened : usual);
    desk->office->fixed_time++;
    g_assert_true(agreement_propose(desk->office, unit, &machine, text, problems, &entry, &error));
    g_assert_no_error(error);
    g_assert_cmpint(entry, >, 0);
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(GPtrArray) all = agreements_list(db, NULL, office_today(desk->office), &error);
    g_assert_no_error(error);
    return g_strdup(((Agreement *)all->pdata[0])->body_hash);
}

void
accept(Desk *desk, const char *unit, const char *body_hash)
{
    g_autoptr(GError) error = NULL;
    gint64 entry;
    desk->office->fixed_time++;
    bool done = agreement_accept(desk->office, unit, &machine, body_hash, &entry, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

AgreementState
state_of(Desk *desk, const char *body_hash)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Agreement) agreement = NULL;
    g_assert_true(agreement_find(db, body_hash, office_today(desk->office), &agreement, NULL));
    return agreement != NULL ? agreement->state : 0;
}

GBytes *
send_bundle(Desk *desk, const char *unit, const char *to)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;
    desk->office->fixed_time++;
    GBytes *bundle = bundle_write(desk->office, unit, &machine, to, &name, &error);
    g_assert_no_error(error);
    return bundle;
}

Arrival *
receive(Desk *desk, GBytes *bundle)
{
    g_autoptr(GError) error = NULL;
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    desk->office->fixed_time++;
    Arrival *arrival = bundle_receive(desk->office, &machine, data, length, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < arrival->findings->len; i++) {
        const Finding *finding = arrival->findings->pdata[i];
        g_test_message("%s: %s", finding->where, finding->sentence);
    }
    return arrival;
}

void
receive_quietly(Desk *desk, GBytes *bundle)
{
    g_autoptr(Arrival) arrival = receive(desk, bundle);
    g_assert_cmpuint(arrival->findings->len, ==, 0);
}

void
refused(Desk *desk, GBytes *bundle, KnCode code)
{
    g_autoptr(GError) error = NULL;
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    g_assert_null(bundle_receive(desk->office, &machine, data, length, &error));
    g_test_message("%s", error->message);
    g_assert_error(error, KN_ERROR, (int)code);
}

void
refused_unchanged(Desk *desk, GBytes *bundle, KnCode code)
{
    g_autofree char *before = dump(desk);
    refused(desk, bundle, code);
    g_autofree char *after = dump(desk);
    g_assert_cmpstr(before, ==, after);
}

void
exchange(Desk *from, const char *unit, Desk *to, const char *to_unit)
{
    from->office->fixed_time = to->office->fixed_time =
        MAX(from->office->fixed_time, to->office->fixed_time) + 1;
    g_autoptr(GBytes) bundle = send_bundle(from, unit, to_unit);
    receive_quietly(to, bundle);
}

static void
dump_table(Db *db, const char *table, Sha *sha)
{
    g_autofree char *sql = g_strdup_printf("SELECT * FROM \"%s\"", table);
    g_autoptr(Query) q = db_query_built(db, sql);
    sha_add(sha, table, strlen(table) + 1);
    while (query_next(q))
        for (int column = 0; column < query_columns(q); column++) {
            gsize length = 0;
            g_autofree char *number = NULL;
            const void *data = query_blob(q, column, &length);
            if (query_type(q, column) == QUERY_INT) {
                data = number = g_strdup_printf("%" G_GINT64_FORMAT, query_int(q, column));
                length = strlen(number);
            }
            sha_add(sha, &length, sizeof length);
            sha_add(sha, data, length);
        }
    g_assert_true(query_end(q, NULL));
}

char *
dump(Desk *desk)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Query) q =
        db_query(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
    Sha sha;
    Hash hash;
    sha_init(&sha);
    while (query_next(q))
        dump_table(db, query_text(q, 0), &sha);
    g_assert_true(query_end(q, NULL));
    g_autofree char *mark = g_strconcat(desk->file, ".head", NULL), *text = NULL;
    g_assert_true(g_file_get_contents(mark, &text, NULL, NULL));
    sha_add(&sha, text, strlen(text));
    sha_end(&sha, &hash);
    return hash_hex(&hash);
}

int
occurrences(Desk *desk, const char *word)
{
    int count = 0;
    static const char *const ends[] = {"", "-wal", "-shm", ".head"};
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *path = g_strconcat(desk->file, ends[i], NULL), *bytes = NULL;
        gsize length = 0;
        if (!g_file_get_contents(path, &bytes, &length, NULL))
            continue;
        const char *at = bytes;
        while ((at = memmem(at, length - (gsize)(at - bytes), word, strlen(word))) != NULL) {
            count++;
            at += strlen(word);
        }
    }
    return count;
}

void
assert_sound(Desk *desk)
{
    g_autoptr(GError) error = NULL;
    g_auto(Audit) audit = {0};
    audit_init(&audit);
    g_assert_true(office_audit(desk->office->store, &audit, NULL, NULL, &error));
    g_assert_no_error(error);
    for (guint i = 0; i < audit.findings->len; i++) {
        const Finding *finding = audit.findings->pdata[i];
        g_test_message("%s: %s", finding->where, finding->sentence);
    }
    g_assert_cmpuint(audit.findings->len, ==, 0);
}

Partner *
partner_of(Desk *desk, const char *code)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(GPtrArray) partners = partners_list(db, NULL);
    for (guint i = 0; i < partners->len; i++) {
        Partner *partner = partners->pdata[i];
        if (g_str_equal(partner->code, code))
            return g_ptr_array_steal_index(partners, i);
    }
    g_assert_not_reached();
}

static void
load_keys(Desk *desk, const char *unit, Keys *keys)
{
    g_autoptr(Book) book = book_of(desk, unit);
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_assert_true(keys_load(db, book->book, book->origin, keys, NULL));
}

void
parts_open(Parts *parts, GBytes *bundle, Desk *to, const char *unit)
{
    g_autoptr(GError) error = NULL;
    g_auto(Keys) keys = {0};
    gsize length;
    load_keys(to, unit, &keys);
    parts->bytes = g_bytes_ref(bundle);
    const void *data = g_bytes_get_data(bundle, &length);
    parts->outer = tar_read(data, length, &error);
    g_assert_no_error(error);
    parts->plain = box_open(tar_find(parts->outer, "shared.box")->data, keys.box_public,
                            keys.box_secret, &error);
    g_assert_no_error(error);
    data = g_bytes_get_data(parts->plain, &length);
    parts->inner = tar_read(data, length, &error);
    g_assert_no_error(error);
    g_ptr_array_remove_index(parts->outer, parts->outer->len - 1);
    g_ptr_array_remove_index(parts->outer, 0);
}

GBytes *
parts_close(Parts *parts, Desk *from, const char *unit, Desk *to, const char *to_unit)
{
    g_auto(Keys) keys = {0}, to_keys = {0};
    g_autoptr(Book) book = book_of(from, unit), to_book = book_of(to, to_unit);
    load_keys(from, unit, &keys);
    load_keys(to, to_unit, &to_keys);
    g_autoptr(GBytes) plain = tar_write(parts->inner, NULL);
    tar_take(parts->outer, "shared.box", box_seal(plain, to_keys.box_public));
    manifest_add(parts->outer, book->origin, to_book->origin, office_now(from->office), NULL,
                 &keys.log, keys.log_seed);
    GBytes *bundle = tar_write(parts->outer, NULL);
    g_ptr_array_unref(parts->outer);
    g_ptr_array_unref(parts->inner);
    g_bytes_unref(parts->plain);
    g_bytes_unref(parts->bytes);
    return bundle;
}

TarMember *
parts_find(GPtrArray *members, const char *prefix)
{
    for (guint i = 0; i < members->len; i++)
        if (g_str_has_prefix(((TarMember *)members->pdata[i])->path, prefix))
            return members->pdata[i];
    g_error("no member %s", prefix);
}

typedef struct {
    BodiesWriter *writer;
    gint64 entry;
    const char *body;
    bool put;
} Putting;

static bool
copy_body(void *context, const char *hex, gint64 entry, const char *body, gsize length,
          GError **error)
{
    Putting *putting = context;
    if (!putting->put && entry >= putting->entry) {
        bodies_put(putting->writer, putting->entry, putting->body, strlen(putting->body));
        putting->put = true;
    }
    if (entry != putting->entry)
        bodies_put(putting->writer, entry, body, length);
    return true;
}

void
parts_put_body(Parts *parts, const char *origin, gint64 entry, const char *body)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *hex = origin_hex(origin), *prefix = g_strdup_printf("body/%s/", hex);
    GPtrArray *members = tar_members_new();
    const TarMember *seen = parts->inner->pdata[0];
    tar_take(members, seen->path, g_bytes_ref(seen->data));
    BodiesWriter writer;
    bodies_init(&writer, members, origin);
    Putting putting = {&writer, entry, body, false};
    for (guint i = 0; i < parts->inner->len; i++) {
        const TarMember *member = parts->inner->pdata[i];
        if (!g_str_has_prefix(member->path, prefix))
            continue;
        g_assert_true(bodies_read(member, copy_body, &putting, &error));
        g_assert_no_error(error);
    }
    if (!putting.put)
        bodies_put(&writer, entry, body, strlen(body));
    bodies_end(&writer);
    for (guint i = 1; i < parts->inner->len; i++) {
        const TarMember *member = parts->inner->pdata[i];
        if (!g_str_has_prefix(member->path, prefix))
            tar_take(members, member->path, g_bytes_ref(member->data));
    }
    g_ptr_array_unref(parts->inner);
    parts->inner = members;
}
