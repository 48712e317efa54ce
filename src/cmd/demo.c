/* demo.c: the two offices of the article, with every fact of it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/demo.h"

#include "base/error.h"
#include "cmd/fields.h"
#include "cmd/output.h"
#include "records/kinds.h"
#include "store/side.h"
#include <glib/gstdio.h>

static const char *const communes_kg[] = {
    "Phường Vĩnh Thanh",
    "Xã Bình An",
    "Thị trấn Giồng Riềng",
    "Xã Vĩnh Hoà Hiệp",
    "Xã Tân Hiệp A",
    "Xã Nam Thái",
    "Xã Đông Hoà",
    "Phường Bình San",
    "Xã Mỹ Đức",
    "Xã Phú Mỹ",
    "Xã Thổ Sơn",
    "Thị trấn Thứ Ba",
    NULL,
};
static const char *const communes_hg[] = {
    "Phường I",
    "Xã Vị Đông",
    "Thị trấn Nàng Mau",
    "Xã Long Thạnh",
    "Xã Phụng Hiệp",
    "Thị trấn Cây Dương",
    "Xã Đông Phước",
    "Xã Tân Phú Thạnh",
    "Xã Vĩnh Viễn",
    "Xã Lương Tâm",
    NULL,
};

const DemoHouse demo_kien_giang = {
    .chapter = "KG",
    .chapter_name = "Hội Chữ thập đỏ tỉnh Kiên Giang",
    .place = "Kiên Giang",
    .place_caps = "KIÊN GIANG",
    .union_code = "KG-CD",
    .union_name = "Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Kiên Giang",
    .total_vnd = G_GINT64_CONSTANT(71200000000),
    .communes = communes_kg,
    .chairman = "Lưu Kim Oai",
    .vice_chairman = "Thái Văn Hai",
    .hanh_trinh_do = true,
};
const DemoHouse demo_hau_giang = {
    .chapter = "HG",
    .chapter_name = "Hội Chữ thập đỏ tỉnh Hậu Giang",
    .place = "Hậu Giang",
    .place_caps = "HẬU GIANG",
    .union_code = "HG-CD",
    .union_name = "Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Hậu Giang",
    .total_vnd = G_GINT64_CONSTANT(60383000000),
    .communes = communes_hg,
    .chairman = "Nguyễn Chí Nghề",
    .vice_chairman = "Đỗ Hoàng Sơn",
    .hanh_trinh_do = false,
};

void
demo_day(Demo *demo, int year, int month, int day)
{
    gint64 time = (gint64)day_of(year, month, day) * 86400 + 3600; /* 8 o'clock in Viet Nam */
    demo->office->fixed_time = MAX(demo->office->fixed_time, time);
}

static bool
set_fields(Demo *demo, Db *db, const Book *book, Record *record, Problems *problems, va_list words)
{
    OfficeInput input;
    office_input_init(&input, demo->office, db, book);
    for (const char *name = va_arg(words, const char *); name != NULL;
         name = va_arg(words, const char *)) {
        const char *typed = va_arg(words, const char *);
        int field = kind_field(record->kind, name);
        g_assert(field >= 0);
        g_autofree char *value =
            field_read(&record->kind->fields[field], typed, &input.input, problems);
        if (value == NULL)
            return false;
        record_set(record, field, value);
    }
    return true;
}

gint64
demo_add(Demo *demo, const char *unit, const char *kind, GError **error, ...)
{
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) record = record_new(kind_get(kind));
    gint64 entry = -1;
    {
        g_autoptr(Db) db = store_read(demo->office->store, error);
        g_autoptr(Book) book = db != NULL ? office_book(db, unit, error) : NULL;
        if (book == NULL)
            return -1;
        va_list words;
        va_start(words, error);
        set_fields(demo, db, book, record, problems, words);
        va_end(words);
    }
    demo->office->fixed_time++;
    if (!problems_has_errors(problems) &&
        !record_add(demo->office, unit, &demo->actor, record, problems, &entry, error))
        return -1;
    if (entry < 0) {
        g_autofree char *text = problems_text(problems, false);
        fail(error, KN_INVALID, "%s: %s", kind, text);
    }
    return entry;
}

static bool
open_demo(Cmd *cmd, const char *folder, const char *name, Demo *demo, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return fail(error, KN_CONFLICT, "%s is there already; choose another folder.", path);
    *demo = (Demo){.actor = cmd->actor, .out = cmd->out};
    demo->office = office_open(path, STORE_CREATE, error);
    if (demo->office == NULL)
        return false;
    g_autoptr(Db) db = store_write(demo->office->store, error);
    if (db == NULL || !setting_set(db, "demo_day", "2020-08-12", error) || !db_commit(db, error))
        return false;
    demo->office->fixed_time = (gint64)day_of(2020, 1, 1) * 86400 + 3600;
    return true;
}

static bool
make(Demo *kien_giang, Demo *hau_giang, GError **error)
{
    return demo_units(kien_giang, &demo_kien_giang, error) &&
           demo_units(hau_giang, &demo_hau_giang, error) &&
           demo_covenant(kien_giang, hau_giang, error) &&
           demo_chapter(kien_giang, &demo_kien_giang, error) &&
           demo_union(kien_giang, &demo_kien_giang, error) &&
           demo_chapter(hau_giang, &demo_hau_giang, error) &&
           demo_union(hau_giang, &demo_hau_giang, error) &&
           demo_session(hau_giang, kien_giang, error);
}

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say the folder to make.");
    g_autofree char *folder = cmd_path(cmd, cmd->arguments[0]);
    if (g_mkdir_with_parents(folder, 0700) != 0)
        return fail(error, KN_IO, "%s cannot be made.", folder);
    Demo kien_giang = {0}, hau_giang = {0};
    Lang lang = lang_current();
    lang_set(LANG_VI); /* the story is Vietnamese, whoever asks for it */
    cmd->actor.author = "Văn phòng";
    bool made = open_demo(cmd, folder, "kiengiang.ketnghia", &kien_giang, error) &&
                open_demo(cmd, folder, "haugiang.ketnghia", &hau_giang, error) &&
                make(&kien_giang, &hau_giang, error);
    lang_set(lang);
    office_close(kien_giang.office);
    office_close(hau_giang.office);
    if (made)
        output_print(cmd->out,
                     _("The two offices of the article are in %s: kiengiang.ketnghia and "
                       "haugiang.ketnghia.\n"),
                     folder);
    return made;
}

const Command cmd_demo = {
    "demo",
    "DIR",
    N_("makes the two offices of the article, to try everything"),
    "ketnghia demo demo",
    COMMAND_ALONE,
    NULL,
    run,
};
