/* live.c: exchange over the network, both sides of it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/live.h"

#include "exchange/bundle_read.h"
#include "exchange/intake.h"
#include "exchange/partners.h"
#include "exchange/vouch.h"
#include "net/address.h"
#include "net/http.h"

#define ROUNDS_MAX 4
#define BUSY_TRIES 4
#define BUSY_PAUSE_MS 1500 /* at most: two that meet again and again should not keep step */

typedef struct {
    Office *office;
    const Actor *actor;
    const LiveAsk *ask;
    char *unit, *origin, *code; /* our book; the partner */
    NoteKey log;
    char *address, *certificate;
    char *seen; /* the certificate that was met */
} Live;

static void
live_clear(Live *live)
{
    g_free(live->unit);
    g_free(live->origin);
    g_free(live->code);
    g_free(live->address);
    g_free(live->certificate);
    g_free(live->seen);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Live, live_clear)

/* The code of the one partner at an address, or of the only partner there is. Yours to free. */
static char *
partner_at(Db *db, const char *address, GError **error)
{
    g_autoptr(GPtrArray) partners = partners_list(db, error);
    if (partners == NULL)
        return NULL;
    const char *only = NULL;
    guint count = 0;
    for (guint i = 0; i < partners->len; i++) {
        const Partner *partner = partners->pdata[i];
        g_autoptr(Contact) contact = contact_get(db, partner->origin, error);
        if (contact == NULL)
            return NULL;
        if (g_strcmp0(contact->address, address) != 0)
            continue;
        only = partner->code;
        count++;
    }
    if (count == 0 && partners->len == 1)
        return g_strdup(((const Partner *)partners->pdata[0])->code);
    if (count == 1)
        return g_strdup(only);
    return fail_null(error, KN_INVALID, "Say with whom: --with CODE.");
}

