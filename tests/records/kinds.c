/* kinds.c: what must hold of every kind, and that no kind ever changes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kinds.h"

#include "base/catalogue.h"
#include "golden.h"
#include "records/field.h"
#include <stdio.h>
#include <string.h>

static const char *root;

static bool
is_name(const char *name)
{
    gsize length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return g_ascii_islower(*name) && name[length] == '\0' && length <= 40;
}

static void
assert_translated(const char *msgid)
{
    g_assert_nonnull(msgid);
    for (unsigned i = 0; i < catalogue_vi_count; i++)
        if (g_str_equal(catalogue_vi[i].msgid, msgid) && *catalogue_vi[i].msgstr != '\0')
            return;
    g_error("\"%s\" has no Vietnamese", msgid);
}

static void
test_names(void)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    g_assert_cmpuint(kinds_count, >=, 30);
    for (gsize i = 0; i < kinds_count; i++) {
        g_assert_true(is_name(kinds[i]->name));
        g_assert_true(g_hash_table_add(names, (gpointer)kinds[i]->name));
        g_assert_cmpstr(kinds[i]->name, !=, "care"); /* the leaf kind that private kinds share */
        g_assert_true(kind_find(kinds[i]->name) == kinds[i]);
        assert_translated(kinds[i]->label);
        assert_translated(kinds[i]->plural);
        assert_translated(kinds[i]->group);
    }
    g_assert_null(kind_find("no_such"));
    g_assert_null(kind_find("care"));
    g_assert_null(kind_find(""));
    g_assert_null(kind_find_sized("activity", 4));
    g_assert_true(kind_find_sized("activityX", 8) == kind_get("activity"));
}

/* The commands and other programs rely on these names. */
static void
test_promised(void)
{
    static const char *const promised[] = {
        "fee",          "award",        "party_building", "unit",
        "officer",      "member",       "covenant",       "session",
        "direction",    "campaign",     "activity",       "blood_drive",
        "address",      "visit",        "child_care",     "rights_case",
        "upper_drive",  "model",        "work",           "fund",
        "contribution", "turn",         "photo",          "minutes",
        "joint_report", "article",      "book",           "key",
        "batch",        "undo",         "erase",          "signed",
        "end",          "statement",    "closed",         "succeeds",
        "receipt",      "distribution", "sponsorship",    "help",
    };
    static const char *const private[] = {
        "fee",          "member", "visit",    "child_care", "rights_case", "address",
        "contribution", "turn",   "meeting",  "draw",       "bank_line",   "sponsorship",
        "help",         "donor",  "donation", "consent",    "data_request"};
    static const char *const agreements[] = {"covenant", "minutes", "joint_report"};
    gsize found = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(promised); i++)
        g_assert_nonnull(kind_find(promised[i]));
    for (gsize i = 0; i < G_N_ELEMENTS(private); i++) {
        g_assert_cmpint(kind_get(private[i])->nature, ==, NATURE_PRIVATE);
        g_assert_cmpstr(kind_leaf(kind_get(private[i])), ==, "care");
    }
    for (gsize i = 0; i < kinds_count; i++)
        found += kinds[i]->nature == NATURE_PRIVATE;
    g_assert_cmpuint(found, ==, G_N_ELEMENTS(private));
    for (gsize i = 0; i < G_N_ELEMENTS(agreements); i++) {
        const Kind *kind = kind_get(agreements[i]);
        g_assert_cmpint(kind->nature, ==, NATURE_AGREEMENT);
        g_assert_cmpint(kind_field(kind, "parties"), >=, 0);
        g_assert_cmpint(kind_field(kind, "replaces"), >=, 0);
        g_assert_false(kind_is_writable(kind));
    }
    g_assert_true(kind_is_writable(kind_get("activity")));
    g_assert_true(kind_is_writable(kind_get("visit")));
    g_assert_false(kind_is_writable(kind_get("undo")));
}

