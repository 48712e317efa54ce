/* contact.c: keeps how a partner is reached and how that went.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/contact.h"

#include "exchange/partners.h"
#include "net/address.h"
#include "store/side.h"

#define HOUR_S 3600
#define DAY_S (24 * HOUR_S)
#define ZONE_S (7 * HOUR_S) /* Viet Nam */
#define RHYTHM_HOURS_MAX 168

void
contact_free(Contact *contact)
{
    if (contact == NULL)
        return;
    g_free(contact->address);
    g_free(contact->certificate);
    g_free(contact->seen);
    g_free(contact->rhythm);
    g_free(contact->unit);
    g_free(contact->said);
    g_free(contact);
}

const char *
contact_sentence(const Contact *contact)
{
    return contact->trouble == TROUBLE_HERE ? contact->said : trouble_sentence(contact->trouble);
}

/* Setting "contact PARTNER": a line `name value` for each that is set. */
static char *
setting_name(const char *origin)
{
    return g_strconcat("contact ", origin, NULL);
}

static void
take_line(Contact *contact, const char *name, const char *value)
{
    struct {
        const char *name;
        char **text;
    } texts[] = {{"address", &contact->address}, {"certificate", &contact->certificate},
                 {"seen", &contact->seen},       {"rhythm", &contact->rhythm},
                 {"unit", &contact->unit},       {"said", &contact->said}};
    struct {
        const char *name;
        gint64 *time;
    } times[] = {{"since", &contact->since},
                 {"tried", &contact->tried},
                 {"done", &contact->done},
                 {"failing", &contact->failing}};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        if (g_str_equal(texts[i].name, name)) {
            g_free(*texts[i].text);
            *texts[i].text = g_strdup(value);
        }
    for (gsize i = 0; i < G_N_ELEMENTS(times); i++)
        if (g_str_equal(times[i].name, name) &&
            !g_ascii_string_to_signed(value, 10, 0, G_MAXINT64, times[i].time, NULL))
            *times[i].time = 0;
    if (g_str_equal(name, "trouble"))
        contact->trouble = trouble_from_word(value);
}

