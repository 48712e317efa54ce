/* office.c: opening, the first entries of a book, roles, and what start-up refuses.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/office.h"

#include "book/body.h"
#include "book/keys.h"
#include "desk.h"

static void
test_init(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    g_autoptr(GError) error = NULL;
    g_autofree char *recovery = NULL;
    g_autofree char *vkey = NULL;
    OfficeUnit unit = {.code = "KG-CD",
                       .name = "  Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Kiên Giang ",
                       .unit_kind = "union",
                       .parent = "KG"};
    g_assert_true(office_init_book(desk.office, &unit, &machine, &recovery, &vkey, &error));
    g_assert_no_error(error);

    g_autoptr(Db) db = store_read(desk.office->store, NULL);
    g_autoptr(Book) book = office_book(db, NULL, NULL);
    g_assert_cmpstr(book->code, ==, "KG-CD");
    g_assert_cmpstr(book->name, ==, "Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Kiên Giang");
    g_assert_true(g_str_has_prefix(book->origin, "ketnghia/kg-cd/"));
    g_assert_cmpuint(book->frontier.size, ==, 2);

    /* The sheet's secret belongs to the public halves in entry 0, and so does the verifier key. */
    g_auto(Entry) first = {0};
    PublicKeys keys;
    guint8 secret[32], sign[32], box[32];
    g_assert_true(entry_get(db, book->book, 0, &first, NULL));
    g_assert_cmpstr(first.kind, ==, "book");
    g_assert_cmpint(first.time, ==, DESK_TIME);
    g_assert_true(public_keys_read(first.body, first.body_length, &keys));
    g_assert_true(recovery_read(recovery, secret));
    recovery_public(secret, sign, box);
    g_assert_cmpmem(sign, 32, keys.recovery_sign, 32);
    g_assert_cmpmem(box, 32, keys.recovery_box, 32);
    g_autofree char *log_key = body_value(first.body, first.body_length, "log_key");
    g_assert_cmpstr(log_key, ==, vkey);

    g_autoptr(Record) record = record_load(db, book, 1, NULL);
    g_assert_cmpstr(record->kind->name, ==, "unit");
    g_assert_cmpstr(get(record, "parent"), ==, "KG");
    g_assert_cmpstr(get(record, "unit_kind"), ==, "union");
    g_assert_cmpstr(record->author, ==, "may");
    g_clear_pointer(&db, db_free);
    assert_sound(&desk);
}