static void
check_choices(const Field *field)
{
    g_autoptr(GHashTable) codes = g_hash_table_new(g_str_hash, g_str_equal);
    g_assert_nonnull(field->choices);
    g_assert_nonnull(field->choices[0].code);
    for (const Choice *choice = field->choices; choice->code != NULL; choice++) {
        g_assert_cmpuint(strspn(choice->code, "abcdefghijklmnopqrstuvwxyz0123456789_-"), ==,
                         strlen(choice->code));
        g_assert_true(g_hash_table_add(codes, (gpointer)choice->code));
        assert_translated(choice->label);
    }
}

/* Types whose values figures, chains and terms rest on: they can never be erased, so they are never personal. */
static bool
is_measured(FieldType type)
{
    return type != FIELD_TEXT && type != FIELD_FILE && type != FIELD_LIST;
}

static void check_field(const Kind *kind, const Field *field, const Field *list);

static void
check_list(const Kind *kind, const Field *field)
{
    bool only_refs = true;
    g_assert_nonnull(field->parts);
    g_assert_nonnull(field->parts[0].name);
    for (const Field *part = field->parts; part->name != NULL; part++) {
        check_field(kind, part, field);
        only_refs = only_refs && part->type == FIELD_REF;
        g_assert_cmpint(part->class, <=, field->class); /* the line is struck as a whole */
        g_assert_cmpint(part->share, >=, field->share);
    }
    if (only_refs || field->cut != NULL)
        g_assert_cmpint(field->class, ==, CLASS_NONE);
}

static void
check_field(const Kind *kind, const Field *field, const Field *list)
{
    static const char *const taken[] = {"id", "kind", "unit", "entry", "time", "record", NULL};
    static const char *const closing[] = {"author", "why", "source", NULL};
    g_test_message("%s.%s", kind->name, field->name);
    g_assert_true(is_name(field->name));
    g_assert_false(list == NULL && g_strv_contains(taken, field->name));
    g_assert_false(list == NULL && kind_is_writable(kind) && g_strv_contains(closing, field->name));
    assert_translated(field->label);
    g_assert_cmpint(field->type, !=, FIELD_UNSET);
    g_assert_cmpint(field->class, !=, CLASS_UNSET);
    g_assert_cmpint(field->share, !=, SHARE_UNSET);
    if (is_measured(field->type))
        g_assert_cmpint(field->class, ==, CLASS_NONE);
    if (field->type == FIELD_FILE)
        g_assert_cmpint(field->class, ==, CLASS_BASIC);
    if (field->class == CLASS_SENSITIVE || kind->nature == NATURE_PRIVATE)
        g_assert_cmpint(field->share, ==, SHARE_OWN);
    if (kind->nature == NATURE_SYSTEM)
        g_assert_true(field->class == CLASS_NONE && field->share == SHARE_COVENANT);
    if (kind->nature == NATURE_AGREEMENT)
        g_assert_true(field->class != CLASS_SENSITIVE && field->share != SHARE_OWN);
    if (field->type == FIELD_TEXT && field->long_text && kind_is_writable(kind))
        g_assert_cmpint(field->class, !=, CLASS_NONE);
    if (field->help != NULL)
        assert_translated(field->help);
    if (field->unit != NULL)
        assert_translated(field->unit);
    if (field->agrees_to != NULL) {
        const Kind *consent = kind_get("consent");
        const Field *purpose = &consent->fields[kind_field(consent, "purpose")];
        g_assert_true(field->type == FIELD_FLAG || field->type == FIELD_CHOICE);
        g_assert_cmpstr(field_choice_label(purpose, field->agrees_to), !=, field->agrees_to);
    }
    if (field->type == FIELD_CHOICE)
        check_choices(field);
    else
        g_assert_null(field->choices);
    g_assert_true((field->type == FIELD_REF) == (field->links_to != NULL));
    if (field->links_to != NULL)
        g_assert_nonnull(kind_find(field->links_to));
    g_assert_true((field->type == FIELD_LIST) == (field->parts != NULL));
    if (field->type == FIELD_LIST) {
        g_assert_null(list); /* a list holds no lists */
        check_list(kind, field);
    }
}