Contact *
contact_get(Db *db, const char *origin, GError **error)
{
    g_autofree char *name = setting_name(origin);
    g_autoptr(GError) failure = NULL;
    g_autofree char *text = setting_get(db, name, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    Contact *contact = g_new0(Contact, 1);
    g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", -1);
    for (gsize i = 0; lines[i] != NULL; i++) {
        char *space = strchr(lines[i], ' ');
        if (space == NULL)
            continue;
        *space = '\0';
        take_line(contact, lines[i], space + 1);
    }
    return contact;
}

static void
put_text(GString *text, const char *name, const char *value)
{
    if (value == NULL || *value == '\0')
        return;
    g_autofree char *line = g_strdelimit(g_strdup(value), "\r\n", ' ');
    g_string_append_printf(text, "%s %s\n", name, line);
}

static void
put_time(GString *text, const char *name, gint64 time)
{
    if (time != 0)
        g_string_append_printf(text, "%s %" G_GINT64_FORMAT "\n", name, time);
}

static bool
contact_put(Db *db, const char *origin, const Contact *contact, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    put_text(text, "address", contact->address);
    put_text(text, "certificate", contact->certificate);
    put_text(text, "seen", contact->seen);
    put_text(text, "rhythm", contact->rhythm);
    put_text(text, "unit", contact->unit);
    put_time(text, "since", contact->since);
    put_time(text, "tried", contact->tried);
    put_time(text, "done", contact->done);
    put_time(text, "failing", contact->failing);
    put_text(text, "trouble", trouble_word(contact->trouble));
    put_text(text, "said", contact->said);
    g_autofree char *name = setting_name(origin);
    return setting_set(db, name, text->str, error);
}

static void
replace(char **text, const char *value)
{
    g_free(*text);
    *text = g_strdup(value);
}

/* The contact of a partner, in a writing transaction, for an act of a person. */
static Contact *
open_for(Office *office, const Actor *actor, const char *partner, Db **ret_db, Book **ret_book,
         GError **error)
{
    Pinned pinned;
    if (!actor_require(actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return NULL;
    *ret_db = store_write(office->store, error);
    *ret_book = *ret_db != NULL ? partner_get(*ret_db, partner, &pinned, error) : NULL;
    return *ret_book != NULL ? contact_get(*ret_db, (*ret_book)->origin, error) : NULL;
}

static void
take_address(Contact *contact, const char *address)
{
    if (g_strcmp0(address, contact->address) == 0)
        return;
    replace(&contact->address, address);
    replace(&contact->certificate, NULL);
    replace(&contact->seen, NULL);
}

bool
contact_set_address(Office *office, const Actor *actor, const char *partner, const char *typed,
                    GError **error)
{
    g_autofree char *address = typed[0] != '\0' ? address_clean(typed) : NULL;
    if (typed[0] != '\0' && address == NULL)
        return fail(error, KN_INVALID,
                    "\"%s\" is no address of a partner's machine: it reads like "
                    "https://192.168.1.20:8443.",
                    typed);
    g_autoptr(Db) db = NULL;
    g_autoptr(Book) book = NULL;
    g_autoptr(Contact) contact = open_for(office, actor, partner, &db, &book, error);
    if (contact == NULL)
        return false;
    take_address(contact, address);
    return contact_put(db, book->origin, contact, error) && db_commit(db, error);
}

/* Minutes after midnight of "HH:MM", else -1. */
static int
rhythm_minute(const char *rhythm)
{
    Day day;
    int minute;
    g_autofree char *moment = g_strconcat("2020-01-01T", rhythm, NULL);
    return moment_parse(moment, &day, &minute) ? minute : -1;
}

/* Hours of "6h", else 0. */
static guint64
rhythm_hours(const char *rhythm)
{
    guint64 hours = 0;
    gsize length = strlen(rhythm);
    g_autofree char *number =
        length > 1 && rhythm[length - 1] == 'h' ? g_strndup(rhythm, length - 1) : g_strdup("");
    return g_ascii_string_to_unsigned(number, 10, 1, RHYTHM_HOURS_MAX, &hours, NULL) ? hours : 0;
}

bool
contact_set_rhythm(Office *office, const Actor *actor, const char *unit, const char *partner,
                   const char *typed, GError **error)
{
    bool off = typed[0] == '\0' || g_str_equal(typed, "off");
    if (!off && rhythm_minute(typed) < 0 && rhythm_hours(typed) == 0)
        return fail(error, KN_INVALID,
                    "\"%s\" is no rhythm: write an hour of the day like 22:00, a number of hours "
                    "like 6h, or off.",
                    typed);
    g_autoptr(Db) db = NULL;
    g_autoptr(Book) book = NULL;
    g_autoptr(Contact) contact = open_for(office, actor, partner, &db, &book, error);
    g_autoptr(Book) own = contact != NULL ? office_book(db, unit, error) : NULL;
    if (own == NULL)
        return false;
    if (!off && contact->address == NULL)
        return fail(error, KN_INVALID, "Enter the address of %s first.", book->code);
    replace(&contact->rhythm, off ? NULL : typed);
    replace(&contact->unit, off ? NULL : own->origin);
    contact->since = off ? 0 : office_now(office);
    return contact_put(db, book->origin, contact, error) && db_commit(db, error);
}

bool
contact_forget_certificate(Office *office, const Actor *actor, const char *partner, GError **error)
{
    g_autoptr(Db) db = NULL;
    g_autoptr(Book) book = NULL;
    g_autoptr(Contact) contact = open_for(office, actor, partner, &db, &book, error);
    if (contact == NULL)
        return false;
    replace(&contact->certificate, NULL);
    replace(&contact->seen, NULL);
    if (contact->trouble == TROUBLE_CERTIFICATE)
        contact->trouble = TROUBLE_NONE;
    return contact_put(db, book->origin, contact, error) && db_commit(db, error);
}

bool
contact_ended(Office *office, const char *origin, const ContactEnd *end, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    g_autoptr(Contact) contact = db != NULL ? contact_get(db, origin, error) : NULL;
    if (contact == NULL)
        return false;
    bool came = end->trouble == TROUBLE_NONE;
    contact->tried = office_now(office);
    contact->trouble = end->trouble;
    replace(&contact->said, end->said);
    if (came)
        contact->done = contact->tried;
    contact->failing = came ? 0 : contact->failing != 0 ? contact->failing : contact->tried;
    if (came && end->address != NULL)
        take_address(contact, end->address);
    if (came && end->certificate != NULL)
        replace(&contact->certificate, end->certificate);
    replace(&contact->seen, end->trouble == TROUBLE_CERTIFICATE ? end->seen : NULL);
    return contact_put(db, origin, contact, error) && db_commit(db, error);
}

bool
contact_is_due(const Contact *contact, gint64 now)
{
    if (contact->rhythm == NULL || contact->address == NULL ||
        contact->trouble == TROUBLE_CERTIFICATE)
        return false;
    if (contact->failing != 0 && now - contact->tried < HOUR_S)
        return false;
    gint64 from = MAX(contact->done, contact->since);
    int minute = rhythm_minute(contact->rhythm);
    if (minute < 0)
        return now - from >= (gint64)rhythm_hours(contact->rhythm) * HOUR_S;
    gint64 shift = ZONE_S - (gint64)minute * 60;
    return (now + shift) / DAY_S * DAY_S - shift > from;
}
