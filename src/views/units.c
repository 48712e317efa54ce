/* units.c: what a unit was called and belonged to on a day, houses, and the titles of officers.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/units.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/lineage.h"
#include "views/rows.h"
#include "views/values.h"

/* A unit as the houses see it. */
typedef struct {
    const Book *book;
    char *code, *name, *parent; /* as its own record says */
    bool closed;
} Member;

void
house_free(House *house)
{
    if (!house)
        return;
    g_free(house->code);
    g_free(house->name);
    g_array_unref(house->books);
    g_free(house);
}

static bool
is_valid_on(const Record *record, Day day)
{
    Day from = value_day(record, "valid_from"), to = value_day(record, "valid_to");
    return (from == DAY_UNSET || from <= day) && (to == DAY_UNSET || day <= to);
}

/* The code a book gives its own unit, which may be another than the one it has here. */
static bool
own_code(Db *db, const Book *book, char **ret_code, GError **error)
{
    g_autoptr(Record) first = NULL;
    if (book->frontier.size > 0 && !rows_find(db, kind_get("book"), book->book, 0, &first, error))
        return false;
    const char *code = first ? value_text(first, "code") : "";
    *ret_code = g_strdup(*code ? code : book->code);
    return true;
}

bool
unit_at(Db *db, const Book *book, Day day, Record **ret_unit, GError **error)
{
    g_autofree char *code = NULL;
    if (!own_code(db, book, &code, error))
        return false;
    const Kind *kind = kind_get("unit");
    g_autofree char *sql = rows_select(kind, "WHERE book = ? ORDER BY entry DESC");
    g_autoptr(Query) q = db_query_built(db, sql);
    query_bind(q, "i", book->book);
    g_autoptr(Record) found = NULL;
    while (!found && query_next(q)) {
        g_autoptr(Record) record = rows_read(kind, q);
        const char *named = value_text(record, "code");
        if ((*named == '\0' || g_str_equal(named, code)) && is_valid_on(record, day))
            found = g_steal_pointer(&record);
    }
    if (!query_end(q, error))
        return false;
    *ret_unit = g_steal_pointer(&found);
    return true;
}

char *
unit_name_on(Db *db, const Book *book, Day day, GError **error)
{
    g_autoptr(Record) unit = NULL;
    if (!unit_at(db, book, day, &unit, error))
        return NULL;
    const char *name = unit ? value_text(unit, "name") : "";
    return g_strdup(*name ? name : book->name ? book->name : book->code);
}

static void
member_clear(gpointer data)
{
    Member *member = data;
    g_free(member->code);
    g_free(member->name);
    g_free(member->parent);
}

static GArray *
read_members(Db *db, const GPtrArray *books, const Lineage *lineage, Day day, GError **error)
{
    g_autoptr(GArray) members = g_array_new(false, true, sizeof(Member));
    g_array_set_clear_func(members, member_clear);
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        g_autoptr(Record) unit = NULL;
        Member member = {.book = book, .closed = lineage_closing(lineage, book->book) != NULL};
        if (!unit_at(db, book, day, &unit, error) || !own_code(db, book, &member.code, error))
            return NULL;
        const char *name = unit ? value_text(unit, "name") : "";
        member.name = g_strdup(*name ? name : book->name ? book->name : book->code);
        member.parent = g_strdup(unit ? value_text(unit, "parent") : "");
        g_array_append_val(members, member);
    }
    return g_steal_pointer(&members);
}

/* The chapter a union belongs to. Two offices may give their units equal codes, and a closed unit may have had the code of
 * one that goes on: a chapter that is closed as the union is, then one of the same office (own or not), is preferred. */
static const Member *
parent_of(const GArray *members, const Member *child)
{
    const Member *found = NULL;
    int best = -1;
    if (g_strcmp0(child->book->unit_kind, "union") != 0 || *child->parent == '\0')
        return NULL;
    for (guint i = 0; i < members->len; i++) {
        const Member *member = &g_array_index(members, Member, i);
        if (!book_is_chapter(member->book) || (!g_str_equal(member->code, child->parent) &&
                                               !g_str_equal(member->book->code, child->parent)))
            continue;
        int fit = 2 * (member->closed == child->closed) + (member->book->own == child->book->own);
        if (fit <= best)
            continue;
        best = fit;
        found = member;
    }
    return found;
}

/* All units of a day, and who goes on from whom. */
typedef struct {
    GArray *members;
    Lineage *lineage;
    Day day;
} Roll;

static House *
house_make(const Roll *roll, const Member *head)
{
    const GArray *members = roll->members;
    House *house = g_new0(House, 1);
    house->code = g_strdup(head->book->code);
    house->name = g_strdup(head->name);
    house->head = head->book->book;
    house->books = g_array_new(false, false, sizeof(gint64));
    g_array_append_val(house->books, house->head);
    for (guint i = 0; i < members->len; i++) {
        const Member *member = &g_array_index(members, Member, i);
        if (parent_of(members, member) == head &&
            lineage_heir(roll->lineage, member->book->book, roll->day) == 0)
            g_array_append_val(house->books, member->book->book);
    }
    house->present = house->books->len;
    return house;
}