static void
test_init_refused(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    static const OfficeUnit wrong[] = {
        {.code = "kg", .name = "X", .unit_kind = "chapter"},
        {.code = "", .name = "X", .unit_kind = "chapter"},
        {.code = "KG-", .name = "X", .unit_kind = "chapter"},
        {.code = "ĐT", .name = "X", .unit_kind = "chapter"},
        {.code = "KG", .name = "", .unit_kind = "chapter"},
        {.code = "KG", .name = "X", .unit_kind = "office"},
        {.code = "KG", .name = "X", .unit_kind = "chapter", .parent = "no code"},
        {.code = "KG", .name = "X", .unit_kind = "chapter", .origin = "Not An Origin"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *recovery = NULL;
        g_autofree char *vkey = NULL;
        g_assert_false(
            office_init_book(desk.office, &wrong[i], &machine, &recovery, &vkey, &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
        g_assert_null(recovery);
    }
    desk_book(&desk, "KG", "Kiên Giang", "chapter", NULL);
    OfficeUnit again = {.code = "KG", .name = "X", .unit_kind = "chapter"};
    g_autoptr(GError) twice = NULL;
    g_autofree char *recovery = NULL;
    g_autofree char *vkey = NULL;
    g_assert_false(office_init_book(desk.office, &again, &machine, &recovery, &vkey, &twice));
    g_assert_error(twice, KN_ERROR, KN_CONFLICT);
    Actor recorder = {3, "x", ROLE_RECORDER};
    OfficeUnit other = {.code = "HG", .name = "X", .unit_kind = "chapter"};
    g_autoptr(GError) denied = NULL;
    g_assert_false(office_init_book(desk.office, &other, &recorder, &recovery, &vkey, &denied));
    g_assert_error(denied, KN_ERROR, KN_DENIED);
}

static void
test_book(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    {
        g_autoptr(Db) db = store_read(desk.office->store, NULL);
        g_autoptr(GError) none = NULL;
        g_assert_null(office_book(db, NULL, &none));
        g_assert_error(none, KN_ERROR, KN_MISSING);
    }
    desk_book(&desk, "KG", "Kiên Giang", "chapter", NULL);
    desk_book(&desk, "KG-CD", "Công đoàn", "union", "KG");
    {
        g_autoptr(Db) db = store_write(desk.office->store, NULL);
        g_autoptr(Book) foreign =
            book_create(db, "ketnghia/hg/0123456789abcdef", "HG", false, NULL);
        g_assert_nonnull(foreign);
        g_assert_true(db_commit(db, NULL));
    }
    g_autoptr(Db) db = store_read(desk.office->store, NULL);
    g_autoptr(Book) own = office_book(db, "KG-CD", NULL);
    g_assert_cmpstr(own->code, ==, "KG-CD");
    g_autoptr(GError) which = NULL;
    g_assert_null(office_book(db, NULL, &which));
    g_assert_error(which, KN_ERROR, KN_INVALID);
    g_assert_nonnull(strstr(which->message, "KG, KG-CD"));
    g_autoptr(GError) copy = NULL;
    g_assert_null(office_book(db, "HG", &copy));
    g_assert_error(copy, KN_ERROR, KN_DENIED);
    g_autoptr(GError) unknown = NULL;
    g_assert_null(office_book(db, "CT", &unknown));
    g_assert_error(unknown, KN_ERROR, KN_MISSING);
}

static void
test_roles(void)
{
    static const Role all[] = {ROLE_READER, ROLE_RECORDER, ROLE_TREASURER, ROLE_CHAIR,
                               ROLE_ADMINISTRATOR};
    for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
        g_assert_cmpint(role_from_code(role_code(all[i])), ==, all[i]);
        g_assert_nonnull(role_label(all[i]));
        Actor actor = {7, "x", all[i]};
        for (gsize j = 0; j < G_N_ELEMENTS(all); j++) {
            g_autoptr(GError) error = NULL;
            g_assert_cmpint(actor_require(&actor, all[j], &error), ==, i == j);
            if (i != j)
                g_assert_error(error, KN_ERROR, KN_DENIED);
        }
        g_assert_true(actor_require(&actor, all[i] | ROLE_CHAIR, NULL));
    }
    g_assert_cmpint(role_from_code("root"), ==, ROLE_UNSET);
    g_assert_null(role_code(ROLE_UNSET));
    Actor nobody = {0, "x", ROLE_UNSET};
    g_assert_false(actor_require(&nobody, ROLE_READER, NULL));
    g_assert_false(actor_require(&nobody, ROLE_UNSET, NULL));
    g_assert_true(actor_require(&machine, ROLE_CHAIR, NULL));
}

/* A changed byte among the last entries stops the start; read-only it can still be looked at. */
static void
test_broken(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG", "Kiên Giang", "chapter", NULL);
    g_clear_pointer(&desk.office, office_close);
    place_sql(desk.file, "UPDATE leaf SET data = CAST(replace(CAST(data AS TEXT), 'unit', 'unix') "
                         "AS BLOB) WHERE entry = 1");
    g_autoptr(GError) error = NULL;
    g_assert_null(office_open(desk.file, STORE_OPEN, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    desk.office = office_open(desk.file, STORE_READ_ONLY, NULL);
    g_assert_nonnull(desk.office);
    g_auto(Audit) audit;
    audit_init(&audit);
    g_assert_true(office_audit(desk.office->store, &audit, NULL, NULL, NULL));
    g_assert_cmpuint(audit.findings->len, >, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/office/init", test_init);
    g_test_add_func("/rules/office/init-refused", test_init_refused);
    g_test_add_func("/rules/office/book", test_book);
    g_test_add_func("/rules/office/roles", test_roles);
    g_test_add_func("/rules/office/broken", test_broken);
    return g_test_run();
}