static bool
live_open(Live *live, GError **error)
{
    const LiveAsk *ask = live->ask;
    live->address = ask->address != NULL ? address_clean(ask->address) : NULL;
    if (ask->address != NULL && live->address == NULL)
        return fail(error, KN_INVALID,
                    "\"%s\" is no address of a partner's machine: it reads like "
                    "https://192.168.1.20:8443.",
                    ask->address);
    if (!actor_require(live->actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return false;
    g_autoptr(Db) db = store_read(live->office->store, error);
    g_autofree char *with = NULL;
    Pinned pinned;
    if (db == NULL)
        return false;
    with = ask->with != NULL ? g_strdup(ask->with) : partner_at(db, live->address, error);
    g_autoptr(Book) partner = with != NULL ? partner_get(db, with, &pinned, error) : NULL;
    g_autoptr(Book) own = partner != NULL ? office_book(db, ask->unit, error) : NULL;
    g_autoptr(Contact) contact = own != NULL ? contact_get(db, partner->origin, error) : NULL;
    if (contact == NULL)
        return false;
    live->unit = g_strdup(own->code);
    live->origin = g_strdup(partner->origin);
    live->code = g_strdup(partner->code);
    live->log = pinned.keys.log;
    if (live->address == NULL || g_strcmp0(live->address, contact->address) == 0) {
        g_free(live->address);
        live->address = g_strdup(contact->address);
        live->certificate = g_strdup(contact->certificate);
    }
    return true;
}

static Trouble
trouble_of_end(HttpEnd end, const HttpAnswer *answer, const Intake *intake)
{
    switch (end) {
    case HTTP_ANSWERED:
        return answer->status == 200 ? TROUBLE_NONE
                                     : trouble_of_answer(answer->status, answer->headers[0]);
    case HTTP_SILENT:
        return TROUBLE_SILENT;
    case HTTP_CUT:
        return TROUBLE_CUT;
    case HTTP_CERTIFICATE:
        return TROUBLE_CERTIFICATE;
    case HTTP_STOPPED:
        return TROUBLE_STOPPED;
    case HTTP_NOT_TAKEN:
        return intake_trouble(intake);
    default:
        return TROUBLE_STRANGE;
    }
}

/* What an intake says of a sender, said of whoever answered. */
static Trouble
trouble_of_answerer(Trouble trouble)
{
    switch (trouble) {
    case TROUBLE_STRANGER:
    case TROUBLE_RECIPIENT:
        return TROUBLE_NOT_THEIRS;
    case TROUBLE_REFUSED:
    case TROUBLE_NONE: /* larger than anything */
        return TROUBLE_DAMAGED;
    default:
        return trouble;
    }
}

/* Sends a bundle and takes what comes back into `intake`, if it is theirs. */
static Trouble
post(Live *live, GBytes *bundle, Intake *intake)
{
    static const char *const wanted[] = {EXCHANGE_REFUSED, EXCHANGE_CERTIFICATE, NULL};
    g_auto(HttpAnswer) answer = {0};
    HttpPost request = {
        .address = live->address,
        .path = EXCHANGE_PATH,
        .type = EXCHANGE_TYPE,
        .certificate = live->certificate,
        .body = bundle,
        .take = (bool (*)(void *, const void *, gsize))intake_take,
        .take_context = intake,
        .progress = live->ask->progress,
        .progress_context = live->ask->context,
        .wanted = wanted,
    };
    HttpEnd end = http_post(&request, &answer);
    g_free(live->seen);
    live->seen = g_steal_pointer(&answer.certificate);
    Trouble trouble = trouble_of_end(end, &answer, intake);
    if (end == HTTP_NOT_TAKEN)
        return trouble_of_answerer(trouble);
    if (trouble == TROUBLE_NONE && live->seen != NULL &&
        !vouch_holds(answer.headers[1], live->origin, live->seen,
                     intake_key(intake) != NULL ? intake_key(intake) : &live->log))
        return TROUBLE_NOT_THEIRS;
    return trouble;
}

/* The partner may be in another exchange, perhaps with us. */
static Trouble
post_patiently(Live *live, GBytes *bundle, Intake **ret_intake, GError **error)
{
    Trouble trouble = TROUBLE_BUSY;
    for (int i = 0; i < BUSY_TRIES && trouble == TROUBLE_BUSY; i++) {
        if (i > 0)
            g_usleep((gulong)g_random_int_range(200, BUSY_PAUSE_MS) * 1000);
        g_clear_pointer(ret_intake, intake_free);
        *ret_intake = intake_new(live->office, live->origin, error);
        if (*ret_intake == NULL)
            return TROUBLE_HERE;
        trouble = post(live, bundle, *ret_intake);
    }
    return trouble;
}

/* One round: ours there, theirs here. TROUBLE_HERE: see error. */
static Trouble
round_trip(Live *live, bool asks, Arrival **ret_arrival, GError **error)
{
    g_autofree char *name = NULL;
    g_autoptr(Intake) intake = NULL;
    if (live->address == NULL)
        return TROUBLE_NO_ADDRESS;
    g_autoptr(GBytes) bundle =
        asks ? bundle_ask(live->office, live->unit, live->actor, live->code, &name, error)
             : bundle_write(live->office, live->unit, live->actor, live->code, &name, error);
    if (bundle == NULL)
        return TROUBLE_HERE;
    Trouble trouble = post_patiently(live, bundle, &intake, error);
    if (trouble != TROUBLE_NONE)
        return trouble;
    g_autoptr(GBytes) came = intake_end(intake);
    if (came == NULL)
        return trouble_of_answerer(intake_trouble(intake));
    gsize length = 0;
    const void *bytes = g_bytes_get_data(came, &length);
    g_autoptr(GError) refused = NULL;
    *ret_arrival = bundle_receive(live->office, live->actor, bytes, length, &refused);
    if (*ret_arrival != NULL)
        return TROUBLE_NONE;
    /* Their signed list came, so what does not fit it was lost or changed on the way. */
    bool damaged = g_error_matches(refused, KN_ERROR, KN_INVALID);
    if (!damaged)
        g_propagate_error(error, g_steal_pointer(&refused));
    return damaged ? TROUBLE_DAMAGED : TROUBLE_HERE;
}

static bool
finding_is_in(const GPtrArray *findings, const Finding *finding)
{
    for (guint i = 0; i < findings->len; i++)
        if (g_str_equal(((const Finding *)findings->pdata[i])->sentence, finding->sentence))
            return true;
    return false;
}

/* What an earlier round brought joins the account of the last. */
static void
join(Arrival *into, Arrival *before)
{
    into->new_entries += before->new_entries;
    into->new_bodies += before->new_bodies;
    into->new_files += before->new_files;
    into->cosigned += before->cosigned;
    into->taken_back += before->taken_back;
    into->bodies_back += before->bodies_back;
    into->kept += before->kept;
    into->our_cosigned = MAX(into->our_cosigned, before->our_cosigned);
    into->nothing_new = into->nothing_new && before->nothing_new;
    g_ptr_array_extend_and_steal(into->agreements, before->agreements);
    before->agreements = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < before->findings->len; i++) {
        const Finding *finding = before->findings->pdata[i];
        if (finding_is_in(into->findings, finding))
            continue;
        Finding *copy = g_new0(Finding, 1);
        *copy = (Finding){g_strdup(finding->where), g_strdup(finding->sentence)};
        g_ptr_array_add(into->findings, copy);
    }
}

/* They must still hear that we hold what came. */
static bool
needs_answer(const Arrival *arrival)
{
    return arrival->cosigned > 0 || !arrival->nothing_new;
}

static Trouble
run_rounds(Live *live, Arrival **ret_arrival, int *ret_rounds, GError **error)
{
    g_autoptr(Arrival) all = NULL;
    bool again = true;
    for (int i = 0; i < ROUNDS_MAX && again; i++) {
        g_autoptr(Arrival) arrival = NULL;
        Trouble trouble = round_trip(live, live->ask->recover && i == 0, &arrival, error);
        if (trouble != TROUBLE_NONE)
            return trouble;
        if (live->certificate == NULL)
            live->certificate = g_strdup(live->seen); /* the next round meets no other */
        again = needs_answer(arrival);
        if (all != NULL)
            join(arrival, all);
        arrival_free(all);
        all = g_steal_pointer(&arrival);
        *ret_rounds = i + 1;
    }
    *ret_arrival = g_steal_pointer(&all);
    return TROUBLE_NONE;
}

Arrival *
exchange_live(Office *office, const Actor *actor, const LiveAsk *ask, int *ret_rounds,
              GError **error)
{
    g_auto(Live) live = {.office = office, .actor = actor, .ask = ask};
    g_autoptr(Arrival) arrival = NULL;
    g_autoptr(GError) failure = NULL;
    if (!live_open(&live, error))
        return NULL;
    Trouble trouble = run_rounds(&live, &arrival, ret_rounds, &failure);
    ContactEnd end = {trouble, failure != NULL ? failure->message : NULL, live.address,
                      live.certificate, live.seen};
    if (!contact_ended(office, live.origin, &end, error))
        return NULL;
    if (trouble == TROUBLE_NONE)
        return g_steal_pointer(&arrival);
    if (failure != NULL)
        g_propagate_error(error, g_steal_pointer(&failure));
    else
        g_set_error_literal(error, KN_ERROR, (int)trouble_code(trouble), trouble_sentence(trouble));
    return NULL;
}

static Trouble
trouble_of_error(const GError *error)
{
    if (g_error_matches(error, KN_ERROR, KN_INVALID))
        return TROUBLE_REFUSED;
    if (g_error_matches(error, KN_ERROR, KN_CONFLICT))
        return TROUBLE_HALTED;
    if (g_error_matches(error, KN_ERROR, KN_LOCKED))
        return TROUBLE_LOCKED;
    if (g_error_matches(error, KN_ERROR, KN_LIMIT))
        return TROUBLE_LARGE;
    return g_error_matches(error, KN_ERROR, KN_BROKEN) ? TROUBLE_BROKEN : TROUBLE_FAILED;
}

/* The office itself answers: what it may send, its covenants say. */
static const Actor answering = {
    .account = 0, .author = "exchange", .roles = ROLE_CHAIR | ROLE_ADMINISTRATOR};

/* Our bundle for the partner, and what vouches for our certificate. */
static GBytes *
write_answer(Office *office, const Arrival *arrival, const char *fingerprint, char **ret_vouch,
             GError **error)
{
    g_autofree char *name = NULL, *vouch = NULL;
    g_autoptr(Db) db = fingerprint != NULL ? store_read(office->store, error) : NULL;
    g_autoptr(Book) own = db != NULL ? office_book(db, arrival->to, error) : NULL;
    if (fingerprint != NULL) {
        vouch = own != NULL ? vouch_write(db, own, fingerprint, error) : NULL;
        if (vouch == NULL)
            return NULL;
    }
    g_clear_pointer(&db, db_free);
    GBytes *bundle = bundle_write(office, arrival->to, &answering, arrival->from, &name, error);
    if (bundle != NULL)
        *ret_vouch = g_steal_pointer(&vouch);
    return bundle;
}

static char *
origin_of(Office *office, const char *code, GError **error)
{
    Pinned pinned;
    g_autoptr(Db) db = store_read(office->store, error);
    g_autoptr(Book) partner = db != NULL ? partner_get(db, code, &pinned, error) : NULL;
    return partner != NULL ? g_strdup(partner->origin) : NULL;
}

/* Whether it was refused because the sender's key has to be compared first. */
static bool
waits_for_words(Office *office, const void *bytes, gsize length)
{
    g_auto(Incoming) incoming = {0};
    g_autoptr(Db) db = store_read(office->store, NULL);
    return db != NULL && incoming_read(db, bytes, length, &incoming, NULL) &&
           incoming.pinned.stop == STOP_KEY;
}

GBytes *
exchange_answer(Office *office, const void *bytes, gsize length, const char *fingerprint,
                char **ret_vouch, Trouble *ret_trouble, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(GBytes) bundle = NULL;
    g_autofree char *origin = NULL;
    g_autoptr(Arrival) arrival = bundle_receive(office, &answering, bytes, length, &failure);
    if (arrival != NULL)
        bundle = write_answer(office, arrival, fingerprint, ret_vouch, &failure);
    if (bundle != NULL)
        origin = origin_of(office, arrival->from, &failure);
    ContactEnd end = {.trouble = TROUBLE_NONE};
    if (origin != NULL && contact_ended(office, origin, &end, &failure))
        return g_steal_pointer(&bundle);
    *ret_trouble = waits_for_words(office, bytes, length) ? TROUBLE_KEY : trouble_of_error(failure);
    g_propagate_error(error, g_steal_pointer(&failure));
    return NULL;
}
