/* demo_units.c: the books of a house, how its documents are headed, and its officers.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/demo.h"

#include "base/error.h"
#include "records/kinds.h"
#include "rules/people.h"
#include "views/views.h"

/* Entry 1 of a new book is its unit record; the form of its documents is filled in by correcting it. */
static bool
complete_unit(Demo *demo, const char *unit, GError **error, const char *const *values)
{
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) record = NULL;
    gint64 entry;
    {
        g_autoptr(Db) db = store_read(demo->office->store, error);
        g_autoptr(Book) book = db != NULL ? office_book(db, unit, error) : NULL;
        record = book != NULL ? record_load(db, book, 1, error) : NULL;
        if (record == NULL)
            return false;
    }
    for (; *values != NULL; values += 2)
        record_set(record, kind_field(record->kind, values[0]), values[1]);
    demo->office->fixed_time++;
    return record_amend(demo->office, unit, &demo->actor, 1, record, "Điền thể thức văn bản", -1,
                        problems, &entry, error) &&
           (entry >= 0 || fail(error, KN_INVALID, "%s", unit));
}

static bool
make_book(Demo *demo, const char *code, const char *name, const char *unit_kind, const char *parent,
          GError **error)
{
    OfficeUnit unit = {.code = code, .name = name, .unit_kind = unit_kind, .parent = parent};
    g_autofree char *recovery = NULL, *vkey = NULL;
    return office_init_book(demo->office, &unit, &demo->actor, &recovery, &vkey, error);
}

static bool
officers(Demo *demo, const DemoHouse *house, GError **error)
{
    g_autofree char *chairman =
        g_strdup_printf("Ủy viên Ban Chấp hành Trung ương Hội Chữ thập đỏ Việt Nam | TW | "
                        "2017-08-25\nBí thư Chi bộ | %s | 2016-01-01\n"
                        "Chủ tịch %s | %s | 2016-01-01",
                        house->chapter, house->chapter_name, house->chapter);
    g_autofree char *vice =
        g_strdup_printf("Phó Chủ tịch %s | %s | 2016-01-01\nChủ tịch %s | %s | 2017-10-01 |  | có",
                        house->chapter_name, house->chapter, house->union_name, house->union_code);
    return demo_add(demo, house->chapter, "officer", error, "name", house->chairman, "sex", "male",
                    "roles", chairman, "signs_as", "CHỦ TỊCH", NULL) >= 0 &&
           demo_add(demo, house->union_code, "officer", error, "name", house->vice_chairman, "sex",
                    "male", "roles", vice, "signs_as", "CHỦ TỊCH", NULL) >= 0;
}

/* One account of the office for both books; it logs in by a one-time address. */
static bool
account(Demo *demo, const DemoHouse *house, GError **error)
{
    const Role roles =
        ROLE_READER | ROLE_RECORDER | ROLE_TREASURER | ROLE_CHAIR | ROLE_ADMINISTRATOR;
    gint64 books[2], made;
    {
        g_autoptr(Db) db = store_read(demo->office->store, error);
        g_autoptr(Book) chapter = db != NULL ? office_book(db, house->chapter, error) : NULL;
        g_autoptr(Book) grassroots =
            chapter != NULL ? office_book(db, house->union_code, error) : NULL;
        if (grassroots == NULL)
            return false;
        books[0] = chapter->book;
        books[1] = grassroots->book;
    }
    return people_add(demo->office, &demo->actor, "vanphong", "Văn phòng Hội", books[0], roles,
                      &made, error) &&
           people_set_roles(demo->office, &demo->actor, made, books[1], roles, error);
}

bool
demo_units(Demo *demo, const DemoHouse *house, GError **error)
{
    demo_day(demo, 2020, 1, 1);
    g_autofree char *society = g_strdup_printf("HỘI CHỮ THẬP ĐỎ TỈNH %s", house->place_caps);
    g_autofree char *chapter_recipients =
        g_strdup("Trung ương Hội (báo cáo)\nThường trực Tỉnh uỷ, UBND tỉnh (báo cáo)\nLưu: VT, VP");
    g_autofree char *union_recipients =
        g_strdup_printf("Công đoàn cấp trên (báo cáo)\nThường trực Hội Chữ thập đỏ tỉnh\nĐơn vị "
                        "kết nghĩa\nLưu: VT, CĐCS");
    g_autofree char *union_short = g_strdup_printf("CĐCS Hội Chữ thập đỏ tỉnh %s", house->place);
    const char *const chapter[] = {
        "short_name",
        house->place,
        "place",
        house->place,
        "header_parent",
        "HỘI CHỮ THẬP ĐỎ VIỆT NAM",
        "header_issuer",
        society,
        "code_suffix",
        "CTĐ",
        "formula",
        "TM. BAN THƯỜNG VỤ",
        "recipients",
        chapter_recipients,
        "valid_from",
        "2016-01-01",
        "legal_document",
        "Sổ minh hoạ: số liệu đơn lẻ là giả định",
        NULL,
    };
    const char *const grassroots[] = {
        "short_name",
        union_short,
        "place",
        house->place,
        "header_parent",
        society,
        "header_issuer",
        "CÔNG ĐOÀN CƠ SỞ",
        "code_suffix",
        "CĐCS",
        "formula",
        "TM. BAN CHẤP HÀNH",
        "recipients",
        union_recipients,
        "valid_from",
        "2016-01-01",
        "legal_document",
        "Sổ minh hoạ: số liệu đơn lẻ là giả định",
        NULL,
    };
    return make_book(demo, house->chapter, house->chapter_name, "chapter", NULL, error) &&
           make_book(demo, house->union_code, house->union_name, "union", house->chapter, error) &&
           complete_unit(demo, house->chapter, error, chapter) &&
           complete_unit(demo, house->union_code, error, grassroots) &&
           officers(demo, house, error) && account(demo, house, error);
}