static void
test_fields(void)
{
    for (gsize k = 0; k < kinds_count; k++) {
        const Kind *kind = kinds[k];
        g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
        int since = 1;
        for (gsize i = 0; i < kind->field_count; i++) {
            const Field *field = &kind->fields[i];
            check_field(kind, field, NULL);
            g_assert_true(g_hash_table_add(names, (gpointer)field->name));
            g_assert_cmpint(kind_field(kind, field->name), ==, i);
            g_assert_cmpint(MAX(field->since, 1), >=, since); /* new ones at the end */
            since = MAX(field->since, 1);
        }
        g_assert_cmpint(since, ==, kind->schema);
        g_assert_cmpint(kind->nature, !=, NATURE_UNSET);
        g_assert_cmpint(kind_field(kind, "no_such"), ==, -1);
        FieldType title = kind->title >= 0 ? kind->fields[kind->title].type : FIELD_TEXT;
        g_assert_true(title == FIELD_TEXT || title == FIELD_CHOICE);
        FieldType dated = kind->dated >= 0 ? kind->fields[kind->dated].type : FIELD_DATE;
        g_assert_true(dated == FIELD_DATE || dated == FIELD_MOMENT || dated == FIELD_PERIOD);
    }
}

/* What the law calls personal stands in no field that cannot be erased. */
static void
test_personal(void)
{
    static const struct {
        const char *kind, *field;
        FieldClass class;
    } rows[] = {
        {"officer", "name", CLASS_BASIC},
        {"officer", "born", CLASS_BASIC},
        {"officer", "phone", CLASS_BASIC},
        {"officer", "email", CLASS_BASIC},
        {"member", "name", CLASS_BASIC},
        {"member", "born", CLASS_BASIC},
        {"member", "children", CLASS_BASIC},
        {"member", "ethnicity", CLASS_SENSITIVE},
        {"member", "religion", CLASS_SENSITIVE},
        {"member", "party_member", CLASS_SENSITIVE},
        {"address", "name", CLASS_BASIC},
        {"address", "born", CLASS_BASIC},
        {"address", "home", CLASS_BASIC},
        {"address", "phone", CLASS_BASIC},
        {"address", "health", CLASS_SENSITIVE},
        {"address", "circumstances", CLASS_SENSITIVE},
        {"address", "id_number", CLASS_BASIC},
        {"address", "representative", CLASS_BASIC},
        {"address", "ethnicity", CLASS_SENSITIVE},
        {"address", "income", CLASS_SENSITIVE},
        {"address", "causes", CLASS_SENSITIVE},
        {"address", "needs", CLASS_SENSITIVE},
        {"sponsorship", "sponsor", CLASS_BASIC},
        {"help", "received_by", CLASS_BASIC},
        {"address", "agent_orange", CLASS_SENSITIVE},
        {"visit", "note", CLASS_SENSITIVE},
        {"rights_case", "content", CLASS_SENSITIVE},
        {"photo", "file", CLASS_BASIC},
        {"photo", "caption", CLASS_BASIC},
        {"article", "text", CLASS_BASIC},
        {"minutes", "present", CLASS_BASIC},
        {"session", "discussion", CLASS_BASIC},
        {"receipt", "donor", CLASS_BASIC},
        {"receipt", "donor_home", CLASS_BASIC},
        {"distribution", "received_by", CLASS_BASIC},
        {"bank_line", "counterparty", CLASS_BASIC},
        {"bank_line", "text", CLASS_BASIC},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Kind *kind = kind_get(rows[i].kind);
        g_assert_cmpint(kind->fields[kind_field(kind, rows[i].field)].class, ==, rows[i].class);
    }
    /* Health findings of blood donors have no field at all (Circular 26/2013/TT-BYT, article 12). */
    g_assert_cmpint(kind_field(kind_get("blood_drive"), "result"), ==, -1);
    g_assert_cmpint(kind_field(kind_get("blood_drive"), "donor"), ==, -1);
    /* A partner needs to know whom it deals with. */
    g_assert_cmpint(kind_get("unit")->fields[kind_field(kind_get("unit"), "name")].share, ==,
                    SHARE_PUBLIC);
}