/* Behind a house stand the units that its books go on from, and behind a chapter that went the unions that had no heir.
 * What is a house of the same list by itself stays apart. */
static void
house_add_behind(const Roll *roll, const GArray *apart, House *house)
{
    for (guint i = 0; i < house->books->len; i++) {
        gint64 book = g_array_index(house->books, gint64, i);
        for (guint m = 0; m < roll->members->len; m++) {
            const Member *member = &g_array_index(roll->members, Member, m);
            const Member *parent = parent_of(roll->members, member);
            gint64 number = member->book->book,
                   heir = lineage_heir(roll->lineage, number, roll->day);
            bool child =
                i >= house->present && heir == 0 && parent != NULL && parent->book->book == book;
            if ((heir == book || child) && !books_have(house->books, number) &&
                !books_have(apart, number))
                g_array_append_val(house->books, number);
        }
    }
}

static void
add_all_behind(const Roll *roll, const GPtrArray *houses)
{
    g_autoptr(GArray) apart = g_array_new(false, false, sizeof(gint64));
    for (guint i = 0; i < houses->len; i++) {
        const House *house = houses->pdata[i];
        g_array_append_vals(apart, house->books->data, house->books->len);
    }
    for (guint i = 0; i < houses->len; i++)
        house_add_behind(roll, apart, houses->pdata[i]);
}

static gint
compare_books(gconstpointer a, gconstpointer b)
{
    const Book *one = *(Book *const *)a, *two = *(Book *const *)b;
    return strcmp(one->code, two->code);
}

static gint
compare_houses(gconstpointer a, gconstpointer b)
{
    const House *one = *(House *const *)a, *two = *(House *const *)b;
    return strcmp(one->code, two->code);
}

/* Who is named twice is counted once. */
static bool
has_house(const GPtrArray *houses, gint64 head)
{
    for (guint i = 0; i < houses->len; i++)
        if (((const House *)houses->pdata[i])->head == head)
            return true;
    return false;
}

static bool
add_named(const Roll *roll, const char *codes, GPtrArray *houses, GError **error)
{
    const GArray *members = roll->members;
    g_auto(GStrv) split = g_strsplit(codes, ",", -1);
    for (char **code = split; *code; code++) {
        const Member *head = NULL;
        g_strstrip(*code);
        for (guint i = 0; !head && i < members->len; i++) {
            const Member *member = &g_array_index(members, Member, i);
            if (g_ascii_strcasecmp(member->book->code, *code) == 0 ||
                g_str_equal(member->book->origin, *code))
                head = member;
        }
        if (!head)
            return fail(error, KN_MISSING, N_("There is no unit %s here."), *code);
        if (!has_house(houses, head->book->book))
            g_ptr_array_add(houses, house_make(roll, head));
    }
    return true;
}

GPtrArray *
houses_list(Db *db, const char *codes, Day day, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    if (!books)
        return NULL;
    g_ptr_array_sort(books, compare_books);
    g_autoptr(Lineage) lineage = lineage_read(db, error);
    g_autoptr(GArray) members = lineage ? read_members(db, books, lineage, day, error) : NULL;
    if (!members)
        return NULL;
    const Roll roll = {members, lineage, day};
    g_autoptr(GPtrArray) houses = g_ptr_array_new_with_free_func((GDestroyNotify)house_free);
    if (codes && !add_named(&roll, codes, houses, error))
        return NULL;
    for (guint i = 0; !codes && i < members->len; i++) {
        const Member *member = &g_array_index(members, Member, i);
        if (!parent_of(members, member) && lineage_heir(lineage, member->book->book, day) == 0)
            g_ptr_array_add(houses, house_make(&roll, member));
    }
    add_all_behind(&roll, houses);
    g_ptr_array_sort(houses, compare_houses);
    return g_steal_pointer(&houses);
}

char *
officer_titles(const Record *officer, Day day)
{
    g_autoptr(GString) titles = g_string_new(NULL);
    for (gsize i = 0; i < value_items(officer, "roles"); i++) {
        g_autofree char *title = value_part(officer, "roles", i, "title");
        g_autofree char *from = value_part(officer, "roles", i, "from");
        g_autofree char *to = value_part(officer, "roles", i, "to");
        Day first = DAY_UNSET, last = DAY_UNSET;
        if ((day_parse(from, &first) && day < first) || (day_parse(to, &last) && day > last) ||
            *title == '\0')
            continue;
        g_autofree char *beside = value_part(officer, "roles", i, "concurrent");
        if (titles->len > 0 && g_str_equal(beside, "yes"))
            /* Titles are Vietnamese, whatever language the paper around them is in. */
            g_string_append_printf(titles, " %s ", tr(LANG_VI, N_("and also")));
        else if (titles->len > 0)
            g_string_append(titles, ", ");
        g_string_append(titles, title);
    }
    return g_string_free(g_steal_pointer(&titles), false);
}

char *
unit_named(Db *db, const char *typed)
{
    g_autoptr(Book) book = NULL;
    if (*typed == '\0' || !book_find(db, typed, &book, NULL) || book == NULL)
        return g_strdup(typed);
    return g_strdup(*book->name != '\0' ? book->name : typed);
}