static void
test_lines(void)
{
    for (gsize k = 0; k < kinds_count; k++) {
        const Kind *kind = kinds[k];
        gsize count = kind_line_count(kind, kind->schema), before = kind->nature == NATURE_PRIVATE,
              after = kind_is_writable(kind) ? 3 : 0;
        g_assert_cmpuint(count, ==, before + kind->field_count + after);
        g_assert_null(kind_line_name(kind, kind->schema, count));
        g_assert_cmpuint(kind_line_count(kind, kind->schema + 1), ==, 0);
        g_assert_cmpuint(kind_line_count(kind, 0), ==, 0);
        if (before == 1)
            g_assert_cmpstr(kind_line_name(kind, kind->schema, 0), ==, "record");
        for (gsize i = 0; i < kind->field_count; i++) {
            g_assert_cmpint(kind_line_field(kind, kind->schema, before + i), ==, i);
            g_assert_cmpstr(kind_line_name(kind, kind->schema, before + i), ==,
                            kind->fields[i].name);
        }
        for (gsize i = 0; i < after; i++)
            g_assert_cmpint(kind_line_field(kind, kind->schema, count - 1 - i), ==, -1);
        if (after > 0)
            g_assert_cmpstr(kind_line_name(kind, kind->schema, count - 1), ==, "source");
    }
}

static void
test_names_of_enums(void)
{
    for (int type = FIELD_TEXT; type <= FIELD_LIST; type++)
        g_assert_true(is_name(field_type_name((FieldType)type)));
    g_assert_cmpstr(class_name(CLASS_SENSITIVE), ==, "sensitive");
    g_assert_cmpstr(share_name(SHARE_COVENANT), ==, "covenant");
}

static void
test_golden(void)
{
    g_autofree char *dump = kinds_dump();
    golden_check(root, "kinds.txt", dump);
}

/* The comparison itself can fail: on a line that went and on one that changed, not on one that came. */
static void
test_golden_can_fail(void)
{
    g_autofree char *now = kinds_dump(), *changed = g_strdup(now);
    g_autofree char *more = g_strconcat("activity/1 line 99 weather\n", now, NULL);
    char *place = strstr(changed, "class=none");
    g_assert_nonnull(place);
    memcpy(place, "class=more", 10);
    g_autofree char *went = golden_lost(more, now), *other = golden_lost(now, changed),
                    *came = golden_lost(now, more);
    g_assert_cmpstr(went, ==, "activity/1 line 99 weather");
    g_assert_nonnull(other);
    g_assert_null(came);
}

int
main(int argc, char **argv)
{
    if (argc > 1 && g_str_equal(argv[1], "--print")) {
        g_autofree char *dump = kinds_dump();
        fputs(dump, stdout);
        return 0;
    }
    g_test_init(&argc, &argv, NULL);
    root = argv[1];
    g_test_add_func("/kinds/names", test_names);
    g_test_add_func("/kinds/promised", test_promised);
    g_test_add_func("/kinds/fields", test_fields);
    g_test_add_func("/kinds/personal", test_personal);
    g_test_add_func("/kinds/lines", test_lines);
    g_test_add_func("/kinds/names-of-enums", test_names_of_enums);
    g_test_add_func("/kinds/golden", test_golden);
    g_test_add_func("/kinds/golden-can-fail", test_golden_can_fail);
    return g_test_run();
}
